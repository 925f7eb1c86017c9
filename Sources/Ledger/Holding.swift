public import Journal

/// Which account, which lot.
@frozen
public struct HoldingKey: Hashable, Sendable {
  /// The account in the upper half, the lot in the lower one: hashed as one word.
  @usableFromInline let word: UInt64

  /// The holding of an account in a lot.
  @inlinable
  public init(_ account: AccountID, _ lot: LotID) {
    word = UInt64(account.number) << 32 | UInt64(lot.number)
  }

  /// Whose it is.
  @inlinable public var account: AccountID { AccountID(UInt32(truncatingIfNeeded: word >> 32)) }
  /// Of which lot.
  @inlinable public var lot: LotID { LotID(UInt32(truncatingIfNeeded: word)) }

  @inlinable public static func == (left: Self, right: Self) -> Bool { left.word == right.word }
  @inlinable public func hash(into hasher: inout Hasher) { hasher.combine(word) }
}

/// What one account has of one lot, in parts.
public struct Holding: Hashable, Sendable {
  public let key: HoldingKey
  public internal(set) var potential: Int64 = 0
  /// May be below zero down to ``floor``.
  public internal(set) var available: Int64 = 0
  public internal(set) var held: Int64 = 0
  public internal(set) var pledged: Int64 = 0
  public internal(set) var frozen: Int64 = 0
  public internal(set) var buffer: Int64 = 0
  public internal(set) var leased: Int64 = 0
  /// What this account gave up, by end.
  public internal(set) var retired: Int64 = 0
  public internal(set) var expired: Int64 = 0
  public internal(set) var cancelled: Int64 = 0
  /// The least that must stay available; `nil` for that of the unit.
  public internal(set) var floor: Int64?

  init(_ key: HoldingKey) { self.key = key }

  /// The amount in a state; 0 in the states outside.
  public subscript(state: LotState) -> Int64 {
    get {
      switch state {
      case .available: available
      case .potential: potential
      case .held: held
      case .pledged: pledged
      case .frozen: frozen
      case .buffer: buffer
      case .leased: leased
      case .retired: retired
      case .expired: expired
      case .cancelled: cancelled
      case .origin, .converted: 0
      }
    }
    set {
      switch state {
      case .available: available = newValue
      case .potential: potential = newValue
      case .held: held = newValue
      case .pledged: pledged = newValue
      case .frozen: frozen = newValue
      case .buffer: buffer = newValue
      case .leased: leased = newValue
      case .retired: retired = newValue
      case .expired: expired = newValue
      case .cancelled: cancelled = newValue
      case .origin, .converted: break
      }
    }
  }

  /// The sum of all live states.
  public var live: Int128 {
    Int128(available) + Int128(potential) + Int128(held) + Int128(pledged) + Int128(frozen)
      + Int128(buffer) + Int128(leased)
  }

  /// The sum of all live states in which something is: what is owed does not count.
  var gross: Int128 { live - Int128(min(0, available)) }

  /// Whether no live state has something, and nothing is owed.
  public var isEmpty: Bool { LotState.live.allSatisfy { self[$0] == 0 } }
}

extension Holding: Recorded {
  public static let shape = TableShape(
    "holdings",
    [
      .init("account", .integer), .init("lot", .integer), .init("potential", .integer),
      .init("available", .integer), .init("held", .integer), .init("pledged", .integer),
      .init("frozen", .integer), .init("buffer", .integer), .init("leased", .integer),
      .init("retired", .integer), .init("expired", .integer), .init("cancelled", .integer),
      .init("floor", .integer, mayBeNull: true),
    ],
    keyCount: 2,
    checks: [
      "potential >= 0", "held >= 0", "pledged >= 0", "frozen >= 0", "buffer >= 0", "leased >= 0",
      "retired >= 0", "expired >= 0", "cancelled >= 0",
    ], indexes: [["lot"]])

  public static func cells(of key: HoldingKey) -> [Cell] { [key.account.cell, key.lot.cell] }

  public var row: [Cell] {
    [
      key.account.cell, key.lot.cell, .integer(potential), .integer(available), .integer(held),
      .integer(pledged), .integer(frozen), .integer(buffer), .integer(leased), .integer(retired),
      .integer(expired), .integer(cancelled), floor.map(Cell.integer) ?? .null,
    ]
  }

  public init(row: [Cell]) throws(MalformedRow) {
    var reader = try RowReader(row, of: Self.shape)
    key = HoldingKey(try reader.id(), try reader.id())
    (potential, available) = (try reader.integer(), try reader.integer())
    (held, pledged, frozen) = (try reader.integer(), try reader.integer(), try reader.integer())
    (buffer, leased, retired) = (try reader.integer(), try reader.integer(), try reader.integer())
    (expired, cancelled) = (try reader.integer(), try reader.integer())
    floor = try reader.optionalInteger()
  }
}
