internal import Journal

extension Directory {
  /// What does not hold of the laws of docs/parties.md, in words; empty when all is well.
  ///
  /// Walks over the whole directory: for tests and `verify`, not for each command.
  public func brokenLaws() -> [String] {
    (brokenParties() + brokenGrants() + brokenTrust() + brokenProposals()).sorted()
  }

  /// Numbers have no gaps; each code leads to its party; persons have no name, organisations no identity.
  private func brokenParties() -> [String] {
    var broken: [String] = []
    if codes.count != parties.count { broken.append("\(parties.count) parties have \(codes.count) codes") }
    for party in parties.unordered {
      if !(1...parties.count).contains(Int(party.number)) {
        broken.append("party \(party.number): a gap before it")
      }
      if codes[party.code]?.party != party.number {
        broken.append("party \(party.number): its code leads elsewhere")
      }
      if (party.kind == .person) != (party.name == nil) {
        broken.append("party \(party.number): a name out of place")
      }
      if party.kind.isOrganisation, party.identity != nil {
        broken.append("party \(party.number): an identity out of place")
      }
      if party.kind == .organisation, (try? UnifiedCode(party.code)) == nil {
        broken.append("party \(party.number): its unified code does not check")
      }
    }
    return broken
  }

  /// Persons represent organisations, and have roles in them.
  private func brokenGrants() -> [String] {
    func isWrong(_ person: UInt32, _ organisation: UInt32) -> Bool {
      parties[person]?.kind != .person || !(parties[organisation]?.kind.isOrganisation ?? false)
    }
    let representing = representations.unordered.filter { isWrong($0.key.person, $0.key.organisation) }
    let acting = roles.unordered.filter {
      $0.key.organisation == 0
        ? parties[$0.key.person]?.kind != .person : isWrong($0.key.person, $0.key.organisation)
    }
    return representing.map { "party \($0.key.person) cannot represent party \($0.key.organisation)" }
      + acting.map { "party \($0.key.person) cannot be \($0.key.role) of party \($0.key.organisation)" }
  }

  private func brokenTrust() -> [String] {
    let wrong = trusted.unordered.filter { $0.key.account == $0.key.other || $0.active < $0.added }
    let limits = limits.unordered.filter {
      $0.quantity < 0 || ($0.key.level == .central) != ($0.key.subject == 0)
    }
    let strays = administrations.unordered.filter {
      !(parties[$0.administration]?.kind.isOrganisation ?? false)
    }
    return strays.map { "account \($0.key) is under no organisation" }
      + wrong.map { "account \($0.key.account) cannot trust account \($0.key.other) so" }
      + limits.map { "the limit of \($0.key.level) \($0.key.subject) for \($0.key.unit) cannot be" }
  }

  /// Numbers have no gaps; approvals are counted and their givers apart; what waits is what has not ended.
  private func brokenProposals() -> [String] {
    var broken: [String] = []
    var counted = 0
    for proposal in proposals.unordered {
      let name = "proposal \(proposal.number)"
      let approvals = approvals(of: proposal.number)
      counted += approvals.count
      if !(1...proposals.count).contains(Int(proposal.number)) { broken.append("\(name): a gap before it") }
      if approvals.count != Int(proposal.approvals) { broken.append("\(name): approvals are missing") }
      if (proposal.status == .approved) != (proposal.approvals == proposal.eyes.approvals) {
        broken.append("\(name): its status is not what the approvals make it")
      }
      if (proposal.ended == nil) != (proposal.status == .pending) { broken.append("\(name): ended or not") }
      if !areApart(proposal, approvals) { broken.append("\(name): two pairs of eyes are one") }
      if approvals.contains(where: { $0.moment >= proposal.lapses }) {
        broken.append("\(name): approved too late")
      }
    }
    if counted != approvals.count { broken.append("\(approvals.count) approvals, \(counted) of proposals") }
    let pending = proposals.unordered.filter { $0.status == .pending }.map(\.number)
    if Set(pending) != Set(waitingProposals) || pending.count != waitingProposals.count {
      broken.append("what waits is not what has not ended")
    }
    return broken
  }

  private func areApart(_ proposal: Proposal, _ approvals: [Approval]) -> Bool {
    let persons = [proposal.person] + approvals.map(\.person)
    guard Set(persons).count == persons.count else { return false }
    let bodies =
      [body(proposal.person, proposal.organisation)] + approvals.map { body($0.person, $0.organisation) }
    return proposal.eyes.separation == .person || Set(bodies).count == bodies.count
  }
}
