public import Journal

/// What a registry is: one row.
public struct Founding: Recorded {
  /// The registry's own name for itself among all registries.
  public let identity: CommandKey
  /// The name that people give it.
  public let name: String
  /// The digest of the rules that it adopted.
  public let rules: Digest

  public static let shape = TableShape(
    "founding",
    [.init("place", .integer), .init("identity", .bytes), .init("name", .text), .init("rules", .bytes)],
    keyCount: 1, checks: ["place = 0"])

  public static func cells(of key: Int) -> [Cell] { [.integer(Int64(key))] }
  public var key: Int { 0 }
  public var row: [Cell] { [.integer(0), .bytes(identity.bytes), .text(name), .bytes(rules.bytes)] }

  init(identity: CommandKey, name: String, rules: Digest) {
    (self.identity, self.name, self.rules) = (identity, name, rules)
  }

  public init(row: [Cell]) throws(MalformedRow) {
    var reader = try RowReader(row, of: Self.shape)
    guard try reader.integer(Int.self) == 0 else { throw reader.malformed }
    let identity = try reader.bytes()
    name = try reader.text()
    let rules = try reader.bytes()
    guard identity.count == 16, rules.count == 32 else { throw reader.malformed }
    func half(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
    self.identity = CommandKey(high: half(identity[..<8]), low: half(identity[8...]))
    self.rules = Digest(bytes: rules[...])
  }
}

/// What a pending proposal asks for.
public struct ProposalBody: Recorded {
  /// The proposal's number.
  public let key: UInt32
  /// The canonical bytes of the action.
  public let body: [UInt8]

  public static let shape = TableShape(
    "proposal_bodies", [.init("proposal", .integer), .init("body", .bytes)], keyCount: 1)
  public static func cells(of key: UInt32) -> [Cell] { [.integer(Int64(key))] }
  public var row: [Cell] { [.integer(Int64(key)), .bytes(body)] }

  init(key: UInt32, body: [UInt8]) { (self.key, self.body) = (key, body) }

  public init(row: [Cell]) throws(MalformedRow) {
    var reader = try RowReader(row, of: Self.shape)
    (key, body) = (try reader.integer(), try reader.bytes())
  }
}

/// A transfer that waits behind its hold until a moment; the one that is due first comes first.
public struct Deferral: Recorded, Comparable {
  /// The number of the hold.
  public let key: UInt32
  /// When the transfer happens.
  public let due: Moment

  public static let shape = TableShape(
    "deferrals", [.init("hold", .integer), .init("due", .integer)], keyCount: 1, indexes: [["due"]])
  public static func cells(of key: UInt32) -> [Cell] { [.integer(Int64(key))] }
  public var row: [Cell] { [.integer(Int64(key)), .integer(due.milliseconds)] }

  init(key: UInt32, due: Moment) { (self.key, self.due) = (key, due) }

  public static func < (left: Self, right: Self) -> Bool { (left.due, left.key) < (right.due, right.key) }

  public init(row: [Cell]) throws(MalformedRow) {
    var reader = try RowReader(row, of: Self.shape)
    key = try reader.integer()
    due = Moment(milliseconds: try reader.integer())
  }
}
