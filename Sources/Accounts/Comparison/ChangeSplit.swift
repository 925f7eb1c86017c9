/// The known land of a zone before and after, in hectares, against which changes are split.
struct CoveredLand {
  let old: Double
  let new: Double

  /// The change of one figure of one ecosystem, split by its areas.
  func split(_ before: Side, _ after: Side, _ figure: (Side) -> Double) -> Effects {
    let (old, new) = (figure(before), figure(after))
    // A figure without an area on its own side has no yield.
    let hasAreas = (before.area > 0 || old == 0) && (after.area > 0 || new == 0)
    guard hasAreas, before.area > 0 || after.area > 0 else {
      return Effects(old: old, new: new, unsplit: new - old)
    }
    let isBoth = before.area > 0 && after.area > 0
    let yield = meanYield(before, after, figure) ?? 0
    return Effects(
      old: old, new: new, area: isBoth ? (after.area - before.area) * yield : new - old,
      coverage: coverage(before.area, after.area) * yield)
  }

  /// Hectares of an ecosystem that came with more land being known, its share unchanged.
  private func coverage(_ before: Double, _ after: Double) -> Double {
    guard old > 0, new > 0 else { return 0 }
    return (new - old) * (before / old + after / new) / 2
  }
}

/// The change of a value, split as its quantity is, and by the price of a unit.
///
/// - Returns: nil where a value has no quantity, and so no price.
func priced(_ quantity: Effects, _ old: Double, _ new: Double) -> Effects? {
  guard quantity.old != 0 || old == 0, quantity.new != 0 || new == 0 else { return nil }
  guard quantity.old != 0 || quantity.new != 0 else { return Effects(old: old, new: new) }
  let (before, after) = prices(quantity, old, new)
  let price = (before + after) / 2
  return Effects(
    old: old, new: new, area: quantity.area * price, coverage: quantity.coverage * price,
    price: (after - before) * (quantity.old + quantity.new) / 2, unsplit: quantity.unsplit * price)
}

/// The mean of what a hectare yields on both sides; of one side where the other has no such land.
///
/// - Returns: nil where neither has any.
func meanYield(_ before: Side, _ after: Side, _ figure: (Side) -> Double) -> Double? {
  let yields = [before, after].filter { $0.area > 0 }.map { figure($0) / $0.area }
  return yields.isEmpty ? nil : yields.reduce(0, +) / Double(yields.count)
}

/// The mean price of a unit, as ``priced(_:_:_:)`` takes it; nil where there is no quantity.
func meanPrice(_ quantity: Effects, _ old: Double, _ new: Double) -> Double? {
  guard quantity.old != 0 || quantity.new != 0 else { return nil }
  let (before, after) = prices(quantity, old, new)
  return (before + after) / 2
}

private func prices(_ quantity: Effects, _ old: Double, _ new: Double) -> (before: Double, after: Double) {
  let before = quantity.old != 0 ? old / quantity.old : new / quantity.new
  return (before, quantity.new != 0 ? new / quantity.new : before)
}
