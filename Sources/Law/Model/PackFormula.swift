/// The text of a formula or an expression with its place in the pack.
public struct FormulaSource: Sendable {
  public let text: String
  /// The text value; tells where each of its characters stands.
  public let place: Place
}

/// A formula of a pack.
public struct PackFormula: Sendable {
  /// The name before the bracket.
  public let name: String
  public let source: FormulaSource
  public let label: Label?
  /// The unit is stated by the document, not derived.
  public let empirical: Bool
  public let citation: Citation
  public let place: Place
}

/// A choice that the region file makes.
public struct Variant: Sendable {
  /// One of the ways.
  public struct Choice: Sendable {
    public let id: String
    /// The formulas, parameters or inputs that then stand for the defined names, in their order.
    public let formulas: [Reference]
    public let label: Label
  }

  public let name: String
  public let label: Label
  /// The names that formulas read; a choice decides them together.
  public let defines: [Reference]
  /// The choice that holds unless another is made; nil when the region must choose.
  public let defaultChoice: String?
  public let choices: [Choice]
  public let source: Citation
  public let place: Place
}
