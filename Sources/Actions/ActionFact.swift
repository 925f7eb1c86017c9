public import Journal

/// What happened at the seam between ledger, parties and time: facts with numbers 4000 to 4999.
public enum ActionFact: Fact {
  /// A registry began: its own 16 bytes, its name, and the digest of the rules that it adopted.
  case founded(identity: CommandKey, name: String, rules: Digest)
  /// What a proposal asks for, so that it can be decided when it was approved.
  case bodyKept(proposal: UInt32, body: [UInt8])
  /// The body of a proposal is needed no more.
  case bodyDropped(proposal: UInt32)
  /// The transfer behind a hold happens at a moment, not before.
  case deferred(hold: UInt32, due: Moment)
  /// A deferred transfer happened, or its hold ended otherwise.
  case deferralEnded(hold: UInt32)
  /// What stands before this in the entry is told by a record from before the registry's time.
  case imported(ImportedFrom)

  public var kind: UInt16 {
    switch self {
    case .founded: 4001
    case .bodyKept: 4002
    case .bodyDropped: 4003
    case .deferred: 4004
    case .deferralEnded: 4005
    case .imported: 4006
    }
  }

  public var version: UInt8 { 1 }

  public func write(to writer: inout ByteWriter) {
    switch self {
    case .founded(let identity, let name, let rules):
      writer.integer(identity.high)
      writer.integer(identity.low)
      writer.text(name)
      writer.digest(rules)
    case .bodyKept(let proposal, let body):
      writer.integer(proposal)
      writer.counted(body)
    case .bodyDropped(let number), .deferralEnded(let number): writer.integer(number)
    case .deferred(let hold, let due):
      writer.integer(hold)
      writer.integer(due.milliseconds)
    case .imported(let origin): origin.write(to: &writer)
    }
  }

  /// Reads a fact of this target; `nil` for a kind of another one.
  public init?(_ fact: RecordedFact) throws(MalformedBytes) {
    guard (4001...4006).contains(fact.kind) else { return nil }
    guard fact.version == 1 else { throw MalformedBytes(offset: 0, fault: .unknown(Int(fact.version))) }
    var reader = ByteReader(fact.content)
    switch fact.kind {
    case 4001:
      self = .founded(
        identity: CommandKey(high: try reader.integer(), low: try reader.integer()), name: try reader.text(),
        rules: try reader.digest())
    case 4002: self = .bodyKept(proposal: try reader.integer(), body: try reader.counted())
    case 4003: self = .bodyDropped(proposal: try reader.integer())
    case 4004:
      let hold = try reader.integer(UInt32.self)
      let milliseconds = try reader.integer(Int64.self)
      self = .deferred(hold: hold, due: Moment(milliseconds: milliseconds))
    case 4005: self = .deferralEnded(hold: try reader.integer())
    default: self = .imported(try ImportedFrom(from: &reader))
    }
    try reader.finish()
  }
}
