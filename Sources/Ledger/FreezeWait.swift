public import Journal

/// A judicial freeze that waits for another one on the same units to end (轮候冻结).
///
/// A freeze may be in effect for some units and wait for others at once, under one number: then it is both a
/// ``Freeze`` and one or more of these, all with the same order, court and end.
public struct FreezeWait: Hashable, Sendable {
  /// Who waits behind whom.
  public struct Key: Hashable, Sendable, Comparable {
    /// The freeze that waits. The numbers of freezes are given in the order of arrival.
    public let freeze: FreezeID
    /// The freeze in effect that it waits behind; always an earlier one.
    public let behind: FreezeID

    /// A freeze and the one before it.
    public init(_ freeze: FreezeID, behind: FreezeID) { (self.freeze, self.behind) = (freeze, behind) }

    public static func < (left: Self, right: Self) -> Bool {
      (left.freeze, left.behind) < (right.freeze, right.behind)
    }
  }

  public let key: Key
  public let account: AccountID
  public let lot: LotID
  /// How much of what the freeze before it has: above zero, and never more than that.
  public internal(set) var quantity: Int64
  /// The number of the order.
  public let order: String
  /// Who ordered it.
  public let court: String
  /// From this moment on it has ended, in effect or not; `nil` for no end.
  public internal(set) var until: Moment?

  init(
    key: Key, account: AccountID, lot: LotID, quantity: Int64, order: String, court: String, until: Moment?
  ) {
    (self.key, self.account, self.lot, self.quantity) = (key, account, lot, quantity)
    (self.order, self.court, self.until) = (order, court, until)
  }
}

extension FreezeWait: Recorded {
  public static let shape = TableShape(
    "freeze_waits",
    [
      .init("freeze", .integer), .init("behind", .integer), .init("account", .integer),
      .init("lot", .integer), .init("quantity", .integer), .init("order_number", .text),
      .init("court", .text), .init("until", .integer, mayBeNull: true),
    ],
    keyCount: 2, checks: ["quantity > 0", "\"freeze\" > behind"], indexes: [["account"], ["behind"]],
    isLater: true)

  public static func cells(of key: Key) -> [Cell] { [key.freeze.cell, key.behind.cell] }

  public var row: [Cell] {
    Self.cells(of: key) + [
      account.cell, lot.cell, .integer(quantity), .text(order), .text(court), .moment(until),
    ]
  }

  public init(row: [Cell]) throws(MalformedRow) {
    var reader = try RowReader(row, of: Self.shape)
    key = Key(try reader.id(), behind: try reader.id())
    (account, lot, quantity) = (try reader.id(), try reader.id(), try reader.integer())
    (order, court, until) = (try reader.text(), try reader.text(), try reader.moment())
  }
}

/// Finds what waits, by both ends. What ended stays in it: whoever looks asks the shelf.
struct QueueIndex: Sendable {
  private var queues: [FreezeID: Set<FreezeID>] = [:]
  private var waits: [FreezeID: Set<FreezeID>] = [:]

  mutating func insert(_ key: FreezeWait.Key) {
    queues[key.behind, default: []].insert(key.freeze)
    waits[key.freeze, default: []].insert(key.behind)
  }

  /// What may wait behind a freeze, by arrival.
  func waiting(behind freeze: FreezeID) -> [FreezeWait.Key] {
    (queues[freeze] ?? []).sorted().map { FreezeWait.Key($0, behind: freeze) }
  }

  /// What a freeze may wait behind.
  func waits(of freeze: FreezeID) -> [FreezeWait.Key] {
    (waits[freeze] ?? []).sorted().map { FreezeWait.Key(freeze, behind: $0) }
  }
}
