public import Formula

/// Finds sums and means over cells that the account cannot make: of something that has a value for each
/// month, say. The walk gives one figure for each reduction.
public struct CellReductionCheck {
  let checked: CheckedFormulas

  /// Looks at the reductions of checked formulas.
  public init(_ checked: CheckedFormulas) { self.checked = checked }

  /// What is refused.
  ///
  /// - Parameter place: Where the formula of a name stands; nil for one that is told elsewhere.
  public func problems(place: (String) -> Place?) -> [Problem] {
    checked.cellReductions.compactMap { reduction in
      guard let dimension = reduction.dimensions.first, let place = place(reduction.formula) else {
        return nil
      }
      return place.problem(
        .formula,
        Label(
          zh: "\(reduction.text)：被汇总的量对每个 \(dimension) 各有一值，像元的汇总只能得一个数",
          en:
            "\(reduction.text): what is reduced has a value for each \(dimension), a reduction over cells one"
        ),
        remedy: Label(
          zh: "先在像元里按 \(dimension) 汇总：sum(sum(x for d in \(dimension)) for c in cell)",
          en: "reduce it in the cell first: sum(sum(x for d in \(dimension)) for c in cell)"))
    }
  }
}
