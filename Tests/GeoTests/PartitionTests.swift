import Foundation
import Geo
import Testing

/// Goal: zones that divide a place divide its cells, whatever their form and the tiles.
/// Method: seeded partitions and stars, compared with a point-in-polygon test and areas of another kind.
@Suite struct PartitionTests {
  @Test(arguments: 0..<8 as Range<UInt64>)
  func `Shares of a partition add to one in every cell`(seed: UInt64) throws {
    let grid = try planeGrid(columns: 37, rows: 37, cell: 10, west: 700_000, north: 3_100_000)
    let zones = triangles(
      across: 6 + Int(seed), side: 370 / Double(6 + seed), west: grid.west, south: grid.south, seed: seed)
    let coverage = ZoneCoverage(zones, on: Tiling(grid, size: 5 + 7 * Int(seed)))
    let area = fractions(coverage, by: .area)
    let centre = fractions(coverage, by: .centre)
    for cell in 0..<grid.count {
      let places = stride(from: cell + grid.count, to: area.count, by: grid.count)
      #expect(abs(places.reduce(0) { $0 + area[$1] } - 1) < 1e-9)
      #expect(places.reduce(0) { $0 + centre[$1] } == 1)
    }
  }

  /// A star with many points, and a second ring inside it as a hole.
  static func star(_ corners: Int, _ radius: Double, seed: UInt64) -> Ring {
    var chance = Chance(seed: seed)
    return Ring(
      (0..<corners).map { corner in
        let angle = 2 * Double.pi * Double(corner) / Double(corners)
        let reach = radius * Double.random(in: 0.6...1, using: &chance)
        return Point(x: 50 + reach * cos(angle), y: 50 + reach * sin(angle))
      })
  }

  /// The usual point-in-polygon test, in the polygon's own coordinates.
  static func contains(_ ring: Ring, _ point: Point) -> Bool {
    var inside = false
    var before = ring.points[ring.points.count - 1]
    for now in ring.points {
      if (now.y > point.y) != (before.y > point.y),
        point.x < (before.x - now.x) * (point.y - now.y) / (before.y - now.y) + now.x
      {
        inside.toggle()
      }
      before = now
    }
    return inside
  }

  @Test(arguments: 0..<12 as Range<UInt64>)
  func `A star covers its own area and the centres inside it`(seed: UInt64) throws {
    let grid = try planeGrid(columns: 100, rows: 100)
    let (outer, hole) = (Self.star(5 + 150 * Int(seed), 70, seed: seed), Self.star(40, 20, seed: seed + 100))
    let coverage = ZoneCoverage([polygon(outer, holes: [hole])], on: Tiling(grid, size: 9 + 13 * Int(seed)))
    let centre = fractions(coverage, by: .centre)
    for cell in 0..<grid.count {
      let point = grid.centre(column: cell % 100, row: cell / 100)
      #expect(
        (centre[grid.count + cell] == 1) == (Self.contains(outer, point) && !Self.contains(hole, point)))
    }
    // The part of the star within the grid, by cutting it at the grid's four sides.
    let expected = abs(Self.clipped(outer).signedArea) - abs(hole.signedArea)
    let covered = fractions(coverage, by: .area)[grid.count...].reduce(0, +)
    #expect(abs(covered - expected) < 1e-8)
  }

  /// Sutherland and Hodgman's cutting of a ring at the box 0 … 100.
  static func clipped(_ ring: Ring) -> Ring {
    var points = ring.points
    for side in 0..<4 {
      func depth(_ p: Point) -> Double { [p.x, 100 - p.x, p.y, 100 - p.y][side] }
      var kept: [Point] = []
      for (place, now) in points.enumerated() {
        let before = points[(place + points.count - 1) % points.count]
        let (a, b) = (depth(before), depth(now))
        if (a < 0) != (b < 0) {
          let part = a / (a - b)
          kept.append(Point(x: before.x + part * (now.x - before.x), y: before.y + part * (now.y - before.y)))
        }
        if b >= 0 { kept.append(now) }
      }
      points = kept
    }
    return Ring(points)
  }

  /// More zones than 16 bits can name: the failing case of tools that burn ids into UInt16.
  @Test(arguments: CoverageRule.allCases)
  func `A hundred thousand zones each get their own cells`(rule: CoverageRule) throws {
    let across = 224
    let grid = try planeGrid(columns: 3 * across, rows: 3 * across, cell: 30, west: 400_000, north: 3_300_000)
    let zones = triangles(across: across, side: 90, west: grid.west, south: grid.south, seed: 11)
    let coverage = ZoneCoverage(zones, on: Tiling(grid, size: 256))
    #expect(coverage.zoneCount == 100_352 && coverage.faults.isEmpty)
    var table = TallyTable()
    var total = RasterTotal()
    for tile in coverage.tiling {
      let values = (0..<tile.count).map { Double(($0 * 7 + tile.index) % 13) - 2 }
      let areas = grid.cellAreas(rows: tile.rows)
      let cover = coverage.cover(tile, by: rule)
      #expect(cover.overlaps.isEmpty && cover.crossings.isEmpty)
      let groups = TileGroups(cover, categories: [], cellAreas: areas)
      table.add(tile: tile.index, keys: groups.keys, tallies: groups.tally(values))
      values.withUnsafeBufferPointer { total.add($0, from: 0, of: tile, cellAreas: areas) }
    }
    let rows = table.rows
    let inside = rows.filter { $0.key.zone > 0 }
    #expect(inside.last?.key.zone == 100_352 || rule == .centre)
    #expect(inside.count == (rule == .area ? 100_352 : inside.count) && inside.count > 90_000)
    let outside = rows.first { $0.key.zone == 0 }?.tally.integral ?? 0
    let sum = inside.reduce(0) { $0 + $1.tally.integral }
    #expect(throws: Never.self) {
      try Reconciliation(zones: sum, outside: outside, raster: total, tolerance: 1e-9)
    }
    if rule == .area {
      for (key, tally) in inside {
        let expected = abs(zones[Int(key.zone) - 1].parts[0].outer.signedArea)
        #expect(abs(tally.area - expected) < 1e-6 * expected)
      }
    }
  }
}
