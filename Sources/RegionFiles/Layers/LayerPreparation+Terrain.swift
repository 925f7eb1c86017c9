import Accounts
import Formula
import Foundation
import Geo
import GeoFiles

/// Layers that follow from the elevation of neighbouring cells, tile by tile.
extension LayerPreparation {
  func terrain(_ name: String, _ terrain: TerrainBinding) throws -> PreparedLayer {
    let (elevation, binding, metres) = try elevation(of: terrain, for: name)
    let made = "\(elevation.meaning) \(elevation.aligned.alignment)"
    let target = scratch.appendingPathComponent(
      key("terrain", terrain.words, elevation.digest, binding.reading, made))
    if !FileManager.default.fileExists(atPath: target.path) {
      try make(terrain, of: relief(elevation, metres: metres), into: target)
    }
    let request = LayerRequest(target.path, band: 1, given: .nothing, resampling: .nearest)
    let aligned = try request.align(
      onto: ground.frame, in: ground.system, scratch: target.path + ".none", workers: 1)
    return PreparedLayer(
      name: name, aligned: aligned, meaning: number(name, unit: terrain.layer.unit ?? "1"),
      alignment: elevation.alignment, digest: elevation.digest, file: terrain.words,
      hasOtherExtent: elevation.hasOtherExtent)
  }

  /// The relief that a layer rests on.
  func relief(of terrain: TerrainBinding, for name: String) throws -> ElevationGround {
    let (elevation, _, metres) = try elevation(of: terrain, for: name)
    return try relief(elevation, metres: metres)
  }

  /// The heights that the first layer by name follows from that needs any.
  func heights() throws -> (layer: PreparedLayer, metres: Double)? {
    for name in study.needed.sorted() {
      guard case .terrain(let terrain)? = study.region.binding(of: name)?.binding else { continue }
      let (layer, _, metres) = try elevation(of: terrain, for: name)
      return (layer, metres)
    }
    return nil
  }

  private func elevation(
    of terrain: TerrainBinding, for name: String
  ) throws -> (layer: PreparedLayer, binding: LayerBinding, metres: Double) {
    let from = terrain.from
    guard case .layer(let binding) = study.region.binding(of: from)?.binding else {
      throw LayerPreparationError.noElevation(name: name, from: from)
    }
    let elevation = try raster(from, binding)
    guard let metres = metres(in: from) else {
      throw LayerPreparationError.noHeight(name: name, from: from)
    }
    return (elevation, binding, metres)
  }

  /// Metres in one unit of a name; a name of the region's own keeps the unit that the region writes.
  private func metres(in name: String) -> Double? {
    guard let own = study.unit(of: name), let metre = try? study.units.parse("m") else { return nil }
    return study.units.factor(from: own, to: metre)
  }

  /// The relief of a layer of heights; the same one for all layers that rest on it.
  private func relief(_ elevation: PreparedLayer, metres: Double) throws -> ElevationGround {
    let planes = try planes()
    return try grounds.ground(named: elevation.name) {
      try ElevationGround(
        elevation, metres: metres, on: ground.grid, planes: planes.part(elevation.name),
        memory: memory)
    }
  }

  private func make(_ terrain: TerrainBinding, of relief: ElevationGround, into target: URL) throws {
    let (flow, grid) = (terrain.flow, ground.grid)
    switch terrain.layer {
    case .slope: try write(relief, terrain, to: target) { $0.slope(in: .radians, rows: $1) }
    case .aspectLength: try write(relief, terrain, to: target) { $0.aspectLength(rows: $1) }
    case .surface: try write(relief, terrain, to: target) { $0.surfaceRatio(rows: $1) }
    case .flowAccumulation: try write(relief.planes, relief.count(flow), to: target) { $1 - 1 }
    case .contributingCells: try write(relief.planes, relief.count(flow), to: target) { $1 }
    case .upslopeArea:
      try write(relief.planes, relief.area(flow), to: target) { $1 - grid.cellArea(row: $0) }
    case .contributingArea: try write(relief.planes, relief.area(flow), to: target) { $1 }
    // 0.5: the usual cut-off of slope-length programs below 5 %; named in the layer's own key.
    case .slopeLength: try write(relief.planes, relief.slopeLength(cutoff: 0.5), to: target) { $1 }
    case .stream: try write(relief.planes, streams(terrain, relief), to: target) { Double($1) }
    case .streamDistance:
      let distances = Plane<Double>("stream-distances")
      try relief.routing.addDownslope(
        nil, measure: .metres, streams: try streams(terrain, relief), along: try relief.flow(flow),
        into: distances)
      try write(relief.planes, distances, to: target) { $1 }
      try relief.planes.remove(distances.name)
    case .upslopeMean, .upslopeSum, .downslopeSum, .retention, .deposition: break
    }
  }

  /// Writes what follows from bands of rows of the heights, each with a row more above and below.
  private func write(
    _ relief: ElevationGround, _ terrain: TerrainBinding, to target: URL,
    _ band: @Sendable (Relief, Range<Int>) -> [Float]
  ) throws {
    let source = terrain.filled ? try relief.filled() : ElevationGround.heights
    let (grid, planes, side) = (ground.grid, relief.planes, RasterWriter.tileSide)
    let made = Plane<Float>("made")
    _ = try planes.each(Array(0..<(grid.rows + side - 1) / side)) { number in
      let rows = number * side..<min(grid.rows, (number + 1) * side)
      let around = max(0, rows.lowerBound - 1)..<min(grid.rows, rows.upperBound + 1)
      let columns = 0..<grid.columns
      let heights = try planes.get(source, columns: columns, rows: around)
      let cells = band(try Relief(grid, rows: around, heights: heights), rows)
      let whole = Tile(
        index: number, column: 0, row: rows.lowerBound, width: grid.columns, height: rows.count)
      try planes.put(cells, made, whole)
    }
    try write(planes, made, to: target) { _, value in Double(value) }
    try planes.remove(made.name)
  }

  /// Writes a plane as a raster.
  func write<Cell: BinaryFloatingPoint & BitwiseCopyable & Sendable>(
    _ planes: FilePlanes, _ plane: Plane<Cell>, to target: URL, _ value: (_ row: Int, Cell) -> Double
  ) throws {
    let writer = try RasterWriter(
      target.path, frame: ground.frame, in: ground.system, bands: [BandPlan(type: .float32, nodata: .nan)],
      isPacked: false)
    let side = RasterWriter.tileSide
    var cells = [Cell](repeating: .nan, count: side * side)
    var values = [Double](repeating: .nan, count: side * side)
    for tile in Tiling(ground.grid, size: side) {
      try planes.get(plane, columns: tile.columns, rows: tile.rows, into: &cells)
      for row in 0..<tile.height {
        for place in row * tile.width..<(row + 1) * tile.width {
          values[place] = value(tile.row + row, cells[place])
        }
      }
      try values.withUnsafeBufferPointer {
        try writer.write(band: 1, CellWindow(tile), from: UnsafeBufferPointer(rebasing: $0[..<tile.count]))
      }
    }
    try writer.finish()
  }
}

/// Why a layer cannot be derived.
enum LayerPreparationError: Error, CustomStringConvertible {
  case noElevation(name: String, from: String)
  case noHeight(name: String, from: String)
  case badMethod(name: String, method: String)
  case noPlace(file: String)
  case circle(names: [String])
  case badUnit(name: String, words: String)

  var description: String {
    switch self {
    case .noElevation(let name, let from):
      "\(name)：from 指的 \(from) 不是图层 · "
        + "\(from), which it is made from, is no layer of the region; bind it by layer"
    case .noHeight(let name, let from):
      "\(name)：\(from) 的单位不是长度，写 unit: \"m\" · \(from) has no unit of length; write unit: \"m\""
    case .noPlace(let file):
      "\(file)：站点坐标换算不到网格的坐标系 · the stations have no place in the grid's reference system; check x, y and crs"
    case .circle(let names):
      "\(names.joined(separator: ", "))：互为前提，算不出来，请改正 of · "
        + "they rest on one another; correct what they are made of"
    case .badUnit(let name, let words):
      "\(name)：\(words) 的单位不能换算成这项输入的单位，请换一个 of · "
        + "the unit that \(words) has does not convert to that of the input; take other figures"
    case .badMethod(let name, let method):
      "\(name)：没有插值方法 \(method)，写 nearest 或 idw · there is no interpolation \(method); write nearest or idw"
    }
  }
}
