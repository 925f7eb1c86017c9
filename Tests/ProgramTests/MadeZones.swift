import Foundation
import Geo
import GeoFiles

/// Twelve villages in four towns: quadrilaterals with crooked inner borders that share their corners, and a
/// margin around them that belongs to nobody.
struct MadeZones {
  struct Village {
    var code: String
    var name: String
    var town: String
    var corners: [Point]
  }

  var crs: String? = MadeRegion.crs
  var villages: [Village] = []
  /// Fields in the order of the file.
  var fields = ["code", "name", "town"]

  init(frame: GridFrame) {
    let (across, down) = (4, 3)
    for row in 0..<down {
      for column in 0..<across {
        let corners = [(0, 0), (1, 0), (1, 1), (0, 1)].map { Self.corner(column + $0, row + $1, frame) }
        let (number, town) = (row * across + column, "9999010\(column + 1)")
        villages.append(
          Village(code: "\(town)\(100 + number)", name: "村\(number + 1)", town: town, corners: corners))
      }
    }
  }

  /// A corner of the net of borders; inner ones lie somewhat off the straight net.
  private static func corner(_ column: Int, _ row: Int, _ frame: GridFrame) -> Point {
    let isInner = (1...3).contains(column) && (1...2).contains(row)
    let turn = Double(column * 3 + row * 5)
    let (x, y) = isInner ? (0.05 * sin(turn), 0.05 * cos(turn)) : (0, 0)
    let margin = 3.37
    let wide = Double(frame.columns) - 2 * margin
    let high = Double(frame.rows) - 2 * margin
    return Point(
      x: frame.west + (margin + (Double(column) / 4 + x) * wide) * frame.cellWidth,
      y: frame.north - (margin + (Double(row) / 3 + y) * high) * frame.cellHeight)
  }

  mutating func move(x: Double, y: Double) {
    for village in villages.indices {
      villages[village].corners = villages[village].corners.map { Point(x: $0.x + x, y: $0.y + y) }
    }
  }

  func write(to url: URL) throws {
    let writer = try GeoPackageWriter(url.path)
    let system = try CoordinateSystem(crs ?? MadeRegion.crs)
    let columns = fields.map { PlannedColumn($0, .text) }
    let layer = try writer.layer("villages", title: "villages", columns: columns, polygonsIn: system)
    for village in villages {
      let part = ZonePolygon.Part(outer: Ring(village.corners), holes: [])
      try writer.add([part], [.text(village.code), .text(village.name), .text(village.town)], to: layer)
    }
    try writer.finish()
  }
}
