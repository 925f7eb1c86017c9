internal import Journal
internal import Quantities

extension Directory {
  /// Representations and roles.
  func decideGrant(_ request: PartyRequest) throws(Refusal) -> PartyFact {
    switch request {
    case .represent(let person, let organisation, let from, let until):
      try self.person(person)
      try self.organisation(organisation)
      let validity = try validity(from: from, until: until)
      return .represented(Representation(person: person, organisation: organisation, validity: validity))
    case .endRepresentation(let person, let organisation, let until):
      guard let former = representation(of: organisation, by: person) else {
        throw Refusal(PartyRefusal.notGranted, figures: [Int64(person), Int64(organisation)])
      }
      let validity = try validity(from: former.validity.from, until: until)
      return .represented(Representation(person: person, organisation: organisation, validity: validity))
    case .grantRole(let person, let organisation, let role, let from, let until):
      try self.person(person)
      if organisation != 0 { try self.organisation(organisation) }
      let validity = try validity(from: from, until: until)
      return .roleGranted(
        RoleGrant(person: person, organisation: organisation, role: role, validity: validity))
    case .endRole(let person, let organisation, let role, let until):
      guard let former = roles[RoleGrant.Key(person: person, organisation: organisation, role: role)] else {
        throw Refusal(
          PartyRefusal.notGranted, figures: [Int64(person), Int64(organisation)], names: [role.description])
      }
      let validity = try validity(from: former.validity.from, until: until)
      return .roleGranted(
        RoleGrant(person: person, organisation: organisation, role: role, validity: validity))
    default: preconditionFailure("Only grants come here.")
    }
  }

  private func validity(from: Day, until: Day?) throws(Refusal) -> Validity {
    guard let validity = Validity(from: from, until: until) else {
      throw Refusal(PartyRefusal.endBeforeStart, figures: [Int64(from.number), Int64(until?.number ?? 0)])
    }
    return validity
  }
}
