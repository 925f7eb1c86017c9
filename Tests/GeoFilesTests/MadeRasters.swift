import Foundation
import GeoFiles

/// A small frame on a 10 m grid in CGCS2000 / 3-degree zone 40 metres.
let smallFrame = GridFrame(
  west: 500_000, north: 3_480_000, cellWidth: 10, cellHeight: 10, columns: 700, rows: 600)

extension TemporaryFolder {
  /// Writes a raster of one band whose cells follow a rule of column and row.
  func raster(
    _ name: String, _ frame: GridFrame = smallFrame, crs: String? = "EPSG:4549", type: CellType = .float32,
    nodata: Double? = .nan, _ rule: (Int, Int) -> Double
  ) throws -> String {
    let system = try crs.map { try CoordinateSystem($0) }
    let plan = BandPlan(type: type, nodata: nodata)
    let writer = try RasterWriter(self(name), frame: frame, in: system, bands: [plan])
    let values = (0..<frame.rows).flatMap { row in (0..<frame.columns).map { rule($0, row) } }
    try values.withUnsafeBufferPointer { try writer.write(band: 1, frame.whole, from: $0) }
    try writer.finish()
    return self(name)
  }

  /// A copy of a file with only its first bytes.
  func cut(_ path: String, to count: Int, as name: String) throws -> String {
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    return write(name, Array(data.prefix(count)))
  }
}
