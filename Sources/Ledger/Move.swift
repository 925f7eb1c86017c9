/// Where units are: in an account, in a state, and for what.
public struct Place: Hashable, Sendable {
  /// The account; 0 is outside.
  public let account: AccountID
  public let state: LotState
  /// The number of the hold, pledge, freeze or lease; else 0.
  public let tag: UInt32

  /// A place of its parts.
  @inlinable
  public init(_ account: AccountID, _ state: LotState, tag: UInt32 = 0) {
    (self.account, self.state, self.tag) = (account, state, tag)
  }

  /// Where issued units come from.
  public static let origin = Place(0, .origin)
  /// Where converted units go to and come from.
  public static let converted = Place(0, .converted)
}

/// Units of a lot that went from one place to another, with the balances that this left.
public struct Move: Hashable, Sendable {
  public let lot: LotID
  /// Above zero.
  public let quantity: Int64
  /// The first of the consecutive serials; 0 where the lot has none.
  public let first: Int64
  public let from: Place
  /// The balance of `from` afterwards; outside, the lot's total of what went that way.
  public let fromAfter: Int64
  public let to: Place
  /// The balance of `to` afterwards; outside, the lot's total of what went that way.
  public let toAfter: Int64

  /// A move of its parts.
  @inlinable
  public init(
    lot: LotID, quantity: Int64, first: Int64, from: Place, fromAfter: Int64, to: Place, toAfter: Int64
  ) {
    (self.lot, self.quantity, self.first) = (lot, quantity, first)
    (self.from, self.fromAfter, self.to, self.toAfter) = (from, fromAfter, to, toAfter)
  }
}
