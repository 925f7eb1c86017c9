import Testing

@testable import Formula

/// Goal: the compiled program means what the specification says, to the bit.
/// Method: seeded random expressions, compiled and run over blocks, against a tree walker written apart.
@Suite struct WalkerTests {
  static func vocabulary(_ formulas: [FormulaText]) throws -> Vocabulary {
    let symbols =
      try ["x", "y", "z"].map { try Workbench.symbol($0, "1", .cell) }
      + ["p", "q"].map { try Workbench.symbol($0, "1") }
    let tables = [
      TableSignature(
        name: "t", keys: [.init(name: "k", kind: .number)], columns: [try Workbench.column("v", "1")]),
      TableSignature(
        name: "s", keys: [], interval: .init(name: "x", unit: try Workbench.unit("1")),
        columns: [try Workbench.column("v", "1")]),
    ]
    return Vocabulary(symbols: symbols, tables: tables, formulas: formulas)
  }

  static func bindings(_ numbers: [String: Double]) -> Bindings {
    let steps = Walker.intervals.map { TableData.Interval(from: $0.from, to: $0.to) }
    return Bindings(
      numbers: numbers,
      tables: [
        "t": TableData(keys: [Walker.keys], columns: ["v": Walker.values]),
        "s": TableData(keys: [], intervals: steps, columns: ["v": Walker.intervals.map(\.value)]),
      ], varying: ["x", "y", "z"], year: 2022, priceYear: 2022)
  }

  static let odd: [Double] = [
    0, 1, 2, 0.5, 3, 4, -1, .nan, 1e308, -1e308, 1e-308, 5, 10, 0.30000000000000004, 2.675,
  ]

  static func figure(_ chance: inout Seeded) -> Double {
    if Bool.random(using: &chance) { return odd.randomElement(using: &chance) ?? 0 }
    return Double.random(in: -10..<10, using: &chance)
  }

  @Test(arguments: 0..<8 as Range<UInt64>)
  func `Random expressions come to what the walker finds`(seed: UInt64) throws {
    var chance = Seeded(seed &* 7919 + 1)
    let terms = (0..<250).map { _ in
      Term.random(Int.random(in: 1...5, using: &chance), inside: false, &chance)
    }
    let texts = terms.enumerated().map { Workbench.text("f\($0) [1] = \($1.text)") }
    let checked = try Workbench.checked(Self.vocabulary(texts))
    let numbers = ["p": Self.figure(&chance), "q": Self.figure(&chance)]
    let names = terms.indices.map { "f\($0)" }
    let program = try Program.compile(checked, outputs: names, bindings: Self.bindings(numbers))
    let lanes = (0..<37).map { _ in
      ["x", "y", "z"].reduce(into: [String: Double]()) { $0[$1] = Self.figure(&chance) }
    }
    let inputs = Dictionary(
      uniqueKeysWithValues: program.inputs.map { name in (name, lanes.map { $0[name] ?? .nan }) })
    var scratch = Scratch()
    let outputs = try Runner.run(program, inputs, count: lanes.count, scratch: &scratch)
    // Enough must come to something, or the comparison would prove little.
    let there = outputs.joined().count { !$0.isNaN }
    #expect(there * 3 > terms.count * lanes.count, "\(there)")
    for (index, term) in terms.enumerated() {
      for (lane, figures) in lanes.enumerated() {
        let expected = Walker(variables: numbers.merging(figures) { $1 }).value(term) ?? .nan
        let found = outputs[index][lane]
        #expect(same(found, expected), "\(term.text) \(figures) \(numbers): \(found), walker \(expected)")
      }
    }
  }

  /// To the bit, but for the sign of zero, which the language does not have.
  private func same(_ a: Double, _ b: Double) -> Bool {
    Runner.same(a, b) || (a == 0 && b == 0)
  }
}
