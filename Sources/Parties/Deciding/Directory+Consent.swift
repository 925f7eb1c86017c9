internal import Journal
internal import Quantities

extension Directory {
  /// Proposals, and what others make of them.
  func decideConsent(
    _ request: PartyRequest, by caller: Caller, rules: PartyRules
  ) throws(Refusal) -> PartyFact {
    switch request {
    case .propose(let action, let body): return try propose(action, body: body, by: caller, rules: rules)
    case .approve(let number, let body):
      let proposal = try lookOn(number, body: body, by: caller, rules: rules)
      let approval = Approval(
        proposal: number, place: proposal.approvals, person: caller.person,
        organisation: caller.organisation, moment: caller.moment)
      return .approved(approval, isLast: proposal.approvals + 1 == proposal.eyes.approvals)
    case .reject(let number):
      try lookOn(number, body: nil, by: caller, rules: rules)
      return .proposalEnded(proposal: number, status: .rejected, moment: caller.moment)
    case .withdraw(let number): return try withdraw(number, by: caller)
    default: preconditionFailure("Only proposals come here.")
    }
  }

  private func propose(
    _ action: String, body: Digest, by caller: Caller, rules: PartyRules
  ) throws(Refusal) -> PartyFact {
    let rule = try permit(action, by: caller, in: rules.actions)
    try checkStanding(of: caller.person, for: caller.organisation, on: caller.moment.day)
    guard let eyes = rule.eyes else { throw Refusal(PartyRefusal.notProposable, names: [action]) }
    return .proposed(
      Proposal(
        number: UInt32(proposals.count + 1), action: action, body: body, person: caller.person,
        organisation: caller.organisation, proposed: caller.moment,
        lapses: caller.moment.adding(milliseconds: eyes.interval), eyes: eyes))
  }

  /// The proposal, if the caller may approve or reject it, and its proposer might still make it.
  @discardableResult
  func lookOn(
    _ number: UInt32, body: Digest?, by caller: Caller, rules: PartyRules
  ) throws(Refusal) -> Proposal {
    try checkStanding(of: caller.person, for: caller.organisation, on: caller.moment.day)
    let proposal = try waitingProposal(number, at: caller.moment)
    guard body == nil || body == proposal.body else {
      throw Refusal(PartyRefusal.staleProposal, figures: [Int64(number)], names: [proposal.action])
    }
    guard hasOne(of: proposal.eyes.roles, caller) else {
      throw Refusal(PartyRefusal.approverRoleMissing, figures: [Int64(number)] + caller.figures)
    }
    let proposer = Caller(
      person: proposal.person, organisation: proposal.organisation, moment: caller.moment)
    do {
      try permit(proposal.action, by: proposer, in: rules.actions)
    } catch {
      throw Refusal(PartyRefusal.proposerBarred, figures: [Int64(number), Int64(error.number)])
    }
    try checkSeparation(of: caller, from: proposal)
    return proposal
  }

  private func waitingProposal(_ number: UInt32, at moment: Moment) throws(Refusal) -> Proposal {
    guard let proposal = proposals[number] else {
      throw Refusal(PartyRefusal.unknownProposal, figures: [Int64(number)])
    }
    guard proposal.status != .lapsed else {
      throw Refusal(PartyRefusal.proposalLapsed, figures: [Int64(number)])
    }
    guard proposal.status == .pending else {
      throw Refusal(
        PartyRefusal.proposalEnded, figures: [Int64(number), Int64(proposal.status.rawValue)])
    }
    guard moment < proposal.lapses else {
      throw Refusal(PartyRefusal.proposalLapsed, figures: [Int64(number)])
    }
    return proposal
  }

  /// Everybody who looks on is another person, and where the rule says so acts for another organisation;
  /// who acts on its own behalf is an organisation of its own.
  private func checkSeparation(of caller: Caller, from proposal: Proposal) throws(Refusal) {
    let before = approvals(of: proposal.number)
    let persons = [proposal.person] + before.map(\.person)
    guard !persons.contains(caller.person) else {
      throw Refusal(PartyRefusal.samePerson, figures: [Int64(proposal.number), Int64(caller.person)])
    }
    guard proposal.eyes.separation == .personAndOrganisation else { return }
    let bodies =
      [body(proposal.person, proposal.organisation)] + before.map { body($0.person, $0.organisation) }
    guard !bodies.contains(body(caller.person, caller.organisation)) else {
      throw Refusal(
        PartyRefusal.sameOrganisation, figures: [Int64(proposal.number), Int64(caller.organisation)])
    }
  }

  /// For whom somebody acts: an organisation, or itself.
  func body(_ person: UInt32, _ organisation: UInt32) -> UInt32 {
    organisation == 0 ? person : organisation
  }

  private func withdraw(_ number: UInt32, by caller: Caller) throws(Refusal) -> PartyFact {
    try checkStanding(of: caller.person, for: caller.organisation, on: caller.moment.day)
    let proposal = try waitingProposal(number, at: caller.moment)
    let isOwn = caller.person == proposal.person
    let isOfSameBody = caller.organisation != 0 && caller.organisation == proposal.organisation
    guard isOwn || isOfSameBody else {
      throw Refusal(PartyRefusal.notProposer, figures: [Int64(number)] + caller.figures)
    }
    return .proposalEnded(proposal: number, status: .withdrawn, moment: caller.moment)
  }
}
