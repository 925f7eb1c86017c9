internal import Journal
internal import Quantities

extension Directory {
  /// What a request would make; changes nothing.
  func decide(
    _ request: PartyRequest, by caller: Caller, rules: PartyRules
  ) throws(Refusal) -> PartyFact {
    switch request {
    case .registerPerson(let code, let identity):
      return try register(person: code, identity: identity, at: caller.moment)
    case .registerOrganisation(let code, let name):
      return try register(organisation: code, name: name, at: caller.moment)
    case .registerOrganisationWithoutCode(let code, let name):
      try checkText(name)
      return .registered(
        newParty(.organisationWithoutCode, code: try freeGivenCode(code), name: name, at: caller.moment))
    case .rename(let number, let name):
      try organisation(number)
      try checkText(name)
      return .renamed(organisation: number, name: name)
    case .renewIdentity(let number, let identity):
      try person(number)
      return .identityChanged(person: number, identity: identity)
    case .eraseIdentity(let number):
      guard try person(number).identity != nil else {
        throw Refusal(PartyRefusal.noIdentity, figures: [Int64(number)])
      }
      return .identityChanged(person: number, identity: nil)
    case .setStatus(let number, let status, let order):
      return try setStatus(of: number, to: status, order: order, at: caller.moment)
    case .represent, .endRepresentation, .grantRole, .endRole: return try decideGrant(request)
    case .trust, .distrust, .setLimit, .administer: return try decideTrust(request, by: caller, rules: rules)
    case .propose, .approve, .reject, .withdraw:
      return try decideConsent(request, by: caller, rules: rules)
    }
  }

  private func register(person code: String, identity: Digest, at moment: Moment) throws(Refusal) -> PartyFact
  {
    .registered(newParty(.person, code: try freeGivenCode(code), identity: identity, at: moment))
  }

  private func register(organisation code: String, name: String, at moment: Moment) throws(Refusal)
    -> PartyFact
  {
    try checkText(name)
    guard let unified = try? UnifiedCode(code) else { throw Refusal(PartyRefusal.badCode) }
    try checkFree(unified.description)
    return .registered(newParty(.organisation, code: unified.description, name: name, at: moment))
  }

  private func newParty(
    _ kind: Party.Kind, code: String, name: String? = nil, identity: Digest? = nil, at moment: Moment
  ) -> Party {
    Party(
      number: UInt32(parties.count + 1), kind: kind, code: code, name: name, identity: identity,
      status: .active, order: nil, since: moment)
  }

  /// A code that the registry gives: free, nothing like an identity number, and no unified code, which
  /// would have to be registered as one. A refused code is not named: it may be somebody's number with a
  /// slip.
  private func freeGivenCode(_ code: String) throws(Refusal) -> String {
    if CitizenNumber.resembles(code) { throw Refusal(PartyRefusal.codeIsIdentity) }
    guard isCode(code, atMost: 64, capitals: true), (try? UnifiedCode(code)) == nil else {
      throw Refusal(PartyRefusal.badCode)
    }
    try checkFree(code)
    return code
  }

  private func checkFree(_ code: String) throws(Refusal) {
    if let taken = codes[code] {
      throw Refusal(PartyRefusal.codeTaken, figures: [Int64(taken.party)], names: [code])
    }
  }

  private func setStatus(
    of number: UInt32, to status: Party.Status, order: String, at moment: Moment
  ) throws(Refusal) -> PartyFact {
    guard let party = parties[number] else {
      throw Refusal(PartyRefusal.unknownParty, figures: [Int64(number)])
    }
    try checkText(order)
    guard party.status != status else {
      throw Refusal(PartyRefusal.sameStatus, figures: [Int64(number), Int64(status.rawValue)])
    }
    return .statusSet(party: number, status: status, order: order, since: moment)
  }

  func checkText(_ text: String) throws(Refusal) {
    guard isText(text) else { throw Refusal(PartyRefusal.badText, figures: [Int64(text.utf8.count)]) }
  }

  @discardableResult
  func person(_ number: UInt32) throws(Refusal) -> Party {
    guard let party = parties[number] else {
      throw Refusal(PartyRefusal.unknownParty, figures: [Int64(number)])
    }
    guard party.kind == .person else { throw Refusal(PartyRefusal.notPerson, figures: [Int64(number)]) }
    return party
  }

  @discardableResult
  func organisation(_ number: UInt32) throws(Refusal) -> Party {
    guard let party = parties[number] else {
      throw Refusal(PartyRefusal.unknownParty, figures: [Int64(number)])
    }
    guard party.kind.isOrganisation else {
      throw Refusal(PartyRefusal.notOrganisation, figures: [Int64(number)])
    }
    return party
  }
}
