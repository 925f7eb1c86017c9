import Actions
import Journal
import Ledger
import Parties
import Quantities
import Testing

/// Goal: with custody a transfer keeps working hours, and one to an account that is not trusted waits.
/// Method: the clock stands on Monday 5 January 2026, 16:00 in China; days are counted by hand.
@Suite struct CustodyTests {
  private static let hour: Int64 = 3_600_000

  /// 10:00 to 16:00; others than trusted ones wait until noon of the next working day, after noon of the one
  /// behind it; trust begins at noon of the fourth working day.
  private static func office() async throws -> Office {
    let next = try #require(WorkingTime(days: 1, minute: 720))
    let second = try #require(WorkingTime(days: 2, minute: 720))
    let fourth = try #require(WorkingTime(days: 4, minute: 720))
    let rule = try #require(
      TransferRule(
        opens: 600, closes: 960, offList: .delayed(cutoff: 720, before: next, after: second),
        limited: .every, activation: fourth))
    let calendar = try WorkCalendar([.init(year: 2026, off: [], worked: [])])
    let office = try await Office.open(rules: Office.rules(custody: rule, calendar: calendar))
    try await office.stock(1000)
    return office
  }

  /// A command that moves nothing, so that what is due happens before it.
  private static func knock(_ office: Office) async {
    _ = await office.ask(.count(key: "none", change: 1), Office.bureau)
  }

  private static let transfer = Ledger.Operation.transfer(lot: 1, from: 1, to: 2, quantity: 10)

  @Test func `A transfer to an account that is not trusted is set aside until its time`() async throws {
    let office = try await Self.office()
    #expect(await office.ask(Self.transfer, Office.holder).code == "done")
    #expect(try office.balance(1) == 990)
    #expect(try office.registrar.read { $0.book.holding(1, 1).held } == 10)
    // Asked after noon on Monday: Wednesday noon, 44 hours later.
    office.clock.advance(by: 44 * Self.hour - 1000)
    await Self.knock(office)
    #expect(try office.balance(2) == 0)
    office.clock.advance(by: 1000)
    await Self.knock(office)
    #expect(try office.balance(2) == 10)
    #expect(try office.registrar.read { $0.due(of: 1) } == nil)
  }

  @Test func `A trusted account is served at once in working hours, from the fourth working day on`()
    async throws
  {
    let office = try await Self.office()
    #expect(await office.ask(PartyAction(.trust(account: 1, other: 2)), Office.other).code == "3009")
    #expect(await office.ask(PartyAction(.trust(account: 1, other: 2)), Office.holder).code != "done")
    #expect(await office.ask(PartyAction(.trust(account: 1, other: 2)), (0, 0)).code == "done")
    // Friday 9 January, 11:00: the fourth working day has begun, but trust begins at noon.
    office.clock.advance(by: 91 * Self.hour)
    #expect(await office.ask(Self.transfer, Office.holder).code == "done")
    #expect(try office.balance(2) == 0)
    office.clock.advance(by: 2 * Self.hour)
    #expect(await office.ask(Self.transfer, Office.holder).code == "done")
    #expect(try office.balance(2) == 10)
  }

  @Test func `Units whose receiver was closed meanwhile go back`() async throws {
    let office = try await Self.office()
    #expect(await office.ask(Self.transfer, Office.holder).code == "done")
    let close = LedgerAction([.setStatus(account: 2, status: .closed, order: "令")])
    #expect(await office.ask(ProposeAction(close), Office.bureau).code == "done")
    #expect(await office.approve(2, Office.authority).code == "done")
    office.clock.advance(by: 44 * Self.hour)
    await Self.knock(office)
    #expect(try office.balance(1) == 1000)
    #expect(try office.balance(2) == 0)
  }

  @Test func `The lowest of three limits binds: the registry's, the administration's, the account's`()
    async throws
  {
    let office = try await Self.office()
    let unit = try office.registrar.read { $0.book.units[1]?.rules.code ?? "" }
    let bureau = Office.bureau.1
    func limit(_ level: QuantityLimit.Level, _ subject: UInt32, _ quantity: Int64) async -> String {
      await office.ask(
        PartyAction(.setLimit(.init(level: level, subject: subject, unit: unit), quantity: quantity)), (0, 0)
      ).code
    }
    #expect(await limit(.central, 0, 9) == "done")
    #expect(await limit(.national, bureau, 8) == "done")
    // The administration's limit binds nobody before the account is under it.
    #expect(await office.ask(Self.transfer, Office.holder).code == "3062")
    #expect(await limit(.central, 0, 100) == "done")
    #expect(await office.ask(Self.transfer, Office.holder).code == "done")
    #expect(
      await office.ask(PartyAction(.administer(account: 1, administration: bureau)), (0, 0)).code == "done")
    #expect(await office.ask(Self.transfer, Office.holder).code == "3062")
    #expect(await limit(.national, bureau, 10) == "done")
    #expect(await limit(.account, 1, 9) == "done")
    #expect(await office.ask(Self.transfer, Office.holder).code == "3062")
    #expect(await limit(.account, 1, 10) == "done")
    #expect(await office.ask(Self.transfer, Office.holder).code == "done")
  }

  @Test func `What must wait goes neither by a hold that its owner settles, nor before its time`()
    async throws
  {
    let office = try await Self.office()
    let legs = [HoldTerms(account: 1, lot: 1, quantity: 10, beneficiary: 2)]
    #expect(await office.ask(.hold(legs: legs, interval: Self.hour), Office.holder).code == "done")
    #expect(await office.ask(.settle(hold: 1), Office.holder).code == "4006")
    // A deferred transfer is a hold too.
    #expect(await office.ask(Self.transfer, Office.holder).code == "done")
    #expect(await office.ask(.settle(hold: 2), Office.holder).code == "4006")
    #expect(try office.balance(2) == 0)
  }
}
