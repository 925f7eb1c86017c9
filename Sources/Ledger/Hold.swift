public import Journal

/// Units set aside until a deadline, for delivery to beneficiaries: one agreement, settled or voided whole.
public struct Hold: Hashable, Sendable {
  public let id: HoldID
  /// From this moment on the hold has ended.
  public let deadline: Moment
  /// How many legs it has.
  public let count: UInt16

  init(id: HoldID, deadline: Moment, count: UInt16) {
    (self.id, self.deadline, self.count) = (id, deadline, count)
  }
}

/// One leg of an open hold.
public struct HoldLeg: Hashable, Sendable {
  /// Which hold, and which of its legs, from 0.
  public struct Key: Hashable, Sendable {
    public let hold: HoldID
    public let leg: UInt16

    /// A leg of a hold.
    public init(_ hold: HoldID, _ leg: UInt16) { (self.hold, self.leg) = (hold, leg) }
  }

  public let key: Key
  public let account: AccountID
  public let lot: LotID
  public let quantity: Int64
  public let beneficiary: AccountID

  init(key: Key, account: AccountID, lot: LotID, quantity: Int64, beneficiary: AccountID) {
    (self.key, self.account, self.lot) = (key, account, lot)
    (self.quantity, self.beneficiary) = (quantity, beneficiary)
  }
}

/// How a hold ended. The raw values are lasting.
public enum HoldOutcome: UInt8, Hashable, Sendable {
  case settled = 1
  case voided = 2
  case expired = 3
}

extension Hold: Recorded {
  public static let shape = TableShape(
    "holds", [.init("hold", .integer), .init("deadline", .integer), .init("legs", .integer)], keyCount: 1,
    checks: ["legs > 0"], indexes: [["deadline"]])

  public static func cells(of key: HoldID) -> [Cell] { [key.cell] }
  public var key: HoldID { id }
  public var row: [Cell] { [id.cell, .moment(deadline), .integer(Int64(count))] }

  public init(row: [Cell]) throws(MalformedRow) {
    var reader = try RowReader(row, of: Self.shape)
    id = try reader.id()
    guard let moment = try reader.moment() else { throw reader.malformed }
    (deadline, count) = (moment, try reader.integer())
  }
}

extension HoldLeg: Recorded {
  public static let shape = TableShape(
    "hold_legs",
    [
      .init("hold", .integer), .init("leg", .integer), .init("account", .integer), .init("lot", .integer),
      .init("quantity", .integer), .init("beneficiary", .integer),
    ],
    keyCount: 2, checks: ["quantity > 0"], indexes: [["account"], ["beneficiary"]])

  public static func cells(of key: Key) -> [Cell] { [key.hold.cell, .integer(Int64(key.leg))] }

  public var row: [Cell] {
    [
      key.hold.cell, .integer(Int64(key.leg)), account.cell, lot.cell, .integer(quantity), beneficiary.cell,
    ]
  }

  public init(row: [Cell]) throws(MalformedRow) {
    var reader = try RowReader(row, of: Self.shape)
    key = Key(try reader.id(), try reader.integer())
    (account, lot, quantity) = (try reader.id(), try reader.id(), try reader.integer())
    beneficiary = try reader.id()
  }
}
