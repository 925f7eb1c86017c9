/// What became of one command: the facts that it made, or the refusal. One line of the journal.
public struct Entry: Hashable, Sendable {
  /// What was decided.
  public enum Outcome: Hashable, Sendable {
    /// It happened.
    case done([RecordedFact])
    /// It did not.
    case refused(Refusal)
  }

  /// The place in the journal, from 1, without gaps.
  public let sequence: UInt64
  /// The client's name for the command.
  public let key: CommandKey
  /// The digest of what was asked.
  public let body: Digest
  /// Who asked: the number of a person; 0 is the registry itself (a deadline that passed).
  public let person: UInt32
  /// For whom: the number of an organisation; 0 is none.
  public let organisation: UInt32
  /// When it was decided.
  public let moment: Moment
  /// The action's lasting name: `ledger.transfer`.
  public let action: String
  /// What was decided.
  public let outcome: Outcome

  /// An entry of all its parts.
  public init(
    sequence: UInt64, key: CommandKey, body: Digest, person: UInt32, organisation: UInt32, moment: Moment,
    action: String, outcome: Outcome
  ) {
    self.sequence = sequence
    self.key = key
    self.body = body
    self.person = person
    self.organisation = organisation
    self.moment = moment
    self.action = action
    self.outcome = outcome
  }

  /// The facts; none if the command was refused.
  public var facts: [RecordedFact] {
    if case .done(let facts) = outcome { facts } else { [] }
  }
}

/// A fact as the journal keeps it: which kind, in which version of its form, and its bytes.
public struct RecordedFact: Hashable, Sendable {
  /// The lasting number of the kind: 2000s Ledger, 3000s Parties, and so on by room.
  public let kind: UInt16
  /// The version of the form, from 1. Old versions stay readable for ever.
  public let version: UInt8
  /// The content in that form.
  public let content: [UInt8]

  /// A fact of its parts.
  public init(kind: UInt16, version: UInt8, content: [UInt8]) {
    self.kind = kind
    self.version = version
    self.content = content
  }

  /// A fact of a room.
  public init(_ fact: some Fact) {
    var writer = ByteWriter(capacity: 96)
    fact.write(to: &writer)
    self.init(kind: fact.kind, version: fact.version, content: writer.bytes)
  }
}

/// Something that happened, as a room states it.
public protocol Fact: Hashable, Sendable {
  /// The lasting number of its kind.
  var kind: UInt16 { get }
  /// The version of the form in which ``write(to:)`` writes.
  var version: UInt8 { get }
  /// Writes the content in the canonical form.
  func write(to writer: inout ByteWriter)
}
