import Accounts
import Formula
import Foundation
import Geo
import GeoFiles

/// Layers that follow from the elevation of neighbouring cells. They hold the grid in memory.
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
      try write(try cells(kind, of: relief(elevation, metres: metres)), to: target)
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

  private func relief(_ elevation: PreparedLayer, metres: Double) throws -> Relief {
    let reader = try LayerReader(elevation)
    let (columns, rows) = (ground.frame.columns, ground.frame.rows)
    var heights = [Float](repeating: .nan, count: columns * rows)
    let band = UnsafeMutableBufferPointer<Double>.allocate(capacity: columns * 256)
    defer { band.deallocate() }
    for row in stride(from: 0, to: rows, by: 256) {
      let window = CellWindow(column: 0, row: row, columns: columns, rows: min(256, rows - row))
      let part = UnsafeMutableBufferPointer(rebasing: band[0..<window.count])
      try reader.read(window, into: part)
      for (index, height) in part.enumerated() { heights[row * columns + index] = Float(height * metres) }
    }
    return try Relief(ground.grid, heights: heights)
  }

  private func cells(_ kind: TerrainLayer, of relief: Relief) -> [Float] {
    let rows = 0..<ground.frame.rows
    switch kind {
    case .slope: return relief.slope(in: .radians, rows: rows)
    case .aspectLength: return relief.aspectLength(rows: rows)
    case .upslopeArea: return relief.drainage().upslopeArea()
    case .flowAccumulation: return relief.drainage().upstreamCells().map(Float.init)
    // 0.5: the usual cut-off of slope-length programs below 5 %; named in the layer's own key.
    case .slopeLength: return relief.drainage().slopeLength(cutoff: 0.5)
    }
  }

  private func write(_ cells: [Float], to target: URL) throws {
    let writer = try RasterWriter(
      target.path, frame: ground.frame, in: ground.system, bands: [BandPlan(type: .float32, nodata: .nan)])
    let (columns, rows) = (ground.frame.columns, ground.frame.rows)
    for row in stride(from: 0, to: rows, by: RasterWriter.tileSide) {
      let window = CellWindow(
        column: 0, row: row, columns: columns, rows: min(RasterWriter.tileSide, rows - row))
      let values = cells[(row * columns)..<(row * columns + window.count)].map(Double.init)
      try values.withUnsafeBufferPointer { try writer.write(band: 1, window, from: $0) }
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
