import Actions
import Journal
import Parties
import Testing

@testable import API
@testable import RegistryDesk

/// Goal: an amount in a refusal has the places and the sign of its unit, whatever was asked for.
/// Method: 100 mu of four places in steps of 0.01 are issued; each request below is refused, and its figures
/// were worked out by hand.
@Suite struct RefusalFigureTests {
  private static let wishes: [(actor: String, line: String, figures: String)] = [
    ("holder", "transfer quan-2026 a-holder a-demander 1000", "可用 50.0000 亩, 申请 1000.0000 亩"),
    ("holder", "transfer quan-2026 a-holder a-demander 0.005", "数量 0.0050 亩, 最小交易单位 0.0100 亩"),
    ("holder", "transfer quan-2026 a-holder a-demander -1", "数量 -1.0000 亩"),
    ("holder", "transfer quan-2026 a-holder a-holder 1", "账户 a-holder"),
    ("holder", "post a-holder quan-2026 -5 a-demander quan-2026 +4", "批次 quan-2026, 合计 -1.0000 亩"),
    ("holder", "settle 1 25", "第几笔 1, 预留 20.0000 亩, 申请 25.0000 亩"),
    ("holder", "settle 2", "编号 2"),
    ("lender", "discharge 1 1 31", "所担保 30.0000 亩, 申请 31.0000 亩"),
    (
      "holder", "chain 'transfer quan-2026 a-holder a-demander 1' 'retire quan-2026 a-holder 60 --reason 自用'",
      "可用 49.0000 亩, 申请 60.0000 亩"
    ),
  ]

  @Test func `Every amount stands in its unit`() async throws {
    let cast = try await Cast()
    let desk = try #require(cast.site.house.desk)
    try prepare(cast, desk)
    for (actor, line, figures) in Self.wishes {
      let lines = try ask(cast, desk, "p-\(actor)@o-\(actor)", line).joined()
      #expect(lines.contains("[\(figures)]"), "\(line): \(lines)")
    }
  }

  /// 100 issued, of them 20 held and 30 pledged: 50 may be used.
  private func prepare(_ cast: Cast, _ desk: Desk) throws {
    for line in [
      "open-unit quan --symbol 亩 --decimals 4 --step 0.01", "open-lot quan-2026 --unit quan",
      "issue quan-2026 a-holder 100",
    ] {
      _ = try ask(cast, desk, "clerk@office", line)
      for number in try desk.read({ $0.world.directory.waitingProposals }) {
        _ = try ask(cast, desk, "head@bureau", "approve \(number)")
      }
    }
    _ = try ask(cast, desk, "p-holder@o-holder", "hold quan-2026 a-holder 20 a-demander --hours 48")
    _ = try ask(cast, desk, "p-holder@o-holder", "pledge quan-2026 a-holder 30 a-lender")
  }

  private func ask(_ cast: Cast, _ desk: Desk, _ actor: String, _ line: String) throws -> [String] {
    let (word, words) = try Words.line(line)
    let verb = try #require(Verb.find(word))
    var chance = Chance(seed: 5)
    let action = try desk.read { try verb.action(words, $0, &chance) }
    var keys = Chance()
    let wish = AskedFor(action: action, actor: actor, key: keys.key(at: cast.site.clock.now))
    return try desk.ask(wish, chance: &chance, at: cast.site.clock.now).lines
  }
}
