public import Journal
internal import Quantities

/// A person may act for an organisation, from day to day.
public struct Representation: Recorded {
  /// Who acts for whom.
  public struct Key: Hashable, Sendable {
    public let person: UInt32
    public let organisation: UInt32

    /// A person and an organisation.
    public init(person: UInt32, organisation: UInt32) {
      self.person = person
      self.organisation = organisation
    }
  }

  public let key: Key
  public let validity: Validity

  /// A representation of its parts.
  public init(person: UInt32, organisation: UInt32, validity: Validity) {
    key = Key(person: person, organisation: organisation)
    self.validity = validity
  }
}

extension Representation {
  public static let shape = TableShape(
    "representations",
    [
      .init("person", .integer), .init("organisation", .integer), .init("from_day", .integer),
      .init("until_day", .integer, mayBeNull: true),
    ], keyCount: 2, checks: ["until_day IS NULL OR until_day >= from_day"], indexes: [["organisation"]])

  public static func cells(of key: Key) -> [Cell] {
    [.integer(Int64(key.person)), .integer(Int64(key.organisation))]
  }

  public var row: [Cell] {
    Self.cells(of: key) + [.integer(Int64(validity.from.number)), .optional(validity.until)]
  }

  public init(row: [Cell]) throws(MalformedRow) {
    var reader = try RowReader(row, of: Self.shape)
    key = Key(person: try reader.integer(), organisation: try reader.integer())
    validity = try reader.validity()
  }
}

/// A person has a role in an organisation, or on its own behalf (organisation 0), from day to day.
public struct RoleGrant: Recorded {
  /// Who has which role where.
  public struct Key: Hashable, Sendable {
    public let person: UInt32
    public let organisation: UInt32
    public let role: Role

    /// A person, an organisation (0: on the person's own behalf) and a role.
    public init(person: UInt32, organisation: UInt32, role: Role) {
      self.person = person
      self.organisation = organisation
      self.role = role
    }
  }

  public let key: Key
  public let validity: Validity

  /// A grant of its parts.
  public init(person: UInt32, organisation: UInt32, role: Role, validity: Validity) {
    key = Key(person: person, organisation: organisation, role: role)
    self.validity = validity
  }
}

extension RoleGrant {
  public static let shape = TableShape(
    "roles",
    [
      .init("person", .integer), .init("organisation", .integer), .init("role", .text),
      .init("from_day", .integer), .init("until_day", .integer, mayBeNull: true),
    ], keyCount: 3, checks: ["until_day IS NULL OR until_day >= from_day"], indexes: [["organisation"]])

  public static func cells(of key: Key) -> [Cell] {
    [.integer(Int64(key.person)), .integer(Int64(key.organisation)), .text(key.role.description)]
  }

  public var row: [Cell] {
    Self.cells(of: key) + [.integer(Int64(validity.from.number)), .optional(validity.until)]
  }

  public init(row: [Cell]) throws(MalformedRow) {
    var reader = try RowReader(row, of: Self.shape)
    key = Key(person: try reader.integer(), organisation: try reader.integer(), role: try reader.role())
    validity = try reader.validity()
  }
}
