internal import Access
internal import Actions
internal import Journal
internal import Law
public import Parties
public import RegistryDesk

/// A proposal as people and programs see it.
public struct ProposalLine: Sendable {
  public let proposal: Proposal
  /// What it asks for; no steps when it has ended.
  public let words: ActionWords?
  /// Who asked, `person@organisation`.
  public let proposer: String
  /// Who has approved, in order.
  public let approvers: [String]
  /// Whether the visitor may approve or reject it now.
  public let isForVisitor: Bool
  /// Whether the visitor may take it back.
  public let isOwn: Bool

  var json: JSONValue {
    let steps = (words?.steps ?? []).map { step -> JSONValue in
      .object([
        ("title", JSONValue(step.title)),
        (
          "lines",
          .array(
            step.lines.map { .object([("label", JSONValue($0.label)), ("value", JSONValue($0.value))]) })
        ),
      ])
    }
    return .object([
      ("number", .string("\(proposal.number)")), ("action", .string(proposal.action)),
      ("proposer", .string(proposer)), ("status", .string("\(proposal.status)")),
      ("proposed", .string(proposal.proposed.text)), ("lapses", .string(proposal.lapses.text)),
      ("roles", .array(proposal.eyes.roles.map { .string($0.description) })),
      ("approvals", .string("\(proposal.approvals)")), ("needed", .string("\(proposal.eyes.approvals)")),
      ("approvers", .array(approvers.map { .string($0) })), ("waits_for_you", .bool(isForVisitor)),
      ("steps", .array(steps)), ("digest", .string("\(proposal.body)")),
    ])
  }
}

extension RegistryHouse {
  /// The proposals that wait and that a visitor may see, the one that lapses first in front.
  public func proposals(for visitor: Visitor, at desk: Desk) throws -> [ProposalLine] {
    let (all, moment) = (table.allows(.seeAllProposals, roles: visitor.roles), settings.clock())
    return try desk.read { names in
      let mine = Set(try names.waiting(for: visitor, at: moment))
      return names.world.directory.waitingProposals.compactMap { number in
        names.line(number, for: visitor, isForVisitor: mine.contains(number), seesAll: all)
      }
    }
  }

  /// One proposal, waiting or ended; `nil` when the visitor may not see it.
  public func proposal(_ number: UInt32, for visitor: Visitor, at desk: Desk) throws -> ProposalLine? {
    let (all, moment) = (table.allows(.seeAllProposals, roles: visitor.roles), settings.clock())
    return try desk.read { names in
      let mine = try names.waiting(for: visitor, at: moment).contains(number)
      return names.line(number, for: visitor, isForVisitor: mine, seesAll: all)
    }
  }
}

extension RegistryDesk.Names {
  fileprivate func waiting(for visitor: Visitor, at moment: Moment) throws -> [UInt32] {
    try proposals(waitingFor: visitor.code, at: moment).map(\.number)
  }

  fileprivate func line(
    _ number: UInt32, for visitor: Visitor, isForVisitor: Bool, seesAll: Bool
  ) -> ProposalLine? {
    guard let proposal = world.directory.proposal(number) else { return nil }
    let isOwn =
      proposal.person == visitor.person
      || (proposal.organisation != 0 && proposal.organisation == visitor.organisation)
    let approvals = world.directory.approvals(of: number)
    let isApprover = approvals.contains { $0.person == visitor.person }
    guard isOwn || isForVisitor || isApprover || seesAll else { return nil }
    return ProposalLine(
      proposal: proposal, words: world.proposedAction(number).map { ActionWords($0, in: self) },
      proposer: seat(proposal.person, proposal.organisation),
      approvers: approvals.map { seat($0.person, $0.organisation) }, isForVisitor: isForVisitor,
      isOwn: isOwn && proposal.status == .pending)
  }
}
