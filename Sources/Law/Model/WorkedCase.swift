public import Quantities

/// How far a worked case proves its formula.
public enum Verdict: String, Hashable, Sendable, CaseIterable {
  /// The document's figure comes out of the document's inputs.
  case recomputed
  /// The figure agrees, but the document does not show all the inputs.
  case consistent
  /// The figure is kept; nothing is computed.
  case recorded
  /// No document prints the figure: it was reckoned apart from the program, to test a formula.
  case calculated

  /// Whether a document prints the figure.
  public var isPublished: Bool { self != .calculated }

  /// The word for people.
  public var label: Label {
    switch self {
    case .recomputed: Label(zh: "重算相符", en: "recomputed")
    case .consistent: Label(zh: "相互一致", en: "consistent")
    case .recorded: Label(zh: "仅存录", en: "recorded")
    case .calculated: Label(zh: "独立计算", en: "calculated")
    }
  }
}

/// A figure of a document, and how it comes out.
public struct WorkedCase: Sendable {
  /// A figure, a class, or nothing.
  public enum Value: Hashable, Sendable {
    case quantity(Quantity)
    case code(String)
    case missing
  }

  /// How near ours must be.
  public enum Tolerance: Hashable, Sendable {
    /// A share of the expected figure.
    case relative(Double)
    case absolute(Quantity)
    /// Half a unit of the last digit of the expected figure, and what half a unit of the last digit of each
    /// of these inputs makes of it. Other inputs are exact, as prices and factors are.
    case printed([Reference])
  }

  /// A name with its value, in the order of the text.
  public struct Given: Sendable {
    public let name: Reference
    public let value: Value
    public let place: Place
  }

  /// Rows that stand in for a table.
  public struct GivenTable: Sendable {
    public let name: Reference
    public let rows: Place
  }

  /// A variant's choice.
  public struct Choice: Sendable {
    public let variant: Reference
    public let id: String
    public let place: Place
  }

  public let name: String
  /// The formula; nil for a recorded case.
  public let formula: Reference?
  public let choose: [Choice]
  public let given: [Given]
  public let tables: [GivenTable]
  public let expect: Value
  /// The place of the expected value.
  public let expectPlace: Place
  /// nil only for a recorded case and for a class.
  public let tolerance: Tolerance?
  /// Why a tolerance does not follow from the printed digits.
  public let toleranceReason: String?
  public let verdict: Verdict
  /// The year of the account; nil when the formula reads none.
  public let year: Int?
  /// The price year of the account.
  public let priceYear: Int?
  /// The day whose parameters hold; nil takes the last ones.
  public let on: Day?
  public let source: Citation
  public let place: Place
}
