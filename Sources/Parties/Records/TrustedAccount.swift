public import Journal

/// An account stands on the list of accounts that another one trusts.
public struct TrustedAccount: Recorded {
  /// Who trusts whom.
  public struct Key: Hashable, Sendable {
    public let account: UInt32
    /// The account that is trusted.
    public let other: UInt32

    /// An account and the one that it trusts.
    public init(account: UInt32, other: UInt32) {
      self.account = account
      self.other = other
    }
  }

  public let key: Key
  /// When it came on the list.
  public let added: Moment
  /// From when on it counts.
  public let active: Moment

  /// An entry of its parts.
  public init(account: UInt32, other: UInt32, added: Moment, active: Moment) {
    key = Key(account: account, other: other)
    self.added = added
    self.active = active
  }
}

extension TrustedAccount {
  public static let shape = TableShape(
    "trusted_accounts",
    [
      .init("account", .integer), .init("other", .integer), .init("added", .integer),
      .init("active", .integer),
    ], keyCount: 2, checks: ["account <> other", "active >= added"])

  public static func cells(of key: Key) -> [Cell] {
    [.integer(Int64(key.account)), .integer(Int64(key.other))]
  }

  public var row: [Cell] {
    Self.cells(of: key) + [.integer(added.milliseconds), .integer(active.milliseconds)]
  }

  public init(row: [Cell]) throws(MalformedRow) {
    var reader = try RowReader(row, of: Self.shape)
    key = Key(account: try reader.integer(), other: try reader.integer())
    added = try reader.moment()
    active = try reader.moment()
  }
}

/// At most so much of a unit may leave in one transfer.
public struct QuantityLimit: Recorded {
  /// Who set the limit; the lowest of the three holds.
  public enum Level: UInt8, Sendable, CaseIterable {
    /// For the whole registry; the subject is 0.
    case central = 1
    /// For all accounts under one administration; the subject is its party.
    case national = 2
    /// For one account.
    case account = 3
  }

  /// What is limited.
  public struct Key: Hashable, Sendable {
    public let level: Level
    /// 0, the party that administers, or the account, by level.
    public let subject: UInt32
    /// The unit's code.
    public let unit: String

    /// A level, its subject and a unit.
    public init(level: Level, subject: UInt32, unit: String) {
      self.level = level
      self.subject = subject
      self.unit = unit
    }
  }

  public let key: Key
  /// In the smallest parts of the unit; not negative.
  public let quantity: Int64

  /// A limit of its parts.
  public init(key: Key, quantity: Int64) {
    self.key = key
    self.quantity = quantity
  }
}

extension QuantityLimit {
  public static let shape = TableShape(
    "quantity_limits",
    [
      .init("level", .integer), .init("subject", .integer), .init("unit", .text), .init("quantity", .integer),
    ], keyCount: 3, checks: ["level BETWEEN 1 AND 3", "quantity >= 0", "level <> 1 OR subject = 0"])

  public static func cells(of key: Key) -> [Cell] {
    [.integer(Int64(key.level.rawValue)), .integer(Int64(key.subject)), .text(key.unit)]
  }

  public var row: [Cell] { Self.cells(of: key) + [.integer(quantity)] }

  public init(row: [Cell]) throws(MalformedRow) {
    var reader = try RowReader(row, of: Self.shape)
    key = Key(level: try reader.known(), subject: try reader.integer(), unit: try reader.text())
    quantity = try reader.integer()
  }
}
