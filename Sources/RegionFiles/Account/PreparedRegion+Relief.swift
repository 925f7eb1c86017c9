public import Foundation
import Geo
import GeoFiles

extension PreparedRegion {
  /// The most cells of a relief across or along: enough for a picture of the land, too few to survey it.
  private static let reliefCells = 512

  /// Writes the heights of the region in metres as a small raster, each block of cells at its mean.
  ///
  /// - Returns: Whether there are heights; parcels have none of their own.
  /// - Throws: What GDAL says when the layer cannot be read or the file not be written.
  public func writeRelief(to target: URL) throws -> Bool {
    guard parcels == nil, case .grid(let body) = body, let (layer, metres) = body.heights else {
      return false
    }
    let frame = body.ground.frame
    let factor = max(1, (max(frame.columns, frame.rows) + Self.reliefCells - 1) / Self.reliefCells)
    let across = (frame.columns + factor - 1) / factor
    let along = (frame.rows + factor - 1) / factor
    let reader = try LayerReader(layer)
    let own = GridFrame(
      west: frame.west, north: frame.north, cellWidth: frame.cellWidth * Double(factor),
      cellHeight: frame.cellHeight * Double(factor), columns: across, rows: along)
    var heights: [Double] = []
    for row in 0..<along {
      let rows = min(factor, frame.rows - row * factor)
      let window = CellWindow(column: 0, row: row * factor, columns: frame.columns, rows: rows)
      heights += try meanHeights(reader, window, factor: factor, across: across).map { $0 * metres }
    }
    let raw = target.appendingPathExtension("raw")
    defer { try? FileManager.default.removeItem(at: raw) }
    try write(heights, own, in: body.ground.system, to: raw)
    try writeCloudRaster(target.path, from: RasterFile(raw.path), overviews: .average)
    return true
  }

  private func meanHeights(
    _ reader: LayerReader, _ window: CellWindow, factor: Int, across: Int
  ) throws -> [Double] {
    var values = [Double](repeating: .nan, count: window.count)
    try values.withUnsafeMutableBufferPointer { try reader.read(window, into: $0) }
    var sums = [Double](repeating: 0, count: across)
    var counts = [Int](repeating: 0, count: across)
    for (index, value) in values.enumerated() where value.isFinite {
      let column = index % window.columns / factor
      sums[column] += value
      counts[column] += 1
    }
    return zip(sums, counts).map { $1 == 0 ? .nan : $0 / Double($1) }
  }

  private func write(
    _ heights: [Double], _ frame: GridFrame, in system: CoordinateSystem, to target: URL
  ) throws {
    let band = BandPlan(type: .float32, nodata: .nan, unit: "m", description: "高程")
    let writer = try RasterWriter(target.path, frame: frame, in: system, bands: [band])
    try heights.withUnsafeBufferPointer { try writer.write(band: 1, frame.whole, from: $0) }
    try writer.finish()
  }
}
