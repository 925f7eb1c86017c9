import Formula
import Law
import Testing

/// Goal: a region decides what moves its figures, and is not asked about what was only borrowed.
@Suite struct BorrowedVariantTests {
  let units: UnitSystem
  init() throws { units = try projectUnits() }

  /// A pack that uses the sample, with one indicator of the given value.
  private func borrower(value: String) throws -> MethodPack {
    let text = """
      {
        pack: "borrower", kind: "method", edition: "1", title: { zh: "借", en: "Borrower" },
        document: { title: "借", standing: "report" }, clausesRead: false, uses: ["sample"],
        sources: { B: { title: "借", clause: "全", standing: "report" } }, priceIndex: "cpi.index",
        formulas: [ { text: "plainValue [元/a] = tide * reprice(storageCost)", source: { ref: "B" } } ],
        indicators: [ { id: "own", group: "water", class: "regulating", label: { zh: "潮", en: "Tide" },
          physical: "tide", value: "\(value)", per: "zone", unit: "m3/a", source: { ref: "B" } } ],
      }
      """
    let read = [SamplePack.files, SamplePack.usedFiles, [("borrower/pack.json5", text)]].map {
      PackReader.read(files: $0.map { (name: $0.0, text: $0.1) }, units: units)
    }
    let packs = try read.map { try #require($0.pack, "\($0.problems)") }
    let joined = MethodPack.join(packs, root: "borrower", units: units)
    return try #require(joined.pack, "\(joined.problems)")
  }

  @Test func `A choice of a used pack is not asked for when no figure hangs on it`() throws {
    #expect(try borrower(value: "plainValue").problems(variants: [:]).isEmpty)
  }

  @Test func `A choice of a used pack is asked for when a figure hangs on it`() throws {
    #expect(try borrower(value: "tideValue").problems(variants: [:]).map(\.name) == ["storage"])
  }

  @Test func `A code in a case may begin with a digit, as land classes do`() throws {
    let files = SamplePack.files.map { name, text in
      (
        name,
        text.replacing("\"forest\"", with: "\"0301\"").replacing(
          "given: { oneYear: \"1 a\" }", with: "given: { oneYear: \"1 a\", ecosystem: \"0301\" }")
      )
    }
    let loaded = load(files, units: units)
    let results = try #require(loaded.method, "\(loaded.problems)").runCases(units: units)
    #expect(results[1].outcome == .passed)
  }

  @Test func `A figure without its unit is refused in a case`() {
    let files = SamplePack.files.map { ($0.0, $0.1.replacing("siltMass: \"3 t\"", with: "siltMass: \"3\"")) }
    #expect(load(files, units: units).errors.map(\.code) == [.wrongType])
  }
}
