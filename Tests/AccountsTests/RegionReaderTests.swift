import Accounts
import Formula
import Law
import Testing

/// A change to the region of the tests that must be refused, and where.
struct Slip: Sendable, CustomTestStringConvertible {
  var what: String
  var from: String
  var to: String
  var code: ProblemCode
  /// Text at which the problem must stand.
  var at: String

  init(_ what: String, _ from: String, _ to: String, _ code: ProblemCode, at: String) {
    (self.what, self.from, self.to, self.code, self.at) = (what, from, to, code, at)
  }

  var testDescription: String { what }
  var text: String { Toy.region.replacing(from, with: to) }

  /// Line of the text at which the problem must stand, from 1.
  var line: Int? {
    text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.contains(at) }.map {
      $0 + 1
    }
  }
}

@Suite struct RegionReaderTests {
  private static let rain = #"rain: { layer: "r.tif", unit: "mm/a", source: { ref: "R" } }"#
  static let slips = [
    Slip("a figure without a source", rain, #"rain: { layer: "r.tif", unit: "mm/a" }"#, .source, at: "rain:"),
    Slip("a source that is not listed", rain, rain.replacing(#""R""#, with: #""Q""#), .source, at: "rain:"),
    Slip("an unknown key", rain, rain.replacing("unit", with: "unti"), .unknownKey, at: "rain:"),
    Slip("an unknown key at the top", "year: 2020", "yaer: 2020", .unknownKey, at: "yaer"),
    Slip("a key that is missing", "year: 2020,", "", .missingKey, at: "{"),
    Slip("a year out of range", "year: 2020", "year: 20200", .wrongValue, at: "20200"),
    Slip(
      "two ways at once", rain, rain.replacing("unit:", with: #"value: "1 mm/a", unit:"#), .wrongValue,
      at: "rain:"),
    Slip(
      "a table and a value at once", rain,
      #"rain: { table: "t.csv", zone: "z", column: "c", unit: "mm/a", value: "1 mm/a", "#
        + #"source: { ref: "R" } }"#,
      .wrongValue, at: "rain:"),
    Slip("no way at all", rain, #"rain: { source: { ref: "R" } }"#, .missingKey, at: "rain:"),
    Slip(
      "a detail that nobody reads", rain, rain.replacing("unit:", with: "day: \"d\", unit:"), .unknownKey,
      at: "rain:"),
    Slip("a class that is no number", #""1": "forest""#, #""one": "forest""#, .wrongValue, at: #""one""#),
    Slip("a class that is no text", #""1": "forest""#, #""1": 71"#, .wrongType, at: "71"),
    Slip(
      "classes that are mixed", #"layer: "e.tif","#, #"layer: "e.tif", resample: "bilinear","#, .wrongValue,
      at: "e.tif"),
    Slip(
      "an unknown resampling", rain, rain.replacing("unit:", with: #"resample: "cubci", unit:"#), .wrongValue,
      at: "rain:"),
    Slip(
      "a range of classes", #"layer: "e.tif","#,
      #"layer: "e.tif", range: { distribution: "normal", sd: 0.1 },"#, .unknownKey, at: "e.tif"),
    Slip(
      "a factor below nought", rain,
      rain.replacing("unit:", with: #"range: { distribution: "uniform", min: -1, max: 2 }, unit:"#),
      .wrongValue, at: "rain:"),
    Slip(
      "factors that do not hold the figure itself", rain,
      rain.replacing("unit:", with: #"range: { distribution: "uniform", min: 1.1, max: 2 }, unit:"#),
      .wrongValue, at: "rain:"),
    Slip(
      "a range of zone values that does not say what is drawn together", "\"B\": \"0.5 1\" },",
      "\"B\": \"0.5 1\" }, range: { distribution: \"normal\", sd: 0.1 },", .missingKey, at: "quota:"),
    Slip(
      "a range in a unit of another kind", rain,
      #"rain: { value: "900 mm/a", range: ["800 mm/a", "1 t"], source: { ref: "R" } }"#, .unit, at: "rain:"),
    Slip(
      "a range without units", rain,
      #"rain: { value: "900 mm/a", range: [800, 1000], source: { ref: "R" } }"#, .wrongType, at: "rain:"),
    Slip("a unit that is none", rain, rain.replacing("mm/a", with: "mmm/a"), .unit, at: "rain:"),
    Slip(
      "a band that is none", rain, rain.replacing("unit:", with: "band: 0, unit:"), .wrongValue, at: "rain:"),
    Slip(
      "a grid without zones", #"zones: { file: "zones.gpkg", code: "code", level: "village" },"#, "",
      .missingKey, at: "{"),
    Slip(
      "a rule of zones that is none", #"level: "village" }"#, #"level: "village", rule: "most" }"#,
      .wrongValue, at: "most"),
    Slip("zones without a level", #", level: "village" }"#, " }", .missingKey, at: "zones:"),
    Slip("a grid with neither file nor cells", "cell: [100, 100], ", "", .missingKey, at: "grid:"),
    Slip("an extent of three numbers", "[0, 0, 200, 200]", "[0, 0, 200]", .wrongValue, at: "grid:"),
    Slip("land twice", "inputs: {", "land: [], inputs: {", .wrongValue, at: "land:"),
    Slip("terrain from nothing", rain, #"rain: { terrain: "slope" }"#, .missingKey, at: "rain:"),
    Slip("terrain that is none", rain, #"rain: { terrain: "slop", from: "e" }"#, .wrongValue, at: "rain:"),
    Slip(
      "stations without an interpolation", rain,
      #"rain: { stations: "s.csv", x: "x", y: "y", crs: "EPSG:4326", column: "p", unit: "mm/a", "#
        + #"source: { ref: "R" } }"#,
      .missingKey, at: "rain:"),
    Slip(
      "an override without a source", "inputs: {",
      #"overrides: [ { name: "cap", value: "1 mm/a" } ], inputs: {"#, .source, at: "overrides"),
    Slip(
      "an exclusion without a reason", "inputs: {", #"excluded: [ { indicator: "fish" } ], inputs: {"#,
      .missingKey, at: "excluded"),
    Slip(
      "a formula without a source", "inputs: {", #"formulas: [ { text: "a [1] = 1" } ], inputs: {"#, .source,
      at: "formulas"),
    Slip("a name twice", rain, rain + ", " + rain, .duplicateKey, at: "rain:"),
    Slip("no JSON5", "inputs: {", "inputs: {{", .syntax, at: "inputs"),
  ]

  @Test(arguments: slips) func `A slip in the region file is refused where it stands`(slip: Slip) throws {
    #expect(slip.text != Toy.region)
    let (region, problems) = RegionReader.read(slip.text, file: "region.json5", units: try projectUnits())
    #expect(region == nil)
    let found = problems.filter { $0.code == slip.code }
    #expect(found.contains { $0.line == slip.line }, "\(problems)")
    #expect(found.allSatisfy { !$0.remedy.zh.isEmpty && !$0.remedy.en.isEmpty })
  }

  @Test func `All slips are told at once`() throws {
    let text = Toy.region.replacing("unit: \"mm/a\"", with: "unti: 3").replacing("2020", with: "\"2020\"")
    let problems = RegionReader.read(text, file: "region.json5", units: try projectUnits()).problems
    #expect(problems.count >= 2)
  }

  @Test func `A region is read as it is written`() throws {
    let (region, problems) = RegionReader.read(Toy.region, file: "region.json5", units: try projectUnits())
    let read = try #require(region, "\(problems)")
    #expect(read.priceYear == 2020)
    #expect(!read.demonstration)
    guard case .grid(let grid, let zones) = read.land else {
      Issue.record("the land is a grid")
      return
    }
    #expect(grid.frame == .extent(cell: [100, 100], bounds: [0, 0, 200, 200]))
    #expect(zones.rule == .centre)
    guard case .layer(let layer)? = read.binding(of: "ecosystem")?.binding else {
      Issue.record("the ecosystem is a layer")
      return
    }
    #expect(layer.band == 1)
    #expect(layer.classes.map(\.value) == [1, 2, 3])
    #expect(layer.classes.map(\.code) == ["forest", "marsh", "town"])
  }
}

@Suite struct StudyTests {
  private static let rain = #"rain: { layer: "r.tif", unit: "mm/a", source: { ref: "R" } }"#
  private static let trips = #"trips: { values: { "C": "11 人次/a" }, level: "county", source: { ref: "R" } }"#
  static let slips = [
    Slip("a unit that cannot be converted", rain, rain.replacing("mm/a", with: "kg"), .unit, at: "rain:"),
    Slip(
      "a layer without a unit", rain, rain.replacing(#"unit: "mm/a", "#, with: ""), .missingKey, at: "rain:"),
    Slip("a class that the pack lacks", #""1": "forest""#, #""1": "wood""#, .unknownName, at: "ecosystem:"),
    Slip(
      "numbers for a class", #"classes: { "1": "forest", "2": "marsh", "3": "town" }"#, #"unit: "1""#,
      .missingKey, at: "ecosystem:"),
    Slip(
      "finer data than a name holds", trips,
      #"trips: { layer: "t.tif", unit: "人次/a", source: { ref: "R" } }"#, .wrongType, at: "trips:"),
    Slip(
      "data for a formula", rain, rain + #", kept: { value: "1 m3/(hm2.a)", source: { ref: "R" } }"#,
      .unknownName, at: "kept:"),
    Slip("a formula that is not there", rain, #"rain: { derive: "rainOfNowhere" }"#, .formula, at: "rain:"),
    Slip(
      "an override of no parameter", "inputs: {",
      #"overrides: [ { name: "cpa", value: "1 mm/a", source: { ref: "R" } } ], inputs: {"#, .unknownName,
      at: "overrides"),
    Slip(
      "a value for an ecosystem that the pack lacks", rain,
      #"rain: { byEcosystem: { forrest: "900 mm/a" }, source: { ref: "R" } }"#, .unknownName, at: "rain:"),
    Slip(
      "a value by ecosystem in another unit", rain,
      #"rain: { byEcosystem: { forest: "900 kg" }, source: { ref: "R" } }"#, .unit, at: "rain:"),
    Slip(
      "an input in the place of a parameter", rain,
      rain + #", cap: { value: "1 mm/a", source: { ref: "R" } }"#, .wrongType, at: "cap:"),
    Slip(
      "an exclusion of no indicator", "inputs: {",
      #"excluded: [ { indicator: "fihs", why: "-" } ], inputs: {"#, .unknownName, at: "excluded"),
    Slip(
      "a table with a column that nobody knows", rain,
      rain
        + #", cpi: { rows: "c.csv", columns: { year: { column: "y" }, indx: { column: "i" } }, "#
        + #"source: { ref: "R" } }"#,
      .unknownName, at: "cpi:"),
    Slip(
      "a table with a column in another unit", rain,
      rain
        + #", cpi: { rows: "c.csv", columns: { year: { column: "y" }, "#
        + #"index: { column: "i", unit: "kg" } }, source: { ref: "R" } }"#,
      .unit, at: "cpi:"),
    Slip(
      "an override in another unit", "inputs: {",
      #"overrides: [ { name: "cap", value: "1 kg", source: { ref: "R" } } ], inputs: {"#, .unit,
      at: "overrides"),
    Slip(
      "an override of a price without its year", "inputs: {",
      #"overrides: [ { name: "waterPrice", value: "3 元/m3", source: { ref: "R" } } ], inputs: {"#,
      .missingKey, at: "overrides"),
    Slip(
      "a price year of what is no price", "inputs: {",
      #"overrides: [ { name: "cap", value: "1 mm/a", priceYear: 2020, source: { ref: "R" } } ], inputs: {"#,
      .unknownKey, at: "overrides"),
    Slip(
      "two overrides of one parameter", "inputs: {",
      #"overrides: [ { name: "cap", value: "1 mm/a", source: { ref: "R" } }, "#
        + #"{ name: "cap", value: "2 mm/a", source: { ref: "R" } } ], inputs: {"#,
      .duplicateName, at: "overrides"),
    Slip(
      "a formula with the name of a parameter", "inputs: {",
      #"formulas: [ { text: "cap [mm/a] = 2 * rain", source: { ref: "R" } } ], inputs: {"#, .duplicateName,
      at: "formulas"),
    Slip(
      "a formula with the name of a pack's formula", "inputs: {",
      #"formulas: [ { text: "kept [m3/(hm2.a)] = 2 * rain", source: { ref: "R" } } ], inputs: {"#,
      .duplicateName, at: "formulas"),
    Slip(
      "a cell of no table", "inputs: {",
      #"cells: [ { table: "keping", row: { ecosystem: "town" }, column: "share", value: "0.1 1", "#
        + #"source: { ref: "R" } } ], inputs: {"#,
      .unknownName, at: "cells"),
    Slip(
      "a cell of no row", "inputs: {",
      #"cells: [ { table: "keeping", row: { ecosystem: "town" }, column: "share", value: "0.1 1", "#
        + #"source: { ref: "R" } } ], inputs: {"#,
      .rows, at: "cells"),
    Slip(
      "a cell in another unit", "inputs: {",
      #"cells: [ { table: "keeping", row: { ecosystem: "marsh" }, column: "share", value: "1 t", "#
        + #"source: { ref: "R" } } ], inputs: {"#,
      .unit, at: "cells"),
    Slip(
      "a sum over cells of something by month", "inputs: {",
      #"formulas: [ { text: "m [mm/a] for month = sum(quota * month for c in cell) * rain", "#
        + #"source: { ref: "R" } } ], inputs: {"#,
      .formula, at: "formulas"),
  ]

  @Test(arguments: slips) func `What does not fit the pack is refused where it stands`(slip: Slip) throws {
    #expect(slip.text != Toy.region)
    let (study, problems) = try Bench().open(slip.text)
    #expect(study == nil)
    #expect(!problems.isEmpty)
    #expect(problems.contains { $0.line == slip.line }, "\(problems)")
  }

  @Test func `What nobody knows is said, and only what rests on it is left out`() throws {
    let study = try Bench().study(
      Toy.region.replacing(Self.trips, with: #"trips: { open: "nobody counted" }"#))
    #expect(study.indicators.map(\.id) == ["water", "fish", "clean"])
    #expect(study.gaps.map(\.indicator.id) == ["tourism"])
    #expect(study.gaps.first?.reasons.first?.zh.contains("nobody counted") == true)
  }

  /// Else every cell of it would be missing, without a word.
  @Test func `A figure of cells that rests on a sum over its zone is left out, and why is said`() throws {
    let fished = #"catch: { layer: "c.tif", unit: "t/a", source: { ref: "R" } },"#
    let text = Toy.region.replacing(fished, with: "").replacing(
      "inputs: {", with: #"formulas: [ { text: "catch [t/a] = capacity", source: { ref: "R" } } ], inputs: {"#
    )
    let study = try Bench().study(text)
    let gap = try #require(study.gaps.first { $0.indicator.id == "fish" })
    #expect(gap.reasons.contains { $0.en.contains("sum(cleaning for c in cell)") }, "\(gap.reasons)")
  }

  @Test func `What is missing is named with its unit`() throws {
    let study = try Bench().study(Toy.region.replacing(Self.rain + ",", with: ""))
    let gap = try #require(study.gaps.first { $0.indicator.id == "water" })
    #expect(gap.reasons.first?.en.contains("rain [mm/a]") == true, "\(gap.reasons)")
  }

  @Test func `An excluded indicator is left out with the region's reason`() throws {
    let study = try Bench().study(
      Toy.region.replacing(
        "inputs: {", with: #"excluded: [ { indicator: "fish", why: "no fish" } ], inputs: {"#))
    #expect(study.gaps.first { $0.indicator.id == "fish" }?.reasons.first?.en.contains("no fish") == true)
  }

  /// 3 yuan of 2010 at an index of 80 are 3 × 100 / 80 yuan of 2020.
  @Test func `A price of the region's own is of its own year`() throws {
    let study = try Bench().study(
      Toy.region.replacing(
        "inputs: {",
        with: #"overrides: [ { name: "waterPrice", value: "3 元/m3", priceYear: 2010, "#
          + #"source: { ref: "R" } } ], inputs: {"#))
    #expect(study.packFigures().numbers["waterPrice"] == 3)
    let kind = study.vocabulary.symbols.first { $0.name == "waterPrice" }?.kind
    guard case .number(_, priceYear: let year)? = kind else {
      Issue.record("the price is a number")
      return
    }
    #expect(year == 2010)
  }

  @Test func `A cell of a pack's table takes the region's figure and no other cell does`() throws {
    let study = try Bench().study(
      Toy.region.replacing(
        "inputs: {",
        with: #"cells: [ { table: "keeping", row: { ecosystem: "marsh" }, column: "share", value: "30 %", "#
          + #"source: { ref: "R" } } ], inputs: {"#))
    #expect(study.packFigures().tables["keeping"]?.columns["share"] == [0.5, 0.3])
  }

  @Test func `Classes may be written by their names`() throws {
    let text = Toy.region.replacing(#""1": "forest", "2": "marsh""#, with: #""1": "林", "2": "Marsh""#)
    guard case .layer(let layer)? = try Bench().study(text).region.binding(of: "ecosystem")?.binding else {
      Issue.record("the ecosystem is a layer")
      return
    }
    #expect(layer.classes.map(\.code) == ["forest", "marsh", "town"])
  }

  @Test func `An override takes the parameter's place in the parameter's unit`() throws {
    let study = try Bench().study(
      Toy.region.replacing(
        "inputs: {", with: #"overrides: [ { name: "cap", value: "1 m/a", source: { ref: "R" } } ], inputs: {"#
      ))
    #expect(study.packFigures().numbers["cap"] == 1000)
  }
}
