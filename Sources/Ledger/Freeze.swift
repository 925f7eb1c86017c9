public import Journal

/// Units stopped by the order of a court or authority.
public struct Freeze: Hashable, Sendable {
  public let id: FreezeID
  public let account: AccountID
  public let lot: LotID
  /// Above zero while the freeze is open.
  public internal(set) var quantity: Int64
  /// The pledge whose units these are; 0 for none.
  public let pledge: PledgeID
  /// The number of the order.
  public let order: String
  /// Who ordered it.
  public let court: String
  /// From this moment on it has ended; `nil` for no end.
  public internal(set) var until: Moment?

  init(
    id: FreezeID, account: AccountID, lot: LotID, quantity: Int64, pledge: PledgeID, order: String,
    court: String, until: Moment?
  ) {
    (self.id, self.account, self.lot, self.quantity) = (id, account, lot, quantity)
    (self.pledge, self.order, self.court, self.until) = (pledge, order, court, until)
  }
}

extension Freeze: Recorded {
  public static let shape = TableShape(
    "freezes",
    [
      .init("freeze", .integer), .init("account", .integer), .init("lot", .integer),
      .init("quantity", .integer), .init("pledge", .integer), .init("order_number", .text),
      .init("court", .text), .init("until", .integer, mayBeNull: true),
    ],
    keyCount: 1, checks: ["quantity > 0"], indexes: [["account"], ["until"]])

  public static func cells(of key: FreezeID) -> [Cell] { [key.cell] }
  public var key: FreezeID { id }

  public var row: [Cell] {
    [
      id.cell, account.cell, lot.cell, .integer(quantity), pledge.cell, .text(order), .text(court),
      .moment(until),
    ]
  }

  public init(row: [Cell]) throws(MalformedRow) {
    var reader = try RowReader(row, of: Self.shape)
    (id, account, lot) = (try reader.id(), try reader.id(), try reader.id())
    (quantity, pledge) = (try reader.integer(), try reader.id())
    (order, court, until) = (try reader.text(), try reader.text(), try reader.moment())
  }
}
