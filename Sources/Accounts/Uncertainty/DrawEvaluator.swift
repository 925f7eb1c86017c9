import Formula
public import Geo

/// What a stretch of draws puts every cell through: one plan for each draw, of the free quantities alone.
public struct DrawStretch: Sendable {
  public let draws: Range<Int>
  let plans: [CellPlan]
  let groups: DrawGroups

  /// - Throws: ``FormulaError`` when a draw makes a formula that cannot be compiled, as a row that stands
  ///   twice.
  public init(_ drawing: Drawing, draws: Range<Int>) throws {
    self.draws = draws
    let layout = SumLayout(quantities: drawing.free.map { drawing.maker.layout.quantities[$0] })
    plans = try draws.map { number in
      let data = try drawing.data(drawing.drawn(number))
      // Where figures are missing the account itself has told.
      return try PlanMaker(study: drawing.maker.study, data: data).cellPlan(
        layout: layout, onSurface: true, traces: false)
    }
    groups = drawing.groups
  }

  /// Columns of a row of what is kept: the area, then a sum and a missing area for each draw and quantity.
  public var layout: SumLayout {
    SumLayout(quantities: draws.flatMap { draw in plans[0].layout.quantities.map { "\(draw) \($0)" } })
  }

  /// Zones and ecosystems of what is kept, as a cube counts them.
  public var zoneCount: Int { plans[0].zoneCount }

  /// By group, the sums of one of the draws out of the sums of all tiles.
  public func free(_ draw: Int, from cube: Cube) -> [Int: [Double]] {
    let width = 2 * plans[0].layout.quantities.count
    let first = 1 + (draw - draws.lowerBound) * width
    var rows: [Int: [Double]] = [:]
    for group in groups.all {
      rows[group] = (first..<first + width).map { cube.total(zone: group + 1, column: $0) }
    }
    return rows
  }

  /// Puts the sums of all draws of a tile together.
  private func gathered(_ tile: Int, _ sums: (CellPlan) -> TileSums) -> TileSums {
    let quantities = plans[0].layout.quantities.count
    var rows: [Int: [Double]] = [:]
    for (index, plan) in plans.enumerated() {
      for (group, row) in groups.collapsed(sums(plan), width: plan.layout.width) {
        var whole = rows[group] ?? [Double](repeating: 0, count: layout.width)
        if index == 0 { whole[SumLayout.area] = row[SumLayout.area] }
        for column in 1..<row.count { whole[index * 2 * quantities + column] = row[column] }
        rows[group] = whole
      }
    }
    let keys = rows.keys.sorted()
    return TileSums(
      tile: tile, keys: keys.map { TileSums.key(zone: UInt32($0 + 1), ecosystem: 0) },
      values: keys.flatMap { rows[$0] ?? [] }, raster: [Double](repeating: 0, count: layout.width),
      missingByFormula: [:])
  }

  /// The sums of a tile of a grid, which was read once, for all draws.
  ///
  /// - Parameters: as those of ``TileEvaluator/sums(of:layers:cellAreas:cellSizes:keep:)``.
  public func sums(
    of coverage: TileCoverage, layers: [TileLayer], cellAreas: [Double], cellSizes: [Double]
  ) -> TileSums {
    gathered(coverage.tile.index) {
      TileEvaluator($0).sums(of: coverage, layers: layers, cellAreas: cellAreas, cellSizes: cellSizes)
    }
  }

  /// The sums of a table of areas for all draws.
  public func sums(columns: [[Double]], zones: [UInt32], areas: [Double], tile: Int) -> TileSums {
    gathered(tile) { TileEvaluator($0).sums(columns: columns, zones: zones, areas: areas, tile: tile) }
  }
}
