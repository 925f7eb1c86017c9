import AccountFiles
import Accounts
import Formula
import Foundation
import GeoFiles
import Law
import Reports
import Testing

/// Goal: official forms hold an account's figures, come back as they went, and each broken relation is told.
/// Method: the forms of the pack cn-2022 with the small account, whose sums are known by hand; figures
/// changed one at a time.
@Suite struct OfficialFormTests {
  private static let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private func units() throws -> UnitSystem {
    try UnitSystem(definitions: Self.checkout.appendingPathComponent("Packs/units.xml").path)
  }

  private func forms() throws -> [OfficialForm] {
    let folder = Self.checkout.appendingPathComponent("Packs/methods/cn-2022")
    let files = try ["forms.json5", "pack.json5"].map { name in
      (name: name, text: try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8))
    }
    let pack = PackReader.readForgiving(files: files, units: try units()).pack
    return try #require(pack).forms
  }

  private func written(_ account: Account, last: Account?) throws -> (
    filled: [FilledForm], read: [String: ReadForm]
  ) {
    let path = NSTemporaryDirectory() + "forms-\(UUID().uuidString).xlsx"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let forms = try forms()
    let filled = forms.map { FilledForm($0, account, last: last) }
    try writeForms(filled, of: account, to: path)
    return (filled, try readForms(forms, from: path))
  }

  /// 6 000 000 元 in all, 1 800 000 in town A and B by zone; 4 200 000 of tourism are the county's alone.
  @Test func `What was written is read back and holds`() throws {
    let (filled, read) = try written(smallAccount(), last: smallAccount(waterOfB: 59_000))
    #expect(read.keys.sorted() == ["GEP-1", "GEP-2", "GEP-3"])
    #expect(read["GEP-1"]?.figures["all"]?[.value] == 600)
    #expect(read["GEP-1"]?.figures["all"]?[.lastValue] == 599.5)
    #expect(read["GEP-2"]?.figures["1"]?[.all] == 600 && read["GEP-2"]?.figures["1-rest"]?[.all] == 420)
    #expect(read["GEP-2"]?.figures["1A"]?[.all] == 130)
    #expect(read["GEP-3"]?.figures["forest"]?[.area] == 150)
    #expect(audit(filled, read) == [])
  }

  @Test func `In English the same figures stand under English heads, and are read back`() throws {
    let path = NSTemporaryDirectory() + "forms-\(UUID().uuidString).xlsx"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let (forms, account) = (try forms(), smallAccount())
    let filled = forms.map { FilledForm($0, account, last: nil, in: .en) }
    try writeForms(filled, of: account, to: path)
    let read = try readForms(forms, from: path)
    #expect(audit(filled, read) == [])
    let table = try TableFile(workbook: path, sheet: "GEP-2", headerRow: 4)
    #expect(table.columns.first == "Zone" && table.columns.contains { $0.contains("10 000 CNY") })
    #expect(filled.allSatisfy { $0.rows.last?.name == "Total" })
  }

  @Test func `A changed figure is named by form, cell and both values, once for each relation`() throws {
    var (filled, read) = try written(smallAccount(), last: nil)
    let old = try #require(read["GEP-2"]?.figures["1A"]?[.regulating])
    #expect(old == 70)
    read["GEP-2"]?.figures["1A"]?[.regulating] = 71
    let findings = audit(filled, read)
    // Against the account, across the row, and up to the county.
    #expect(
      findings.map(\.relation.en) == [
        "as in the account", "all = supply + regulating + cultural", "1 = sum of its parts",
      ])
    #expect(findings.map(\.cell) == ["E8", "G8", "E6"])
    #expect(findings.map(\.found) == [71, 130, 100] && findings.map(\.wanted) == [70, 131, 101])
    #expect(findings.allSatisfy { $0.isError && $0.form == "GEP-2" })
  }

  @Test func `Forms that disagree, a lost figure and a leap from last year are told`() throws {
    var (filled, read) = try written(smallAccount(), last: smallAccount(waterOfB: 1))
    let leaps = audit(filled, read)
    // 1 000 000 against 700 005 元: the indicator and its class; and 200 000 against 140 001 m3.
    #expect(leaps.map(\.isError) == [false, false, false] && leaps[0].relation.en.contains("30%"))
    read["GEP-3"]?.figures["all"]?[.value] = 500
    read["GEP-1"]?.figures["grain"]?[.physical] = nil
    let found = audit(filled, read).filter(\.isError)
    #expect(
      found.contains { $0.form == "GEP-1" && $0.relation.en == "sum = that of GEP-3" && $0.wanted == 500 })
    #expect(found.contains { $0.form == "GEP-1" && $0.found == nil && $0.wanted == 400 })
  }

  @Test(arguments: [
    ("{ rows: \"physical\" }", "本表没有数字列"), ("{ is: \"area\" }", "没有"),
    ("{ rows: \"value\", sum: \"value\" }", "只能写一个"),
    ("{ last: \"value\", than: \"value\" }", "percent"), ("{ equal: \"value\", form: \"B\" }", "to"),
  ])
  func `A relation that cannot be meant is refused with its place`(relation: String, words: String) throws {
    let text = """
      { forms: [{ id: "A", title: { zh: "表", en: "Form" }, rows: "indicator", signatures: [],
        columns: [{ is: "code", head: { zh: "代码", en: "Code" } },
          { is: "value", head: { zh: "值", en: "Value" }, unit: "万元", decimals: 2 }],
        relations: [\(relation)],
        source: { title: "样表", clause: "一", standing: "report" } }] }
      """
    let head = """
      { pack: "p", kind: "method", edition: "1", title: { zh: "样", en: "Sample" }, clausesRead: false,
        document: { title: "样", standing: "report" } }
      """
    let problems = PackReader.readForgiving(
      files: [(name: "p/pack.json5", text: head), (name: "p/forms.json5", text: text)], units: try units()
    ).problems
    let lines = problems.flatMap { $0.lines(in: nil) }.joined(separator: "\n")
    #expect(lines.contains(words), "\(lines)")
    #expect(lines.contains("forms.json5:4"), "\(lines)")
  }
}
