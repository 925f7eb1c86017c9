import Journal
import Ledger
import Testing

/// Goal: no order of operations, sensible or mad, makes a unit appear or vanish, or leaves a trace when
/// refused. Method: seeded random chains over a few accounts and lots; the laws are checked again and
/// again.
@Suite struct LedgerSimulationTests {
  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func `Fifty thousand random commands keep every law`(seed: UInt64) throws {
    var desk = try Desk.stocked()
    try desk.must(
      .openLot(LotTerms(code: "LOT-7", unit: 3)), .openAccount(code: "A-7", owner: 7, kind: .holding))
    var operations = RandomOperations(seed: seed)
    var (happened, rules): (Int, Set<UInt16>) = (0, [])
    for round in 0..<50_000 {
      desk.moment = desk.moment.adding(milliseconds: Int64(operations.random.below(5000)))
      if desk.book.isTickDue(at: desk.moment) { try desk.must(.tick) }
      let chain = operations.chain(desk.book, at: desk.moment, sequence: desk.sequence + 1)
      switch desk.ask(chain) {
      case .success: happened += 1
      case .failure(let refusal): rules.insert(refusal.number)
      }
      if round % 1000 == 0 {
        let broken = desk.book.brokenLaws()
        try #require(broken.isEmpty, "\(round): \(broken)")
      }
    }
    #expect(desk.book.brokenLaws() == [])
    #expect(happened > 9_000 && rules.count > 40, "\(happened), \(rules.sorted())")
    try replays(desk)
  }

  /// Facts in their bytes, and rows, lead to the same book.
  private func replays(_ desk: Desk) throws {
    var replayed = Book()
    for facts in desk.journal {
      for fact in facts { try replayed.apply(try LedgerFact(RecordedFact(fact))) }
    }
    #expect(Desk.rows(of: replayed) == desk.rows)
    #expect(replayed.brokenLaws() == [])
    var loaded = Book()
    for shape in Book.shapes {
      for row in desk.book.rows(of: shape.name) ?? [] { try loaded.load(row, into: shape.name) }
    }
    #expect(Desk.rows(of: loaded) == desk.rows)
  }

  @Test(arguments: [11, 12] as [UInt64])
  func `A refused command leaves no trace, in rows or in what is decided later`(seed: UInt64) throws {
    var (plain, tried) = (try Desk.stocked(), try Desk.stocked())
    var operations = RandomOperations(seed: seed)
    for round in 0..<4000 {
      tried.moment = tried.moment.adding(milliseconds: Int64(operations.random.below(5000)))
      plain.moment = tried.moment
      if tried.book.isTickDue(at: tried.moment) {
        #expect(try tried.must(.tick) == plain.must(.tick))
      }
      // Chains that end in something refused are asked of one book only.
      let chain = operations.chain(tried.book, at: tried.moment, sequence: tried.sequence + 1)
      let context = Context(sequence: tried.sequence + 1, moment: tried.moment)
      let doomed = tried.book.perform(chain + [.unhold(hold: 0)], in: context)
      #expect(throws: Refusal.self) { try doomed.get() }
      if round % 400 == 0 { try #require(tried.rows == plain.rows) }
      #expect(tried.ask(chain) == plain.ask(chain))
    }
    #expect(tried.rows == plain.rows)
    #expect(tried.book.takeChanges() == plain.book.takeChanges())
    #expect(tried.book.brokenLaws() == [])
  }

  @Test func `Rows written by batches add up to the rows of the whole`() throws {
    var desk = try Desk.stocked()
    var operations = RandomOperations(seed: 21)
    var tables: [String: [[Cell]: [Cell]]] = [:]
    for round in 0..<6000 {
      desk.moment = desk.moment.adding(milliseconds: Int64(operations.random.below(5000)))
      if desk.book.isTickDue(at: desk.moment) { try desk.must(.tick) }
      _ = desk.ask(operations.chain(desk.book, at: desk.moment, sequence: desk.sequence + 1))
      guard round % 7 == 0 else { continue }
      for change in desk.book.takeChanges() { tables[change.table, default: [:]][change.key] = change.row }
    }
    for change in desk.book.takeChanges() { tables[change.table, default: [:]][change.key] = change.row }
    for shape in Book.shapes {
      let rows = (tables[shape.name] ?? [:]).values.sorted {
        $0.prefix(shape.keyCount).lexicographicallyPrecedes($1.prefix(shape.keyCount))
      }
      #expect(rows == desk.book.rows(of: shape.name) ?? [], "\(shape.name)")
    }
  }
}
