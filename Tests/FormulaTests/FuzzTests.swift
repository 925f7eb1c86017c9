import Testing

@testable import Formula

/// Goal: no text, however mad, makes the language trap or hang; it is refused with errors, or it runs.
/// Method: seeded token soup, and valid formulas with characters knocked about.
@Suite struct FuzzTests {
  static let words = [
    "let", "for", "in", "where", "and", "or", "not", "if", "sum", "mean", "min", "max", "count", "percentile",
    "exp",
    "lookup", "step", "coalesce", "missing", "reprice", "round", "clamp", "(", ")", "(", ")", ",", ";", "=",
    "==", "<=",
    "<", "+", "-", "*", "/", "^", ".", "[", "]", "[1]", "[mm]", "[元/m3]", "\"forest\"", "\"mm\"", "\"", "#",
    "\n", " ",
    "rain", "ratio", "eco", "price", "old", "heat", "monthly", "runoff", "coefficient", "storms", "depth",
    "steps", "value",
    "cell", "area", "region", "year", "month", "day", "halfmonth", "雨", "价格", "x", "d", "0", "1", "2.5",
    "1e9", "1e-300",
    "，", "（", "×", "\u{0}", "🌲", "e\u{301}", "\u{202E}",
  ]

  static let valid =
    ErrorTests.rows.map(\.text).filter { $0.count < 100 } + BlockTests.formulas + [
      """
      R [1] for halfmonth = mean(2 * sum(in(storms.depth, "mm")^1.5 for d in storms where storms.depth > 0)
      for y in year)
      """,
      "x [元/m3] = let a = price; let b = a * 2; coalesce(b, a) + max(0, price - 0)",
      "S [1] = let d = in(heat, \"°C\"); if(d < 5, 10.8 * d + 0.03, if(d < 10, 16.8 * d - 0.5, 21 * d - 1))",
    ]

  /// Checks many texts at once, each under a name of its own; those without error are run.
  private func check(_ texts: [String]) throws {
    let formulas = texts.enumerated().map { line, text in
      FormulaText(text: text, position: SourcePosition(file: "f", line: line + 1, column: 1))
    }
    let (_, errors) = try Workbench.check(ErrorTests.vocabulary(formulas))
    let wrong = Set(errors.map(\.position.line))
    for (line, text) in texts.enumerated() where !wrong.contains(line + 1) { try run(text) }
  }

  private func run(_ text: String) throws {
    let (checked, _) = try Workbench.check(ErrorTests.vocabulary([Workbench.text(text)]))
    guard let checked, let name = checked.order.first else { return }
    let tables = [
      "runoff": TableData(keys: [[0, 1]], columns: ["coefficient": [0.1, 0.2]]),
      "steps": TableData(keys: [], intervals: [.init(from: 0, to: 1)], columns: ["value": [1]]),
      "storms": TableData(keys: [[18000, 18100]], columns: ["depth": [30, 40]]),
    ]
    let varying: Set<String> = ["rain", "ratio", "heat", "eco", "soil"]
    let numbers = ["price": 5.0, "old": 4]
    let bindings = Bindings(numbers: numbers, tables: tables, varying: varying, year: 2020, priceYear: 2020)
    guard let program = try? Program.compile(checked, outputs: [name], bindings: bindings) else { return }
    var scratch = Scratch()
    let inputs = Dictionary(uniqueKeysWithValues: program.inputs.map { ($0, [0.0, 1, .nan, -1e308]) })
    _ = try Runner.run(program, inputs, count: 4, scratch: &scratch)
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func `Token soup is refused or runs`(seed: UInt64) throws {
    var chance = Seeded(seed)
    for _ in 0..<60 {
      let texts = (0..<200).map { number in
        let length = Int.random(in: 0..<24, using: &chance)
        let soup = (0..<length).map { _ in Self.words.randomElement(using: &chance) ?? "" }
        let glue = Bool.random(using: &chance) ? " " : ""
        return (Bool.random(using: &chance) ? "n\(number) [1] = " : "") + soup.joined(separator: glue)
      }
      try check(texts)
    }
  }

  @Test(arguments: 4..<8 as Range<UInt64>)
  func `A mutated formula is refused or runs`(seed: UInt64) throws {
    var chance = Seeded(seed)
    for _ in 0..<65 {
      let texts = (0..<200).map { number in
        let text = Self.valid.randomElement(using: &chance) ?? ""
        return mutated("n\(number) " + text.drop { $0 != "[" }, &chance)
      }
      try check(texts)
    }
  }

  private func mutated(_ text: String, _ chance: inout Seeded) -> String {
    var characters = Array(text)
    for _ in 0..<Int.random(in: 0..<4, using: &chance) where characters.count > 2 {
      let place = Int.random(in: 0..<characters.count, using: &chance)
      switch Int.random(in: 0..<5, using: &chance) {
      case 0: characters.remove(at: place)
      case 1: characters.insert(contentsOf: Self.words.randomElement(using: &chance) ?? "", at: place)
      case 2: characters.swapAt(place, Int.random(in: 0..<characters.count, using: &chance))
      case 3: characters.insert(characters[Int.random(in: 0..<characters.count, using: &chance)], at: place)
      default: characters.removeSubrange(place..<min(characters.count, place + 5))
      }
    }
    return String(characters)
  }

  static let deep: [String] = [
    String(repeating: "(", count: 100_000), String(repeating: "-(", count: 100_000),
    String(repeating: "not (", count: 100_000), String(repeating: "if(1, ", count: 100_000),
    String(repeating: "2^", count: 100_000) + "2",
    Array(repeating: "1", count: 100_000).joined(separator: "+"),
    Array(repeating: "1", count: 100_000).joined(separator: " and "),
    String(repeating: "sum(", count: 100_000),
    "min(" + Array(repeating: "1", count: 100_000).joined(separator: ",") + ")",
    String(repeating: "1", count: 100_000),
    String(repeating: "let a = 1;", count: 50_000) + "1", String(repeating: "a", count: 100_000),
  ]

  @Test(arguments: deep)
  func `Depth and length without end are refused`(text: String) throws {
    let (checked, errors) = try Workbench.check(Vocabulary(formulas: [Workbench.text("x [1] = " + text)]))
    #expect(checked == nil && !errors.isEmpty)
  }

  @Test func `A chain of ten thousand formulas is checked and runs`() throws {
    let chain = (1...10_000).map { Workbench.text("f\($0) [1] = f\($0 - 1) + x") }
    let checked = try Workbench.checked(
      Vocabulary(
        symbols: [try Workbench.symbol("x", "1", .cell)], formulas: [Workbench.text("f0 [1] = 0 * x")] + chain
      ))
    let bindings = Bindings(varying: ["x"], year: 2022, priceYear: 2022)
    let program = try Program.compile(checked, outputs: ["f10000"], bindings: bindings)
    var scratch = Scratch()
    #expect(try Runner.run(program, ["x": [0.5, 2]], count: 2, scratch: &scratch) == [[5000, 20000]])
    #expect(try evaluate("f10000", in: checked, bindings: bindings, given: ["x": 1]) == 10000)
    let working = try explain("f10000", in: checked, bindings: bindings, given: ["x": 1])
    #expect(working.children.count == 2)
    #expect(throws: FormulaError.self) { try evaluate("f10000", in: checked, bindings: bindings) }
  }

  @Test func `A chain of formulas with dimensions has its limit`() throws {
    let chain = (1...3000).map { Workbench.text("f\($0) [1] for month = f\($0 - 1) + 1") }
    let (checked, errors) = try Workbench.check(
      Vocabulary(formulas: [Workbench.text("f0 [1] for month = month")] + chain))
    #expect(checked == nil && errors.first?.code == .tooDeep)
    let short = try Workbench.checked(
      Vocabulary(formulas: [Workbench.text("f0 [1] for month = month")] + chain.prefix(190)))
    #expect(try evaluate("f190#2", in: short, bindings: Bindings(year: 2022, priceYear: 2022)) == 192)
  }

  @Test func `What is too long once it is written out is refused`() throws {
    let table = TableSignature(
      name: "t", keys: [.init(name: "n", kind: .number)], columns: [try Workbench.column("v", "1")])
    let checked = try Workbench.checked(
      Vocabulary(
        symbols: [try Workbench.symbol("x", "1", .cell)], tables: [table],
        formulas: [Workbench.text("a [1] = sum(sum(exp(x * t.v * d) for d in day) for r in t)")]))
    let rows = (0..<1000).map { Double($0) }
    let bindings = Bindings(
      tables: ["t": TableData(keys: [rows], columns: ["v": rows])], varying: ["x"], year: 2022,
      priceYear: 2022)
    let error = #expect(throws: FormulaError.self) {
      try Program.compile(checked, outputs: ["a"], bindings: bindings)
    }
    #expect(error?.code == .tooLarge)
  }
}
