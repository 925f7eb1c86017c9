public import Actions
internal import Journal
public import Law
internal import Ledger
internal import Parties
internal import Quantities

/// What an action asks for, in words: what stands in a proposal, for those who must look on.
public struct ActionWords: Sendable {
  /// One step: what is done, and with what.
  public struct Step: Sendable {
    public let title: Label
    /// The fields by their labels, with their values as people write them.
    public let lines: [(label: Label, value: Label)]
  }

  public let steps: [Step]

  /// The words of an action in a state.
  public init(_ action: any Action, in names: Names) {
    switch action {
    case let action as LedgerAction:
      steps = action.operations.map { operation in
        // The word for taking a claim back is that of taking a proposal back, but for its form.
        let word = operation.word == "withdraw" ? "withdraw-claim" : operation.word
        return Self.step(word, OperationValues(names).values(of: operation))
      }
    case let action as PartyAction:
      let (word, values) = names.words(of: action.request)
      steps = [Self.step(word, values)]
    default: steps = [Step(title: Label(same: action.name), lines: [])]
    }
  }

  private static func step(_ word: String, _ values: [(String, String)]) -> Step {
    let form = VerbForm.find(word)
    return Step(
      title: form?.summary ?? Label(same: word),
      lines: values.filter { !$0.1.isEmpty }.map { name, value in
        let field = form?.field(name)
        // The moves that a contra entry takes back have no field: they are read from the journal.
        return (field?.label ?? Label(zh: "转回", en: "moved back"), shown(value, field))
      })
  }

  /// A word of a closed list as people call it; all else as it is.
  private static func shown(_ value: String, _ field: VerbField?) -> Label {
    switch field?.kind {
    case .choice(let choices): choices.first { $0.value == value }?.label ?? Label(same: value)
    case .role: Role(value)?.label ?? Label(same: value)
    default: Label(same: value)
    }
  }
}

extension Names {
  /// A party by code and name.
  func party(named number: UInt32) -> String {
    guard let party = world.directory.party(number) else { return number == 0 ? "–" : "\(number)" }
    return party.name.map { "\(party.code)（\($0)）" } ?? party.code
  }

  fileprivate func words(of request: PartyRequest) -> (String, [(String, String)]) {
    switch request {
    case .represent, .endRepresentation, .grantRole, .endRole: return words(ofGrant: request)
    case .registerOrganisation(let code, let name), .registerOrganisationWithoutCode(let code, let name):
      return ("add-organisation", [("code", code), ("name", name)])
    case .registerPerson(let code, _): return ("add-person", [("code", code)])
    case .rename(let organisation, let name):
      return ("rename", [("organisation", party(named: organisation)), ("name", name)])
    case .setStatus(let number, let status, let order):
      return ("set-party", [("party", party(named: number)), ("status", "\(status)"), ("order", order)])
    case .renewIdentity(let person, _): return ("renew-person", [("person", party(named: person))])
    case .eraseIdentity(let person): return ("erase-person", [("person", party(named: person))])
    case .trust(let account, let other):
      return ("trust", [("account", code(of: .init(account))), ("other", code(of: .init(other)))])
    case .distrust(let account, let other):
      return ("distrust", [("account", code(of: .init(account))), ("other", code(of: .init(other)))])
    case .setLimit(let key, let quantity):
      let decimals = (try? unit(key.unit))?.rules.decimals ?? 0
      let limit = quantity.map { Names.text($0, decimals: decimals) } ?? "none"
      let subject =
        switch key.level {
        case .central: [(String, String)]()
        case .national: [("administration", party(named: key.subject))]
        case .account: [("account", code(of: .init(key.subject)))]
        }
      return ("set-limit", [("unit", key.unit), ("amount", limit)] + subject)
    case .administer(let account, let administration):
      let name = administration == 0 ? "none" : party(named: administration)
      return ("administer", [("account", code(of: .init(account))), ("administration", name)])
    case .propose(let action, _): return ("propose", [("action", action)])
    case .approve(let proposal, _): return ("approve", [("proposal", "\(proposal)")])
    case .reject(let proposal): return ("reject", [("proposal", "\(proposal)")])
    case .withdraw(let proposal): return ("withdraw", [("proposal", "\(proposal)")])
    }
  }

  private func words(ofGrant request: PartyRequest) -> (String, [(String, String)]) {
    func pair(_ person: UInt32, _ organisation: UInt32) -> [(String, String)] {
      [("person", party(named: person)), ("organisation", party(named: organisation))]
    }
    func seat(_ person: UInt32, _ organisation: UInt32, _ role: Role) -> [(String, String)] {
      let place = organisation == 0 ? "" : "@" + party(named: organisation)
      return [("person", party(named: person) + place), ("role", "\(role)")]
    }
    func last(_ until: Day?) -> [(String, String)] { [("until", until.map { "\($0)" } ?? "")] }
    switch request {
    case .represent(let person, let organisation, let from, let until):
      return ("represent", pair(person, organisation) + [("from", "\(from)")] + last(until))
    case .endRepresentation(let person, let organisation, let until):
      return ("end-representation", pair(person, organisation) + last(until))
    case .grantRole(let person, let organisation, let role, let from, let until):
      return ("grant", seat(person, organisation, role) + [("from", "\(from)")] + last(until))
    case .endRole(let person, let organisation, let role, let until):
      return ("end-role", seat(person, organisation, role) + last(until))
    default: return (request.action, [])
    }
  }

  /// An account by its code; by its number when there is none.
  func code(of account: AccountID) -> String { world.book.accounts[account]?.code ?? "\(account)" }
}
