import Accounts
import Law
import Testing

/// Goal: what a pack says must not be added is found in an account that adds it, and in no other.
@Suite struct OverlapTests {
  private static func figures(_ more: String = "") -> String {
    Toy.figures.replacing(
      "tables: [",
      with: """
        doubleCounts: [ { name: "wet", label: { zh: "水与鱼", en: "Water and fish" }, first: ["water"],
          second: ["fish", "tourism"], \(more) source: { ref: "S" } } ], tables: [
        """)
  }

  private static let drawing = Toy.ranged(
    overrides: Toy.price("waterPrice", "2 元/m3", #"["1 元/m3", "3 元/m3"]"#))

  private func totals(_ text: String) throws -> [Account.IndicatorTotal] {
    let bench = try DrawBench(text, figures: Self.figures(), count: 2)
    return try bench.anew([2]).indicators
  }

  /// Water is worth 1 100 000 元, fish 20 and trips 77: no more than 97 can be counted twice.
  @Test func `The smaller side is at stake, and both are named`() throws {
    let study = try Bench(figures: Self.figures()).study()
    let overlap = try #require(OverlapCheck(study).overlaps(try totals(Self.drawing)).first)
    #expect(overlap.amount == 97)
    #expect(overlap.first == ["water"] && overlap.second == ["fish", "tourism"])
    #expect(overlap.remedyEn.contains("excluded"))
  }

  @Test func `Leaving one side out settles it`() throws {
    let bench = try Bench(figures: Self.figures())
    let text = Toy.region.replacing(
      "pack: \"toy\",", with: "pack: \"toy\", excluded: [ { indicator: \"water\", why: \"-\" } ],")
    #expect(OverlapCheck(try bench.study(text)).overlaps(try totals(Self.drawing)).isEmpty)
  }

  @Test func `An indicator that is not there refuses the pack`() throws {
    let units = try projectUnits()
    let files = [
      ("pack.json5", Toy.head), ("rules.json5", Toy.rules),
      ("figures.json5", Self.figures().replacing("\"tourism\"]", with: "\"torism\"]")),
    ]
    let read = PackReader.read(files: files.map { (name: $0.0, text: $0.1) }, units: units)
    let problems = MethodPack.join([try #require(read.pack)], root: "toy", units: units).problems
    #expect(problems.contains { $0.message.en.contains("torism") && $0.remedy.en.contains("tourism") })
  }

  @Test func `A choice that is not there refuses the pack`() throws {
    let units = try projectUnits()
    let figures = Self.figures("leaveOut: [ { variant: \"waterBy\", choice: \"left-out\" } ],")
    let files = [("pack.json5", Toy.head), ("rules.json5", Toy.rules), ("figures.json5", figures)]
    let read = PackReader.read(files: files.map { (name: $0.0, text: $0.1) }, units: units)
    let problems = MethodPack.join([try #require(read.pack)], root: "toy", units: units).problems
    #expect(problems.contains { $0.message.en.contains("waterBy") })
  }
}
