public import Formula

/// A figure with what is known of how sure it is.
public struct Estimate: Hashable, Sendable {
  public let value: Double
  /// How it is drawn, in its own unit; nil when nothing is said.
  public let spread: Spread?

  /// The lowest and the highest value in the sources; nil when none are given.
  public var range: ClosedRange<Double>? { spread?.bounds }
}

/// A figure of a pack, with unit, days and sources.
public struct Parameter: Sendable {
  public let name: String
  public let label: Label
  public let unit: MeasureUnit
  /// The year of the prices in it; nil when its unit has no money.
  public let priceYear: Int?
  public let values: Dated<Estimate>
  public let place: Place
}
