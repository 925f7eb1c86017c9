import Formula
import Law
import Testing

/// Goal: worked cases come out, or say by how much they do not.
/// The expected figures are reckoned by hand: 3 t / 1.35 t/m3 = 2.2222 m3; 20 + 30 mm in a year = 50 mm/a;
/// 8 元/m3 of 2010 at an index of 100 → 120 is 9.6, half of it times 10 m3/a = 48 元/a.
@Suite struct CaseTests {
  let units: UnitSystem
  init() throws { units = try projectUnits() }

  private func run(_ old: String = "", _ new: String = "") throws -> [CaseResult] {
    let files = SamplePack.files.map { ($0.0, old.isEmpty ? $0.1 : $0.1.replacing(old, with: new)) }
    let loaded = load(files, units: units)
    return try #require(loaded.method, "\(loaded.problems)").runCases(units: units)
  }

  @Test func `All computed cases of the sample pass, and the recorded one is counted apart`() throws {
    let results = try run()
    #expect(results.map(\.outcome) == [.passed, .passed, .passed, .recorded], "\(results.map(\.failure))")
    let count = CaseCount(results)
    #expect((count.passed, count.failed, count.recorded) == (3, 0, 1))
    #expect(results.map { $0.unit?.text } == ["m3", "mm/a", "元/a", "亿元/a"])
  }

  @Test func `A case that does not come out fails with ours, the expected and the difference`() throws {
    let result = try #require(try run("2.2222 m3", "2.2232 m3").first)
    #expect(result.outcome == .failed)
    #expect(result.expected == 2.2232)
    #expect(result.allowed == 0.0001)
    let ours = try #require(result.ours)
    #expect((ours - 3 / 1.35).magnitude < 1e-12)
    #expect(result.difference == ours - 2.2232)
  }

  @Test func `Figures in other units are converted, and an absolute tolerance with them`() throws {
    let results = try run(
      "expect: \"2.2222 m3\"", "expect: \"2222.2 L\"")
    #expect(results[0].outcome == .passed)
    #expect((try #require(results[0].allowed) - 0.1).magnitude < 1e-12)
    let given = try run("siltMass: \"3 t\"", "siltMass: \"3000 kg\"")
    #expect(given[0].outcome == .passed)
  }

  @Test func `What is missing stays missing, and a case may expect that`() throws {
    let missing = try run("siltMass: \"3 t\"", "siltMass: null")
    #expect(missing[0].outcome == .failed)
    #expect(missing[0].ours?.isNaN == true)
    let expected = try run(
      "given: { siltMass: \"3 t\", bulkDensity: \"1.35 t/m3\" }, expect: \"2.2222 m3\"",
      "given: { siltMass: null, bulkDensity: \"1.35 t/m3\" }, expect: null")
    #expect(expected[0].outcome == .passed)
  }

  @Test func `A given formula replaces what it stands for, and the day decides the parameters`() throws {
    // Without siltMass and bulkDensity given: 1 t × 0.24 / 1.3 t/m3 since 2022, / 1.35 t/m3 before.
    let late = try run(
      "given: { siltMass: \"3 t\", bulkDensity: \"1.35 t/m3\" }, expect: \"2.2222 m3\"",
      "expect: \"0.1846 m3\"")
    #expect(late[0].outcome == .passed)
    let early = try run(
      "given: { siltMass: \"3 t\", bulkDensity: \"1.35 t/m3\" }, expect: \"2.2222 m3\"",
      "on: \"2021-12-31\", expect: \"0.1778 m3\"")
    #expect(early[0].outcome == .passed)
  }

  @Test func `A case that lacks an input fails and names it`() throws {
    let result = try run("given: { tide: \"10 m3/a\", storageCost", "given: { storageCost")[2]
    #expect(result.outcome == .failed)
    #expect(result.failure?.en.contains("tide") == true)
  }

  @Test func `The report ends with the count and shows each derived unit`() throws {
    let method = try #require(load(SamplePack.files, units: units).method)
    let results = method.runCases(units: units)
    let report = PackReport.describe([(method, results)], language: .en)
    #expect(report.lines.last == "cases: 3 passed, 0 failed")
    #expect(
      report.lines.contains {
        $0.contains("waterRetained ") && $0.contains("[m3/(hm2.a)]") && $0.contains("mm/a")
      })
    #expect(report.lines.contains { $0.contains("magnus") && $0.contains("empirical") })
    #expect(report.json["passed"] == .number(3))
    #expect(throws: Never.self) { try JSONValue.parse(report.json.canonical(), file: "t") }
    #expect(PackReport.describe([(method, results)], language: .zh).lines.last == "cases: 3 passed, 0 failed")
  }

  @Test func `The sheet of a pack shows figures with units, days and sources in both languages`() throws {
    let method = try #require(load(SamplePack.files, units: units).method)
    let chinese = PackSheet.describe(method, language: .zh).lines.joined(separator: "\n")
    #expect(chinese.contains("bulkDensity  土壤容重  [t/m3]"))
    #expect(chinese.contains("2022-01-01  1.3  《样例规范》，样〔2022〕1号，式(2) [标准规范]"))
    #expect(chinese.contains("参照（条文未经核读）"))
    let english = PackSheet.describe(method, language: .en)
    #expect(english.lines.contains("Parameters (4)"))
    #expect(english.lines.contains { $0.contains("open: each lake has its own") })
    #expect(english.json["indicators"]?.canonical().contains("\"id\":\"water\"") == true)
    let list = PackListing.describe([method.pack], language: .zh)
    #expect(list.lines == ["sample  2022  样例  参照  指标 2，公式 9，算例 4"])
  }
}
