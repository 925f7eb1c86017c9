public import Journal

/// What an account is for. The raw values are lasting.
public enum AccountKind: UInt8, Hashable, Sendable, CaseIterable {
  /// An owner's units.
  case holding = 1
  /// What rounding leaves over; free of the unit's step.
  case remainder = 2
  /// A pool kept against reversals or for protective purchase.
  case reserve = 3
  /// The registry's own.
  case register = 4
}

/// Whether an account gives and receives. The raw values are lasting.
public enum AccountStatus: UInt8, Hashable, Sendable, CaseIterable {
  case open = 1
  /// Neither gives nor receives by the owner's will.
  case suspended = 2
  /// By order of a court: receives and does not give (只收不付).
  case frozen = 3
  /// For ever; empty.
  case closed = 4
}

/// A place for units of one owner.
public struct Account: Hashable, Sendable {
  public let id: AccountID
  public let code: String
  /// The number of the owning party.
  public let owner: UInt32
  public let kind: AccountKind
  public internal(set) var status: AccountStatus
  public let opened: Moment

  init(id: AccountID, code: String, owner: UInt32, kind: AccountKind, status: AccountStatus, opened: Moment) {
    (self.id, self.code, self.owner, self.kind) = (id, code, owner, kind)
    (self.status, self.opened) = (status, opened)
  }
}

extension Account: Recorded {
  public static let shape = TableShape(
    "accounts",
    [
      .init("account", .integer), .init("code", .text), .init("owner", .integer), .init("kind", .integer),
      .init("status", .integer), .init("opened", .integer),
    ],
    keyCount: 1, checks: ["kind BETWEEN 1 AND 4", "status BETWEEN 1 AND 4"], indexes: [["owner"]],
    unique: [["code"]])

  public static func cells(of key: AccountID) -> [Cell] { [key.cell] }
  public var key: AccountID { id }

  public var row: [Cell] {
    [
      id.cell, .text(code), .integer(Int64(owner)), .integer(Int64(kind.rawValue)),
      .integer(Int64(status.rawValue)), .moment(opened),
    ]
  }

  public init(row: [Cell]) throws(MalformedRow) {
    var reader = try RowReader(row, of: Self.shape)
    (id, code, owner) = (try reader.id(), try reader.text(), try reader.integer())
    (kind, status) = (try reader.known(), try reader.known())
    guard let moment = try reader.moment() else { throw reader.malformed }
    opened = moment
  }
}
