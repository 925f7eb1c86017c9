import Accounts
import Formula
import Geo
import Law
import Testing

/// Columns as pointers for as long as a test needs them.
final class Columns {
  private let memory: [UnsafeMutableBufferPointer<Double>]

  init(_ columns: [[Double]]) {
    memory = columns.map { column in
      let memory = UnsafeMutableBufferPointer<Double>.allocate(capacity: column.count)
      _ = memory.initialize(from: column)
      return memory
    }
  }

  deinit { for column in memory { column.deallocate() } }

  var layers: [TileLayer] { memory.compactMap { $0.baseAddress.map { .kept(UnsafePointer($0)) } } }
}

extension CellPlan {
  /// The sums of one tile of a grid, as a cube.
  func cube(
    _ coverage: TileCoverage, layers: [[Double]], areas: [Double], keep: TileEvaluator.MapSink? = nil
  ) throws -> Cube {
    let columns = Columns(layers)
    var cube = Cube(layout: layout, zoneCount: zoneCount, ecosystemCount: ecosystemCount)
    try cube.add(
      TileEvaluator(self).sums(
        of: coverage, layers: columns.layers, cellAreas: areas, cellSizes: areas.map { $0.squareRoot() },
        keep: keep))
    return cube
  }

  /// Place of a quantity among the columns.
  func sum(_ name: String) -> Int { layout.sum(layout.quantities.firstIndex(of: name) ?? -1) }
  func missing(_ name: String) -> Int { layout.missing(layout.quantities.firstIndex(of: name) ?? -1) }
}

/// The grid of the tests: cells of 100 m.
func plane(columns: Int, rows: Int) throws -> Tiling {
  let system = ReferenceSystem(text: "local", measure: .plane(metresPerUnit: 1))
  let grid = try Grid(
    west: 0, north: Double(rows) * 100, cellWidth: 100, cellHeight: 100, columns: columns, rows: rows,
    reference: system)
  return Tiling(grid, size: 128)
}

/// A rectangle as a zone.
func box(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> ZonePolygon {
  let ring = Ring([
    Point(x: west, y: south), Point(x: east, y: south), Point(x: east, y: north), Point(x: west, y: north),
  ])
  return ZonePolygon(parts: [.init(outer: ring, holes: [])], rule: .nonZero)
}

@Suite struct TileEvaluatorTests {
  /// Two by two cells of a hectare: forest and marsh in A, town in B, forest outside.
  private static let zones: [UInt32] = [1, 1, 2, 0]
  private static let layers: [[Double]] = [
    [2, 4, 6, 8], [Double(Toy.forest), Double(Toy.marsh), Double(Toy.town), Double(Toy.forest)],
    [1000, 500, 800, 400],
  ]
  private let maker: PlanMaker
  private let plan: CellPlan
  init() throws {
    maker = try Bench().maker()
    plan = try maker.cellPlan(layout: maker.layout, leavesScales: true)
  }

  private func coverage() throws -> TileCoverage {
    TileCoverage(tile: try plane(columns: 2, rows: 2)[0], zones: Self.zones)
  }

  /// 1000 mm on a hectare are 10 000 m³, of which forest keeps half; sums are taken over square metres.
  @Test func `A figure per area is multiplied by the area of its cell`() throws {
    let cube = try plan.cube(try coverage(), layers: Self.layers, areas: [10_000, 10_000])
    let kept = plan.sum("kept")
    #expect(isNear(cube.value(zone: 1, ecosystem: Toy.forest, column: kept), 5000 * 10_000))
    #expect(isNear(cube.value(zone: 1, ecosystem: Toy.marsh, column: kept), 1000 * 10_000))
    #expect(isNear(cube.value(zone: 0, ecosystem: Toy.forest, column: kept), 2000 * 10_000))
    #expect(isNear(cube.value(zone: 1, ecosystem: Toy.marsh, column: plan.sum("keptValue")), 2000 * 10_000))
    #expect(isNear(cube.raster[kept], 8000 * 10_000))
  }

  /// The pack's table has no row for towns.
  @Test func `A cell without a figure counts by its area as missing, and to the formula where it arose`()
    throws
  {
    let cube = try plan.cube(try coverage(), layers: Self.layers, areas: [10_000, 10_000])
    #expect(cube.value(zone: 2, ecosystem: Toy.town, column: plan.sum("kept")) == 0)
    #expect(cube.value(zone: 2, ecosystem: Toy.town, column: plan.missing("kept")) == 10_000)
    #expect(cube.missingByFormula == ["kept": 1])
  }

  /// A value is its amount times a price: no cell is multiplied, the sums agree but for their last digit.
  @Test func `Multiplying sums gives what multiplying cells gives`() throws {
    let plain = try maker.cellPlan(layout: maker.layout)
    #expect(plan.program.slotCount < plain.program.slotCount)
    let areas = [10_000.0, 2500]
    let (left, right) = (
      try plan.cube(try coverage(), layers: Self.layers, areas: areas),
      try plain.cube(try coverage(), layers: Self.layers, areas: areas)
    )
    for zone in 0...2 {
      for (ecosystem, column) in (0...3).flatMap({ type in (0..<plan.layout.width).map { (type, $0) } }) {
        let sums = [left, right].map { $0.value(zone: zone, ecosystem: ecosystem, column: column) }
        #expect(sums[0] == sums[1] || isNear(sums[0], sums[1] ?? .nan, within: 1e-15))
      }
    }
    #expect(left.missingByFormula == right.missingByFormula)
  }

  @Test func `A figure of a whole cell is added as it is, whatever the cell's area`() throws {
    let cube = try plan.cube(try coverage(), layers: Self.layers, areas: [10_000, 2500])
    // The quota of A is 1, of B 0.5; outside there is none.
    #expect(isNear(cube.value(zone: 1, ecosystem: Toy.forest, column: plan.sum("caught")), 2))
    #expect(isNear(cube.value(zone: 1, ecosystem: Toy.marsh, column: plan.sum("caught")), 4))
    #expect(isNear(cube.value(zone: 2, ecosystem: Toy.town, column: plan.sum("caught")), 3))
    #expect(isNear(cube.value(zone: 2, ecosystem: Toy.town, column: plan.sum("caughtValue")), 30))
    #expect(cube.value(zone: 0, ecosystem: Toy.forest, column: plan.missing("caught")) == 2500)
  }

  @Test func `Rows of a geographic grid have each their own area`() throws {
    let cube = try plan.cube(try coverage(), layers: Self.layers, areas: [10_000, 8000])
    #expect(isNear(cube.value(zone: 0, ecosystem: Toy.forest, column: plan.sum("kept")), 2000 * 8000))
    #expect(cube.value(zone: 2, ecosystem: Toy.town, column: SumLayout.area) == 8000)
    #expect(cube.raster[SumLayout.area] == 36_000)
  }

  /// A grid of 3 × 1 cells; A covers one cell and a half, B 30 % of the second cell and 20 % of the third.
  @Test func `Divided cells give each zone its part`() throws {
    let tiling = try plane(columns: 3, rows: 1)
    let covers = ZoneCoverage(
      [box(0, 0, 150, 100), box(150, 0, 180, 100), box(200, 0, 220, 100)], on: tiling)
    #expect(covers.faults.isEmpty)
    let tile = covers.cover(tiling[0], by: .area)
    let forest = Double(Toy.forest)
    // The third zone is one more than the tree of the other tests has.
    let wide = CellPlan(
      program: plan.program, feeds: plan.feeds.map { Self.widened($0) }, ecosystem: plan.ecosystem,
      outputs: plan.outputs, layout: plan.layout, perCell: plan.perCell, traced: plan.traced, zoneCount: 3,
      ecosystemCount: plan.ecosystemCount)
    let cube = try wide.cube(
      tile, layers: [[2, 4, 10], [forest, forest, forest], [1000, 500, 400]], areas: [10_000])
    let kept = wide.sum("kept")
    #expect(
      isNear(cube.value(zone: 1, ecosystem: 0, column: kept), (5000 + 0.5 * 2500) * 10_000, within: 1e-9))
    #expect(isNear(cube.value(zone: 2, ecosystem: 0, column: kept), 0.3 * 2500 * 10_000, within: 1e-9))
    #expect(isNear(cube.value(zone: 3, ecosystem: 0, column: kept), 0.2 * 2000 * 10_000, within: 1e-9))
    #expect(
      isNear(
        cube.value(zone: 0, ecosystem: 0, column: kept), (0.2 * 2500 + 0.8 * 2000) * 10_000, within: 1e-9))
    #expect(isNear(cube.raster[kept], (5000 + 2500 + 2000) * 10_000))
    // Zone values: the second cell takes A's quota, the third that of the only zone that has a part of it.
    #expect(isNear(cube.value(zone: 2, ecosystem: 0, column: wide.sum("caught")), 0.3 * 4, within: 1e-9))
    #expect(
      isNear(cube.value(zone: 3, ecosystem: 0, column: wide.sum("caught")), 0.2 * 10 * 0.25, within: 1e-9))
  }

  private static func widened(_ feed: CellPlan.Feed) -> CellPlan.Feed {
    if case .zone(let values) = feed { .zone(values + [0.25]) } else { feed }
  }

  @Test func `Maps receive every cell once, with the values that are summed`() throws {
    let tiling = try plane(columns: 70, rows: 60)
    let count = 4200
    let rain = (0..<count).map(Double.init)
    var seen = [Double](repeating: -1, count: count)
    var times = [Int](repeating: 0, count: count)
    let kept = try #require(plan.layout.quantities.firstIndex(of: "kept"))
    let layers = [rain, rain.map { _ in Double(Toy.forest) }, rain]
    _ = try plan.cube(
      TileCoverage(tile: tiling[0], zones: rain.map { _ in 1 }), layers: layers,
      areas: (0..<60).map { $0 < 30 ? 10_000 : 9000 }
    ) { first, cells, quantities in
      for cell in 0..<cells {
        seen[first + cell] = quantities[kept][cell]
        times[first + cell] += 1
      }
    }
    #expect(times.allSatisfy { $0 == 1 })
    #expect(seen.indices.allSatisfy { isNear(seen[$0], rain[$0] * 5) })
  }

  @Test func `Rows of a table are land with areas of their own`() throws {
    let sums = TileEvaluator(plan).sums(
      columns: [[1, 1, 1], [0, 1, 0], [1000, 1000, 500]], zones: [1, 2, 1], areas: [30_000, 10_000, 20_000])
    var cube = Cube(layout: plan.layout, zoneCount: 2, ecosystemCount: 3)
    try cube.add(sums)
    #expect(
      isNear(cube.value(zone: 1, ecosystem: 0, column: plan.sum("kept")), 5000 * 30_000 + 2500 * 20_000))
    #expect(isNear(cube.value(zone: 2, ecosystem: 1, column: plan.sum("kept")), 2000 * 10_000))
    #expect(isNear(cube.value(zone: 2, ecosystem: 1, column: plan.sum("caught")), 0.5))
    #expect(cube.raster[SumLayout.area] == 60_000)
  }
}
