import Actions
import Foundation
import Journal
import Ledger
import RegistryDesk
import Seals
import Sheets
import Testing

/// Goal: what a record does not support is never made up, bad input makes no registry, and what was loaded is
/// marked.
/// Method: small workbooks of rows that were made up for the test, each with one fault.
@Suite struct RecordLoadingTests {
  private static let mapping = """
    { id: "演示", title: { zh: "演示", en: "Demonstration" },
      source: { title: "演示", standing: "assumption", by: "演示", on: "2026-11-21", why: "测试" },
      unit: { code: "dun", symbol: "吨", decimals: 1 },
      accounts: [{ code: "pool", kind: "register" }, { code: "buffer", kind: "reserve" }],
      issues: [{ file: "records.xlsx", sheet: "issues", header_row: 1, lot: "lot", year: "year",
        quantity: "amount", account: "pool", nothing: ["none"],
        buffer: { column: "aside", account: "buffer" } }],
      surrenders: [{ kind: "one", file: "records.xlsx", sheet: "given", header_row: 1, lot: "lot",
        quantity: "amount", holder: "who", name: "name", year: "year", account: "pool", reason: "履约",
        also_written: [{ written: "A 1", means: "A1", because: "演示" }] }] }
    """

  private static let issues = [
    ["lot", "year", "amount", "aside"], ["A1", "2020", "100.5", "20.5"], ["A2", "2021", "none", "none"],
    ["A3", "2021", "30", "40"], ["A1", "2022", "7", "0"], ["A4", "2022", "many", "0"],
    ["A5", "2022", "0.25", "0"],
  ]

  private static let given = [
    ["lot", "year", "amount", "who", "name"], ["A1", "2020", "50", "H1", "Holder One"],
    ["A 1", "2020", "10", "H2", "Holder Two"], ["A1", "2020", "20.1", "H1", "Holder One, Ltd"],
    ["A1", "2019", "1", "H1", "Holder One"], ["A9", "2020", "1", "H1", "Holder One"],
    ["A1", "2020", "-1", "H1", "Holder One"], ["", "", "81.1", "", "Total"],
  ]

  /// Writes a workbook of two sheets and a mapping into a folder.
  private static func write(
    mapping: String = mapping, issues: [[String]] = issues, given: [[String]] = given
  ) throws -> String {
    let folder = try emptyFolder()
    let sheets = [("issues", issues), ("given", given)].map { name, rows in
      Sheet(
        name: name, columns: rows[0].map { SheetColumn($0) },
        rows: rows.dropFirst().map { SheetRow($0.map { .text($0) }) })
    }
    try Workbook(title: "演示", sheets: sheets).write(to: folder + "/records.xlsx")
    try mapping.write(toFile: folder + "/mapping.json5", atomically: true, encoding: .utf8)
    return folder
  }

  private static func loaded() throws -> (found: Reconciliation, place: RegistryPlace) {
    let folder = try write()
    let place = RegistryPlace(folder + "/new.db")
    return (try load(folder + "/mapping.json5", data: folder, at: place), place)
  }

  @Test func `Sums are those of the rows; what is refused stands in the difference`() throws {
    let found = try Self.loaded().found
    let issue = found.total(of: "issue ")
    #expect((issue.source, issue.loaded) == (1005 + 300 + 70, 1005))
    let buffer = found.total(of: "buffer")
    #expect((buffer.source, buffer.loaded) == (205 + 400, 205))
    let given = found.total(of: "retired one")
    #expect((given.source, given.loaded) == (500 + 100 + 201 + 10 + 10 - 10, 600))
  }

  @Test func `Each row that does not fit is named by its number`() throws {
    let found = try Self.loaded().found
    // Too large a buffer, a code twice, no number, too fine; then short, another year, no lot, below zero.
    #expect(found.unreconciled.filter { $0.sheet == "issues" }.map(\.row).sorted() == [4, 5, 6, 7])
    #expect(found.unreconciled.filter { $0.sheet == "given" }.map(\.row).sorted() == [4, 5, 6, 7])
    #expect(found.withoutUnits.map(\.row) == [3])
    #expect(found.remarks.map(\.row) == [8])
  }

  @Test func `Every entry behind the founding is marked as imported, with its file's digest and row`() throws
  {
    let place = try Self.loaded().place
    let imported = try entries(at: place).filter { $0.action.hasPrefix("imported.") }
    #expect(try entries(at: place).count == imported.count + 9)
    var rows: Set<UInt32> = []
    for entry in imported where !entry.facts.isEmpty {
      let last = try #require(entry.facts.last)
      guard case .imported(let origin)? = try ActionFact(last) else {
        Issue.record("Entry \(entry.sequence) ends with another fact.")
        continue
      }
      #expect(origin.file == "records.xlsx" && origin.digest != .none)
      rows.insert(origin.row)
    }
    // Row 2 issues A1 and is the first of H1; row 3 is the first of H2.
    #expect(rows == [2, 3])
    #expect(try faults(at: place).isEmpty)
  }

  @Test func `The same records make the same chain`() throws {
    let folder = try Self.write()
    let digests = try ["one.db", "two.db"].map { name in
      let place = RegistryPlace(folder + "/" + name)
      _ = try load(folder + "/mapping.json5", data: folder, at: place)
      return try entries(at: place)
    }
    #expect(digests[0] == digests[1])
  }

  @Test func `A person cannot ask for imported units, nor can records go into a registry that exists`() throws
  {
    let folder = try Self.write()
    let place = RegistryPlace(folder + "/new.db")
    _ = try load(folder + "/mapping.json5", data: folder, at: place)
    #expect(throws: (any Error).self) { try load(folder + "/mapping.json5", data: folder, at: place) }
    let desk = try Desk(place, clock: { .now })
    defer { desk.close() }
    let origin = ImportedFrom(digest: .none, file: "x", sheet: "x", row: 1)
    let wish = ImportedAction(LedgerAction([.tick]), from: origin)
    var chance = Chance(seed: 1)
    let spoken = try desk.ask(
      AskedFor(action: wish, actor: "clerk@office", key: nil), chance: &chance, at: .now)
    #expect(!spoken.hasHappened)
    #expect(spoken.lines.joined().contains("action.only-at-founding"))
  }

  @Test func `A load that breaks off leaves nothing, and the next one at the place makes the registry`()
    throws
  {
    let folder = try Self.write()
    let place = RegistryPlace(folder + "/new.db")
    let plan = FoundingPlan(
      title: "演示", registrar: try .init("clerk@office"), authority: try .init("head@bureau"),
      files: try AdoptedRules.files(in: RealData.checkout + "/Packs/registry/plain", calendar: nil))
    var chance = Chance(seed: 1)
    let before = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    #expect(throws: DeskRefusal.self) {
      let clock: @Sendable () -> Moment = { .now }
      _ = try Desk.found(plan, at: place, chance: &chance, clock: clock) { desk, chance in
        let key = CommandKey(high: chance.next(), low: chance.next())
        let open = LedgerAction([.openAccount(code: "a", owner: 1, kind: .holding)])
        _ = desk.ask(Request(key: key, person: 0, organisation: 0, action: open))
        #expect((try? place.reader(hash: .sm3)) == nil)
        throw DeskRefusal(zh: "中断", en: "broken off")
      }
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == before)
    _ = try load(folder + "/mapping.json5", data: folder, at: place)
    #expect(try faults(at: place) == [])
  }

  @Test(arguments: [
    ("quantity: \"amount\", account: \"pool\"", "quantity: \"sum\", account: \"pool\""),
    ("sheet: \"given\"", "sheet: \"taken\""), ("account: \"pool\", reason", "account: \"pond\", reason"),
    ("decimals: 1", "decimals: 19"), ("nothing:", "nought:"), ("records.xlsx", "other.xlsx"),
  ])
  func `A wrong mapping makes no registry`(_ right: String, _ wrong: String) throws {
    #expect(Self.mapping.contains(right))
    let folder = try Self.write(mapping: Self.mapping.replacing(right, with: wrong))
    let place = folder + "/new.db"
    #expect(throws: (any Error).self) {
      try load(folder + "/mapping.json5", data: folder, at: RegistryPlace(place))
    }
    #expect(!FileManager.default.fileExists(atPath: place))
  }
}
