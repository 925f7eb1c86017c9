import Foundation
import GeoFiles

/// A raster that a made region brings, before it is written: so that it can be spoiled.
struct MadeLayer {
  /// Cells of each band, row by row from the north; NaN without value.
  var bands: [[Double]]
  var type = CellType.float32
  /// The number that stands for no value; nil writes no tag.
  var nodata: Double? = -9999
  var crs: String? = MadeRegion.crs
  var frame: GridFrame

  mutating func change(band: Int = 1, _ rule: (Double) -> Double) {
    bands[band - 1] = bands[band - 1].map(rule)
  }

  /// Without its tag the number for no value is a number like any other.
  mutating func loseNodata() {
    let mark = nodata ?? -9999
    for band in bands.indices { bands[band] = bands[band].map { $0.isNaN ? mark : $0 } }
    nodata = nil
  }

  mutating func shift(columns: Double, rows: Double) {
    frame.west += columns * frame.cellWidth
    frame.north -= rows * frame.cellHeight
  }

  /// Turned upside down, as a program does that counts rows from the south.
  mutating func flip() {
    for band in bands.indices {
      let cells = bands[band]
      bands[band] = (0..<frame.rows).reversed().flatMap {
        Array(cells[$0 * frame.columns..<($0 + 1) * frame.columns])
      }
    }
  }

  func write(to url: URL) throws {
    let system = try crs.map { try CoordinateSystem($0) }
    let plan = BandPlan(type: type, nodata: nodata)
    let writer = try RasterWriter(url.path, frame: frame, in: system, bands: bands.map { _ in plan })
    let side = RasterWriter.tileSide
    for (band, cells) in bands.enumerated() {
      for row in stride(from: 0, to: frame.rows, by: side) {
        let rows = min(side, frame.rows - row)
        let window = CellWindow(column: 0, row: row, columns: frame.columns, rows: rows)
        try Array(cells[row * frame.columns..<(row + rows) * frame.columns]).withUnsafeBufferPointer {
          try writer.write(band: band + 1, window, from: $0)
        }
      }
    }
    try writer.finish()
  }
}
