import Quantities
import Testing

@testable import Formula

/// Goal: a figure can be followed to its inputs, and each step can be redone by hand.
/// Method: small formulas of every kind; the tree is compared with what a person would write down.
@Suite struct WorkingTests {
  private func lines(_ working: Working, _ indent: String = "") -> [String] {
    let element = working.element.map { "[\($0)]" } ?? ""
    let unit = working.unit.map { " \($0)" } ?? ""
    let value = working.code ?? canonicalNumber(working.value) ?? "—"
    return ["\(indent)\(working.name)\(element) = \(value)\(unit)"]
      + working.children.flatMap { lines($0, indent + "  ") }
  }

  @Test func `A tree goes down to symbols and table cells`() throws {
    let eco = CodeList(name: "eco", ids: ["forest", "water"])
    let symbols = [
      try Workbench.symbol("rain", "mm/a", .cell), try Workbench.symbol("price", "元/m3", year: 2010),
      Symbol(name: "class", kind: .code(list: "eco"), context: .cell),
      try Workbench.symbol("other", "1", .cell), try Workbench.symbol("slope", "degree", .cell),
    ]
    let tables = [
      TableSignature(
        name: "runoff", keys: [.init(name: "eco", kind: .code(list: "eco"))],
        columns: [try Workbench.column("alpha", "%")]),
      TableSignature(
        name: "lengths", keys: [], interval: .init(name: "slope", unit: try Workbench.unit("degree")),
        columns: [try Workbench.column("m", "1")]),
    ]
    let formulas = [
      "kept [m3/(hm2.a)] = if(class == \"forest\", rain * (1 - lookup(runoff.alpha, class)), rain * other)",
      "worth [元/(hm2.a)] = kept * price + kept * price * 0", "m [1] = step(lengths.m, slope)",
    ]
    let checked = try Workbench.checked(
      Vocabulary(
        symbols: symbols, tables: tables, codeLists: [eco], formulas: formulas.map { Workbench.text($0) }))
    let bindings = Bindings(
      numbers: ["price": 6],
      tables: [
        "runoff": TableData(keys: [[0, 1]], columns: ["alpha": [25, 0]]),
        "lengths": TableData(keys: [], intervals: [.init(from: 0, to: 3)], columns: ["m": [0.3]]),
      ], year: 2022, priceYear: 2022)
    let given = ["rain": 1000.0, "class": 0, "slope": 2]
    let working = try explain("worth", in: checked, bindings: bindings, given: given)
    #expect(
      lines(working) == [
        "worth = 45000 元/(hm2.a)", "  kept = 7500 m3/(hm2.a)", "    class = forest", "    rain = 1000 mm/a",
        "    runoff.alpha[forest] = 25 %", "      class = forest", "  price = 6 元/m3",
      ])
    #expect(working.children.first?.text == formulas[0])
    #expect(working.children.first?.position?.file == "test.json5")
    let step = try explain("m", in: checked, bindings: bindings, given: given)
    #expect(lines(step) == ["m = 0.3 1", "  lengths.m = 0.3 1", "    slope = 2 degree"])
  }

  @Test func `Reductions show their elements, with days as days`() throws {
    let rain = try DimensionTests.rain()
    let checked = try Workbench.checked(
      Vocabulary(
        tables: [rain],
        formulas: [
          Workbench.text("july [mm] = sum(rain.depth for d in rain where rain.month == 7)"),
          Workbench.text("p [mm] for month = sum(rain.depth for d in rain)"),
          Workbench.text("wet [mm] = max(p for m in month where m == 7)"),
        ]))
    let days = [try DimensionTests.day(2020, 7, 1), try DimensionTests.day(2020, 8, 1)]
    let bindings = Bindings(
      tables: ["rain": TableData(keys: [days], columns: ["depth": [30, 40]])], year: 2020, priceYear: 2020)
    #expect(
      lines(try explain("july", in: checked, bindings: bindings)) == [
        "july = 30 mm", "  sum … for rain[2] = 30", "    rain[2020-07-01] = 30",
        "      rain.depth[2020-07-01] = 30 mm",
      ])
    #expect(
      lines(try explain("wet", in: checked, bindings: bindings)) == [
        "wet = 30 mm", "  max … for month[12] = 30", "    month[7] = 30", "      p[7] = 30 mm",
        "        sum … for rain[1] = 30", "          rain[2020-07-01] = 30",
        "            rain.depth[2020-07-01] = 30 mm",
      ])
  }

  @Test func `What was given is a leaf, and what is missing says so`() throws {
    let checked = try Workbench.checked(
      Vocabulary(
        symbols: [try Workbench.symbol("x", "1")],
        formulas: [Workbench.text("a [1] = ln(x)"), Workbench.text("b [1] = a * 2")]))
    let bindings = Bindings(numbers: ["x": -1], year: 2022, priceYear: 2022)
    #expect(
      lines(try explain("b", in: checked, bindings: bindings)) == ["b = — 1", "  a = — 1", "    x = -1 1"])
    let given = try explain("b", in: checked, bindings: bindings, given: ["a": 3])
    #expect(lines(given) == ["b = 6 1", "  a = 3 1"])
  }
}
