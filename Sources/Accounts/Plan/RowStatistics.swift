public import Formula

/// Figures over all rows of a table of areas, which formulas need before the rows are evaluated.
extension PlanMaker {
  /// The value of a reduction over the region; each row counts as one cell, means are weighted by area.
  ///
  /// - Parameter columns: The table's columns that the study reads, in the order of the data's layers.
  public func value(
    of reduction: CellReduction, columns: [[Double]], rows: LandRows
  ) throws(FormulaError) -> Double {
    let plan = try cellPlan(layout: SumLayout(quantities: [reduction.innerName]))
    let inputs = plan.inputs(columns: columns, rows: rows)
    let inner = plan.program.run(columns: inputs, count: rows.areas.count)[plan.outputs[0]]
    let known = inner.indices.filter { !inner[$0].isNaN }
    switch reduction.operation {
    case .min: return known.map { inner[$0] }.min() ?? .nan
    case .max: return known.map { inner[$0] }.max() ?? .nan
    case .percentile: return Self.percentile(reduction.percent ?? 50, of: known.map { inner[$0] }.sorted())
    case .sum:
      guard let factor = reduction.areaFactor else { return known.reduce(0) { $0 + inner[$1] } }
      return known.reduce(0) { $0 + inner[$1] * rows.areas[$1] } * factor
    case .mean:
      let area = known.reduce(0) { $0 + rows.areas[$1] }
      return known.reduce(0) { $0 + inner[$1] * rows.areas[$1] } / area
    }
  }

  /// Linear between neighbours by rank, as on the grid.
  private static func percentile(_ percent: Double, of sorted: [Double]) -> Double {
    guard let last = sorted.last else { return .nan }
    let rank = percent / 100 * Double(sorted.count - 1)
    let low = Int(rank)
    guard low + 1 < sorted.count else { return last }
    return sorted[low] + (sorted[low + 1] - sorted[low]) * (rank - Double(low))
  }
}

extension CellPlan {
  /// The columns that the program reads, for all rows of a table of areas.
  func inputs(columns: [[Double]], rows: LandRows) -> [[Double]] {
    feeds.map { feed in
      switch feed {
      case .layer(let layer): columns[layer]
      case .zone(let values): rows.zones.map { values[Int($0)] }
      case .area: rows.areas
      case .size: rows.areas.map { _ in .nan }
      }
    }
  }
}
