import Actions
import Foundation
import Journal
import Ledger
import Parties
import Seals
import Store
import Synchronization

/// A registry for measuring: one organisation owns all accounts, one unit, one lot.
struct BenchRegistry: Sendable {
  static let caller: (person: UInt32, organisation: UInt32) = (2, 1)
  let registrar: Registrar
  let accounts: UInt32

  /// Rules under which the one person may do all that is measured, by owner and by office.
  static func rules() throws -> RegistryRules {
    let names = Ledger.Operation.words.flatMap { ["ledger." + $0, "office." + $0] } + PartyRequest.actions
    guard let noon = WorkingTime(days: 1, minute: 720),
      let always = TransferRule(
        opens: 0, closes: 1440, offList: .refused, limited: .every, activation: noon)
    else { throw BenchFault("no rule") }
    let table = ActionTable(names.map { ActionRule(action: $0, roles: [], eyes: nil) })
    let parties = PartyRules(actions: table, transfers: always, calendar: try WorkCalendar([]))
    return RegistryRules(id: "bench", parties: parties, hasCustody: false)
  }

  static let clock: @Sendable () -> Moment = {
    Moment(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
  }

  /// Fills a new registry: so many accounts, each with a million parts.
  static func fill(_ store: any RegistryStore, accounts: UInt32) async throws -> BenchRegistry {
    let registrar = try Registrar(
      store: store, hash: .sm3, rules: try rules(),
      clock: clock)
    let registry = BenchRegistry(registrar: registrar, accounts: accounts)
    let day = clock().day
    for action in [
      PartyAction(.registerOrganisationWithoutCode(code: "bench", name: "bench")),
      PartyAction(.registerPerson(code: "p", identity: .none)),
      PartyAction(.represent(person: 2, organisation: 1, from: day, until: nil)),
    ] { try await registry.own(action) }
    try await registry.own(LedgerAction([.openUnit(UnitRules(code: "u", symbol: "u", decimals: 2))]))
    try await registry.own(LedgerAction([.openLot(LotTerms(code: "l", unit: 1))]))
    var next: UInt32 = 1
    while next <= accounts {
      let last = min(accounts, next + 127)
      let chain = (next...last).flatMap { number in
        [
          Ledger.Operation.openAccount(code: "a\(number)", owner: 1, kind: .holding),
          .issue(lot: 1, account: AccountID(number), quantity: 1_000_000),
        ]
      }
      try await registry.own(LedgerAction(chain))
      next = last + 1
    }
    return registry
  }

  /// How many entries the journal has.
  func sequence() throws -> UInt64 { try registrar.stamped { $1 } }

  private func own(_ action: any Action) async throws {
    let key = Keys.next()
    let answer = await registrar.submit(Request(key: key, person: 0, organisation: 0, action: action))
    guard case .decided(let entry, _) = answer, case .done = entry.outcome else {
      throw BenchFault("\(answer)")
    }
  }

  /// A transfer of one part between two accounts; `nil` for any two.
  func transfer(from: UInt32?, chance: inout SystemRandomNumberGenerator) -> Request {
    let giver = from ?? UInt32.random(in: 1...accounts, using: &chance)
    var receiver = UInt32.random(in: 1...accounts, using: &chance)
    if receiver == giver { receiver = giver % accounts + 1 }
    let operation = Ledger.Operation.transfer(
      lot: 1, from: AccountID(giver), to: AccountID(receiver), quantity: 1)
    return Request(
      key: Keys.next(), person: Self.caller.person, organisation: Self.caller.organisation,
      action: LedgerAction([operation]))
  }
}

/// Keys with the time in front, as clients make them.
enum Keys {
  private static let count = Mutex<UInt64>(0)

  static func next() -> CommandKey {
    let time = UInt64(Date().timeIntervalSince1970 * 1000) << 16
    return count.withLock { low in
      low += 1
      return CommandKey(high: time, low: low << 20 | UInt64.random(in: 0..<(1 << 20)))
    }
  }
}

struct BenchFault: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
