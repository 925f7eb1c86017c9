internal import Journal

extension Directory {
  /// Takes in a fact, decided now or long ago.
  ///
  /// - Returns: Whether the fact can follow what was before it; otherwise nothing has changed.
  mutating func enact(_ fact: PartyFact) -> Bool {
    switch fact {
    case .registered(let party): return enter(party)
    case .renamed(let organisation, let name): return change(organisation) { $0.name = name }
    case .identityChanged(let person, let identity): return change(person) { $0.identity = identity }
    case .statusSet(let number, let status, let order, let since):
      return change(number) {
        $0.status = status
        $0.order = order
        $0.since = since
      }
    case .represented(let representation):
      guard parties[representation.key.person] != nil, parties[representation.key.organisation] != nil
      else { return false }
      representations.put(representation)
      return true
    case .roleGranted(let grant):
      let isOfBody = grant.key.organisation == 0 || parties[grant.key.organisation] != nil
      guard parties[grant.key.person] != nil, isOfBody else { return false }
      roles.put(grant)
      return true
    case .trusted(let entry):
      trusted.put(entry)
      return true
    case .distrusted(let key):
      guard trusted[key] != nil else { return false }
      trusted.remove(key)
      return true
    case .limitSet(let key, let quantity):
      guard quantity != nil || limits[key] != nil else { return false }
      quantity.map { limits.put(QuantityLimit(key: key, quantity: $0)) } ?? limits.remove(key)
      return true
    case .administered(let account, let administration): return put(account, under: administration)
    case .proposed(let proposal): return enter(proposal)
    case .approved(let approval, let isLast): return enter(approval, isLast: isLast)
    case .proposalEnded(let number, let status, let moment):
      return end(number, status: status, at: moment)
    }
  }

  private mutating func put(_ account: UInt32, under administration: UInt32) -> Bool {
    guard administration == 0 ? administrations[account] != nil : parties[administration] != nil else {
      return false
    }
    administration == 0
      ? administrations.remove(account)
      : administrations.put(Administration(key: account, administration: administration))
    return true
  }

  private mutating func enter(_ party: Party) -> Bool {
    guard Int(party.number) == parties.count + 1, codes[party.code] == nil else { return false }
    parties.put(party)
    codes.put(PartyCode(code: party.code, party: party.number))
    return true
  }

  private mutating func change(_ number: UInt32, _ change: (inout Party) -> Void) -> Bool {
    guard var party = parties[number] else { return false }
    change(&party)
    parties.put(party)
    return true
  }

  private mutating func enter(_ proposal: Proposal) -> Bool {
    guard Int(proposal.number) == proposals.count + 1 else { return false }
    proposals.put(proposal)
    waiting.add(WaitingProposal(proposal))
    return true
  }

  private mutating func enter(_ approval: Approval, isLast: Bool) -> Bool {
    guard var proposal = proposals[approval.key.proposal], proposal.status == .pending,
      proposal.approvals == approval.key.place, proposal.approvals < proposal.eyes.approvals,
      isLast == (proposal.approvals + 1 == proposal.eyes.approvals)
    else { return false }
    approvals.put(approval)
    proposal.approvals += 1
    if isLast {
      proposal.status = .approved
      proposal.ended = approval.moment
      waiting.remove(WaitingProposal(proposal))
    }
    proposals.put(proposal)
    return true
  }

  private mutating func end(_ number: UInt32, status: Proposal.Status, at moment: Moment) -> Bool {
    guard var proposal = proposals[number], proposal.status == .pending, status.isEndWithoutApproval
    else { return false }
    proposal.status = status
    proposal.ended = moment
    waiting.remove(WaitingProposal(proposal))
    proposals.put(proposal)
    return true
  }
}

extension Proposal.Status {
  /// Whether a proposal ends so without having been approved.
  var isEndWithoutApproval: Bool { self != .pending && self != .approved }
}
