/// Where units are: account (0 is outside), number of the state, and tag.
public struct PlainPlace: Hashable, Sendable {
  public var account: UInt32
  public var state: Int
  public var tag: UInt32

  /// A place of its parts.
  public init(_ account: UInt32, _ state: Int, _ tag: UInt32 = 0) {
    (self.account, self.state, self.tag) = (account, state, tag)
  }
}

/// Units that went from one place to another, and what this left in both.
public struct PlainMove: Hashable, Sendable {
  public var lot: UInt32
  public var quantity: Int64
  public var first: Int64
  public var from: PlainPlace
  public var fromAfter: Int64
  public var to: PlainPlace
  public var toAfter: Int64

  /// A move of its parts.
  public init(
    lot: UInt32, quantity: Int64, first: Int64, from: PlainPlace, fromAfter: Int64, to: PlainPlace,
    toAfter: Int64
  ) {
    (self.lot, self.quantity, self.first) = (lot, quantity, first)
    (self.from, self.fromAfter, self.to, self.toAfter) = (from, fromAfter, to, toAfter)
  }
}

/// A fact that the specification names for an outcome.
public enum PlainFact: Hashable, Sendable {
  /// A posting: the number of its movement, and its moves.
  case posted(Int, [PlainMove])
  /// Any other fact, by its name.
  case named(String)
}

/// The rules said no.
public struct PlainRefusal: Error, Hashable, Sendable {
  public var number: UInt16
  public var step: Int
  public var figures: [Int64]
  public var names: [String]

  /// A refusal of its parts.
  public init(_ number: UInt16, _ figures: [Int64] = [], names: [String] = [], step: Int = 0) {
    (self.number, self.figures, self.names, self.step) = (number, figures, names, step)
  }
}
