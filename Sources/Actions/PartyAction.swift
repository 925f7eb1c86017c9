public import Journal
internal import Ledger
public import Parties

/// Something about parties and consent, other than proposals themselves.
public struct PartyAction: Action {
  public let request: PartyRequest

  /// An action of a request; proposals are made by ``ProposeAction`` and approved by ``ApproveProposal``.
  public init(_ request: PartyRequest) { self.request = request }

  public var name: String { request.action }

  public func write(to writer: inout ByteWriter) { request.write(to: &writer) }

  public func decide(
    in world: inout World, for caller: Caller, as place: EntryPlace
  ) throws(Refusal) -> [RecordedFact] {
    switch request {
    case .propose, .approve: throw Refusal(ActionRefusal.unreadableBody)
    case .reject, .withdraw: break
    default:
      let rule = try world.directory.permit(request.line, by: caller, in: world.rules.actions)
      guard rule.eyes == nil || caller.person == 0 else {
        throw Refusal(ActionRefusal.needsApproval, names: [request.line])
      }
      try checkOwner(in: world, for: caller)
    }
    return try perform(in: &world, for: caller)
  }

  /// Does what the caller may do.
  func perform(in world: inout World, for caller: Caller) throws(Refusal) -> [RecordedFact] {
    let facts = try world.directory.perform([request], by: caller, rules: world.rules)
    if case .eraseIdentity(let person) = request { world.identities.erase(person) }
    return facts.map { RecordedFact($0) } + world.dropBodies(after: facts)
  }

  /// Whom an account trusts is its owner's business.
  private func checkOwner(in world: World, for caller: Caller) throws(Refusal) {
    switch request {
    case .trust(let account, _), .distrust(let account, _):
      guard caller.person == 0 || world.belongs(.init(account), to: caller) else {
        throw Refusal(ActionRefusal.notYours, figures: [Int64(account)], names: [name])
      }
    default: break
    }
  }
}
