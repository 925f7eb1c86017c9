/// The value of a formula in a single case.
///
/// - Parameters:
///   - name: A formula, or an alias; with `#element` for each of its dimensions.
///   - given: Figures in their symbols' or formulas' own units; a formula that is given is not reckoned. They
///     stand before those of the bindings.
/// - Returns: The value in the formula's declared unit; NaN if it is missing.
/// - Throws: ``FormulaError`` with code `unbound` for what is neither given nor bound.
public func evaluate(
  _ name: String, in formulas: CheckedFormulas, bindings: Bindings, given: [String: Double] = [:]
) throws(FormulaError) -> Double {
  let lowering = Lowering(formulas, bindings, given: given, single: true)
  return try lowering.output(name).number ?? .nan
}
