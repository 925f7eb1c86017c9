import Formula
import Law
import Testing

/// Goal: a published figure is held against ours within what its printed digits allow, and told in a table.
/// The allowed differences are reckoned by hand: half a unit of the last digit of the result, and what half a
/// unit of the last digit of each rounded input makes of it.
@Suite struct PublishedTests {
  let units: UnitSystem
  init() throws { units = try projectUnits() }

  private func run(_ old: String, _ new: String) throws -> [CaseResult] {
    let files = SamplePack.files.map { ($0.0, $0.1.replacing(old, with: new)) }
    let loaded = load(files, units: units)
    return try #require(loaded.method, "\(loaded.problems)").runCases(units: units)
  }

  private let exact = "tolerance: { absolute: \"0.0001 m3\", why: \"a cut digit\" }"

  @Test func `The printed digits of the result allow half a unit of the last one`() throws {
    // 2.2222 has four decimals.
    let allowed = try #require(try run(exact, "tolerance: \"printed\"")[0].allowed)
    #expect((allowed - 0.00005).magnitude < 1e-15)
  }

  @Test func `Rounded inputs add what they move, and others are exact`() throws {
    // 3 t may be 2.5 … 3.5 t: 0.5 / 1.35 = 0.370370 m3 either way.
    let one = try #require(try run(exact, "tolerance: { printed: [\"siltMass\"] }")[0].allowed)
    #expect((one - (0.00005 + 0.5 / 1.35)).magnitude < 1e-12)
    // The density may be 1.345 … 1.355 t/m3; the larger move is 3/1.345 − 3/1.35.
    let both = try #require(
      try run(exact, "tolerance: { printed: [\"siltMass\", \"bulkDensity\"] }")[0].allowed)
    #expect((both - (0.00005 + 0.5 / 1.35 + (3 / 1.345 - 3 / 1.35))).magnitude < 1e-12)
  }

  @Test func `Rounded cells of a table add up, each by its own digits`() throws {
    // 20 and 30.0 mm: 0.5 + 0.05, and 0.5 for the printed 50.
    let results = try run("[\"2020-06-02\", 30] ]", "[\"2020-06-02\", 30.0] ]")
    let allowed = try #require(results[1].allowed)
    #expect((allowed - 1.05).magnitude < 1e-12, "\(allowed)")
  }

  @Test func `Digits with an exponent count where they stand`() throws {
    let given = "siltMass: \"3 t\""
    let results = try run(given, "siltMass: \"0.300e1 t\"")
    #expect(results[0].outcome == .passed)
    let files = SamplePack.files.map {
      (
        $0.0,
        $0.1.replacing(given, with: "siltMass: \"0.300e1 t\"").replacing(
          exact, with: "tolerance: { printed: [\"siltMass\"] }")
      )
    }
    let method = try #require(load(files, units: units).method)
    let allowed = try #require(method.runCases(units: units)[0].allowed)
    #expect((allowed - (0.00005 + 0.005 / 1.35)).magnitude < 1e-12)
  }

  @Test func `Several figures of one case share what is given`() throws {
    let results = try run(
      "{ name: \"a printed total\", given: { precipitation: \"1200 mm/a\" }, expect: \"5 亿元/a\",",
      """
      { name: "silt", given: { bulkDensity: "1.5 t/m3" },
        figures: [
          { name: "mass", formula: "siltMass", expect: "0.24 t", tolerance: "printed",
            verdict: "consistent" },
          { name: "volume", formula: "siltVolume", expect: "0.16 m3", tolerance: "printed",
            verdict: "recomputed" },
          { name: "price", expect: "7 元" },
        ],
      """)
    #expect(results.map(\.workedCase.name).suffix(3) == ["silt：mass", "silt：volume", "silt：price"])
    #expect(results.suffix(3).map(\.outcome) == [.passed, .passed, .recorded])
    #expect(results.suffix(3).map(\.workedCase.verdict) == [.consistent, .recomputed, .recorded])
  }

  @Test(arguments: [
    // A cell of the table that the case gives; a parameter that the formula reads.
    (
      "[ { text: \"rainTotal [mm] = sum(rain.depth for d in rain)\", "
        + "source: { ref: \"S\", clause: \"式(4)\" } },",
      "rainTotal", "tables: { rain: [ [\"2020-06-01\", 20], [\"2020-06-02\", 30] ] }, expect: \"30 mm\"",
      "(rain.depth)"
    ),
    ("[", "siltMass", "expect: \"1 t\"", "(oneTonne)"),
  ])
  func `A figure that stands in a table or a parameter has not been recomputed`(
    formulas: String, name: String, body: String, told: String
  ) throws {
    let files = SamplePack.files.map {
      (
        $0.0,
        $0.1.replacing("formulas: [", with: "formulas: " + formulas).replacing(
          "formula: \"siltVolume\",", with: "formula: \"\(name)\","
        ).replacing(
          "given: { siltMass: \"3 t\", bulkDensity: \"1.35 t/m3\" }, expect: \"2.2222 m3\"", with: body
        ).replacing(exact, with: "tolerance: \"printed\"")
      )
    }
    let loaded = load(files, units: units)
    #expect(loaded.errors.count == 1, "\(loaded.errors)")
    #expect(loaded.errors.first?.message.en.contains(told) == true)
  }

  @Test func `The table has a block for each document, notes, a summary and the count at the end`() throws {
    let results = try run("2.2222 m3", "2.2232 m3")
    let method = try #require(load(SamplePack.files, units: units).method)
    let report = PackReport.describe([(method, results)], publishedOnly: true, language: .en)
    #expect(report.lines.first == "# Published accounts")
    #expect(report.lines.contains("样例规范 样〔2022〕1号"))
    let failed = try #require(report.lines.first { $0.contains("silt of three tonnes") })
    #expect(failed.contains("2.2232 m3") && failed.contains("2.2222222") && failed.contains("✗ failed"))
    #expect(report.lines.contains { $0.contains("※ a cut digit") })
    #expect(report.lines.contains { $0.contains("all") && $0.split(separator: " ").dropFirst().first == "4" })
    #expect(report.lines.last == "cases: 2 passed, 1 failed")
    #expect(report.json["packs"] == nil)
    let summary = try #require(report.json["sources"])
    #expect(summary.canonical().contains("\"failed\":1"))
  }

  @Test func `What no document prints is counted, but stands in no table`() throws {
    let results = try run(
      "expect: \"5 亿元/a\",\n      verdict: \"recorded\",\n      source: { ref: \"S\", clause: \"例4\" }",
      "expect: \"5 t\", formula: \"siltMass\", verdict: \"calculated\", tolerance: { relative: 0.1 },"
        + " source: { title: \"reckoned\", standing: \"calculation\" }")
    #expect(results[3].outcome == .failed)
    let method = try #require(load(SamplePack.files, units: units).method)
    let all = PackReport.describe([(method, results)], language: .en)
    #expect(all.lines.last == "cases: 3 passed, 1 failed")
    let published = PackReport.describe([(method, results)], publishedOnly: true, language: .en)
    #expect(published.lines.last == "cases: 3 passed, 0 failed")
    #expect(!published.lines.contains { $0.contains("a printed total") })
  }
}
