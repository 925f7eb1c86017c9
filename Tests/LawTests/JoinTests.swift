import Formula
import Law
import Testing

/// Goal: what goes wrong between packs and files is told, all of it, at its place.
@Suite struct JoinTests {
  let units: UnitSystem
  init() throws { units = try projectUnits() }

  private func changed(_ old: String, _ new: String) -> [(String, String)] {
    SamplePack.files.map { ($0.0, $0.1.replacing(old, with: new)) }
  }

  @Test func `All faults of a pack are told at once, also those of other files`() {
    let files = changed("clausesRead: false,", "clausesRead: 1, x: 2,").map { name, text in
      (
        name,
        text.replacing("value: 6.1107", with: "value: '6'").replacing("per: \"area\"", with: "per: \"a\"")
      )
    }
    let loaded = load(files, units: units)
    #expect(loaded.method == nil)
    #expect(loaded.errors.map(\.file) == ["pack.json5", "pack.json5", "figures.json5", "rules.json5"])
    #expect(loaded.errors.map(\.code) == [.unknownKey, .wrongType, .wrongType, .wrongValue])
  }

  @Test func `One wrong unit in a formula is refused with the place and both units`() throws {
    let files = changed("siltMass / bulkDensity", "siltMass * bulkDensity")
    let problem = try #require(load(files, units: units).errors.first)
    #expect(problem.position == SourcePosition(file: "rules.json5", line: 24, column: 32))
    #expect(problem.path == "formulas[5].text")
    #expect(problem.message.en.contains("m3") && problem.message.en.contains("t2/m3"))
    #expect(problem.message.zh.contains("m3") && problem.message.zh.contains("t2/m3"))
  }

  @Test func `A fault in a formula over several lines is found on its line`() throws {
    let files = changed("siltMass / bulkDensity", "siltMass \\\n   / bulkDensty")
    let problem = try #require(load(files, units: units).errors.first)
    #expect(problem.position == SourcePosition(file: "rules.json5", line: 25, column: 6))
    #expect(problem.remedy.en.contains("bulkDensity"))
  }

  @Test func `Packs that use each other are refused`() throws {
    let index = SamplePack.index.replacing(
      "clausesRead: true,", with: "clausesRead: true, uses: [\"sample\"],")
    let used = try #require(
      PackReader.read(files: [(name: "index/pack.json5", text: index)], units: units).pack)
    let files = SamplePack.files.map { (name: $0.0, text: $0.1) }
    let root = try #require(PackReader.read(files: files, units: units).pack)
    let joined = MethodPack.join([root, used], root: "sample", units: units)
    #expect(joined.pack == nil)
    #expect(joined.problems.map(\.code) == [.uses])
    #expect(joined.problems[0].message.en.contains("sample → index → sample"))
    #expect(joined.problems[0].position == SourcePosition(file: "index/pack.json5", line: 3, column: 76))
  }

  @Test func `A pack without its head, and one that nobody has, are refused`() throws {
    let files = [(name: "p/figures.json5", text: "{}"), (name: "p/README.md", text: "not read")]
    let read = PackReader.read(files: files, units: units)
    #expect(read.pack == nil)
    #expect(read.problems.map(\.position) == [SourcePosition(file: "p/pack.json5", line: 1, column: 1)])
    #expect(MethodPack.join([], root: "cn", units: units).problems.map(\.code) == [.uses])
  }

  @Test func `A gap between intervals is a warning and the pack still loads`() throws {
    let loaded = load(changed("{ from: 20 }", "{ from: 25 }"), units: units)
    #expect(loaded.method != nil)
    #expect(loaded.problems.map(\.severity) == [.warning])
    #expect(loaded.problems[0].message.en.contains("20 to 25"))
  }

  @Test func `A choice may be a parameter, and formulas read its value`() throws {
    let files = changed("formula: \"storagePriceHalf\"", "formula: \"priceNow\"").map { name, text in
      (
        name,
        text.replacing(
          "    { name: \"deposited\"",
          with: """
            { name: "priceNow", label: { zh: "价", en: "Price" }, unit: "元/m3", priceYear: 2010,
              values: [ { from: "always", value: 4, source: { ref: "S", clause: "表9" } } ] },
            { name: "deposited"
            """)
      )
    }
    let full = files.map { name, text in
      (
        name,
        text.replacing("formula: \"storagePriceFull\"", with: "formula: \"storageCost\"")
          .replacing("waterRetained * storagePrice", with: "waterRetained * reprice(storagePrice)")
          .replacing("tide * storagePrice", with: "tide * reprice(storagePrice)")
          .replacing("expect: \"48 元/a\"", with: "expect: \"48 元/a\"")
      )
    }
    let loaded = load(full, units: units)
    #expect(loaded.errors.isEmpty, "\(loaded.errors)")
    let vocabulary = try #require(loaded.method).vocabulary(variants: ["storage": "half"])
    let (checked, errors) = CheckedFormulas.check(vocabulary, units: units)
    #expect(errors.isEmpty)
    #expect(checked?.formula("storagePrice")?.reads == ["priceNow"])
  }

  @Test func `The reader takes a key of its own for a problem, with the nearest key`() throws {
    let node = try parseJSON5("{ regoin: 1, year: 2000 }", file: "region.json5")
    let session = ReadingSession(units: units)
    let form = try #require(Reader(node, session: session).form(required: ["region"], optional: ["year"]))
    #expect(form["year"]?.integer(in: 1...9999) == 2000)
    #expect(session.problems.map(\.code) == [.unknownKey, .missingKey])
    #expect(session.problems[0].description.contains("region.json5:1:3: 没有“regoin”这个键"))
    #expect(session.problems[0].description.contains("did you mean region?"))
  }
}
