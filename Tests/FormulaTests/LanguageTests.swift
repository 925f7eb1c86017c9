import Testing

@testable import Formula

/// Goal: the language means what its specification says, form by form.
/// Method: formulas of constants, reckoned by hand.
@Suite struct LanguageTests {
  static func value(_ expression: String, given: [String: Double] = [:]) throws -> Double {
    let symbols = try given.keys.sorted().map { try Workbench.symbol($0, "1") }
    let checked = try Workbench.checked(
      Vocabulary(symbols: symbols, formulas: [Workbench.text("result [1] = \(expression)")]))
    let bindings = Bindings(numbers: given, year: 2022, priceYear: 2022)
    return try evaluate("result", in: checked, bindings: bindings)
  }

  static let precedence: [(String, Double)] = [
    ("2^3^2", 512), ("-2^2", -4), ("(-2)^2", 4), ("2^-1", 0.5), ("1 - 2 - 3", -4), ("1 - (2 - 3)", 2),
    ("8 / 4 / 2", 1),
    ("8 / (4 / 2)", 4), ("2 + 3 * 4", 14), ("2 * 3 + 4", 10), ("2 * 3^2", 18), ("1 + 1 < 3", 1),
    ("1 < 2 and 2 < 1", 0),
    ("1 < 2 or 2 < 1", 1), ("not 1 < 2", 0), ("not 0 and 0", 0), ("not (0 and 0)", 1), ("1 or 0 and 0", 1),
    ("(1 or 0) and 0", 0), ("2 * -3", -6), ("--3", .nan), ("1e3 + 1.5e-1", 1000.15), ("-3 * -2", 6),
    ("1 == 1.0", 1),
    ("2 != 2", 0), ("3 >= 3", 1), ("3 <= 2", 0), ("6 / 2 * 3", 9), ("2^0.5^2", 1.189207115002721),
    ("let a = 2; let b = a * 3; a + b", 8), ("1 # a comment", 1), ("abs(-3) + clamp(7, 0, 5)", 8),
    ("min(3, 1, 2) + max(3, 1, 2)", 4), ("if(1 > 2, 10, 20)", 20), ("round(2.5) + round(-2.5)", 0),
    ("round(2.5)", 3),
    ("round(2.675, 2)", 2.68), ("round(1.005, 2)", 1.01), ("round(1234.5, -2)", 1200),
    ("round(1250, -2)", 1300),
    ("round(-0.125, 2)", -0.13), ("round(0.1 + 0.2, 1)", 0.3), ("round(1e300, 2)", 1e300),
    ("sqrt(16) + 9^0.5", 7),
    ("exp(0) + ln(1) + log10(1000)", 4), ("sin(0) + cos(0) + tan(0)", 1), ("atan2(0, 1)", 0),
  ]

  @Test(arguments: precedence)
  func `Operators bind as specified`(expression: String, value: Double) throws {
    guard !value.isNaN else {
      // Two signs in a row are no expression.
      let (_, errors) = try Workbench.check(
        Vocabulary(formulas: [Workbench.text("result [1] = \(expression)")]))
      #expect(errors.map(\.code) == [.syntax])
      return
    }
    let found = try Self.value(expression)
    #expect(abs(found - value) <= abs(value) * 1e-15, "\(found)")
  }

  static let missing: [(String, Double)] = [
    ("1 / 0", .nan), ("0 / 0", .nan), ("ln(0)", .nan), ("ln(-1)", .nan), ("sqrt(-1)", .nan),
    ("(0 - 8)^(1 / 3)", .nan),
    ("1e300 * 1e300", .nan), ("1 / (1e300 * 1e300)", .nan), ("exp(1000)", .nan),
    ("exp(0 - 1e300 * 1e300)", .nan),
    ("n + 1", .nan), ("n * 0", .nan), ("n^0", .nan), ("min(n, 1)", .nan), ("max(1, n)", .nan),
    ("clamp(n, 0, 1)", .nan),
    ("n < 1", .nan), ("n == n", .nan), ("not n", .nan), ("0 and n", 0), ("n and 0", 0), ("1 and n", .nan),
    ("1 or n", 1), ("n or 1", 1), ("0 or n", .nan), ("if(n, 1, 2)", .nan), ("if(1, 5, n)", 5),
    ("if(0, 1 / 0, 5)", 5),
    ("if(x > 0, ln(x), 7)", 7), ("coalesce(n, 3)", 3), ("coalesce(2, n)", 2), ("coalesce(1 / 0, 4)", 4),
    ("coalesce(n, n)", .nan), ("missing(n)", 1), ("missing(2)", 0), ("missing(1e300 * 1e300)", 1),
    ("round(n)", .nan),
    ("atan2(n, 1)", .nan), ("1e300 * 1e300 > 1", .nan), ("0^-1", .nan), ("0^0", 1),
  ]

  @Test(arguments: missing)
  func `Missing stays missing but where it is asked for`(expression: String, value: Double) throws {
    let found = try Self.value(expression, given: ["n": .nan, "x": 0])
    #expect(value.isNaN ? found.isNaN : found == value, "\(found)")
  }

  @Test func `Zero fits every unit, other numbers fit none`() throws {
    let symbols = [try Workbench.symbol("P", "mm/a"), try Workbench.symbol("E", "m/a")]
    let checked = try Workbench.checked(
      Vocabulary(
        symbols: symbols,
        formulas: [
          Workbench.text("a [m3/(hm2.a)] = max(0, P - E)"), Workbench.text("b [mm/a] = if(P > 0, P, 0)"),
          Workbench.text("c [mm/a] = 0"),
        ]))
    let bindings = Bindings(numbers: ["P": 1200, "E": 0.7], year: 2022, priceYear: 2022)
    #expect(abs(try evaluate("a", in: checked, bindings: bindings) - 5000) < 1e-9)
    #expect(try evaluate("b", in: checked, bindings: bindings) == 1200)
    #expect(try evaluate("c", in: checked, bindings: bindings) == 0)
    #expect(checked.formulas["a"]?.derivedUnit?.text == "mm/a")
  }

  @Test func `Temperatures are read by in`() throws {
    let symbols = [try Workbench.symbol("T", "degC")]
    let checked = try Workbench.checked(
      Vocabulary(
        symbols: symbols,
        formulas: [
          Workbench.text("kelvin [1] = in(T, \"K\")"), Workbench.text("celsius [1] = in(T, \"°C\") * 2"),
          Workbench.text("kept [degC] = coalesce(T, T)"),
        ]))
    let bindings = Bindings(numbers: ["T": 20], year: 2022, priceYear: 2022)
    #expect(try evaluate("kelvin", in: checked, bindings: bindings) == 293.15)
    #expect(try evaluate("celsius", in: checked, bindings: bindings) == 40)
    #expect(try evaluate("kept", in: checked, bindings: bindings) == 20)
  }

  @Test func `Chinese names, aliases and given formulas`() throws {
    let checked = try Workbench.checked(
      Vocabulary(
        symbols: [try Workbench.symbol("全价", "元/m3", year: 2010)],
        formulas: [
          Workbench.text("库容价 [元/m3] = 全价 / 2"), Workbench.text("价值 [元/m3] = 蓄水价 * 3"),
        ],
        aliases: ["蓄水价": "库容价"]))
    let bindings = Bindings(numbers: ["全价": 6], year: 2022, priceYear: 2022)
    #expect(try evaluate("价值", in: checked, bindings: bindings) == 9)
    #expect(try evaluate("价值", in: checked, bindings: bindings, given: ["库容价": 5]) == 15)
    #expect(try evaluate("蓄水价", in: checked, bindings: bindings) == 3)
    #expect(checked.formula("蓄水价")?.prices == .of(2010))
    #expect(checked.order == ["库容价", "价值"])
    #expect(checked.formulas["价值"]?.reads == ["库容价"])
  }

  @Test func `Prices come to the account's year by the index`() throws {
    let index = TableSignature(
      name: "cpi", keys: [.init(name: "year", kind: .number)], columns: [try Workbench.column("index", "1")])
    let checked = try Workbench.checked(
      Vocabulary(
        symbols: [
          try Workbench.symbol("old", "元/m3", year: 2005), try Workbench.symbol("new", "元/m3", year: 2010),
          try Workbench.symbol("own", "元/m3"),
        ],
        tables: [index], formulas: [Workbench.text("p [元/m3] = reprice(old) + reprice(new) + own")],
        priceIndex: .init(table: "cpi", column: "index")))
    let data = TableData(keys: [[2005, 2010, 2022]], columns: ["index": [80, 100, 120]])
    let bindings = Bindings(
      numbers: ["old": 4, "new": 5, "own": 1], tables: ["cpi": data], year: 2022, priceYear: 2022)
    #expect(try evaluate("p", in: checked, bindings: bindings) == 4 * 1.5 + 5 * 1.2 + 1)
    #expect(checked.formulas["p"]?.prices == .account)
  }
}
