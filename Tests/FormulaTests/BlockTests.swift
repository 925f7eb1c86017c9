import Testing

@testable import Formula

/// Goal: a block gives the same bits as its cases one by one, whatever its size.
/// Method: formulas of every kind of step, over blocks of 1…33 and of several pieces, against `evaluate`.
@Suite struct BlockTests {
  static let formulas = [
    "a [t/(hm2.a)] = R * K * LS * (1 - C * P)",
    "b [1] = if(slope < 5, 10.8 * sin(slope * 0.02) + 0.03, slope^0.5)",
    "c [1] = coalesce(ln(slope - 5), missing(C) + 2)", "d [1] = lookup(cover.factor, eco) * C",
    "e [1] = step(slopes.m, slope) + step(classes.factor, C, eco)",
    "f [1] = (C + P)^slope / atan2(C, P) - exp(C) * log10(slope)",
    "g [1] = round(C * 100, 1) + max(C, P, 0.3) - min(C, P)",
    "h [1] = (C > 0.5 and P < 0.5 or not eco == \"water\") + C^2 - P^3 + LS^4 * C^-2",
    "i [1] = sum(cover.factor * C for r in cover where cover.factor < P) + mean(C / r for r in cover)",
    "j [1] = percentile(C * m - P, 75 for m in month where m > P * 6) + count(C > m / 12 for m in month)",
    "k [mm] = max(rain * C for m in month where m != 3) - min(rain for m in month)",
    "l [1] = lookup(two.x, eco, round(P * 3)) + lookup(far.x, round(P * 2) * 1e6) + C * 0 + tan(C) - cos(P)",
    "n [mm] for month = rain * 2", "o [mm] = n2 * C", "n2 [mm] = sum(n for m in month)", "q [1] = C",
    "r [1] = 7",
  ]

  static func checked() throws -> CheckedFormulas {
    let symbols =
      try ["LS", "C", "P", "slope"].map { try Workbench.symbol($0, "1", .cell) } + [
        try Workbench.symbol("R", "MJ.mm/(hm2.h.a)", .cell),
        try Workbench.symbol("K", "t.hm2.h/(hm2.MJ.mm)", .cell),
        try Workbench.symbol("rain", "mm", .cell, for: ["month"]),
        Symbol(name: "eco", kind: .code(list: "eco"), context: .cell),
      ]
    let code = TableSignature.Key(name: "eco", kind: .code(list: "eco"))
    let number = TableSignature.Key(name: "n", kind: .number)
    let ratio = try Workbench.unit("1")
    let tables = [
      TableSignature(name: "cover", keys: [code], columns: [try Workbench.column("factor", "1")]),
      TableSignature(
        name: "slopes", keys: [], interval: .init(name: "x", unit: ratio),
        columns: [try Workbench.column("m", "1")]),
      TableSignature(
        name: "classes", keys: [code], interval: .init(name: "x", unit: ratio),
        columns: [try Workbench.column("factor", "1")]),
      TableSignature(name: "two", keys: [code, number], columns: [try Workbench.column("x", "1")]),
      TableSignature(name: "far", keys: [number], columns: [try Workbench.column("x", "1")]),
    ]
    return try Workbench.checked(
      Vocabulary(
        symbols: symbols, tables: tables,
        codeLists: [CodeList(name: "eco", ids: ["forest", "water", "town"])],
        formulas: formulas.map { Workbench.text($0) }))
  }

  static func bindings() -> Bindings {
    let steps: [TableData.Interval] = [
      .init(from: 0, to: 1), .init(from: 1, to: 5), .init(from: 5, to: .infinity),
    ]
    let tables = [
      "cover": TableData(keys: [[0, 2]], columns: ["factor": [0.1, 0.6]]),
      "slopes": TableData(keys: [], intervals: steps, columns: ["m": [0.2, 0.3, 0.5]]),
      "classes": TableData(
        keys: [[0, 0, 1]],
        intervals: [.init(from: 0, to: 0.5), .init(from: 0.5, to: 1), .init(from: -.infinity, to: 2)],
        columns: ["factor": [1, .nan, 3]]),
      "two": TableData(keys: [[0, 0, 1, 2], [0, 1, 2, 3]], columns: ["x": [10, 20, 30, 40]]),
      "far": TableData(keys: [[0, 1e6, 2e6]], columns: ["x": [5, 6, 7]]),
    ]
    return Bindings(
      tables: tables, varying: ["R", "K", "LS", "C", "P", "slope", "rain", "eco"], year: 2022, priceYear: 2022
    )
  }

  static func lane(_ chance: inout Seeded) -> [String: Double] {
    var lane: [String: Double] = [:]
    let names = ["R", "K", "LS", "C", "P", "slope"] + (1...12).map { "rain#\($0)" }
    for name in names {
      let scale = name == "slope" ? 30.0 : name == "R" ? 9000 : 1
      let odd = Int.random(in: 0..<40, using: &chance)
      lane[name] = odd == 0 ? .nan : odd == 1 ? 0 : Double.random(in: 0..<scale, using: &chance)
    }
    // A class is its index or missing: layers and tables are translated before they reach a program.
    lane["eco"] = [0, 1, 2, 0, 2, .nan].randomElement(using: &chance) ?? 0
    return lane
  }

  @Test(arguments: Array(1...33) + [511, 512, 513, 1025, 2048])
  func `A block equals its single cases to the bit`(count: Int) throws {
    let formulas = try Self.checked()
    let names = formulas.order.filter { $0 != "n" } + ["n#7"]
    let program = try Program.compile(formulas, outputs: names, bindings: Self.bindings())
    var chance = Seeded(UInt64(count))
    let lanes = (0..<count).map { _ in Self.lane(&chance) }
    var inputs: [String: [Double]] = [:]
    for name in program.inputs { inputs[name] = lanes.map { $0[name] ?? .nan } }
    var scratch = Scratch()
    let outputs = try Runner.run(program, inputs, count: count, scratch: &scratch)
    for lane in Set([0, count / 2, count - 1] + Array(0..<min(count, 33))) {
      for (output, name) in zip(outputs, names) {
        let single = try evaluate(name, in: formulas, bindings: Self.bindings(), given: lanes[lane])
        #expect(Runner.same(output[lane], single), "\(name) \(lane) \(output[lane]) \(single)")
      }
    }
  }

  @Test func `A program reads only what its outputs need`() throws {
    let formulas = try Self.checked()
    let program = try Program.compile(formulas, outputs: ["q", "d", "r"], bindings: Self.bindings())
    #expect(program.inputs == ["C", "eco"])
    #expect(program.outputs == [.slot(0), .slot(1), .constant(7)])
  }

  @Test func `Equal steps are one, and constants are reckoned beforehand`() throws {
    let symbols = [try Workbench.symbol("x", "1", .cell), try Workbench.symbol("p", "1")]
    let formulas = try Workbench.checked(
      Vocabulary(
        symbols: symbols,
        formulas: [
          Workbench.text("a [1] = (x + p) * (p + x) + exp(p) * 2"),
          Workbench.text("b [1] = if(p > 1, x, ln(x))"),
        ]))
    let bindings = Bindings(numbers: ["p": 2], varying: ["x"], year: 2022, priceYear: 2022)
    // x + 2, its square, plus a constant.
    #expect(try Program.compile(formulas, outputs: ["a"], bindings: bindings).instructionCount == 3)
    // The branch is settled: x goes straight out.
    #expect(try Program.compile(formulas, outputs: ["b"], bindings: bindings).instructionCount == 1)
  }

  @Test func `One scratch may serve several programs in turn`() throws {
    let formulas = try Self.checked()
    var scratch = Scratch()
    for name in ["q", "a", "j", "q", "f"] {
      let program = try Program.compile(formulas, outputs: [name], bindings: Self.bindings())
      var chance = Seeded(5)
      let lane = Self.lane(&chance)
      let inputs = Dictionary(uniqueKeysWithValues: program.inputs.map { ($0, [lane[$0] ?? .nan]) })
      let output = try Runner.run(program, inputs, count: 1, scratch: &scratch)
      let single = try evaluate(name, in: formulas, bindings: Self.bindings(), given: lane)
      #expect(Runner.same(output[0][0], single))
    }
  }

  @Test func `A missing result is traced to the formula where it arose`() throws {
    let symbols = [try Workbench.symbol("x", "1", .cell), try Workbench.symbol("y", "1", .cell)]
    let formulas = try Workbench.checked(
      Vocabulary(
        symbols: symbols,
        formulas: [
          Workbench.text("root [1] = sqrt(x)"), Workbench.text("quotient [1] = y / (x - 4)"),
          Workbench.text("total [1] = root + quotient"),
        ]))
    let bindings = Bindings(varying: ["x", "y"], year: 2022, priceYear: 2022)
    let program = try Program.compile(formulas, outputs: ["total"], bindings: bindings)
    let values: [String: [Double]] = ["x": [1, -1, 4, .nan, 9, 4], "y": [1, 1, 1, 1, .nan, 2]]
    let blocks = program.inputs.map { values[$0] ?? [] }
    var scratch = Scratch()
    var counts: [String: Int] = [:]
    blocks[0].withUnsafeBufferPointer { x in
      blocks[1].withUnsafeBufferPointer { y in
        program.countMissing(
          outputs: [0], count: 6, inputs: [x.baseAddress, y.baseAddress].compactMap(\.self),
          scratch: &scratch, into: &counts)
      }
    }
    #expect(counts == ["root": 1, "quotient": 2, "x": 1, "y": 1])
  }

  /// 200 lanes and marks, so that lanes lie in several words and in a part of one: each lane is looked at by
  /// itself here.
  @Test func `Missing results are traced lane by lane, however many there are, and only where they count`()
    throws
  {
    let symbols = [try Workbench.symbol("x", "1", .cell)]
    let formulas = try Workbench.checked(
      Vocabulary(
        symbols: symbols,
        formulas: [
          Workbench.text("root [1] = sqrt(x)"), Workbench.text("inverse [1] = 1 / x"),
          Workbench.text("never [1] = 1 / 0"),
          Workbench.text("total [1] = inverse + root"), Workbench.text("other [1] = never + root"),
        ]))
    let bindings = Bindings(varying: ["x"], year: 2022, priceYear: 2022)
    let program = try Program.compile(formulas, outputs: ["total", "other"], bindings: bindings)
    let values = (0..<200).map { [1.0, 0, -4, .nan, 2][$0 * 7 % 5] }
    let marks: [UInt8] = (0..<400).map { $0 % 3 == 0 ? 1 : 0 }
    var expected: [String: Int] = [:]
    for lane in 0..<200 where marks[lane] != 0 {
      if values[lane].isNaN { expected["x", default: 0] += 1 }
      if values[lane] == 0 { expected["inverse", default: 0] += 1 }
      if values[lane] < 0 { expected["root", default: 0] += 1 }
    }
    expected["never"] = (200..<400).count { marks[$0] != 0 }
    var scratch = Scratch()
    var counts: [String: Int] = [:]
    values.withUnsafeBufferPointer { x in
      marks.withUnsafeBufferPointer { marks in
        program.countMissing(
          outputs: [0, 1], count: 200, inputs: [x.baseAddress].compactMap(\.self), marks: marks.baseAddress,
          scratch: &scratch, into: &counts)
      }
    }
    #expect(counts == expected)
  }
}
