import Journal
import Ledger
import Quantities
import Testing

/// Goal: serial numbers survive any splitting: never two owners of one, never one lost.
@Suite struct SerialTests {
  @Test func `Ten thousand seeded splits leave a partition of all serials`() throws {
    var desk = try Desk.opened()
    try desk.must(.issue(lot: Desk.serial, account: 1, quantity: 1_000_000))
    var random = SplitMix(seed: 3)
    var tries = 0
    while desk.journal.count < 10_020 {
      tries += 1
      let (from, to) = (1 + random.below(6), 1 + random.below(6))
      let first = random.chance(60) ? Int64(1 + random.below(1_000_000)) : 0
      _ = desk.ask([
        .transfer(
          lot: Desk.serial, from: AccountID(UInt32(from)), to: AccountID(UInt32(to)),
          quantity: Int64(1 + random.below(first == 0 ? 300 : 30)), first: first)
      ])
      if tries % 2000 == 0 { try isPartition(desk) }
    }
    try isPartition(desk)
  }

  /// Counted here from the rows alone, beside the book's own laws.
  private func isPartition(_ desk: Desk) throws {
    var next: Int64 = 1
    for row in try #require(desk.book.rows(of: "spans")) {
      guard case .integer(let first) = row[1], case .integer(let length) = row[2] else {
        Issue.record("a span without numbers")
        return
      }
      try #require(first == next && length > 0)
      next += length
    }
    #expect(next == 1_000_001)
    #expect(desk.book.brokenLaws() == [])
  }

  @Test func `A transfer takes the lowest serials, cut from several spans, unless it is told which`() throws {
    var desk = try Desk.opened()
    try desk.must(.issue(lot: Desk.serial, account: 1, quantity: 100))
    try desk.must(.transfer(lot: Desk.serial, from: 1, to: 2, quantity: 10, first: 11))
    let facts = try desk.must(.transfer(lot: Desk.serial, from: 1, to: 3, quantity: 15))
    #expect(
      moves(facts).map { [$0.first, $0.quantity, $0.fromAfter, $0.toAfter] } == [
        [1, 10, 80, 10], [21, 5, 75, 15],
      ])
    // What comes back joins its neighbours again.
    try desk.must(
      .transfer(lot: Desk.serial, from: 2, to: 1, quantity: 10),
      .transfer(lot: Desk.serial, from: 3, to: 1, quantity: 15))
    #expect(desk.book.rows(of: "spans")?.count == 1)
  }

  @Test func `A hold delivers the very serials that it set aside`() throws {
    var desk = try Desk.opened()
    try desk.must(.issue(lot: Desk.serial, account: 1, quantity: 100))
    for first in [51, 21] as [Int64] {
      let leg = HoldTerms(account: 1, lot: Desk.serial, quantity: 10, beneficiary: 2, first: first)
      try desk.must(.hold(legs: [leg], interval: 1000))
    }
    let facts = try desk.must(.settle(hold: 1, quantities: [4]))
    #expect(moves(facts).map { [$0.first, $0.quantity] } == [[51, 4], [55, 6]])
    #expect(desk.book.brokenLaws() == [])
  }

  @Test func `Retired and converted serials are never given again`() throws {
    var desk = try Desk.opened()
    try desk.must(.openLot(LotTerms(code: "LOT-7", unit: 3)))
    try desk.must(.issue(lot: Desk.serial, account: 1, quantity: 10))
    try desk.must(.retire(lot: Desk.serial, account: 1, quantity: 3, reason: "抵消"))
    let facts = try desk.must(
      .convert(
        Conversion(
          lot: Desk.serial, account: 1, quantity: 4, toLot: 7, numerator: 3, denominator: 2,
          rounding: .floor, remainder: 5)))
    #expect(moves(facts).map { [$0.first, $0.quantity] } == [[4, 4], [1, 6]])
    #expect(moves(try desk.must(.issue(lot: 7, account: 1, quantity: 5))).map(\.first) == [7])
    #expect(moves(try desk.must(.issue(lot: Desk.serial, account: 1, quantity: 5))).map(\.first) == [11])
    #expect(desk.book.brokenLaws() == [])
  }

  @Test func `A move that would cut more than 4 096 spans is refused whole`() throws {
    var desk = try Desk.opened()
    try desk.must(.issue(lot: Desk.serial, account: 1, quantity: 10_000))
    for serial in stride(from: Int64(2), through: 9000, by: 2) {
      try desk.must(.transfer(lot: Desk.serial, from: 1, to: 2, quantity: 1, first: serial))
    }
    #expect(desk.refused(.transfer(lot: Desk.serial, from: 2, to: 3, quantity: 4097)) == .scattered)
    #expect(desk.refused(.transfer(lot: Desk.serial, from: 2, to: 3, quantity: 4096)) == nil)
    #expect(desk.book.brokenLaws() == [])
  }

  private func moves(_ facts: [LedgerFact]) -> [Move] {
    facts.flatMap { fact -> [Move] in if case .posted(let posting) = fact { posting.moves } else { [] } }
  }
}
