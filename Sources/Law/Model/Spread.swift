/// How sure a figure is: the distribution from which it is drawn when an account is made many times.
///
/// What `low`, `high` and `sd` are figures of is said where a spread is read: in the unit of the value, or
/// relative to it (1 is the value as given).
public struct Spread: Hashable, Sendable {
  /// The form of a distribution.
  public enum Shape: Hashable, Sendable {
    /// Any value between the bounds alike.
    case uniform
    /// Most often the value itself, never beyond the bounds.
    case triangular
    /// About the value, with this standard deviation.
    case normal(sd: Double)
    /// Half of the draws below the value; this is the standard deviation of the natural logarithm.
    case lognormal(sd: Double)

    /// The word for it in packs and accounts.
    public var word: String {
      switch self {
      case .uniform: "uniform"
      case .triangular: "triangular"
      case .normal: "normal"
      case .lognormal: "lognormal"
      }
    }

    /// The standard deviation that was stated; nil where bounds say everything.
    public var sd: Double? {
      switch self {
      case .uniform, .triangular: nil
      case .normal(let sd), .lognormal(let sd): sd
      }
    }
  }

  public var shape: Shape
  /// Nothing is drawn below it; −∞ where nothing is said.
  public var low: Double
  /// Nothing is drawn above it; +∞ where nothing is said.
  public var high: Double
  /// The group whose members are drawn with one and the same chance; nil: drawn alone.
  public var drawnWith: String?
  /// Where the range comes from; nil: from the source of the value.
  public var source: Citation?

  public init(
    shape: Shape, low: Double, high: Double, drawnWith: String? = nil, source: Citation? = nil
  ) {
    self.shape = shape
    self.low = low
    self.high = high
    self.drawnWith = drawnWith
    self.source = source
  }

  /// The same, with nothing drawn below a figure.
  func above(_ low: Double) -> Spread {
    var spread = self
    spread.low = low
    return spread
  }

  /// The bounds where both are stated.
  public var bounds: ClosedRange<Double>? {
    low.isFinite && high.isFinite && low <= high ? low...high : nil
  }
}

/// How sure many figures are that stand together, as relative factors about 1.
public struct FactorSpread: Hashable, Sendable {
  /// What is drawn together.
  public enum Per: String, Hashable, Sendable, CaseIterable {
    /// One factor for all of them.
    case column
    /// A factor for each row.
    case row
  }

  public var spread: Spread
  public var per: Per

  public init(spread: Spread, per: Per) {
    self.spread = spread
    self.per = per
  }
}
