import Testing

@testable import Formula

/// Goal: every kind of error is found, at its place, with something to do about it.
/// Method: one row for each: a formula, the code, the column of the caret.
@Suite struct ErrorTests {
  /// A formula after which one error is expected, and where.
  struct Row: Sendable, CustomTestStringConvertible {
    var code: FormulaError.Code
    var text: String
    var column: Int
    var remedy: String
    var empirical = false

    init(
      _ code: FormulaError.Code, _ text: String, _ column: Int, _ remedy: String = "", empirical: Bool = false
    ) {
      (self.code, self.text, self.column, self.remedy) = (code, text, column, remedy)
      self.empirical = empirical
    }

    var testDescription: String { "\(code.rawValue): \(text.prefix(60))" }
  }

  static let deep = String(repeating: "(", count: 200) + "1" + String(repeating: ")", count: 200)
  static let long = "x [1] = " + Array(repeating: "1", count: 400).joined(separator: " + ")

  static let rows: [Row] = [
    Row(.syntax, "x [mm/a] = rain +", 18), Row(.syntax, "x [mm/a] rain", 10), Row(.syntax, "x = rain", 3),
    Row(.syntax, "x [mm/a] = 3mm", 12, "parameter"), Row(.syntax, "x [mm/a] = rain × 2", 17, "*"),
    Row(.syntax, "x [1] = max（1, 2)", 12, "("), Row(.syntax, "x [1] = (1", 11),
    Row(.syntax, "x [1] = 1 < 2 < 3", 15),
    Row(.syntax, "x [1] = a = 2", 11), Row(.syntax, "x [1] = 1 = 2", 11), Row(.syntax, "x [1] = \"open", 9),
    Row(.syntax, "x [1 = 2", 3), Row(.syntax, "x [1] = sum(1 for m month)", 21),
    Row(.syntax, "9x [1] = 2", 1),
    Row(.syntax, "x [1] = λ", 9), Row(.syntax, "x [1] = 1e999", 9),
    Row(.tooDeep, "x [1] = " + deep, 129), Row(.tooDeep, long, 9),
    Row(.unknownName, "x [mm/a] = rian", 12, "rain"),
    Row(.unknownName, "x [mm/a] = maxx(rain, rain)", 12, "max"),
    Row(.unknownName, "x [1] = lookup(runof.coefficient, eco)", 16, "runoff"),
    Row(.unknownName, "x [1] = lookup(runoff.coeficient, eco)", 16, "coefficient"),
    Row(.unknownName, "x [m2] = cell.aera", 10), Row(.unknownUnit, "x [mmm/yr] = rain", 3),
    Row(.unknownUnit, "x [1] = in(rain, \"mmx/a\")", 18),
    Row(.unknownCode, "x [1] = eco == \"forst\"", 16, "forest"),
    Row(.unknownDimension, "x [1] = sum(1 for d in months)", 24, "month"),
    Row(.unknownDimension, "x [1] for monht = 1", 11, "month"),
    Row(.duplicateName, "rain [mm/a] = 1 * rain", 1),
    Row(.duplicateName, "x [1] = let a = 1; let a = 2; a", 24), Row(.reservedName, "max [1] = 1", 1),
    Row(.reservedName, "month [1] = 1", 1), Row(.reservedName, "x [1] = let in = 1; 1", 13),
    Row(.cycle, "x [1] = 1 + x", 1), Row(.unitMismatch, "x [mm/a] = rain + price", 19),
    Row(.unitMismatch, "x [mm/a] = rain * rain", 12), Row(.unitMismatch, "x [1] = exp(rain)", 13),
    Row(.unitMismatch, "x [1] = if(rain, 1, 2)", 12), Row(.unitMismatch, "x [1] = rain > 5", 16),
    Row(.unitMismatch, "x [1] = in(rain, \"元\")", 12),
    Row(.unitMismatch, "x [mm/a] = sum(rain for c in cell)", 16),
    Row(.affineUnit, "x [degC] = heat + heat", 12), Row(.affineUnit, "x [1] = heat > heat", 9),
    Row(.affineUnit, "x [degC] = 2 * heat", 16), Row(.exponent, "x [1] = rain ^ ratio", 16),
    Row(.exponent, "x [1] = rain ^ 0.5", 16), Row(.exponent, "x [1] = sqrt(rain)", 14),
    Row(.priceYears, "x [元/m3] = price + old", 20), Row(.priceYears, "x [元/m3] = max(price, old)", 23),
    Row(.noPriceIndex, "x [元/m3] = reprice(price)", 20), Row(.noPriceIndex, "x [mm/a] = reprice(rain)", 20),
    Row(.codeMismatch, "x [1] = eco + 1", 9), Row(.codeMismatch, "x [1] = eco == soil", 16),
    Row(.codeMismatch, "x [1] = eco < \"forest\"", 9), Row(.codeMismatch, "x [1] = \"forest\"", 9),
    Row(.codeMismatch, "x [ecosystem] = 1", 17),
    Row(.codeMismatch, "x [1] = lookup(runoff.coefficient, 1)", 36),
    Row(.empirical, "x [mm/a] = rain * ratio", 12, "in(x", empirical: true),
    Row(.arguments, "x [1] = exp(1, 2)", 9),
    Row(.arguments, "x [1] = lookup(runoff.coefficient, eco, 2)", 9),
    Row(.arguments, "x [1] = round(1, ratio)", 18),
    Row(.arguments, "x [1] = in(ratio, ratio)", 19), Row(.arguments, "x [1] = count(1 for c in cell)", 9),
    Row(.context, "x [mm] = monthly", 10, "for month"), Row(.context, "x [1] = month", 9),
    Row(.context, "x [1] for month = sum(1 for m in month)", 34),
    Row(.context, "x [1] = mean(c for c in region)", 14),
    Row(.table, "x [mm] = storms.depth", 10), Row(.table, "x [1] = lookup(ratio, eco)", 16),
    Row(.table, "x [1] = lookup(steps.value, 1)", 16),
    Row(.table, "x [1] = step(runoff.coefficient, 1, eco)", 14),
    Row(.table, "x [mm] = lookup(storms.depth, 3)", 31), Row(.table, "x [1] = storms", 9),
  ]

  static func vocabulary(_ formulas: [FormulaText]) throws -> Vocabulary {
    Vocabulary(
      symbols: [
        try Workbench.symbol("rain", "mm/a", .cell), try Workbench.symbol("ratio", "1", .cell),
        try Workbench.symbol("heat", "degC", .cell), try Workbench.symbol("price", "元/m3", year: 2010),
        try Workbench.symbol("old", "元/m3", year: 2005),
        try Workbench.symbol("monthly", "mm", for: ["month"]),
        Symbol(name: "eco", kind: .code(list: "ecosystem"), context: .cell),
        Symbol(name: "soil", kind: .code(list: "soils"), context: .cell),
      ],
      tables: [
        TableSignature(
          name: "runoff", keys: [.init(name: "ecosystem", kind: .code(list: "ecosystem"))],
          columns: [try Workbench.column("coefficient", "1")]),
        TableSignature(
          name: "steps", keys: [], interval: .init(name: "x", unit: try Workbench.unit("1")),
          columns: [try Workbench.column("value", "1")]),
        TableSignature(
          name: "storms", keys: [.init(name: "day", kind: .day)],
          columns: [try Workbench.column("depth", "mm")]),
      ],
      codeLists: [
        CodeList(name: "ecosystem", ids: ["forest", "water"]),
        CodeList(name: "soils", ids: ["red", "yellow"]),
      ],
      formulas: formulas)
  }

  @Test(arguments: rows)
  func `An error is found at its place`(row: Row) throws {
    let (checked, errors) = try Workbench.check(
      Self.vocabulary([Workbench.text(row.text, empirical: row.empirical)]))
    #expect(checked == nil)
    #expect(errors.map(\.code) == [row.code], "\(errors)")
    let error = try #require(errors.first)
    #expect(error.position == SourcePosition(file: "test.json5", line: 1, column: row.column), "\(error)")
    #expect(!error.message.isEmpty && !error.remedy.isEmpty && error.excerpt != nil)
    #expect(row.remedy.isEmpty || error.remedy.contains(row.remedy), "\(error)")
  }

  @Test func `Every code that a formula's text can provoke is in the table`() {
    let elsewhere: Set<FormulaError.Code> = [.unbound, .duplicateRow, .tooLarge]
    #expect(Set(Self.rows.map(\.code)).union(elsewhere) == Set(FormulaError.Code.allCases))
  }

  @Test func `All errors come at once, in the order of their places`() throws {
    let texts = ["a [1] = nope1", "b [mm] = 1", "c [1] = a + b", "d [1] = nope2 + nope3"]
    let formulas = texts.enumerated().map { line, text in
      FormulaText(text: text, position: SourcePosition(file: "f", line: line + 1, column: 10))
    }
    let (_, errors) = try Workbench.check(Self.vocabulary(formulas))
    #expect(errors.map(\.position.line) == [1, 2, 4, 4])
    #expect(errors.map(\.position.column) == [18, 19, 18, 26])
  }

  @Test func `A cycle names its path`() throws {
    let (_, errors) = try Workbench.check(
      Self.vocabulary([
        Workbench.text("a [1] = b"), Workbench.text("b [1] = 1 + c"), Workbench.text("c [1] = a"),
      ]))
    #expect(errors.map(\.code) == [.cycle])
    #expect(errors.first?.message.contains("a → b → c → a") == true)
  }

  @Test func `A mismatch names both units`() throws {
    let (_, errors) = try Workbench.check(Self.vocabulary([Workbench.text("x [t/(hm2.a)] = rain * price")]))
    #expect(errors.first?.message.contains("t/(hm2.a)") == true)
    #expect(errors.first?.message.contains("mm.元/(a.m3)") == true)
  }

  @Test func `The excerpt shows the place below Chinese text`() throws {
    let (_, errors) = try Workbench.check(Self.vocabulary([Workbench.text("产水 [mm/a] = rain * 系数")]))
    #expect(errors.first?.excerpt == "  产水 [mm/a] = rain * 系数\n  \u{3000}\u{3000}                 ^^")
    #expect(errors.first?.description.hasPrefix("test.json5:1:20: ") == true)
  }

  @Test func `A place after a line break is counted anew`() throws {
    let (_, errors) = try Workbench.check(Self.vocabulary([Workbench.text("x [1] =\n  1 + nope")]))
    #expect(errors.first?.position == SourcePosition(file: "test.json5", line: 2, column: 7))
  }

  @Test func `A formula that cannot be read is no unknown name elsewhere`() throws {
    let (_, errors) = try Workbench.check(
      Self.vocabulary([Workbench.text("a [1] = 1 +"), Workbench.text("b [1] = a * 2")]))
    #expect(errors.map(\.code) == [.syntax])
  }

  @Test func `Names of the vocabulary clash aloud`() throws {
    var vocabulary = try Self.vocabulary([])
    vocabulary.symbols.append(try Workbench.symbol("rain", "mm"))
    vocabulary.symbols.append(try Workbench.symbol("if", "mm"))
    vocabulary.symbols.append(try Workbench.symbol("odd", "mm", for: ["fortnight"]))
    let (_, errors) = try Workbench.check(vocabulary)
    #expect(Set(errors.map(\.code)) == [.duplicateName, .reservedName, .unknownDimension])
  }
}
