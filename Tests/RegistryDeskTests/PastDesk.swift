import Actions
import Journal
import Ledger
import RegistryDesk
import Synchronization

/// A clock that moves by hand.
final class HandClock: Sendable {
  private let milliseconds: Mutex<Int64>

  init(_ start: Int64) { milliseconds = Mutex(start) }

  var now: Moment { Moment(milliseconds: milliseconds.withLock { $0 }) }

  func advance(by interval: Int64) { milliseconds.withLock { $0 += interval } }
}

/// A registry that commands of chance with a seed fill over some weeks, all of them by the registry itself.
final class PastDesk {
  /// Midnight in China of 5 January 2026.
  static let start: Int64 = 1_767_542_400_000
  let desk: Desk
  let clock = HandClock(PastDesk.start)
  private(set) var chance: Chance
  static let accounts: UInt32 = 6

  init(seed: UInt64) throws {
    chance = Chance(seed: seed)
    let clock = clock
    let place = RegistryPlace(try emptyFolder() + "/past.db")
    let plan = FoundingPlan(
      title: "演示", registrar: try .init("clerk@office"), authority: try .init("head@bureau"),
      files: try AdoptedRules.files(in: RealData.checkout + "/Packs/registry/plain", calendar: nil))
    try Desk.found(plan, at: place, chance: &chance, clock: { clock.now })
    desk = try Desk(place, clock: { clock.now })
    var first: [Operation] = [
      .openUnit(UnitRules(code: "quan", symbol: "券", decimals: 2)),
      .openUnit(UnitRules(code: "hao", symbol: "号", decimals: 0, isSerialised: true)),
    ]
    first += (1...Self.accounts).map {
      .openAccount(code: "A\($0)", owner: $0 % 2 == 0 ? 1 : 3, kind: .holding)
    }
    first += [("L1", 1), ("L2", 1), ("S1", 2)].map { .openLot(LotTerms(code: $0, unit: UnitID($1))) }
    for lot in 1...3 {
      first += (1...Self.accounts).map {
        .issue(lot: LotID(UInt32(lot)), account: AccountID($0), quantity: 900)
      }
    }
    ask(first.map { [$0] })
  }

  deinit { desk.close() }

  /// Some commands and a night.
  func day(_ commands: Int) {
    ask((0..<commands).map { _ in [operation()] })
    clock.advance(by: 86_400_000 / 2)
    ask([[operation()]])
    clock.advance(by: 86_400_000 / 2)
  }

  /// Asks one thing after the other; what is refused is part of the story.
  func ask(_ commands: [[Operation]]) {
    for command in commands {
      let key = CommandKey(high: chance.next(), low: chance.next())
      _ = desk.ask(Request(key: key, person: 0, organisation: 0, action: LedgerAction(command)))
    }
  }

  private func number(_ bound: UInt64) -> UInt32 { UInt32(chance.next() % bound) + 1 }

  private func operation() -> Operation {
    let (lot, from) = (LotID(number(3)), AccountID(number(UInt64(Self.accounts))))
    let (to, quantity) = (AccountID(number(UInt64(Self.accounts))), Int64(number(60)))
    switch number(8) {
    case 1, 2: return .transfer(lot: lot, from: from, to: to, quantity: quantity)
    case 3:
      return .hold(
        legs: [HoldTerms(account: from, lot: lot, quantity: quantity, beneficiary: to)], interval: 90_000_000)
    case 4: return .settle(hold: HoldID(number(20)))
    case 5: return .pledge(lot: lot, account: from, quantity: quantity, lender: to)
    case 6: return .discharge(pledge: PledgeID(number(12)), rank: 1, quantity: quantity)
    case 7:
      return .freeze(
        lot: lot, account: from, quantity: quantity, order: "演示令", court: "演示法院",
        until: clock.now.adding(milliseconds: 200_000_000))
    default: return .retire(lot: lot, account: from, quantity: quantity, reason: "自用")
    }
  }
}
