import Actions
import Journal
import Law
import Ledger
import RegistryDesk
import Store
import Testing

/// Goal: a statement proves what an account has whatever rests on it, and costs what the account did.
/// Method: a registry filled by chance with a seed, and a view that counts what is read of the journal.
@Suite struct StatementTests {
  /// Passes everything on and counts.
  private final class CountingView: RegistryView {
    let inner: any RegistryView
    var (headers, blocks, walks) = (0, 0, 0)
    var shape: StoreShape { inner.shape }

    init(_ inner: any RegistryView) { self.inner = inner }

    func head() throws -> BlockHeader? { try inner.head() }
    func header(of number: UInt64) throws -> BlockHeader? {
      headers += 1
      return try inner.header(of: number)
    }
    func block(_ number: UInt64) throws -> Block? {
      blocks += 1
      return try inner.block(number)
    }
    func eachBlock(from number: UInt64, _ body: (Block) throws -> Bool) throws {
      walks += 1
      try inner.eachBlock(from: number, body)
    }
    func fates(of keys: [CommandKey]) throws -> [CommandKey: CommandFate] { try inner.fates(of: keys) }
    func greatestKey(below limit: CommandKey) throws -> CommandKey? { try inner.greatestKey(below: limit) }
    func row(of table: String, key: [Cell]) throws -> [Cell]? { try inner.row(of: table, key: key) }
    func page(_ query: TableQuery) throws -> TablePage { try inner.page(query) }
    func eachRow(of table: String, _ body: ([Cell]) throws -> Void) throws {
      try inner.eachRow(of: table, body)
    }
    func examine() throws -> [String] { try inner.examine() }
  }

  @Test(arguments: [11, 12, 13] as [UInt64])
  func `The statement of every account holds together, with many holds, pledges and freezes at once`(
    seed: UInt64
  ) throws {
    let past = try PastDesk(seed: seed)
    for _ in 0..<8 { past.day(20) }
    try past.desk.pages { pages in
      for code in (1...PastDesk.accounts).map({ "A\($0)" }) {
        let body = try AccountStatement.body(of: code, in: pages)
        #expect(AccountStatement.faults(in: body) == [])
        guard case .array(let entries)? = body["entries"], case .array(let holdings)? = body["holdings"]
        else {
          Issue.record("a statement has entries and holdings")
          return
        }
        #expect(entries.count > 10 && holdings.count > 4)
      }
    }
  }

  @Test func `A statement and a contra entry read what they need and never walk the journal`() throws {
    let past = try PastDesk(seed: 14)
    past.ask((0..<400).map { _ in [.transfer(lot: 1, from: 1, to: 2, quantity: 1)] })
    past.ask((0..<5).map { _ in [.transfer(lot: 2, from: 5, to: 6, quantity: 1)] })
    past.ask((0..<400).map { _ in [.transfer(lot: 1, from: 2, to: 1, quantity: 1)] })
    try past.desk.view { view in
      let counting = CountingView(view)
      let body = try AccountStatement.body(of: "A5", in: RegistryPages(counting))
      #expect(AccountStatement.faults(in: body) == [])
      // Three issues and five transfers; more than 800 blocks, whose binary logarithm is below ten: up by
      // doubled steps, down by halves.
      #expect(counting.walks == 0 && counting.blocks <= 8 && counting.headers <= 8 * 20)
    }
    let last = try past.desk.view { try $0.sequence() }
    let reversal = try past.desk.reversal(of: last, fact: 0, reason: "误")
    guard case .reverse(let sequence, 0, .transfer, let moves, "误")? = reversal.operations.first else {
      Issue.record("the contra entry of a transfer")
      return
    }
    #expect(sequence == last && moves.count == 1 && moves[0].quantity == 1)
    #expect(throws: DeskRefusal.self) { try past.desk.reversal(of: last, fact: 1, reason: "误") }
    #expect(throws: DeskRefusal.self) { try past.desk.reversal(of: last + 1, fact: 0, reason: "误") }
  }
}
