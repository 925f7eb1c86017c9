/// Indicators that hold the same benefit and must not be added.
public struct DoubleCount: Sendable {
  /// A choice of a variant, by the names of both.
  public struct Choice: Hashable, Sendable {
    public let variant: String
    public let choice: String
    public let place: Place

    /// Equal when the names are.
    public static func == (left: Self, right: Self) -> Bool {
      (left.variant, left.choice) == (right.variant, right.choice)
    }

    public func hash(into hasher: inout Hasher) {
      hasher.combine(variant)
      hasher.combine(choice)
    }
  }

  public let name: String
  /// What is counted twice.
  public let label: Label
  /// Ids of the indicators on either side.
  public let first: [String]
  public let second: [String]
  /// Choices under one of which it arises; empty: under any.
  public let when: [Choice]
  /// Choices that leave one side out.
  public let leaveOut: [Choice]
  public let source: Citation
  public let place: Place
}
