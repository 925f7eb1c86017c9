import Actions
import Journal
import Ledger
import Parties
import Testing

/// Goal: nobody does what is not theirs, and what needs other eyes gets them.
/// Method: two offices and two holders in a registry in memory; expected numbers are the lasting codes.
@Suite struct ConsentTests {
  @Test func `Only the owner gives units away`() async throws {
    let office = try await Office.open()
    try await office.stock(1000)
    let transfer = Operation.transfer(lot: 1, from: 1, to: 2, quantity: 300)
    #expect(await office.ask(transfer, Office.other).code == "4002")
    #expect(await office.ask(transfer, Office.bureau).code == "3009", "the bureau has no role for it")
    #expect(await office.ask(transfer, (Office.holder.0, 0)).code == "3009", "no role on its own behalf")
    #expect(await office.ask(transfer, (Office.other.0, Office.holder.1)).code == "3008")
    #expect(try office.balance(1) == 1000)
    #expect(await office.ask(transfer, Office.holder).code == "done")
    #expect(try office.balance(1) == 700)
    #expect(try office.balance(2) == 300)
  }

  @Test func `What needs other eyes is refused until somebody of another organisation approved it`()
    async throws
  {
    let office = try await Office.open()
    try await office.stock(1000)
    let issue = LedgerAction([.issue(lot: 1, account: 2, quantity: 50)])
    #expect(await office.ask(issue, Office.bureau).code == "4003")
    #expect(await office.ask(ProposeAction(issue), Office.bureau).code == "done")
    #expect(await office.approve(2, Office.bureau).code == "3079", "no role of an approver")
    #expect(try office.balance(2) == 0)
    #expect(await office.approve(2, Office.authority).code == "done")
    #expect(try office.balance(2) == 50)
    #expect(await office.approve(2, Office.authority).code == "3072", "it has ended")
    #expect(try office.balance(2) == 50)
  }

  @Test func `An approval whose action is refused goes back with it, and the proposal waits on`() async throws
  {
    let office = try await Office.open()
    try await office.stock(1000)
    let issue = LedgerAction([.issue(lot: 1, account: 2, quantity: .max)])
    #expect(await office.ask(ProposeAction(issue), Office.bureau).code == "done")
    #expect(await office.approve(2, Office.authority).code == "2055", "overflow")
    #expect(try office.registrar.read { $0.directory.proposal(2)?.status } == .pending)
    #expect(try office.registrar.read { $0.body(of: 2) } == issue.bytes)
  }

  @Test func `A proposal that nobody approved in time lapses, and its body goes`() async throws {
    let office = try await Office.open()
    try await office.stock(1000)
    let issue = LedgerAction([.issue(lot: 1, account: 2, quantity: 5)])
    #expect(await office.ask(ProposeAction(issue), Office.bureau).code == "done")
    office.clock.advance(by: 3_600_001)
    #expect(await office.approve(2, Office.authority).code == "3073")
    #expect(try office.registrar.read { $0.body(of: 2) } == nil)
    #expect(try office.balance(2) == 0)
  }

  @Test func `A hold protects its beneficiary: only they or an office give it up`() async throws {
    let office = try await Office.open()
    try await office.stock(1000)
    let leg = HoldTerms(account: 1, lot: 1, quantity: 400, beneficiary: 2)
    #expect(await office.ask(.hold(legs: [leg], interval: 60_000), Office.holder).code == "done")
    #expect(await office.ask(.unhold(hold: 1), Office.holder).code == "4002")
    #expect(await office.ask(.settle(hold: 1), Office.other).code == "4002")
    #expect(await office.ask(.settle(hold: 1, quantities: [150]), Office.holder).code == "done")
    #expect(try office.balance(1) == 850)
    #expect(try office.balance(2) == 150)
  }

  @Test func `Nobody outside is the registry itself`() async throws {
    let office = try await Office.open()
    let again = FoundRegistry(identity: CommandKey(high: 3, low: 4), title: "二", files: [])
    #expect(await office.ask(again, (0, 0)).code == "4001")
    #expect(await office.ask(again, Office.bureau).code == "4001")
  }
}
