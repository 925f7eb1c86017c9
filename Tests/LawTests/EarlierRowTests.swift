import Formula
import Law
import Testing

/// Goal: a formula reads the row of the year before, as docs/formula-language.md says.
/// Expected: of 100, 130 and 125 m3 the change to 2020 is −5 and the largest is 30, by hand.
@Suite struct EarlierRowTests {
  private static let pack = """
    { pack: "stock", kind: "method", edition: "1", title: { zh: "存量", en: "Stock" },
      document: { title: "样例", standing: "report" }, clausesRead: true,
      sources: { own: { title: "own", standing: "calculation" },
        S: { title: "样例", clause: "1", standing: "report" } },
      tables: [ { name: "stock", label: { zh: "存量", en: "Stock" }, keys: [ { name: "year", number: true } ],
        columns: [ { name: "volume", unit: "m3" } ], source: { ref: "S" },
        rows: [ [2018, 100], [2019, 130], [2020, 125] ] } ],
      formulas: [
        { text: "change [m3] = lookup(stock.volume, year) - lookup(stock.volume, year - 1)",
          source: { ref: "S" } },
        { text: "largest [m3] = max(stock.volume - lookup(stock.volume, stock.year - 1) for s in stock)",
          source: { ref: "S" } },
      ],
      cases: [
        { name: "2020", formula: "change", year: 2020, expect: "-5 m3", tolerance: { relative: 1e-9 },
          verdict: "calculated", source: { ref: "own" } },
        { name: "largest", formula: "largest", expect: "30 m3", tolerance: { relative: 1e-9 },
          verdict: "calculated", source: { ref: "own" } },
        { name: "before the first", formula: "change", year: 2018, expect: null, verdict: "calculated",
          source: { ref: "own" } },
      ] }
    """

  @Test func `The row of the year before is read by its key, and before the first there is none`() throws {
    let units = try projectUnits()
    let read = PackReader.read(files: [(name: "pack.json5", text: Self.pack)], units: units)
    let joined = MethodPack.join([try #require(read.pack, "\(read.problems)")], root: "stock", units: units)
    let method = try #require(joined.pack, "\(joined.problems)")
    #expect(method.runCases(units: units).map(\.outcome) == [.passed, .passed, .passed])
  }
}
