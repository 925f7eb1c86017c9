import Formula
import Law
import Testing

/// Goal: whatever docs/pack-format.md refuses is refused, at its place.
/// Method: one thing of the right sample is made wrong; exactly one error must come, where the mark stands.
@Suite struct RefusalTests {
  let units: UnitSystem
  init() throws { units = try projectUnits() }

  private func check(_ refusal: Refusal) throws {
    let (files, position) = try #require(refusal.applied())
    let loaded = load(files, units: units)
    #expect(loaded.method == nil)
    let all = loaded.errors.map(\.description).joined(separator: "\n")
    #expect(loaded.errors.count == 1 + refusal.followers, "\(all)")
    let found = loaded.errors.first { $0.position == position && $0.code == refusal.code }
    let problem = try #require(found, "\(position) \(refusal.code):\n\(all)")
    for words in refusal.words {
      #expect((problem.message.en + " " + problem.remedy.en).contains(words), "\(problem)")
    }
    #expect(!problem.remedy.zh.isEmpty && !problem.remedy.en.isEmpty)
    #expect(problem.excerpt?.contains("^") == true)
  }

  @Test(arguments: [
    Refusal(
      "clausesRead: false,", "clausesRead: false, ‸clauseRead: true,", .unknownKey, "did you mean clausesRead"
    ),
    Refusal("clausesRead: false,", "clausesRead: false, ‸zzz: true,", .unknownKey, "the keys here are"),
    Refusal(
      "edition: \"2022\",", "edition: \"2022\", ‸edition: \"2023\",", .duplicateKey, "line 3, column 35"),
    Refusal("clausesRead: false,", "clausesRead: ‸\"no\",", .wrongType, "true or false"),
    Refusal("kind: \"method\"", "kind: ‸\"scheme\"", .wrongValue, "method"),
    Refusal("uses: [\"index\"]", "uses: [‸\"indx\", \"index\"]", .uses, "did you mean index"),
    Refusal("uses: [\"index\"]", "uses: [\"index\", ‸\"sample\"]", .uses, "sample → sample"),
    Refusal("\"cpi.index\"", "‸\"cpi\"", .wrongValue, "table.column"),
    Refusal("\"cpi.index\"", "‸\"cpi.indx\"", .unknownName, "did you mean index", followers: 1),
    Refusal("\"cpi.index\"", "‸\"runoff.coefficient\"", .rows, "one key year"),
    Refusal("title: { zh: \"样例\", en: \"Sample\" }", "title: ‸{ zh: \"样例\" }", .missingKey, "\"en\""),
    Refusal("pack: \"sample\", ", "pack: \"sam‸ ple\", ", .wrongValue, "letters, digits, - and _"),
    Refusal("// A sample.\n{\n  pack: \"sample\", kind", "// A sample.\n‸{\n  kind", .missingKey, "\"pack\""),
  ])
  func `A wrong head of a pack is refused`(refusal: Refusal) throws { try check(refusal) }

  @Test(arguments: [
    Refusal(
      "{ from: \"always\", value: 6.1107, source: { ref: \"S\", clause: \"表2\" } }",
      "‸{ from: \"always\", value: 6.1107 }", .source, "title, number, clause, standing"),
    Refusal("source: { ref: \"S\", clause: \"表2\" }", "source: ‸{ ref: \"S\" }", .source, "lacks \"clause\""),
    Refusal(
      "source: { ref: \"S\", clause: \"表2\" }", "source: { ref: ‸\"SS\", clause: \"表2\" }", .source,
      "did you mean S"),
    Refusal(
      "source: { ref: \"S\", clause: \"表2\" }", "source: ‸{ clause: \"表2\", standing: \"law\" }", .source,
      "lacks \"title\""),
    Refusal(
      "source: { ref: \"S\", clause: \"表2\" }", "source: ‸{ title: \"甲\", clause: \"表2\" }", .source,
      "lacks \"standing\""),
    Refusal(
      "source: { ref: \"S\", clause: \"表2\" }",
      "source: { title: \"甲\", clause: \"表2\", standing: ‸\"norm\" }", .wrongValue, "law | standard | plan"),
    Refusal(
      "source: { ref: \"S\", clause: \"表2\" }",
      "source: ‸{ ref: \"S\", clause: \"表2\", by: \"me\" }", .source, "for an assumption only"),
    Refusal(
      "by: \"a tester\", on: \"2024-05-06\"", "by: \"a tester\", on: ‸\"2024-02-30\"", .wrongValue,
      "2022-03-31"),
    Refusal(
      "{ standing: \"assumption\", by: \"a tester\", on:", "‸{ standing: \"assumption\", on:", .source,
      "lacks \"by\""),
    Refusal(
      "{ standing: \"assumption\", by: \"a tester\", on: \"2024-05-06\",",
      "‸{ standing: \"assumption\", by: \"a tester\",", .source, "lacks \"on\""),
    Refusal(
      "{ standing: \"assumption\", by: \"a tester\", on: \"2024-05-06\",\n        why: \"to have one\" }",
      "‸{ standing: \"assumption\", by: \"a tester\", on: \"2024-05-06\" }", .source, "lacks \"why\""),
    Refusal(
      "default: 1,\n      source: { ref: \"S\", clause: \"注\" } }", "default: ‸1 }", .source, "own default"),
  ])
  func `A figure whose source is absent or says too little is refused`(refusal: Refusal) throws {
    try check(refusal)
  }

  @Test(arguments: [
    Refusal("{ from: \"always\", value: 6.1107,", "‸{ value: 6.1107,", .dates, "undated", "from: \"always\""),
    Refusal(
      "{ from: \"always\", value: 6.1107,", "{ from: ‸\"2022\", value: 6.1107,", .wrongValue, "2022-03-31"),
    Refusal(
      "{ from: \"2022-01-01\", value: 1.3,", "{ from: ‸\"always\", value: 1.3,", .dates,
      "same day stands twice"),
    Refusal(
      "value: 1.3, source: { ref: \"S\", clause: \"式(2)\" } }",
      "value: 1.3, source: { ref: \"S\", clause: \"式(2)\" } },"
        + "{ from: ‸\"2021-01-01\", value: 1, source: { ref: \"S\", clause: \"式(2)\" } }",
      .dates, "not in their order"),
    Refusal("value: 6.1107,", "value: 6.1107, open: ‸\"?\",", .wrongValue, "only one of value | open"),
    Refusal("{ from: \"always\", value: 6.1107,", "‸{ from: \"always\",", .missingKey, "value | open"),
    Refusal("value: 6.1107,", "value: ‸\"6.1107\",", .wrongType, "a number is expected"),
    Refusal("range: [1.25, 1.35]", "range: ‸[1.35, 1.25]", .wrongValue, "the lower first"),
    Refusal("range: [1.25, 1.35]", "range: ‸[1.25, 1.3]", .wrongValue, "outside of the range"),
    Refusal("range: [1.25, 1.35]", "range: ‸{ min: 1, max: 2 }", .missingKey, "distribution"),
    Refusal(
      "range: [1.25, 1.35]", "range: { distribution: ‸\"gauss\", sd: 1 }", .wrongValue,
      "triangular | normal"),
    Refusal(
      "range: [1.25, 1.35]", "range: ‸{ distribution: \"uniform\", min: 1 }", .missingKey, "wants \"max\""),
    Refusal(
      "range: [1.25, 1.35]", "range: { distribution: \"uniform\", min: 1, max: 2, sd: ‸1 }", .unknownKey,
      "means nothing"),
    Refusal(
      "range: [1.25, 1.35]", "range: { distribution: \"normal\", sd: ‸0 }", .wrongValue, "sd is above 0"),
    Refusal(
      "range: [1.25, 1.35]", "range: ‸{ distribution: \"normal\", sd: 1, min: 2 }", .wrongValue,
      "outside of the range"),
    Refusal(
      "range: [1.25, 1.35]", "range: ‸{ distribution: \"lognormal\", sd: 1, min: -1 }", .wrongValue,
      "above 0"),
    Refusal(
      "range: [1.25, 1.35]", "range: { distribution: \"normal\", sd: 1, drawnWith: \"a‸ b\" }", .wrongValue,
      "cannot stand in the name"),
    Refusal(
      "values: [ { from: \"always\", value: 6.1107, source: { ref: \"S\", clause: \"表2\" } } ]",
      "values: ‸[ ]", .dates, "no value"),
    Refusal("unit: \"元/m3\", priceYear: 2010", "unit: ‸\"元/m3\"", .unit, "year of its prices"),
    Refusal("unit: \"t/m3\",", "unit: \"t/m3\", priceYear: ‸2010,", .unit, "without 元"),
    Refusal("unit: \"t/m3\",", "unit: \"‸t/cubit\",", .unit, "cubit"),
    Refusal(
      "unit: \"元/m3\", priceYear: 2010", "unit: \"元/m3\", priceYear: ‸201", .wrongValue, "1900 to 2200"),
    Refusal("{ name: \"exchangeTimes\"", "‸{ name: \"sum\"", .init(rawValue: "formula.reserved-name"), "sum"),
    Refusal("name: \"bulkDensity\"", "name: \"‸1bulk\"", .wrongValue, "not beginning with a digit"),
    Refusal("name: \"storageCost\"", "name: \"sto‸-cost\"", .wrongValue, "cannot stand in the name"),
    Refusal("label: { zh: \"库容造价\", en: \"Storage cost\" }", "label: ‸\"cost\"", .wrongType, "an object"),
  ])
  func `A parameter that is undated, without unit or out of order is refused`(refusal: Refusal) throws {
    try check(refusal)
  }

  @Test(arguments: [
    Refusal("[\"forest\", 0.0267]", "‸[\"forest\", 0.0267, 1, 2]", .rows, "4 elements, not 2"),
    Refusal("[\"forest\", 0.0267]", "‸[\"forest\"]", .rows, "1 elements, not 2"),
    Refusal("[\"forest\", 0.0267]", "[‸\"forrest\", 0.0267]", .unknownName, "did you mean forest"),
    Refusal("[\"forest\", 0.0267]", "[‸7, 0.0267]", .wrongType, "a text"),
    Refusal("[\"forest\", 0.0267]", "[\"forest\", ‸\"0.0267\"]", .wrongType, "a number"),
    Refusal(
      "[\"forest\", 0.0267],", "[\"forest\", 0.0267], ‸[\"forest\", 0.02],", .rows, "the keys of the row at"),
    Refusal(
      "[{ from: 0, to: 20 }, \"forest\", 0.1, { ref: \"S\", clause: \"表5\" }]",
      "‸[{ from: 0, to: 20 }, \"forest\", 0.1]", .source, "neither the table nor the row"),
    Refusal("[{ from: 20 }, \"forest\"", "‸[{ from: 10 }, \"forest\"", .rows, "overlaps the row at"),
    Refusal("[{ from: 20 }, \"forest\"", "[‸{ from: 20, to: 20 }, \"forest\"", .rows, "does not begin below"),
    Refusal(
      "code: \"ecosystem\" } ], columns: [ { name: \"factor\"",
      "code: ‸\"ecosytem\" } ], columns: [ { name: \"factor\"",
      .unknownName, "did you mean ecosystem"),
    Refusal(
      "{ name: \"coefficient\", unit: \"1\" }",
      "{ name: \"coefficient\", unit: \"1\" }, ‸{ name: \"ecosystem\", unit: \"1\" }",
      .duplicateName, "stands twice", followers: 2),
    Refusal(
      "{ id: \"marsh\",", "{ id: \"marsh\", zh: \"甲\", en: \"A\" }, ‸{ id: \"forest\",", .duplicateName,
      "stands twice"),
    Refusal("name: \"share\", unit: \"%\"", "name: \"share\", unit: \"‸%%x\"", .unit),
  ])
  func `A table whose rows do not fit is refused`(refusal: Refusal) throws { try check(refusal) }

  @Test(arguments: [
    Refusal(
      "unit: \"mm/a\", context: \"cell\"", "unit: \"mm/a\", context: ‸\"cel\"", .wrongValue,
      "cell | zone | region"),
    Refusal(
      "{ name: \"tide\", label: { zh: \"潮\", en: \"Tide\" }, unit: \"m3/a\", context: \"zone\",",
      "‸{ name: \"tide\", label: { zh: \"潮\", en: \"Tide\" }, unit: \"m3/a\",", .missingKey,
      "context"),
    Refusal(
      "resample: \"bilinear\"", "resample: ‸\"cubic\"", .wrongValue, "nearest | bilinear | average | mode"),
    Refusal(
      "plausible: { min: 0, max: 8000", "plausible: ‸{ min: 9000, max: 8000", .wrongValue,
      "min is above max"),
    Refusal(
      "[\"precipitationFromDaily\"]", "[‸\"precipitationFromDaly\"]", .unknownName,
      "did you mean precipitationFromDaily"),
    Refusal("[\"precipitationFromDaily\"]", "[‸\"siltVolume\"]", .unit, "m3", "mm/a"),
    Refusal(
      "code: \"ecosystem\", context", "unit: \"1\", code: ‸\"ecosystem\", context", .wrongValue,
      "only one of unit | code | table"),
    Refusal(
      "code: \"ecosystem\", context", "code: ‸\"ecosytem\", context", .unknownName, "did you mean ecosystem",
      followers: 1),
    Refusal(
      "{ name: \"rainIsPlausible\"", "‸{ name: \"siltMass\"", .duplicateName, "rules.json5:25:5", followers: 1
    ),
    Refusal("atLeast: 0.95", "atLeast: ‸95", .wrongValue, "0.95"),
    Refusal(
      "rule: \"waterRetained <= precipitation\"", "rule: \"waterRetained <= ‸tide\"", Self.mismatch,
      "m3/(hm2.a)", "m3/a"),
  ])
  func `An input or check that does not fit is refused`(refusal: Refusal) throws { try check(refusal) }

  @Test(arguments: [
    Refusal("siltMass / bulkDensity", "siltMass + ‸bulkDensity", Self.mismatch, "t and t/m3"),
    Refusal(
      "siltVolume [m3] = siltMass / bulkDensity", "siltVolume [hm2] = ‸siltMass / bulkDensity", Self.mismatch,
      "hm2", "m3"),
    Refusal("siltVolume [m3]", "siltVolume ‸[m33x]", .init(rawValue: "formula.unknown-unit"), "m33x"),
    Refusal(
      "oneTonne * deposited", "oneTonne * ‸depsited", .init(rawValue: "formula.unknown-name"), "deposited"),
    Refusal(
      "siltVolume [m3] = siltMass / bulkDensity",
      "‸siltVolume [m3] = siltMass / bulkDensity + 0 * siltVolume",
      .init(rawValue: "formula.cycle"), "siltVolume → siltVolume"),
    Refusal("oneTonne * deposited", "oneTonne * ‸* deposited", .init(rawValue: "formula.syntax")),
    Refusal("[m3] = siltMass / bulkDensity", "‸= siltMass / bulkDensity", .formula, "name [unit] ="),
    Refusal(
      "6.112 * exp(17.62 / 243.12)", "‸oneTonne * exp(17.62 / 243.12)", .init(rawValue: "formula.empirical")),
    Refusal(
      "sum(rain.depth for d in rain)", "sum(‸rain.depht for d in rain)",
      .init(rawValue: "formula.unknown-name")),
    Refusal("rain.depth > 0 * rain.depth", "rain.depth > ‸oneTonne", Self.mismatch),
  ])
  func `A formula that does not come out is refused`(refusal: Refusal) throws { try check(refusal) }

  @Test(arguments: [
    Refusal("required: true,", "required: ‸false,", .variant, "has a default"),
    Refusal("required: true,", "default: ‸\"ful\",", .variant, "full | half"),
    Refusal("required: true,", "required: true, default: ‸\"full\",", .wrongValue, "only one of"),
    Refusal(
      "formula: \"storagePriceHalf\"", "formula: ‸\"storagePriceHlf\"", .unknownName,
      "did you mean storagePriceHalf"),
    Refusal("formula: \"storagePriceHalf\"", "formula: ‸\"bulkDensity\"", .variant, "t/m3", "元/m3"),
    Refusal(
      "id: \"half\", formula: \"storagePriceHalf\"", "id: \"half\", formula: ‸\"storageCost\"", .variant,
      "prices of 2010"),
    Refusal("{ id: \"half\", formula", "‸{ id: \"full\", formula", .duplicateName, "stands twice"),
  ])
  func `A variant whose choices do not agree is refused`(refusal: Refusal) throws { try check(refusal) }

  @Test(arguments: [
    Refusal(
      "physical: \"waterRetained\"", "physical: ‸\"waterRetaind\"", .unknownName, "did you mean waterRetained"
    ),
    Refusal("physical: \"waterRetained\"", "physical: ‸\"siltMass\"", .indicator, "t per area", "m3/a"),
    Refusal("value: \"waterRetainedValue\"", "value: ‸\"waterRetained\"", .indicator, "元/a"),
    Refusal("per: \"area\", unit", "per: ‸\"hectare\", unit", .wrongValue, "area | cell | zone | none"),
    Refusal(
      "per: \"area\", unit", "per: \"area\", level: ‸\"county\", unit", .indicator, "per: \"zone\" only"),
    Refusal("share: \"precipitation\"", "share: ‸\"runoff\"", .unknownName),
    Refusal(
      "class: \"regulating\", label: { zh: \"潮\"", "class: ‸\"regulation\", label: { zh: \"潮\"", .wrongValue),
    Refusal("value: \"tideValue\"", "value: ‸\"waterRetainedValue\"", .indicator, "元/(hm2.a)", followers: 1),
  ])
  func `An indicator whose figures do not come out is refused`(refusal: Refusal) throws { try check(refusal) }

  @Test(arguments: [
    Refusal("formula: \"siltVolume\"", "formula: ‸\"siltVolum\"", .unknownName, "did you mean siltVolume"),
    Refusal(
      "given: { siltMass: \"3 t\"", "given: { siltMas: ‸\"3 t\"", .unknownName, "did you mean siltMass"),
    Refusal("siltMass: \"3 t\"", "siltMass: ‸\"3 m\"", .unit, "m does not convert to t"),
    Refusal("siltMass: \"3 t\"", "siltMass: ‸3", .wrongType, "a quantity with its unit"),
    Refusal("siltMass: \"3 t\"", "siltMass: ‸\"3\"", .wrongType, "number, blank, unit"),
    Refusal("siltMass: \"3 t\"", "siltMass: \"3 ‸tx\"", .unit, "tx"),
    Refusal("siltMass: \"3 t\"", "siltMass: ‸\"forest\"", .wrongType, "a quantity in t"),
    Refusal(
      "expect: \"2.2222 m3\"", "expect: ‸\"2.2222 kg\"", .unit, "kg does not convert to m3", followers: 1),
    Refusal("absolute: \"0.0001 m3\"", "absolute: ‸\"-1 m3\"", .wrongValue, "not negative"),
    Refusal("choose: { storage: \"half\" }", "choose: { storage: ‸\"haf\" }", .workedCase, "full | half"),
    Refusal(
      "choose: { storage: \"half\" }", "choose: { storag: ‸\"half\" }", .unknownName, "did you mean storage",
      followers: 1),
    Refusal(
      "{ name: \"half the price\", formula: \"tideValue\", choose: { storage: \"half\" },",
      "‸{ name: \"half the price\", formula: \"tideValue\",", .workedCase,
      "does not choose the variant storage"),
    Refusal(
      "given: { siltMass: \"3 t\", bulkDensity: \"1.35 t/m3\" }, expect: \"2.2222 m3\"",
      "given: { siltMass: \"3 t\", siltVolume: \"2222.2 L\" }, expect: ‸\"2.2222 m3\"",
      .workedCase, "stands among the inputs (siltVolume)"),
    Refusal(
      "tables: { rain: [ [\"2020-06-01\", 20]", "tables: { rain: [ [‸\"2020-06-31\", 20]", .wrongValue,
      "2022-03-31"),
    Refusal(
      "tables: { rain: [ [\"2020-06-01\", 20]", "tables: { rain: [ ‸[\"2020-06-01\"]", .rows,
      "1 elements, not 2"),
    Refusal(
      "tables: { rain: [ [\"2020-06-01\", 20], ", "tables: { rain: [ [\"2020-06-02\", 20], ‸", .rows,
      "the keys of the row at"),
    Refusal("tables: { rain: [", "tables: { rainn: ‸[", .unknownName, "did you mean rain", followers: 1),
    Refusal(
      "expect: \"5 亿元/a\",", "expect: \"5 亿元/a\", tolerance: ‸{ relative: 0.1 },",
      .workedCase, "recorded case has no"),
    Refusal(
      "{ name: \"half the price\", formula: \"tideValue\", choose: { storage: \"half\" }, priceYear: 2020,",
      "‸{ name: \"half the price\", priceYear: 2020,",
      .workedCase, "lacks \"formula\""),
    Refusal(
      "{ name: \"silt of three tonnes\", formula: \"siltVolume\"", "‸{ name: \"silt of three tonnes\"",
      .workedCase, "lacks \"formula\""),
    Refusal(
      "tolerance: { absolute: \"0.0001 m3\"", "tolerance: ‸{ absolute: \"0.0001 t\"",
      .unit, "t does not convert to m3"),
    Refusal(
      "tolerance: { absolute: \"0.0001 m3\", why: \"a cut digit\" }", "tolerance: ‸{ relative: 0.01 }",
      .workedCase, "from its printed digits"),
    Refusal("tolerance: \"printed\"", "tolerance: ‸\"exact\"", .wrongValue, "printed"),
    Refusal(
      "printed: [\"rain.depth\"]", "printed: [‸\"rain.depht\"]", .unknownName, "did you mean rain.depth"),
    Refusal(
      "verdict: \"recorded\",", "verdict: ‸\"calculated\",", .workedCase, "a document, not a calculation",
      followers: 2),
    Refusal(
      "verdict: \"recorded\",\n      source: { ref: \"S\", clause: \"例4\" }",
      "verdict: ‸\"recorded\", source: { title: \"reckoned\", standing: \"calculation\" }", .workedCase,
      "the source is a calculation"),
    Refusal(
      "source: { ref: \"S\", clause: \"7.1\" }",
      "source: ‸{ title: \"reckoned\", standing: \"calculation\" }", .source, "of a worked case only"),
    Refusal(
      "expect: \"5 亿元/a\",", "expect: ‸\"5 亿元/a\", figures: [ { name: \"a\", expect: \"5 亿元/a\" } ],",
      .workedCase, "stands in each of them"),
  ])
  func `A worked case that cannot be run or proves nothing is refused`(refusal: Refusal) throws {
    try check(refusal)
  }

  static let mismatch = ProblemCode(rawValue: "formula.unit-mismatch")
}
