public import Journal
public import Quantities

extension Directory {
  /// How many parties there are; their numbers are 1 to this.
  public var partyCount: Int { parties.count }

  /// A party by its number.
  public func party(_ number: UInt32) -> Party? { parties[number] }

  /// A party by its code: a unified code, or one that the registry gave.
  public func party(code: String) -> Party? {
    codes[code].flatMap { parties[$0.party] }
  }

  /// Since when until when a person may act for an organisation.
  public func representation(of organisation: UInt32, by person: UInt32) -> Representation? {
    representations[Representation.Key(person: person, organisation: organisation)]
  }

  /// Whether a person has a role in an organisation (0: on its own behalf) on a day.
  public func has(_ role: Role, person: UInt32, organisation: UInt32, on day: Day) -> Bool {
    roles[RoleGrant.Key(person: person, organisation: organisation, role: role)]?.validity.contains(day)
      ?? false
  }

  /// A proposal by its number, as it was last written: one that has lapsed unnoticed still waits.
  public func proposal(_ number: UInt32) -> Proposal? { proposals[number] }

  /// How many proposals were ever made; their numbers are 1 to this.
  public var proposalCount: Int { proposals.count }

  /// The approvals of a proposal, in their order.
  public func approvals(of proposal: UInt32) -> [Approval] {
    (0..<(proposals[proposal]?.approvals ?? 0)).compactMap {
      approvals[Approval.Key(proposal: proposal, place: $0)]
    }
  }

  /// The numbers of the proposals that wait, the one that lapses first in front.
  public var waitingProposals: [UInt32] { waiting.elements.map(\.number) }

  /// The proposal that lapses first; `nil` when none waits.
  public var nextToLapse: Proposal? { waiting.first.flatMap { proposals[$0.number] } }

  /// The proposals that somebody may approve or reject now, the one that lapses first in front.
  public func proposals(waitingFor caller: Caller, rules: PartyRules) -> [Proposal] {
    waiting.elements.compactMap { try? lookOn($0.number, body: nil, by: caller, rules: rules) }
  }

  /// An entry on an account's list of trusted ones.
  public func trustedAccount(_ other: UInt32, by account: UInt32) -> TrustedAccount? {
    trusted[TrustedAccount.Key(account: account, other: other)]
  }

  /// The party that administers an account; 0 for none.
  public func administration(of account: UInt32) -> UInt32 {
    administrations[account]?.administration ?? 0
  }

  /// The limit of a level, for a subject and a unit; `nil` when none is set.
  public func limit(_ key: QuantityLimit.Key) -> Int64? { limits[key]?.quantity }
}

extension Directory {
  /// Whether somebody may do an action: active, for an active organisation that it represents on that day,
  /// and in one of the roles that the table names. The registry itself may do every action in the table.
  ///
  /// - Returns: The action's rule; with `eyes`, the action is proposed and not done.
  /// - Throws: ``PartyRefusal/unknownAction`` to ``PartyRefusal/roleMissing``, in their order.
  @discardableResult
  public func permit(
    _ action: String, by caller: Caller, in table: ActionTable
  ) throws(Refusal) -> ActionRule {
    guard let rule = table[action] else {
      throw Refusal(PartyRefusal.unknownAction, names: [String(action.prefix(64))])
    }
    if caller.person == 0 { return rule }
    try checkStanding(of: caller.person, for: caller.organisation, on: caller.moment.day)
    guard rule.roles.isEmpty || hasOne(of: rule.roles, caller) else {
      throw Refusal(PartyRefusal.roleMissing, figures: caller.figures, names: [action])
    }
    return rule
  }

  /// Whether a person may act for an organisation at all.
  func checkStanding(
    of person: UInt32, for organisation: UInt32, on day: Day
  ) throws(Refusal) {
    guard let somebody = parties[person], somebody.kind == .person else {
      throw Refusal(PartyRefusal.unknownPerson, figures: [Int64(person)])
    }
    switch somebody.status {
    case .active: break
    case .suspended: throw Refusal(PartyRefusal.personSuspended, figures: [Int64(person)])
    case .excluded: throw Refusal(PartyRefusal.personExcluded, figures: [Int64(person)])
    }
    if organisation == 0 { return }
    guard let body = parties[organisation], body.kind.isOrganisation else {
      throw Refusal(PartyRefusal.unknownOrganisation, figures: [Int64(organisation)])
    }
    switch body.status {
    case .active: break
    case .suspended: throw Refusal(PartyRefusal.organisationSuspended, figures: [Int64(organisation)])
    case .excluded: throw Refusal(PartyRefusal.organisationExcluded, figures: [Int64(organisation)])
    }
    guard representation(of: organisation, by: person)?.validity.contains(day) ?? false else {
      throw Refusal(PartyRefusal.notRepresentative, figures: [Int64(person), Int64(organisation)])
    }
  }

  func hasOne(of roles: [Role], _ caller: Caller) -> Bool {
    roles.contains {
      has($0, person: caller.person, organisation: caller.organisation, on: caller.moment.day)
    }
  }
}

extension Caller {
  var figures: [Int64] { [Int64(person), Int64(organisation)] }
}
