import Actions
import Journal
import Ledger
import Parties
import Seals
import Store
import Synchronization
import Testing

/// A registry in memory with two offices and two holders, for tests of actions.
final class Office: Sendable {
  let registrar: Registrar
  let store: any RegistryStore
  let clock: HandClock
  private let keys = Mutex<UInt64>(1)

  /// Numbers of the parties, in the order in which they were registered.
  static let bureau: (UInt32, UInt32) = (2, 1)
  static let authority: (UInt32, UInt32) = (4, 3)
  static let holder: (UInt32, UInt32) = (6, 5)
  static let other: (UInt32, UInt32) = (8, 7)

  init(rules: RegistryRules, store: any RegistryStore) throws {
    self.store = store
    let clock = HandClock()
    self.clock = clock
    registrar = try Registrar(
      store: store, hash: .sm3, rules: rules,
      clock: { clock.now })
  }

  /// Who may do what in these tests: holders by their own, the bureau by office with the authority's eyes.
  static func rules(custody: TransferRule? = nil, calendar: WorkCalendar? = nil) throws -> RegistryRules {
    let eyes = try #require(
      FourEyes(approvals: 1, separation: .personAndOrganisation, roles: [.authority], interval: 3_600_000))
    let office = ["open-unit", "open-account", "open-lot", "count", "set-counter"].map {
      ActionRule(action: "office." + $0, roles: [.registrar], eyes: nil)
    }
    let watched = ["issue", "freeze", "set-status"].map {
      ActionRule(action: "office." + $0, roles: [.registrar], eyes: eyes)
    }
    let own = ["transfer", "retire", "hold", "settle", "unhold", "pledge"].map {
      ActionRule(action: "ledger." + $0, roles: [.holder], eyes: nil)
    }
    let parties = PartyRequest.actions.map { ActionRule(action: $0, roles: [.registrar], eyes: nil) }
    let noon = try #require(WorkingTime(days: 1, minute: 720))
    let always = try #require(
      TransferRule(
        opens: 0, closes: 1440, offList: .refused, limited: .every, activation: noon))
    return RegistryRules(
      id: "test",
      parties: PartyRules(
        actions: ActionTable(office + watched + own + parties), transfers: custody ?? always,
        calendar: try calendar ?? WorkCalendar([])),
      hasCustody: custody != nil)
  }

  /// Founds the registry, and registers all parties with their roles.
  static func open(
    rules: RegistryRules? = nil, store: any RegistryStore = MemoryStore(World.shape, hash: .sm3)
  ) async throws -> Office {
    let office = try Office(rules: rules ?? Self.rules(), store: store)
    try await office.own(
      FoundRegistry(identity: CommandKey(high: 1, low: 2), title: "试验登记簿", files: []))
    for (name, role) in [("a", Role.registrar), ("b", .authority), ("c", .holder), ("d", .holder)] {
      try await office.own(
        PartyAction(.registerOrganisationWithoutCode(code: "org-" + name, name: "单位" + name)))
      try await office.own(
        RegisterPerson(
          code: "p-" + name, salt: .none, document: .other, number: name, person: name))
      let count = UInt32(try office.registrar.read { $0.directory.partyCount })
      let day = office.clock.now.day
      try await office.own(
        PartyAction(.represent(person: count, organisation: count - 1, from: day, until: nil)))
      try await office.own(
        PartyAction(.grantRole(person: count, organisation: count - 1, role: role, from: day, until: nil)))
    }
    return office
  }

  func own(_ action: any Action) async throws {
    let answer = await registrar.submit(Request(key: key(), person: 0, organisation: 0, action: action))
    guard case .decided(let entry, _) = answer, case .done = entry.outcome else {
      throw Unexpected(what: "\(answer)")
    }
  }

  func key() -> CommandKey {
    keys.withLock { low in
      low += 1
      return CommandKey(high: 9, low: low)
    }
  }

  func ask(_ action: any Action, _ caller: (UInt32, UInt32), key: CommandKey? = nil) async -> Answer {
    await registrar.submit(
      Request(key: key ?? self.key(), person: caller.0, organisation: caller.1, action: action))
  }

  func ask(_ operation: Operation, _ caller: (UInt32, UInt32)) async -> Answer {
    await ask(LedgerAction([operation]), caller)
  }

  /// A unit, two accounts and a lot of which the first holder has a number of parts.
  func stock(_ parts: Int64) async throws {
    for operation in [
      Operation.openUnit(UnitRules(code: "quan", symbol: "券", decimals: 2)),
      .openAccount(code: "C", owner: Self.holder.1, kind: .holding),
      .openAccount(code: "D", owner: Self.other.1, kind: .holding),
      .openLot(LotTerms(code: "L", unit: 1)),
    ] { #expect(await ask(operation, Self.bureau).code == "done") }
    let issue = LedgerAction([.issue(lot: 1, account: 1, quantity: parts)])
    #expect(await ask(ProposeAction(issue), Self.bureau).code == "done")
    let proposal = try registrar.read { $0.directory.proposalCount }
    #expect(await approve(UInt32(proposal), Self.authority).code == "done")
  }

  func approve(_ number: UInt32, _ caller: (UInt32, UInt32)) async -> Answer {
    let kept = try? registrar.read { $0.directory.proposal(number)?.body }
    let body: Digest = (kept ?? nil) ?? .none
    return await ask(ApproveProposal(proposal: number, body: body), caller)
  }

  func balance(_ account: AccountID) throws -> Int64 {
    try registrar.read { $0.book.holding(account, 1).available }
  }
}

/// A clock that moves by hand, from 5 January 2026.
final class HandClock: Sendable {
  private let milliseconds = Mutex<Int64>(1_767_600_000_000)

  var now: Moment { Moment(milliseconds: milliseconds.withLock { $0 }) }

  func advance(by interval: Int64) { milliseconds.withLock { $0 += interval } }
}

struct Unexpected: Error { let what: String }

extension Answer {
  /// `done`, or the number of the rule that refused, or what else happened.
  var code: String {
    switch self {
    case .decided(let entry, _):
      switch entry.outcome {
      case .done: "done"
      case .refused(let refusal): "\(refusal.number)"
      }
    case .conflict: "conflict"
    case .failed: "failed"
    case .unknown: "unknown"
    }
  }
}
