import Actions
import Journal
import Ledger
import Parties
import Quantities
import RegistryDesk
import Seals
import Store
import Testing

/// Goal: lists and histories, read page by page, say what the journal says, now and as of any day.
/// Method: a registry filled by chance with a seed; the journal's entries are read one by one and told anew.
@Suite struct PagesTests {
  /// The moves that the journal tells of an account, oldest first, and the world at the end of each day.
  private struct Story {
    var moves: [(PastMove.Key, Move)] = []
    var days: [Day: World] = [:]

    init(_ view: any RegistryView) throws {
      var world = World(rules: try AdoptedRules.read(AdoptedFile.all(in: view)), hash: .sm3)
      try view.eachBlock(from: 1) { block in
        for entry in try block.entries.map({ try Entry($0[...]) }) {
          try world.replay(entry)
          days[entry.moment.day] = world
          for (fact, recorded) in entry.facts.enumerated() {
            guard recorded.kind < 3000, case .posted(let posting) = try LedgerFact(recorded) else { continue }
            for (place, move) in posting.moves.enumerated() {
              let key = PastMove.Key(sequence: entry.sequence, fact: UInt32(fact), move: UInt32(place))
              moves.append((key, move))
            }
          }
        }
        return true
      }
    }
  }

  private static func filled(_ seed: UInt64) throws -> PastDesk {
    let past = try PastDesk(seed: seed)
    for _ in 0..<12 { past.day(18) }
    return past
  }

  @Test(arguments: [1, 2] as [UInt64])
  func `Balances at the end of every day are those of the journal told up to it`(seed: UInt64) throws {
    let past = try Self.filled(seed)
    try past.desk.pages { pages in
      let story = try Story(pages.view)
      #expect(story.days.count >= 12)
      for (day, world) in story.days {
        var expected: [Balance.Place: Int64] = [:]
        for holding in world.book.holdings.unordered {
          for state in LotState.live + LotState.dead where holding[state] != 0 {
            let place = Balance.Place(account: holding.key.account, lot: holding.key.lot, state: state)
            expected[place] = holding[state]
          }
        }
        let told = try pages.balances(on: day)
        #expect(Dictionary(uniqueKeysWithValues: told.map { ($0.place, $0.parts) }) == expected)
        #expect(told.map(\.place) == told.map(\.place).sorted())
        for account in (1...PastDesk.accounts).map({ AccountID($0) }) {
          let own = told.filter { $0.place.account == account }
          #expect(try pages.balances(of: account, on: day) == own)
        }
      }
      #expect(try pages.balances(on: Day(parsing: "2020-01-01")).isEmpty)
    }
  }

  @Test(arguments: [1, 3, 500])
  func `Pages of a history, whatever their size, are the account's moves, the latest first`(limit: Int) throws
  {
    let past = try Self.filled(3)
    try past.desk.pages { pages in
      let story = try Story(pages.view)
      for account in (1...PastDesk.accounts).map({ AccountID($0) }) {
        let own = story.moves.filter { $0.1.from.account == account || $0.1.to.account == account }
        var read: [PastMove] = []
        var cursor: PastMove.Key?
        repeat {
          let page = try pages.history(of: account, before: cursor, limit: limit)
          #expect(page.items.count <= limit && !page.items.isEmpty)
          read += page.items
          cursor = page.next
        } while cursor != nil
        #expect(read.map(\.key) == own.map(\.0).reversed())
        #expect(read.map(\.what) == own.map(\.1).reversed())
      }
    }
  }

  @Test func `Accounts come in pages, of all owners or of one`() throws {
    let past = try Self.filled(4)
    try past.desk.pages { pages in
      let cases: [(UInt32?, [String])] = [
        (nil, ["A1", "A2", "A3", "A4", "A5", "A6"]), (1, ["A2", "A4", "A6"]),
      ]
      for (owner, expected) in cases {
        for limit in 1...7 {
          var codes: [String] = []
          var after: AccountID?
          repeat {
            let page = try pages.accounts(of: owner, after: after, limit: limit)
            codes += page.items.map(\.code)
            after = page.next
          } while after != nil
          #expect(codes == expected)
        }
      }
      #expect(try pages.account("A3").id == 3)
      #expect(throws: DeskRefusal.self) { try pages.account("A7") }
    }
  }

  @Test func `A page sees one point of the journal while the writer goes on, and the next one sees more`()
    throws
  {
    let past = try Self.filled(5)
    try past.desk.pages { pages in
      let before = try pages.balances()
      let sequence = pages.sequence
      past.ask([[.transfer(lot: 1, from: 1, to: 2, quantity: 1)]])
      #expect(try pages.balances() == before && pages.view.sequence() == sequence)
      #expect(try past.desk.pages { $0.sequence } > sequence)
    }
  }

  @Test func `A proposal waits for those who may approve it now, and for nobody else`() throws {
    let past = try PastDesk(seed: 6)
    var chance = Chance(seed: 6)
    let issue = LedgerAction([.issue(lot: 1, account: 1, quantity: 5)])
    let asked = try past.desk.ask(
      AskedFor(action: issue, actor: "clerk@office", key: nil), chance: &chance, at: past.clock.now)
    #expect(asked.hasHappened)
    func waiting(_ actor: String?) throws -> [UInt32] {
      let now = past.clock.now
      return try past.desk.read { try $0.proposals(waitingFor: actor, at: now).map(\.number) }
    }
    #expect(try waiting("head@bureau") == [1] && waiting(nil) == [1])
    #expect(try waiting("clerk@office").isEmpty && waiting("head").isEmpty)
    // After the 240 hours of the rule nobody can approve it, also before the registry has noticed.
    past.clock.advance(by: 240 * 3_600_000)
    #expect(try waiting("head@bureau").isEmpty)
  }
}
