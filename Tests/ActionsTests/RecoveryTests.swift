import Actions
import Journal
import Ledger
import Seals
import Store
import Synchronization
import Testing

/// Goal: a commit that fails leaves memory and database of one mind, and each client with the truth.
/// Method: a store whose next commit fails before or after it happened.
@Suite struct RecoveryTests {
  private static func office(_ plan: FaultyStore.Plan) async throws -> Office {
    let memory = MemoryStore(World.shape, hash: .sm3)
    let office = try await Office.open(store: FaultyStore(memory, plan: plan))
    try await office.stock(1000)
    return office
  }

  @Test func `What a failed commit did not do is answered as not happened, and work goes on`() async throws {
    let plan = FaultyStore.Plan()
    let office = try await Self.office(plan)
    let opened = plan.opened.withLock { $0 }
    plan.faults.withLock { $0 = [.before] }
    let transfer = Ledger.Operation.transfer(lot: 1, from: 1, to: 2, quantity: 10)
    #expect(await office.ask(transfer, Office.holder).code == "failed")
    #expect(try office.balance(2) == 0)
    #expect(plan.opened.withLock { $0 } == opened + 1)
    #expect(await office.ask(transfer, Office.holder).code == "done")
    #expect(try office.balance(2) == 10)
  }

  @Test func `What a failed commit did do is found by its key and answered so`() async throws {
    let plan = FaultyStore.Plan()
    let office = try await Self.office(plan)
    plan.faults.withLock { $0 = [.after] }
    let transfer = Ledger.Operation.transfer(lot: 1, from: 1, to: 2, quantity: 10)
    #expect(await office.ask(transfer, Office.holder).code == "done")
    #expect(try office.balance(2) == 10)
    #expect(await office.ask(transfer, Office.holder).code == "done")
    #expect(try office.balance(2) == 20)
  }
}
