import Geo
import GeoFiles

/// The zones of the bench region: 32 × 32 towns with crooked borders, 16 counties of 64 towns, one city.
struct BenchZones {
  let frame: GridFrame

  private static let side = 32
  /// Towns on each side of a county.
  private static let county = 8
  /// Pieces of a border between two corners.
  private static let pieces = 16

  static let counties = (0..<(side / county)).flatMap { row in
    (0..<(side / county)).map { column in code(ofCounty: column, row) }
  }

  private static func code(ofCounty column: Int, _ row: Int) -> String { "C\(row)\(column)" }

  func write(to path: String, in system: CoordinateSystem) throws {
    let writer = try GeoPackageWriter(path)
    let columns = ["code", "name", "county", "countyName"].map { PlannedColumn($0, .text) }
    let layer = try writer.layer("towns", title: "towns", columns: columns, polygonsIn: system)
    for row in 0..<Self.side {
      for column in 0..<Self.side {
        let county = Self.code(ofCounty: column / Self.county, row / Self.county)
        let code = "T\(1000 + row * Self.side + column)"
        let part = ZonePolygon.Part(outer: outline(column, row), holes: [])
        try writer.add(
          [part], [.text(code), .text("镇 \(code)"), .text(county), .text("县 \(county)")], to: layer)
      }
    }
    try writer.finish()
  }

  /// Neighbours share each border point by point.
  private func outline(_ column: Int, _ row: Int) -> Ring {
    let north = border(column, row, across: true)
    let east = border(column + 1, row, across: false)
    let south = border(column, row + 1, across: true)
    let west = border(column, row, across: false)
    return Ring(
      north.dropLast() + east.dropLast() + south.reversed().dropLast() + west.reversed().dropLast())
  }

  /// From a corner to the next one east or south.
  private func border(_ column: Int, _ row: Int, across: Bool) -> [Point] {
    let start = corner(column, row)
    let end = across ? corner(column + 1, row) : corner(column, row + 1)
    let seed = UInt64(column * 100_000 + row * 10 + (across ? 1 : 0))
    return (0...Self.pieces).map { piece in
      let t = Double(piece) / Double(Self.pieces)
      let isEnd = piece == 0 || piece == Self.pieces
      let away = isEnd ? 0 : 0.06 * (unit(7, seed, UInt64(piece)) - 0.5)
      let (x, y) = (end.x - start.x, end.y - start.y)
      return Point(x: start.x + t * x - away * y, y: start.y + t * y + away * x)
    }
  }

  /// Corners lie up to a sixth of a town off a regular lattice; a margin of the grid stays outside.
  private func corner(_ column: Int, _ row: Int) -> Point {
    let place = { (number: Int, seed: UInt64) in
      let off = (unit(seed, UInt64(column), UInt64(row)) - 0.5) / 3
      return 0.02 + 0.96 * (Double(number) + off) / Double(Self.side)
    }
    let (x, y) = (place(column, 8), place(row, 9))
    return Point(
      x: frame.west + x * (frame.east - frame.west), y: frame.north - y * (frame.north - frame.south))
  }
}
