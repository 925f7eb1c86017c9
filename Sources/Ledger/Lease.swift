public import Journal

/// Units let for use until a day; they stay in the lessor's account.
public struct Lease: Hashable, Sendable {
  public let id: LeaseID
  /// The lessor.
  public let account: AccountID
  public let lot: LotID
  public let quantity: Int64
  public let lessee: AccountID
  /// From this moment on it has ended.
  public let until: Moment

  init(id: LeaseID, account: AccountID, lot: LotID, quantity: Int64, lessee: AccountID, until: Moment) {
    (self.id, self.account, self.lot, self.quantity) = (id, account, lot, quantity)
    (self.lessee, self.until) = (lessee, until)
  }
}

extension Lease: Recorded {
  public static let shape = TableShape(
    "leases",
    [
      .init("lease", .integer), .init("account", .integer), .init("lot", .integer),
      .init("quantity", .integer), .init("lessee", .integer), .init("until", .integer),
    ],
    keyCount: 1, checks: ["quantity > 0"], indexes: [["account"], ["lessee"], ["until"]])

  public static func cells(of key: LeaseID) -> [Cell] { [key.cell] }
  public var key: LeaseID { id }

  public var row: [Cell] {
    [id.cell, account.cell, lot.cell, .integer(quantity), lessee.cell, .moment(until)]
  }

  public init(row: [Cell]) throws(MalformedRow) {
    var reader = try RowReader(row, of: Self.shape)
    (id, account, lot) = (try reader.id(), try reader.id(), try reader.id())
    (quantity, lessee) = (try reader.integer(), try reader.id())
    guard let moment = try reader.moment() else { throw reader.malformed }
    until = moment
  }
}
