internal import Journal

/// How many others must approve, and how far apart they must stand.
///
/// One person may hold several roles in several organisations, so the names of roles keep nobody apart:
/// persons and organisations do.
public struct FourEyes: Hashable, Sendable {
  /// Who counts as another.
  public enum Separation: UInt8, Sendable, CaseIterable {
    /// Another person than all before.
    case person = 1
    /// Another person, who acts for another organisation than all before.
    case personAndOrganisation = 2
  }

  /// How many must approve: 1 to 8.
  public let approvals: UInt8
  public let separation: Separation
  /// One of these roles an approver must have, in order; at least one.
  public let roles: [Role]
  /// How long a proposal stays open, in milliseconds; more than 0.
  public let interval: Int64

  /// A rule; `nil` when a figure is out of its bounds or no role is named.
  public init?(approvals: UInt8, separation: Separation, roles: [Role], interval: Int64) {
    guard (1...8).contains(approvals), !roles.isEmpty, roles.count <= 32, interval > 0 else { return nil }
    self.approvals = approvals
    self.separation = separation
    self.roles = roles.sorted()
    self.interval = interval
  }
}

/// Who may do an action, and who must look on.
public struct ActionRule: Hashable, Sendable {
  /// The action's lasting name: `ledger.transfer`.
  public let action: String
  /// One of these roles is needed, in order; none means every party that is active.
  public let roles: [Role]
  /// `nil` when one pair of eyes is enough.
  public let eyes: FourEyes?

  /// A rule of its parts.
  public init(action: String, roles: [Role], eyes: FourEyes?) {
    self.action = action
    self.roles = roles.sorted()
    self.eyes = eyes
  }
}

/// The table of roles and actions.
public struct ActionTable: Hashable, Sendable {
  private let rules: [String: ActionRule]

  /// A table; an action that is listed twice keeps its last line, so that a scheme can be laid over a ground.
  public init(_ rules: [ActionRule]) {
    self.rules = Dictionary(rules.map { ($0.action, $0) }, uniquingKeysWith: { $1 })
  }

  /// The rule of an action.
  public subscript(action: String) -> ActionRule? { rules[action] }

  /// All rules in the order of their actions.
  public var sorted: [ActionRule] {
    rules.values.sorted { $0.action.utf8.lexicographicallyPrecedes($1.action.utf8) }
  }
}

extension FourEyes {
  func write(to writer: inout ByteWriter) {
    writer.integer(approvals)
    writer.integer(separation.rawValue)
    writer.list(roles) { $0.text($1.description) }
    writer.integer(interval)
  }

  init(from reader: inout ByteReader) throws(MalformedBytes) {
    let start = reader.offset
    let approvals = try reader.integer(UInt8.self)
    let separation: Separation = try reader.known()
    let roles = try reader.list { (reader: inout ByteReader) throws(MalformedBytes) in try reader.role() }
    let rule = FourEyes(
      approvals: approvals, separation: separation, roles: roles, interval: try reader.integer())
    guard let rule, rule.roles == roles else { throw MalformedBytes(offset: start, fault: .contradictory) }
    self = rule
  }

  init(from reader: inout RowReader) throws(MalformedRow) {
    let approvals = try reader.integer(UInt8.self)
    let separation: Separation = try reader.known()
    var roles: [Role] = []
    for code in try reader.text().split(separator: " ") {
      guard let role = Role(String(code)) else { throw reader.malformed }
      roles.append(role)
    }
    let rule = FourEyes(
      approvals: approvals, separation: separation, roles: roles, interval: try reader.integer())
    guard let rule else { throw reader.malformed }
    self = rule
  }
}
