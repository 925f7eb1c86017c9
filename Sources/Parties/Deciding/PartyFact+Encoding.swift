public import Journal

extension PartyFact {
  /// Writes the content in version 1 of its form.
  public func write(to writer: inout ByteWriter) {
    switch self {
    case .registered(let party): party.write(to: &writer)
    case .renamed(let organisation, let name):
      writer.integer(organisation)
      writer.text(name)
    case .identityChanged(let person, let identity):
      writer.integer(person)
      writer.optional(identity) { $0.digest($1) }
    case .statusSet(let party, let status, let order, let since):
      writer.integer(party)
      writer.integer(status.rawValue)
      writer.text(order)
      writer.moment(since)
    case .represented(let representation):
      writer.integers(representation.key.person, representation.key.organisation)
      representation.validity.write(to: &writer)
    case .roleGranted(let grant):
      writer.integers(grant.key.person, grant.key.organisation)
      writer.text(grant.key.role.description)
      grant.validity.write(to: &writer)
    case .trusted(let entry):
      writer.integers(entry.key.account, entry.key.other)
      writer.moment(entry.added)
      writer.moment(entry.active)
    case .distrusted(let key): writer.integers(key.account, key.other)
    case .limitSet(let key, let quantity):
      key.write(to: &writer)
      writer.optional(quantity) { $0.integer($1) }
    case .proposed(let proposal): proposal.write(to: &writer)
    case .approved(let approval, let isLast):
      approval.write(to: &writer)
      writer.flag(isLast)
    case .proposalEnded(let proposal, let status, let moment):
      writer.integer(proposal)
      writer.integer(status.rawValue)
      writer.moment(moment)
    case .administered(let account, let administration): writer.integers(account, administration)
    }
  }

  /// Reads a fact that the journal keeps.
  ///
  /// - Throws: ``MalformedBytes``: a kind or version that this program does not know, or another form.
  public init(_ recorded: RecordedFact) throws(MalformedBytes) {
    guard recorded.version == 1 else {
      throw MalformedBytes(offset: 0, fault: .unknown(Int(recorded.version)))
    }
    var reader = ByteReader(recorded.content)
    switch recorded.kind {
    case 3000...3005: self = try Self.ofParties(recorded.kind, &reader)
    case 3006...3012: self = try Self.ofConsent(recorded.kind, &reader)
    default: throw MalformedBytes(offset: 0, fault: .unknown(Int(recorded.kind)))
    }
    try reader.finish()
  }

  private static func ofParties(
    _ kind: UInt16, _ reader: inout ByteReader
  ) throws(MalformedBytes) -> PartyFact {
    switch kind {
    case 3000: .registered(try Party(from: &reader))
    case 3001: .renamed(organisation: try reader.integer(), name: try reader.text())
    case 3002: .identityChanged(person: try reader.integer(), identity: try reader.optionalDigest())
    case 3003:
      .statusSet(
        party: try reader.integer(), status: try reader.known(), order: try reader.text(),
        since: try reader.moment())
    case 3004:
      .represented(
        Representation(
          person: try reader.integer(), organisation: try reader.integer(),
          validity: try Validity(from: &reader)))
    default:
      .roleGranted(
        RoleGrant(
          person: try reader.integer(), organisation: try reader.integer(), role: try reader.role(),
          validity: try Validity(from: &reader)))
    }
  }

  private static func ofConsent(
    _ kind: UInt16, _ reader: inout ByteReader
  ) throws(MalformedBytes) -> PartyFact {
    switch kind {
    case 3006:
      .trusted(
        TrustedAccount(
          account: try reader.integer(), other: try reader.integer(), added: try reader.moment(),
          active: try reader.moment()))
    case 3007:
      .distrusted(TrustedAccount.Key(account: try reader.integer(), other: try reader.integer()))
    case 3008: .limitSet(try QuantityLimit.Key(from: &reader), quantity: try reader.optionalQuantity())
    case 3009: .proposed(try Proposal(from: &reader))
    case 3010: .approved(try Approval(from: &reader), isLast: try reader.flag())
    case 3012: .administered(account: try reader.integer(), administration: try reader.integer())
    default:
      .proposalEnded(
        proposal: try reader.integer(), status: try reader.known(), moment: try reader.moment())
    }
  }
}

extension Party {
  func write(to writer: inout ByteWriter) {
    writer.integer(number)
    writer.integer(kind.rawValue)
    writer.text(code)
    writer.optional(name) { $0.text($1) }
    writer.optional(identity) { $0.digest($1) }
    writer.integer(status.rawValue)
    writer.optional(order) { $0.text($1) }
    writer.moment(since)
  }

  init(from reader: inout ByteReader) throws(MalformedBytes) {
    self.init(
      number: try reader.integer(), kind: try reader.known(), code: try reader.text(),
      name: try reader.optionalText(), identity: try reader.optionalDigest(), status: try reader.known(),
      order: try reader.optionalText(), since: try reader.moment())
  }
}

extension Proposal {
  /// A proposal is written as it was made: waiting, without approvals.
  func write(to writer: inout ByteWriter) {
    writer.integer(number)
    writer.text(action)
    writer.digest(body)
    writer.integers(person, organisation)
    writer.moment(proposed)
    writer.moment(lapses)
    eyes.write(to: &writer)
  }

  init(from reader: inout ByteReader) throws(MalformedBytes) {
    self.init(
      number: try reader.integer(), action: try reader.text(), body: try reader.digest(),
      person: try reader.integer(), organisation: try reader.integer(), proposed: try reader.moment(),
      lapses: try reader.moment(), eyes: try FourEyes(from: &reader))
  }
}

extension Approval {
  func write(to writer: inout ByteWriter) {
    writer.integer(key.proposal)
    writer.integer(key.place)
    writer.integers(person, organisation)
    writer.moment(moment)
  }

  init(from reader: inout ByteReader) throws(MalformedBytes) {
    self.init(
      proposal: try reader.integer(), place: try reader.integer(), person: try reader.integer(),
      organisation: try reader.integer(), moment: try reader.moment())
  }
}
