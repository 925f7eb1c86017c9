import Accounts
import Formula
import Foundation
import Geo
import GeoFiles

/// Layers that follow from the elevation of neighbouring cells, tile by tile.
extension LayerPreparation {
  func terrain(_ name: String, _ kind: TerrainLayer, from: String) throws -> PreparedLayer {
    guard case .layer(let binding) = study.region.binding(of: from)?.binding else {
      throw LayerPreparationError.noElevation(name: name, from: from)
    }
    let elevation = try raster(from, binding)
    guard let metres = metres(in: from) else {
      throw LayerPreparationError.noHeight(name: name, from: from)
    }
    let made = "\(elevation.meaning) \(elevation.aligned.alignment)"
    let target = scratch.appendingPathComponent(
      key("terrain", kind.rawValue, elevation.digest, binding.reading, made))
    if !FileManager.default.fileExists(atPath: target.path) {
      try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
      try make(kind, of: relief(elevation, metres: metres), into: target)
    }
    let request = LayerRequest(target.path, band: 1, given: .nothing, resampling: .nearest)
    let aligned = try request.align(
      onto: ground.frame, in: ground.system, scratch: target.path + ".none", workers: 1)
    return PreparedLayer(
      name: name, aligned: aligned, meaning: number(name, unit: kind.unit), alignment: elevation.alignment,
      digest: elevation.digest, file: "\(kind.rawValue)(\(elevation.file))")
  }

  /// Metres in one unit of a name; a name of the region's own keeps the unit that the region writes.
  private func metres(in name: String) -> Double? {
    guard let own = study.unit(of: name), let metre = try? study.units.parse("m") else { return nil }
    return study.units.factor(from: own, to: metre)
  }

  /// The relief of a layer of heights; the same one for all layers that rest on it.
  private func relief(_ elevation: PreparedLayer, metres: Double) throws -> ElevationGround {
    try grounds.ground(named: "\(elevation.name) \(metres)") {
      let planes = try FilePlanes(folder: scratch, columns: ground.frame.columns, threads: threads)
      return try ElevationGround(elevation, metres: metres, on: ground.grid, planes: planes)
    }
  }

  private func make(_ kind: TerrainLayer, of relief: ElevationGround, into target: URL) throws {
    switch kind {
    case .slope: try write(relief, to: target) { $0.slope(in: .radians, rows: $1) }
    case .aspectLength: try write(relief, to: target) { $0.aspectLength(rows: $1) }
    case .flowAccumulation: try write(relief, relief.count(.d8), to: target) { _, count in count - 1 }
    case .upslopeArea:
      let areas = Plane<Double>("areas")
      try relief.direct(.d8)
      try relief.routing.addUpslope([.area], by: .d8, into: [areas])
      let grid = ground.grid
      try write(relief, areas, to: target) { row, area in area - grid.cellArea(row: row) }
    // 0.5: the usual cut-off of slope-length programs below 5 %; named in the layer's own key.
    case .slopeLength:
      let lengths = Plane<Double>("slope-lengths")
      try relief.direct(.d8)
      try relief.routing.measureSlopes(cutoff: 0.5, into: lengths)
      try write(relief, lengths, to: target) { _, length in length }
    }
  }

  /// Writes what follows from bands of rows of the heights, each with a row more above and below.
  private func write(
    _ relief: ElevationGround, to target: URL, _ band: @Sendable (Relief, Range<Int>) -> [Float]
  ) throws {
    let (grid, planes, side) = (ground.grid, relief.planes, RasterWriter.tileSide)
    let made = Plane<Float>("made")
    _ = try planes.each(Array(0..<relief.routing.tiling.down)) { number in
      let rows = number * side..<min(grid.rows, (number + 1) * side)
      let around = max(0, rows.lowerBound - 1)..<min(grid.rows, rows.upperBound + 1)
      let columns = 0..<grid.columns
      let heights = try planes.get(ElevationGround.heights, columns: columns, rows: around)
      let cells = band(try Relief(grid, rows: around, heights: heights), rows)
      let whole = Tile(
        index: number, column: 0, row: rows.lowerBound, width: grid.columns, height: rows.count)
      try planes.put(cells, made, whole)
    }
    try write(relief, made, to: target) { _, value in Double(value) }
    try planes.remove(made.name)
  }

  /// Writes a plane as a raster.
  private func write<Cell: BinaryFloatingPoint & BitwiseCopyable & Sendable>(
    _ relief: ElevationGround, _ plane: Plane<Cell>, to target: URL, _ value: (_ row: Int, Cell) -> Double
  ) throws {
    let writer = try RasterWriter(
      target.path, frame: ground.frame, in: ground.system, bands: [BandPlan(type: .float32, nodata: .nan)])
    for tile in relief.routing.tiling {
      let cells = try relief.planes.get(plane, columns: tile.columns, rows: tile.rows)
      let values = cells.indices.map { value(tile.row + $0 / tile.width, cells[$0]) }
      try values.withUnsafeBufferPointer { try writer.write(band: 1, CellWindow(tile), from: $0) }
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

  var description: String {
    switch self {
    case .noElevation(let name, let from):
      "\(name)：from 指的 \(from) 不是图层 · "
        + "\(from), which it is made from, is no layer of the region; bind it by layer"
    case .noHeight(let name, let from):
      "\(name)：\(from) 的单位不是长度，写 unit: \"m\" · \(from) has no unit of length; write unit: \"m\""
    case .noPlace(let file):
      "\(file)：站点坐标换算不到网格的坐标系 · the stations have no place in the grid's reference system; check x, y and crs"
    case .badMethod(let name, let method):
      "\(name)：没有插值方法 \(method)，写 nearest 或 idw · there is no interpolation \(method); write nearest or idw"
    }
  }
}
