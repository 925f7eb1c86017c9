import Actions
import Journal
import Ledger
import Simulation
import Testing

/// Goal: what concurrent clients hear is what one after the other would have heard, in the journal's order.
/// Method: a bank of five accounts; clients transfer and read at once; the history goes through the checker.
@Suite struct SerialisabilityTests {
  private static func now(since start: ContinuousClock.Instant) -> Int64 {
    let parts = (ContinuousClock.now - start).components
    return parts.seconds * 1_000_000_000 + parts.attoseconds / 1_000_000_000
  }

  /// Opens three more accounts, so that the first of five has all the units.
  private static func bank() async throws -> Office {
    let office = try await Office.open()
    try await office.stock(500)
    for code in ["E", "F", "G"] {
      let open = Ledger.Operation.openAccount(code: code, owner: Office.holder.1, kind: .holding)
      #expect(await office.ask(open, Office.bureau).code == "done")
    }
    return office
  }

  @Test func `Transfers and current reads of many clients are strictly serialisable`() async throws {
    let office = try await Self.bank()
    let start = ContinuousClock.now
    let events = try await withThrowingTaskGroup(of: [HistoryEvent].self) { group in
      for client in 0..<24 {
        group.addTask { try await Self.work(client, at: office, since: start) }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(events.count == 24 * 20)
    try HistoryCheck(events, opening: [500, 0, 0, 0, 0]).run()
    #expect(events.contains { if case .refused = $0.answer { true } else { false } })
  }

  private static func work(
    _ client: Int, at office: Office, since start: ContinuousClock.Instant
  ) async throws -> [HistoryEvent] {
    var events: [HistoryEvent] = []
    for step in 0..<20 {
      let invoked = now(since: start)
      if step % 4 == 3 {
        let (balances, sequence) = try office.registrar.stamped { world, sequence in
          ((1...5).map { world.book.holding(AccountID($0), 1).available }, sequence)
        }
        events.append(
          HistoryEvent(
            client: client, invoked: invoked, returned: now(since: start), question: .read([0, 1, 2, 3, 4]),
            answer: .balances(balances, asOf: sequence)))
        continue
      }
      let from = (client + step) % 5
      let to = (from + 1 + (client * step) % 4) % 5
      let amount = Int64(1 + (client * 7 + step * 13) % 180)
      // Account 2 belongs to the other holder, the rest to the first.
      let move = Ledger.Operation.transfer(
        lot: 1, from: AccountID(UInt32(from + 1)), to: AccountID(UInt32(to + 1)), quantity: amount)
      let answer = await office.ask(move, from == 1 ? Office.other : Office.holder)
      guard case .decided(let entry, _) = answer else { throw Unexpected(what: "\(answer)") }
      let outcome: HistoryEvent.Answer =
        if case .done = entry.outcome {
          .done(sequence: entry.sequence)
        } else { .refused(sequence: entry.sequence) }
      events.append(
        HistoryEvent(
          client: client, invoked: invoked, returned: now(since: start),
          question: .transfer(from: from, to: to, amount: amount), answer: outcome))
    }
    return events
  }
}
