public import Journal

/// Somebody asked for an action that a second pair of eyes must approve.
public struct Proposal: Recorded {
  /// What became of it.
  public enum Status: UInt8, Sendable, CaseIterable {
    case pending = 1
    case approved = 2
    case rejected = 3
    case withdrawn = 4
    case lapsed = 5
  }

  /// From 1, without gaps.
  public let number: UInt32
  /// The action's lasting name.
  public let action: String
  /// The digest of what was asked, which an approver names again.
  public let body: Digest
  /// Who asked.
  public let person: UInt32
  /// For whom; 0 is the person's own behalf.
  public let organisation: UInt32
  public let proposed: Moment
  /// From when on nobody can approve it any more.
  public let lapses: Moment
  /// The rule as it stood when the proposal was made.
  public let eyes: FourEyes
  /// How many have approved.
  public var approvals: UInt8
  public var status: Status
  /// When it was approved, rejected, withdrawn or lapsed.
  public var ended: Moment?

  /// A proposal that waits.
  public init(
    number: UInt32, action: String, body: Digest, person: UInt32, organisation: UInt32, proposed: Moment,
    lapses: Moment, eyes: FourEyes
  ) {
    self.number = number
    self.action = action
    self.body = body
    self.person = person
    self.organisation = organisation
    self.proposed = proposed
    self.lapses = lapses
    self.eyes = eyes
    approvals = 0
    status = .pending
  }
}

extension Proposal {
  public static let shape = TableShape(
    "proposals",
    [
      .init("number", .integer), .init("action", .text), .init("body", .bytes), .init("person", .integer),
      .init("organisation", .integer), .init("proposed", .integer), .init("lapses", .integer),
      .init("needed", .integer), .init("separation", .integer), .init("roles", .text),
      .init("interval", .integer), .init("approvals", .integer), .init("status", .integer),
      .init("ended", .integer, mayBeNull: true),
    ], keyCount: 1,
    checks: [
      "number > 0", "needed > 0", "approvals <= needed", "status BETWEEN 1 AND 5", "lapses > proposed",
    ],
    indexes: [["status", "lapses"]])

  public static func cells(of key: UInt32) -> [Cell] { [.integer(Int64(key))] }
  public var key: UInt32 { number }

  public var row: [Cell] {
    [
      .integer(Int64(number)), .text(action), .bytes(body.bytes), .integer(Int64(person)),
      .integer(Int64(organisation)), .integer(proposed.milliseconds), .integer(lapses.milliseconds),
      .integer(Int64(eyes.approvals)), .integer(Int64(eyes.separation.rawValue)),
      .text(eyes.roles.map(\.description).joined(separator: " ")), .integer(eyes.interval),
      .integer(Int64(approvals)), .integer(Int64(status.rawValue)), .optional(ended),
    ]
  }

  public init(row: [Cell]) throws(MalformedRow) {
    var reader = try RowReader(row, of: Self.shape)
    number = try reader.integer()
    action = try reader.text()
    body = try reader.digest()
    person = try reader.integer()
    organisation = try reader.integer()
    proposed = try reader.moment()
    lapses = try reader.moment()
    eyes = try FourEyes(from: &reader)
    approvals = try reader.integer()
    status = try reader.known()
    ended = try reader.optionalMoment()
  }
}

/// One approval of a proposal.
public struct Approval: Recorded {
  /// Which approval of which proposal.
  public struct Key: Hashable, Sendable {
    public let proposal: UInt32
    /// From 0, in the order of approving.
    public let place: UInt8

    /// A proposal and a place.
    public init(proposal: UInt32, place: UInt8) {
      self.proposal = proposal
      self.place = place
    }
  }

  public let key: Key
  public let person: UInt32
  public let organisation: UInt32
  public let moment: Moment

  /// An approval of its parts.
  public init(proposal: UInt32, place: UInt8, person: UInt32, organisation: UInt32, moment: Moment) {
    key = Key(proposal: proposal, place: place)
    self.person = person
    self.organisation = organisation
    self.moment = moment
  }
}

extension Approval {
  public static let shape = TableShape(
    "approvals",
    [
      .init("proposal", .integer), .init("place", .integer), .init("person", .integer),
      .init("organisation", .integer), .init("moment", .integer),
    ], keyCount: 2)

  public static func cells(of key: Key) -> [Cell] {
    [.integer(Int64(key.proposal)), .integer(Int64(key.place))]
  }

  public var row: [Cell] {
    Self.cells(of: key) + [
      .integer(Int64(person)), .integer(Int64(organisation)), .integer(moment.milliseconds),
    ]
  }

  public init(row: [Cell]) throws(MalformedRow) {
    var reader = try RowReader(row, of: Self.shape)
    key = Key(proposal: try reader.integer(), place: try reader.integer())
    person = try reader.integer()
    organisation = try reader.integer()
    moment = try reader.moment()
  }
}
