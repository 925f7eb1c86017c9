import Geo
import Testing

/// Goal: each cell's shares are exact, by hand where a hand can do it.
@Suite struct CoverageTests {
  /// A single cell of a map, or a tile of a file's own size, is none of the tiles in which zones were sought.
  @Test(arguments: CoverageRule.allCases) func `A window that is no tile of the tiling finds the same zones`(
    rule: CoverageRule
  ) throws {
    let grid = try planeGrid(columns: 10, rows: 7)
    let coverage = ZoneCoverage(
      [rectangle(0, 0, 4.5, 7), rectangle(4.5, 0, 10, 3.5)], on: Tiling(grid, size: 3))
    let whole = coverage.cover(Tiling(grid, size: 16)[0], by: rule)
    #expect(Set(whole.foremost) == [0, 1, 2])
    for row in 0..<7 {
      for column in 0..<10 {
        let cell = coverage.cover(Tile(index: 0, column: column, row: row, width: 1, height: 1), by: rule)
        #expect(cell.zones[0] == whole.zones[row * 10 + column])
        #expect(cell.foremost[0] == whole.foremost[row * 10 + column])
      }
    }
  }

  @Test func `A triangle covers the parts that one reads off squared paper`() throws {
    let tiling = Tiling(try planeGrid(columns: 3, rows: 2), size: 8)
    // Corners (0,0) (2,0) (0,2): the hypotenuse halves cells (0, top) and (1, bottom).
    let coverage = ZoneCoverage([polygon(ring((0, 0), (2, 0), (0, 2)))], on: tiling)
    let cover = coverage.cover(tiling[0], by: .area)
    #expect(cover.zones == [TileCoverage.divided, 0, 0, 1, TileCoverage.divided, 0])
    #expect(
      cover.shares == [
        .init(cell: 0, zone: 0, fraction: 0.5), .init(cell: 4, zone: 0, fraction: 0.5),
        .init(cell: 0, zone: 1, fraction: 0.5), .init(cell: 4, zone: 1, fraction: 0.5),
      ])
  }

  /// A line from (0, 0) to (3, 1) leaves 1/6, 1/2 and 5/6 of three cells below it.
  @Test func `A slanting edge through three cells leaves a sixth, a half and five sixths`() throws {
    let tiling = Tiling(try planeGrid(columns: 3, rows: 1), size: 8)
    let below = polygon(ring((0, 0), (3, 0), (3, 1)))
    let parts = fractions(ZoneCoverage([below], on: tiling), by: .area)
    for (got, expected) in zip(parts[3..<6], [1.0 / 6, 0.5, 5.0 / 6]) { #expect(abs(got - expected) < 1e-15) }
  }

  @Test func `Holes, parts and either direction of rings count as drawn`() throws {
    let tiling = Tiling(try planeGrid(columns: 10, rows: 10), size: 4)
    let square = ring((1, 1), (9, 1), (9, 9), (1, 9))
    let hole = ring((3.5, 3.5), (6.5, 3.5), (6.5, 6.5), (3.5, 6.5))
    for outer in [square, Ring(square.points.reversed())] {
      for hole in [hole, Ring(hole.points.reversed())] {
        let island = ZonePolygon.Part(outer: ring((4, 4), (5, 4), (5, 5), (4, 5)), holes: [])
        let zone = ZonePolygon(parts: [.init(outer: outer, holes: [hole]), island], rule: .nonZero)
        let coverage = ZoneCoverage([zone], on: tiling)
        let covered = fractions(coverage, by: .area)[100...].reduce(0, +)
        #expect(abs(covered - 56) < 1e-12, "64 less 9 and 1 more.")
        #expect(coverage.faults.isEmpty)
        #expect(tiling.allSatisfy { coverage.cover($0, by: .area).crossings.isEmpty })
      }
    }
  }

  @Test func `A centre on a shared edge goes to exactly one side`() throws {
    let tiling = Tiling(try planeGrid(columns: 4, rows: 4), size: 3)
    let zones = [
      rectangle(0, 0, 1.5, 2.5), rectangle(1.5, 0, 4, 2.5), rectangle(0, 2.5, 1.5, 4),
      rectangle(1.5, 2.5, 4, 4),
    ]
    for order in [[0, 1, 2, 3], [3, 2, 1, 0]] {
      let coverage = ZoneCoverage(order.map { zones[$0] }, on: tiling)
      for tile in tiling {
        let cover = coverage.cover(tile, by: .centre)
        #expect(!cover.zones.contains(0) && cover.overlaps.isEmpty)
        for (cell, zone) in cover.zones.enumerated() {
          let column = tile.column + cell % tile.width
          #expect((order[Int(zone) - 1] % 2 == 1) == (column >= 1), "The side east of the edge.")
        }
      }
    }
  }

  /// Northings of 3.5 million metres, cells of 0.1 m.
  @Test func `Large coordinates lose nothing`() throws {
    let grid = try planeGrid(columns: 40, rows: 40, cell: 0.1, west: 500_000, north: 3_500_000)
    let zones = triangles(across: 5, side: 0.8, west: grid.west, south: grid.south, seed: 5)
    let parts = fractions(ZoneCoverage(zones, on: Tiling(grid, size: 16)), by: .area)
    for cell in 0..<grid.count {
      let sum = stride(from: cell, to: parts.count, by: grid.count).reduce(0) { $0 + parts[$1] }
      #expect(abs(sum - 1) < 1e-9)
    }
    for (zone, polygon) in zones.enumerated() {
      let cells = parts[(zone + 1) * grid.count..<(zone + 2) * grid.count].reduce(0, +)
      // A coordinate there is known to 2⁻³¹ m: of an area of 0.32 m² that is some 1e-9.
      #expect(abs(cells * 0.01 - abs(polygon.parts[0].outer.signedArea)) < 1e-8)
    }
  }

  @Test func `Faulty features are named and passed over, and the others stay`() throws {
    let tiling = Tiling(try planeGrid(columns: 4, rows: 4), size: 4)
    let good = ring((0, 0), (2, 0), (2, 2), (0, 2))
    let line = ring((0, 0), (1, 1), (2, 2), (3, 3))
    let coverage = ZoneCoverage(
      [
        ZonePolygon(parts: [], rule: .nonZero),
        polygon(ring((0, 0), (.nan, 1), (1, 1))),
        polygon(ring((0, 0), (1, 1))),
        polygon(line),
        polygon(good, holes: [line, good]),
        polygon(ring((2, 2), (4, 2), (4, 4))),
        polygon(ring((-1e308, -1e308), (1e308, -1e308), (1e308, 1e308))),
      ], on: tiling)
    #expect(
      coverage.faults == [
        .init(feature: 0, fault: .empty, isPassedOver: true),
        .init(feature: 1, fault: .notFinite(ring: 0), isPassedOver: true),
        .init(feature: 2, fault: .tooFewPoints(ring: 0), isPassedOver: true),
        .init(feature: 3, fault: .noArea(ring: 0), isPassedOver: true),
        .init(feature: 4, fault: .noArea(ring: 1), isPassedOver: false),
        .init(feature: 6, fault: .noArea(ring: 0), isPassedOver: true),
      ])
    #expect(Set(coverage.cover(tiling[0], by: .centre).zones) == [0, 6])
    #expect(abs(fractions(coverage, by: .area)[16 * 6..<16 * 7].reduce(0, +) - 2) < 1e-12)
  }

  @Test(arguments: CoverageRule.allCases)
  func `A ring that crosses itself is reported and its lobes both count`(rule: CoverageRule) throws {
    let tiling = Tiling(try planeGrid(columns: 4, rows: 4), size: 4)
    let bowTie = polygon(ring((0, 0), (4, 4), (4, 0), (0, 4)))
    let cover = ZoneCoverage([bowTie], on: tiling).cover(tiling[0], by: rule)
    #expect(cover.crossings.map(\.zone) == [1])
    // Above and below lie two whole cells each; of the eight halves the centre rule gives four to the east.
    #expect(cover.zones.filter { $0 == 0 }.count == (rule == .area ? 4 : 8))
    #expect(cover.zones.filter { $0 == TileCoverage.divided }.count == (rule == .area ? 8 : 0))
  }

  @Test func `Where zones overlap the first keeps the cell and the loss is counted`() throws {
    let tiling = Tiling(try planeGrid(columns: 4, rows: 1), size: 4)
    let coverage = ZoneCoverage([rectangle(0, 0, 2.75, 1), rectangle(1, 0, 4, 1)], on: tiling)
    let centre = coverage.cover(tiling[0], by: .centre)
    #expect(centre.zones == [1, 1, 1, 2])
    #expect(centre.overlaps == [ZoneAmount(zone: 2, cells: 2)])
    let area = coverage.cover(tiling[0], by: .area)
    #expect(area.zones == [1, 1, TileCoverage.divided, 2])
    #expect(
      area.shares == [.init(cell: 2, zone: 1, fraction: 0.75), .init(cell: 2, zone: 2, fraction: 0.25)])
    #expect(area.overlaps == [ZoneAmount(zone: 2, cells: 1.75)])
  }

  /// Goal: no geometry stops the program, and what comes out still adds up.
  /// Method: seeded rings of points that are near, on cell corners, far, absurd or no numbers.
  @Test(arguments: 0..<40 as Range<UInt64>)
  func `No geometry traps, and every cell is shared out once`(seed: UInt64) throws {
    var chance = Chance(seed: seed)
    let grid = try planeGrid(columns: 23, rows: 17, cell: 0.001, west: -0.01, north: 0.008)
    func coordinate() -> Double {
      switch UInt64.random(in: 0..<12, using: &chance) {
      case 0: Double(bitPattern: chance.next())
      case 1: Double.random(in: -1e300...1e300, using: &chance)
      case 2: Double.random(in: -1e9...1e9, using: &chance)
      case 3...6: (Double.random(in: -30...30, using: &chance)).rounded() / 1000
      default: Double.random(in: -0.03...0.03, using: &chance)
      }
    }
    let zones = (0..<60).map { _ in
      let rings = (0..<Int.random(in: 1...3, using: &chance)).map { _ in
        Ring((0..<Int.random(in: 0...9, using: &chance)).map { _ in Point(x: coordinate(), y: coordinate()) })
      }
      return polygon(rings[0], holes: Array(rings[1...]), rule: seed % 2 == 0 ? .evenOdd : .nonZero)
    }
    let coverage = ZoneCoverage(zones, on: Tiling(grid, size: 1 + Int(seed)))
    for rule in CoverageRule.allCases {
      let parts = fractions(coverage, by: rule)
      #expect(parts.allSatisfy { $0 >= 0 && $0 <= 1 })
      for cell in 0..<grid.count {
        let sum = stride(from: cell, to: parts.count, by: grid.count).reduce(0) { $0 + parts[$1] }
        #expect(abs(sum - 1) < 1e-8)
      }
    }
  }
}
