public import Journal
public import Parties

/// Somebody asks for an action that others must approve.
public struct ProposeAction: Action {
  /// The canonical bytes of what is asked for, with its name in front.
  public let body: [UInt8]
  public let name = "parties.propose"

  /// A proposal of an action.
  public init(_ action: any Action) { body = action.bytes }

  init(from reader: inout ByteReader) throws(MalformedBytes) { body = try reader.counted() }

  public func write(to writer: inout ByteWriter) { writer.counted(body) }

  public func decide(
    in world: inout World, for caller: Caller, as place: EntryPlace
  ) throws(Refusal) -> [RecordedFact] {
    let rule = try ProposedAction(body).rule(in: world, for: caller)
    let request = PartyRequest.propose(action: rule.action, body: world.digest(of: body))
    let facts = try world.directory.perform([request], by: caller, rules: world.rules)
    let kept = ActionFact.bodyKept(proposal: UInt32(world.directory.proposalCount), body: body)
    let fits = world.enact(kept)
    precondition(fits, "A new proposal has no body yet.")
    return facts.map { RecordedFact($0) } + [RecordedFact(kept)]
  }
}

/// Somebody else looks at a proposal and approves it; with the last approval it is decided, in the name of
/// the one who proposed it. If that is refused, so is the approval, and the proposal goes on waiting.
public struct ApproveProposal: Action {
  public let proposal: UInt32
  /// What the approver saw.
  public let body: Digest
  public let name = "parties.approve"

  /// An approval of what was seen.
  public init(proposal: UInt32, body: Digest) { (self.proposal, self.body) = (proposal, body) }

  init(from reader: inout ByteReader) throws(MalformedBytes) {
    (proposal, body) = (try reader.integer(), try reader.digest())
  }

  public func write(to writer: inout ByteWriter) {
    writer.integer(proposal)
    writer.digest(body)
  }

  public func decide(
    in world: inout World, for caller: Caller, as place: EntryPlace
  ) throws(Refusal) -> [RecordedFact] {
    let request = PartyRequest.approve(proposal: proposal, body: body)
    let facts = try world.directory.perform([request], by: caller, rules: world.rules)
    var recorded = facts.map { RecordedFact($0) }
    guard case .approved(_, isLast: true)? = facts.first else { return recorded }
    guard let asked = world.body(of: proposal), let first = world.directory.proposal(proposal) else {
      throw Refusal(ActionRefusal.noBody, figures: [Int64(proposal)])
    }
    recorded += world.dropBodies(after: facts)
    let proposer = Caller(person: first.person, organisation: first.organisation, moment: caller.moment)
    return recorded + (try ProposedAction(asked).perform(in: &world, for: proposer, as: place))
  }
}

/// An action as a proposal keeps it.
struct ProposedAction {
  private let action: (any Action)?

  init(_ body: [UInt8]) { action = try? ActionCatalogue.read(body) }

  /// The line of the table that asks for other eyes.
  func rule(in world: World, for caller: Caller) throws(Refusal) -> ActionRule {
    switch action {
    case let action as LedgerAction:
      let rules = try action.rules(in: world, for: caller)
      if let rule = rules.first(where: { $0.eyes != nil }) { return rule }
      throw Refusal(ActionRefusal.needsNoApproval, names: [action.name])
    case let action as PartyAction:
      return try world.directory.permit(
        action.request.line, by: caller, in: world.rules.actions)
    default: throw Refusal(ActionRefusal.unreadableBody)
    }
  }

  /// Decides in the proposer's name; the proposer must still be one who may.
  func perform(
    in world: inout World, for proposer: Caller, as place: EntryPlace
  ) throws(Refusal) -> [RecordedFact] {
    _ = try rule(in: world, for: proposer)
    switch action {
    case let action as LedgerAction: return try action.perform(in: &world, for: proposer, as: place)
    case let action as PartyAction: return try action.perform(in: &world, for: proposer)
    default: throw Refusal(ActionRefusal.unreadableBody)
    }
  }
}

extension World {
  /// The bodies of proposals that ended are needed no more.
  mutating func dropBodies(after facts: [PartyFact]) -> [RecordedFact] {
    var dropped: [RecordedFact] = []
    for fact in facts {
      guard let proposal = fact.endedProposal, bodies[proposal] != nil else { continue }
      let fact = ActionFact.bodyDropped(proposal: proposal)
      if enact(fact) { dropped.append(RecordedFact(fact)) }
    }
    return dropped
  }
}

extension PartyFact {
  /// The proposal that waits no longer after this fact.
  fileprivate var endedProposal: UInt32? {
    switch self {
    case .approved(let approval, isLast: true): approval.key.proposal
    case .proposalEnded(let proposal, _, _): proposal
    default: nil
    }
  }
}
