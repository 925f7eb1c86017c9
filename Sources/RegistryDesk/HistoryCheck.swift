internal import Actions
internal import Journal
internal import Ledger
internal import Store

/// Holds the rows that are only ever added — moves, and the fates of keys — against the journal, in batches.
struct HistoryCheck {
  private let view: any RegistryView
  private var expected: [[Cell]] = []
  private var fates: [CommandFate] = []
  private var count = 0
  private var faults: [String] = []

  init(_ view: any RegistryView) { self.view = view }

  mutating func take(_ entry: Entry, block: UInt64, place: Int) {
    expected += World.history(of: entry)
    fates.append(
      CommandFate(
        key: entry.key, body: entry.body, sequence: entry.sequence, block: block, place: UInt32(place)))
  }

  /// Looks the rows of the last block up.
  mutating func check() throws {
    let moves = MoveHistory.shape
    for row in expected where try view.row(of: moves.name, key: Array(row.prefix(moves.keyCount))) != row {
      faults.append("表 table \(moves.name): \(Verifier.text(row)) 不在或已改 missing or changed")
    }
    count += expected.count
    expected = []
    let known = try view.fates(of: fates.map(\.key))
    for fate in fates where known[fate.key] != fate {
      faults.append(
        "表 table commands: 请求 key \(fate.key) 与第 \(fate.sequence) 号记录不符 differs from entry \(fate.sequence)")
    }
    fates = []
  }

  /// What was found, and rows that no entry made.
  mutating func finish() throws -> [String] {
    var rows = 0
    try view.eachRow(of: MoveHistory.shape.name) { _ in rows += 1 }
    if rows != count { faults.append("表 table moves: 有 \(rows) 行，应为 rows, not \(count)") }
    return faults
  }
}
