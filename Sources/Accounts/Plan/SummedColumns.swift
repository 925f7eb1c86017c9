import Formula

/// What of a plan is summed, and how the quantities of its layout follow from it: a quantity that is another
/// one times a number, as a value is its amount times a price, is not summed a second time.
struct SummedColumns {
  /// Where values that are summed come from.
  struct Source: Hashable {
    var output: Program.Output
    /// Whether they are figures of whole cells.
    var isPerCell: Bool
    /// Whether they are multiplied by the true surface.
    var isSurfaced: Bool
  }

  /// A quantity's column and what its sum is multiplied with.
  struct Place {
    var column: Int
    var factor: Double
  }

  private(set) var sources: [Source] = []
  /// One for each quantity of the plan's layout.
  private(set) var places: [Place] = []

  init(_ plan: CellPlan) {
    for (quantity, output) in plan.outputs.enumerated() {
      var source = Source(
        output: plan.program.outputs[output], isPerCell: plan.perCell.contains(quantity),
        isSurfaced: plan.surface?.quantities.contains(quantity) ?? false)
      var factor = 1.0
      if case .scaled(let slot, let number) = source.output {
        (source.output, factor) = (.slot(slot), number)
      }
      let column = sources.firstIndex(of: source) ?? sources.count
      if column == sources.count { sources.append(source) }
      places.append(Place(column: column, factor: factor))
    }
  }

  /// A layout of the columns, which have no names of their own.
  var layout: SumLayout { SumLayout(quantities: sources.indices.map { "\($0)" }) }

  /// The sums of all quantities out of those of the columns.
  func spread(_ sums: TileSums) -> TileSums {
    let width = layout.width
    var all = sums
    all.values = sums.keys.indices.flatMap { spread(sums.values[($0 * width)..<(($0 + 1) * width)]) }
    all.raster = spread(sums.raster[...])
    return all
  }

  private func spread(_ row: ArraySlice<Double>) -> [Double] {
    var all = [row[row.startIndex + SumLayout.area]]
    all.reserveCapacity(1 + 2 * places.count)
    for place in places {
      let sum = row.startIndex + 1 + 2 * place.column
      all.append(row[sum] * place.factor)
      all.append(row[sum + 1])
    }
    return all
  }
}
