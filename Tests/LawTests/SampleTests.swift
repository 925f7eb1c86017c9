import Formula
import Law
import Quantities
import Testing

/// Goal: a right pack loads whole, and says what stands in it.
@Suite struct SampleTests {
  let units: UnitSystem
  init() throws { units = try projectUnits() }

  @Test func `A pack in which everything is right loads without a problem`() throws {
    let loaded = load(SamplePack.files, units: units)
    for problem in loaded.problems { print(problem) }
    #expect(loaded.problems.isEmpty)
    let method = try #require(loaded.method)
    #expect(method.packs.map(\.id) == ["index", "sample"])
    #expect(method.pack.files.map(\.name) == ["figures.json5", "pack.json5", "rules.json5"])
    #expect(method.pack.basis.zh == "参照")
    #expect(method.sense(of: "waterRetained")?.unit?.text == "m3/(hm2.a)")
    #expect(method.sense(of: "waterRetained")?.context == .cell)
    #expect(method.sense(of: "storagePrice")?.unit?.text == "元/m3")
  }

  @Test func `A dated value holds from its day until the next one`() throws {
    let method = try #require(load(SamplePack.files, units: units).method)
    let day = try Day(parsing: "2021-12-31")
    let density = try #require(method.pack.parameters.first)
    #expect(density.inForce(on: day).value == 1.35)
    #expect(density.inForce(on: try day.adding(days: 1)).value == 1.3)
    #expect(density.inForce(on: .first).value == 1.35)
    #expect(method.bindings(on: day, year: 2021, priceYear: 2021).numbers["bulkDensity"] == 1.35)
  }

  @Test func `What is open, and what does not hold yet, is missing and says why`() throws {
    let method = try #require(load(SamplePack.files, units: units).method)
    let exchange = try #require(method.pack.parameters.first { $0.name == "exchangeTimes" })
    let early = exchange.inForce(on: try Day(parsing: "2019-12-31"))
    guard case .notYet(let from) = early.state else {
      Issue.record("not refused")
      return
    }
    #expect(from.description == "2020-01-01")
    let late = exchange.inForce(on: try Day(parsing: "2020-01-01"))
    guard case .open(let why, _) = late.state else {
      Issue.record("not open")
      return
    }
    #expect(why == "each lake has its own")
    #expect(early.value.isNaN && late.value.isNaN)
  }

  @Test func `Tables become columns, with codes by index and open cells missing`() throws {
    let method = try #require(load(SamplePack.files, units: units).method)
    let bindings = method.bindings(on: .last, year: 2020, priceYear: 2020, overrides: ["bulkDensity": 1.1])
    #expect(bindings.numbers["bulkDensity"] == 1.1)
    #expect(bindings.numbers["oneYear"] == 1)
    let runoff = try #require(bindings.tables["runoff"])
    #expect(runoff.keys == [[0, 1]])
    #expect(runoff.columns["coefficient"]?.first == 0.0267)
    #expect(runoff.columns["coefficient"]?.last?.isNaN == true)
    let cover = try #require(bindings.tables["cover"])
    #expect(cover.intervals == [.init(from: 0, to: 20), .init(from: 20, to: .infinity)])
    #expect(bindings.tables["rainYears"] == nil)
  }

  @Test func `A region's formula takes the place of the input of its name`() throws {
    let method = try #require(load(SamplePack.files, units: units).method)
    let position = SourcePosition(file: "region.json5", line: 1, column: 1)
    let text = FormulaText(text: "precipitation [mm/a] = wet", position: position)
    let unit = try units.parse("mm/a")
    let wet = Symbol(name: "wet", kind: .number(unit, priceYear: nil), context: .cell)
    let extra = RegionAdditions(formulas: [text], symbols: [wet])
    let vocabulary = method.vocabulary(variants: ["storage": "full"], extra: extra)
    let (checked, errors) = CheckedFormulas.check(vocabulary, units: units)
    #expect(errors.isEmpty)
    #expect(checked?.formula("precipitation")?.reads == ["wet"])
    #expect(checked?.formula("storagePrice")?.name == "storagePriceFull")
  }

  @Test func `A derived input stands for the formula of its name`() throws {
    let method = try #require(load(SamplePack.files, units: units).method)
    let extra = RegionAdditions(derived: ["precipitation": "precipitationFromDaily"])
    let vocabulary = method.vocabulary(variants: ["storage": "half"], extra: extra)
    let (checked, errors) = CheckedFormulas.check(vocabulary, units: units)
    #expect(errors.isEmpty)
    #expect(checked?.formula("waterRetained")?.reads.contains("precipitationFromDaily") == true)
    #expect(checked?.formula("storagePrice")?.name == "storagePriceHalf")
  }

  @Test func `A region that does not choose a required variant is told, and so is a wrong choice`() throws {
    let method = try #require(load(SamplePack.files, units: units).method)
    #expect(method.problems(variants: ["storage": "full"]).isEmpty)
    #expect(method.problems(variants: [:]).map(\.name) == ["storage"])
    let wrong = method.problems(variants: ["storage": "ful", "stoage": "full"])
    #expect(wrong.map(\.name) == ["stoage", "storage"])
    #expect(wrong[0].remedy.en.contains("storage"))
    #expect(wrong[1].remedy.en.contains("full | half"))
    #expect(method.variants(readBy: "tideValue").map(\.name) == ["storage"])
    #expect(method.variants(readBy: "siltVolume").isEmpty)
  }
}
