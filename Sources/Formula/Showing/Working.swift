/// How a figure was reached: itself, and below it everything that it was reckoned from, down to inputs and
/// tables.
public struct Working: Hashable, Sendable {
  /// A formula, a symbol, `table.column`, or `sum … for rain`.
  public var name: String
  /// Which month, day or row it is, or by which keys a table was read; nil where there is only one.
  public var element: String?
  /// The formula as it was written; nil for a leaf.
  public var text: String?
  /// Where the formula stands.
  public var position: SourcePosition?
  /// In this unit the value stands; nil for a class and where the unit is not written down.
  public var unit: MeasureUnit?
  /// NaN if missing; of a class, its index.
  public var value: Double
  /// The class, if it is one.
  public var code: String?
  public var children: [Working]

  public init(
    name: String, element: String? = nil, text: String? = nil, position: SourcePosition? = nil,
    unit: MeasureUnit? = nil, value: Double, code: String? = nil, children: [Working] = []
  ) {
    self.name = name
    self.element = element
    self.text = text
    self.position = position
    self.unit = unit
    self.value = value
    self.code = code
    self.children = children
  }
}

/// The whole tree of workings of a formula in a single case.
///
/// A formula that several others read is opened out once; later it stands with its value only. Of a reduction
/// over more than 60 elements the first 60 are shown, and its `element` says how many there are. Of `if` only
/// the branch taken is shown.
///
/// - Throws: As ``evaluate(_:in:bindings:given:)``.
public func explain(
  _ name: String, in formulas: CheckedFormulas, bindings: Bindings, given: [String: Double] = [:]
) throws(FormulaError) -> Working {
  let lowering = Lowering(formulas, bindings, given: given, single: true)
  let value = try lowering.output(name).number ?? .nan
  let explainer = Explainer(formulas, lowering)
  return try explainer.working(of: name, value: value)
}
