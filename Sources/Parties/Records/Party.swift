public import Journal

/// A person or an organisation, under one row of numbers from 1.
///
/// Of a person the journal knows no name and no document: only a digest under a salt that is kept outside
/// and can be erased (``IdentityRecord``).
public struct Party: Recorded {
  /// What a party is.
  public enum Kind: UInt8, Sendable, CaseIterable {
    case person = 1
    /// An organisation under its unified code.
    case organisation = 2
    /// An organisation without a unified code: foreign, or out of history; the registry gave it a code.
    case organisationWithoutCode = 3

    /// Whether it is an organisation of either kind.
    public var isOrganisation: Bool { self != .person }
  }

  /// Whether a party may act.
  public enum Status: UInt8, Sendable, CaseIterable {
    case active = 1
    /// Barred until it is lifted.
    case suspended = 2
    /// Barred for good, unless another order readmits the party.
    case excluded = 3
  }

  public let number: UInt32
  public let kind: Kind
  /// How people name the party: the unified code, or a code that the registry gave; unique.
  public let code: String
  /// The name of an organisation; `nil` for a person.
  public var name: String?
  /// The digest of a person's identity; `nil` for an organisation, and after erasure.
  public var identity: Digest?
  public var status: Status
  /// The order or decision by which the status stands; `nil` before any.
  public var order: String?
  /// Since when the status stands.
  public var since: Moment

  /// A party of all its parts.
  public init(
    number: UInt32, kind: Kind, code: String, name: String?, identity: Digest?, status: Status,
    order: String?,
    since: Moment
  ) {
    self.number = number
    self.kind = kind
    self.code = code
    self.name = name
    self.identity = identity
    self.status = status
    self.order = order
    self.since = since
  }
}

extension Party {
  public static let shape = TableShape(
    "parties",
    [
      .init("number", .integer), .init("kind", .integer), .init("code", .text),
      .init("name", .text, mayBeNull: true), .init("identity", .bytes, mayBeNull: true),
      .init("status", .integer), .init("status_order", .text, mayBeNull: true), .init("since", .integer),
    ], keyCount: 1,
    checks: ["number > 0", "kind BETWEEN 1 AND 3", "status BETWEEN 1 AND 3", "kind = 1 OR name IS NOT NULL"],
    unique: [["code"]])

  public static func cells(of key: UInt32) -> [Cell] { [.integer(Int64(key))] }
  public var key: UInt32 { number }

  public var row: [Cell] {
    [
      .integer(Int64(number)), .integer(Int64(kind.rawValue)), .text(code), .optional(name),
      .optional(identity), .integer(Int64(status.rawValue)), .optional(order), .integer(since.milliseconds),
    ]
  }

  public init(row: [Cell]) throws(MalformedRow) {
    var reader = try RowReader(row, of: Self.shape)
    number = try reader.integer()
    kind = try reader.known()
    code = try reader.text()
    name = try reader.optionalText()
    identity = try reader.optionalDigest()
    status = try reader.known()
    order = try reader.optionalText()
    since = try reader.moment()
  }
}

/// Which party has a code: what finds a party by it, and keeps codes apart.
struct PartyCode: Recorded {
  let code: String
  let party: UInt32

  static let shape = TableShape(
    "party_codes", [.init("code", .text), .init("party", .integer)], keyCount: 1)
  static func cells(of key: String) -> [Cell] { [.text(key)] }
  var key: String { code }
  var row: [Cell] { [.text(code), .integer(Int64(party))] }

  init(code: String, party: UInt32) {
    self.code = code
    self.party = party
  }

  init(row: [Cell]) throws(MalformedRow) {
    var reader = try RowReader(row, of: Self.shape)
    code = try reader.text()
    party = try reader.integer()
  }
}
