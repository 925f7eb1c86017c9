import Actions
import Journal
import Ledger
import Parties
import Seals
import Store
import Testing

/// Goal: each command is decided once, whatever clients repeat and however many come at a time.
/// Method: requests under the same and other keys; hundreds at once; the journal told anew.
@Suite struct RegistrarTests {
  @Test func `The same key with the same body has the same outcome, with another body none`() async throws {
    let office = try await Office.open()
    try await office.stock(1000)
    let key = office.key()
    let small = LedgerAction([.transfer(lot: 1, from: 1, to: 2, quantity: 10)])
    let large = LedgerAction([.transfer(lot: 1, from: 1, to: 2, quantity: 11)])
    #expect(await office.ask(small, Office.holder, key: key).code == "done")
    guard case .decided(_, isRepeat: true) = await office.ask(small, Office.holder, key: key) else {
      Issue.record("a repeated request is known")
      return
    }
    #expect(await office.ask(large, Office.holder, key: key).code == "conflict")
    #expect(
      await office.ask(small, Office.other, key: key).code == "conflict", "another caller is another body")
    #expect(try office.balance(2) == 10)
  }

  @Test func `A refusal under a key stays a refusal, when the rules would let it pass later`() async throws {
    let office = try await Office.open()
    try await office.stock(100)
    let key = office.key()
    let back = LedgerAction([.transfer(lot: 1, from: 2, to: 1, quantity: 10)])
    #expect(await office.ask(back, Office.other, key: key).code == "2054")
    #expect(await office.ask(.transfer(lot: 1, from: 1, to: 2, quantity: 50), Office.holder).code == "done")
    #expect(await office.ask(back, Office.other, key: key).code == "2054")
    #expect(try office.balance(2) == 50)
  }

  @Test func `Hundreds of clients at once conserve the units, and replay tells the same state`() async throws
  {
    let office = try await Office.open()
    try await office.stock(100_000)
    let done = await withTaskGroup(of: Int.self) { group in
      for client in 0..<40 {
        group.addTask {
          var done = 0
          for step in 1...10 {
            let isBack = (client + step) % 3 == 0
            let move = Operation.transfer(
              lot: 1, from: isBack ? 2 : 1, to: isBack ? 1 : 2, quantity: Int64(client + step))
            let code = await office.ask(move, isBack ? Office.other : Office.holder).code
            done += code == "done" ? 1 : 0
          }
          return done
        }
      }
      return await group.reduce(0, +)
    }
    #expect(done > 200)
    #expect(try office.balance(1) + office.balance(2) == 100_000)
    var told = World(rules: try Office.rules(), hash: .sm3)
    var chain = Chain(hash: .sm3)
    try office.store.eachBlock(from: 1) { block in
      for entry in try chain.follow(block) { try told.replay(entry) }
      return true
    }
    for table in World.shape.tables {
      guard let rows = told.rows(of: table.name) else { continue }
      var kept: [[Cell]] = []
      try office.store.eachRow(of: table.name) { kept.append($0) }
      #expect(rows == kept, "\(table.name)")
    }
  }

  @Test func `After a close nothing more is decided, and what was answered is there`() async throws {
    let office = try await Office.open()
    try await office.stock(100)
    let before = try office.store.sequence()
    office.registrar.close()
    let answer = await office.ask(.transfer(lot: 1, from: 1, to: 2, quantity: 1), Office.holder)
    #expect(answer.code == "failed")
    #expect(before > 0)
  }
}
