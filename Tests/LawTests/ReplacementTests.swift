import Formula
import Law
import Testing

/// Goal: a pack may take the indicators of one that it uses, and define some of its names anew.
@Suite struct ReplacementTests {
  let units: UnitSystem
  init() throws { units = try projectUnits() }

  /// The sample with more in its head and its sections.
  private func joined(
    takes: String = "", replaces: String = "", _ sections: String = ""
  ) throws -> (pack: MethodPack?, problems: [Problem]) {
    let text = """
      {
        pack: "province", kind: "method", edition: "1", title: { zh: "省", en: "Province" },
        document: { title: "省", standing: "report" }, clausesRead: false, uses: ["sample"],
        takes: [\(takes)], replaces: [\(replaces)],
        sources: { B: { title: "省", clause: "全", standing: "report" } }, priceIndex: "cpi.index",
        \(sections)
      }
      """
    let read = [SamplePack.files, SamplePack.usedFiles, [("province/pack.json5", text)]].map {
      PackReader.read(files: $0.map { (name: $0.0, text: $0.1) }, units: units)
    }
    let packs = try read.map { try #require($0.pack, "\($0.problems)") }
    return MethodPack.join(packs, root: "province", units: units)
  }

  private static let density = """
    parameters: [ { name: "bulkDensity", unit: "t/m3", label: { zh: "容重", en: "Density" },
      values: [ { from: "always", value: 0.93, source: { ref: "B" } } ] } ],
    """

  @Test func `Indicators are taken only when the pack says so, and its own stand in the place of theirs`()
    throws
  {
    #expect(try #require(try joined().pack).indicators.isEmpty)
    let taken = try #require(try joined(takes: "\"sample\"").pack)
    let ids = taken.indicators.map(\.id)
    #expect(!ids.isEmpty && Set(ids).count == ids.count)
    let id = try #require(ids.first)
    let own = """
      indicators: [ { id: "\(id)", group: "water", class: "regulating", label: { zh: "潮", en: "Own" },
        physical: "tide", value: "tideValue", per: "zone", unit: "m3/a", source: { ref: "B" } } ],
      """
    let both = try #require(try joined(takes: "\"sample\"", own).pack)
    #expect(both.indicators.map(\.id) == ids && both.indicators[0].label.en == "Own")
  }

  @Test func `A parameter that is defined anew holds in the used pack's formulas`() throws {
    let cases = """
      cases: [ { name: "silt", formula: "siltVolume", given: { siltMass: "9.3 t" },
        expect: "10 m3", tolerance: { relative: 1e-9 }, verdict: "calculated",
        source: { title: "own", clause: "全", standing: "calculation" } } ],
      """
    let joined = try joined(replaces: "\"bulkDensity\"", Self.density + cases)
    let method = try #require(joined.pack, "\(joined.problems)")
    #expect(method.runCases(units: units).map(\.outcome) == [.passed])
  }

  @Test func `A choice that a used pack leaves to the region is settled, with the clause that settles it`()
    throws
  {
    let variant = try #require(try joined().pack?.variants.first { $0.defaultChoice == nil })
    let choice = try #require(variant.choices.last)
    func settled(_ name: String, _ id: String) throws -> (pack: MethodPack?, problems: [Problem]) {
      try joined(
        "settles: { \(name): { choice: \"\(id)\", source: { ref: \"B\", clause: \"5.2\" } } },")
    }
    let method = try #require(try settled(variant.name, choice.id).pack)
    let made = try #require(method.variants.first { $0.name == variant.name })
    #expect(made.defaultChoice == choice.id && made.source.clause == "5.2")
    #expect(method.problems(variants: [:]).isEmpty)
    let sheet = PackSheet.describe(method, language: .en).lines
    #expect(sheet.contains { $0.contains("\(variant.name)") && $0.contains("= \(choice.id)") })
    for (name, id) in [(variant.name, "nowhere"), ("nothing", choice.id)] {
      #expect(try settled(name, id).problems.map(\.code) == [.uses])
    }
  }

  @Test func `What is not there cannot be replaced or taken, and a name without replaces is refused`() throws
  {
    #expect(try joined(Self.density).problems.map(\.code).contains(.duplicateName))
    for (takes, replaces, sections) in [
      ("", "\"bulkDensity\"", ""), ("", "\"ownDensity\"", Self.density.replacing("bulk", with: "own")),
      ("\"index\"", "", ""),
    ] {
      let joined = try joined(takes: takes, replaces: replaces, sections)
      #expect(joined.pack == nil && joined.problems.map(\.code) == [.uses], "\(joined.problems)")
    }
  }
}
