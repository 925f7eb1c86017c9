import Journal
import Parties
import Testing

/// Goal: a table that was changed beside the journal is seen, law by law.
/// Method: one cell of one row is changed, or one row is left out, and the tables are read back.
@Suite struct BrokenLawTests {
  /// A world with an approved proposal, one that waits, a trusted account and a limit.
  static func world() throws -> World {
    var world = try World.peopled()
    let body = World.digest(9)
    try world.registry([
      .trust(account: 7, other: 8),
      .setLimit(.init(level: .account, subject: 7, unit: "lvyuan"), quantity: 5),
      .administer(account: 7, administration: 4),
    ])
    for _ in 0..<2 {
      try world.perform([.propose(action: "ledger.transfer", body: body)], try world.caller(1, 4))
    }
    try world.perform([.approve(proposal: 1, body: body)], try world.caller(3, 5))
    return world
  }

  static func read(
    _ world: World, _ table: String, _ change: (inout [[Cell]]) -> Void
  ) throws -> Directory {
    var copy = Directory()
    for shape in Directory.shapes {
      var rows = world.directory.rows(of: shape.name) ?? []
      if shape.name == table { change(&rows) }
      for row in rows { try copy.load(row, into: shape.name) }
    }
    return copy
  }

  @Test func `What was not changed keeps all laws`() throws {
    #expect(try Self.read(Self.world(), "") { _ in }.brokenLaws().isEmpty)
  }

  /// Table, row, column and the new value.
  static let changes: [(String, Int, Int, Cell)] = [
    ("parties", 0, 0, .integer(9)), ("parties", 0, 2, .text("p9")), ("parties", 0, 3, .text("名")),
    ("parties", 3, 4, .bytes([UInt8](repeating: 1, count: 32))), ("parties", 3, 2, .text("ORG")),
    ("party_codes", 0, 1, .integer(5)), ("representations", 0, 1, .integer(2)),
    ("representations", 0, 0, .integer(5)), ("roles", 0, 0, .integer(9)), ("roles", 0, 1, .integer(3)),
    ("trusted_accounts", 0, 1, .integer(7)), ("trusted_accounts", 0, 3, .integer(0)),
    ("quantity_limits", 0, 1, .integer(0)), ("quantity_limits", 0, 3, .integer(-1)),
    ("administrations", 0, 1, .integer(1)),
    ("proposals", 0, 0, .integer(7)), ("proposals", 0, 11, .integer(0)), ("proposals", 0, 12, .integer(3)),
    ("proposals", 1, 12, .integer(2)), ("proposals", 1, 13, .integer(5)), ("proposals", 0, 3, .integer(3)),
    ("proposals", 0, 4, .integer(5)), ("proposals", 0, 6, .integer(0)), ("approvals", 0, 0, .integer(2)),
    ("approvals", 0, 1, .integer(1)), ("approvals", 0, 2, .integer(1)), ("approvals", 0, 3, .integer(4)),
  ]

  @Test(arguments: changes.indices)
  func `A changed cell breaks a law`(index: Int) throws {
    let (table, row, column, cell) = Self.changes[index]
    let copy = try Self.read(Self.world(), table) { $0[row][column] = cell }
    #expect(!copy.brokenLaws().isEmpty, "\(table) \(row) \(column)")
  }

  @Test(arguments: ["parties", "party_codes", "proposals", "approvals"])
  func `A missing row breaks a law`(table: String) throws {
    #expect(try !Self.read(Self.world(), table) { $0.removeFirst() }.brokenLaws().isEmpty)
  }
}
