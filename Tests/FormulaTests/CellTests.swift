import Testing

@testable import Formula

/// Goal: reductions over cells are handed to the engine with all that it needs, and come back as values.
/// Method: declarations and units checked by eye; programs run with the values fed back.
@Suite struct CellTests {
  static func symbols() throws -> [Symbol] {
    [
      try Workbench.symbol("yield", "kg/(hm2.a)", .cell), try Workbench.symbol("depth", "mm/a", .cell),
      try Workbench.symbol("price", "元/m3"), try Workbench.symbol("slope", "degree", .cell),
      try Workbench.symbol("people", "人", .zone), try Workbench.symbol("trees", "株", .cell),
      try Workbench.symbol("monthly", "kg/(hm2.a)", .cell, for: ["month"]),
    ]
  }

  static func checked(_ texts: String...) throws -> CheckedFormulas {
    try Workbench.checked(Vocabulary(symbols: try symbols(), formulas: texts.map { Workbench.text($0) }))
  }

  @Test func `A quantity per area is summed by area, whatever the area is called`() throws {
    let formulas = try Self.checked(
      "a [kg/a] = sum(yield for c in cell)", "b [元/a] = sum(water * price for c in cell)",
      "water [m3/(hm2.a)] = depth", "c [株] = sum(trees for c in cell)",
      "e [元/a] = sum(depth * price for c in cell)",
      "f [hm2] = sum(1 * cell.area for c in cell)")
    let reductions = Dictionary(uniqueKeysWithValues: formulas.cellReductions.map { ($0.formula, $0) })
    #expect(reductions["a"]?.unit.text == "kg/a")
    #expect(reductions["a"]?.areaFactor == 1e-4)
    #expect(reductions["a"]?.id == "a.sum1")
    #expect(reductions["a"]?.text == "sum(yield for c in cell)")
    #expect(reductions["b"]?.areaFactor == 1e-4)
    #expect(reductions["c"]?.areaFactor == nil)
    #expect(reductions["e"]?.areaFactor == 1)
    #expect(reductions["f"]?.areaFactor == nil)
    #expect(formulas.formulas["a"]?.context == .zone)
    #expect(formulas.formulas["water"]?.context == .cell)
  }

  @Test func `Contexts are the finest of what is read`() throws {
    let formulas = try Self.checked(
      "steep [1] = if(slope > percentile(slope, 90 for c in region), 1, 0)",
      "per [1] = mean(steep for c in cell)",
      "each [kg/(人.a)] = sum(yield for c in cell) / people", "all [1] = mean(steep for c in region)",
      "width [m] = cell.size", "plain [元/m3] = price * 2")
    let contexts = formulas.formulas.mapValues(\.context)
    #expect(
      contexts == [
        "steep": .cell, "per": .zone, "each": .zone, "all": .region, "width": .cell, "plain": .region,
      ])
    let percentile = formulas.cellReductions.first { $0.operation == .percentile }
    #expect(percentile?.percent == 90 && percentile?.context == .region && percentile?.unit.text == "degree")
  }

  @Test func `The inner expression compiles, and the value comes back under its id`() throws {
    let formulas = try Self.checked(
      "total [t/a] = sum(yield for c in cell where slope < percentile(slope, 50 for c in region))")
    let ids = formulas.cellReductions.map(\.id)
    #expect(ids == ["total.percentile1", "total.sum1"])
    let cells = Bindings(
      numbers: ["total.percentile1": 10], varying: ["yield", "slope"], year: 2022, priceYear: 2022)
    let inner = try Program.compile(formulas, outputs: ["total.sum1.inner"], bindings: cells)
    var scratch = Scratch()
    let output = try Runner.run(
      inner, ["yield": [100, 200, 300], "slope": [5, 15, 9]], count: 3, scratch: &scratch)
    #expect(output[0][0] == 100 && output[0][1].isNaN && output[0][2] == 300)
    let zones = try Program.compile(
      formulas, outputs: ["total"], bindings: Bindings(varying: ["total.sum1"], year: 2022, priceYear: 2022))
    #expect(zones.inputs == ["total.sum1"])
    let sums = try Runner.run(zones, ["total.sum1": [4000, .nan]], count: 2, scratch: &scratch)
    #expect(sums[0][0] == 4 && sums[0][1].isNaN)
  }

  @Test func `The same reduction is computed once`() throws {
    let formulas = try Self.checked(
      "a [1] = mean(slope for c in region) / percentile(slope, 90 for c in region)",
      "b [degree] = percentile(slope, 90 for x in region)")
    #expect(formulas.cellReductions.count == 2)
    #expect(formulas.formulas["b"]?.reads == ["slope", "a.percentile1"])
  }

  @Test func `A reduction over cells inside a dimension has one value for each element`() throws {
    let formulas = try Self.checked(
      "m [kg/a] for month = sum(monthly for c in cell)", "top [kg/a] = max(m for k in month)")
    #expect(formulas.cellReductions.first?.dimensions == ["month"])
    let bindings = Bindings(varying: ["monthly", "m.sum1"], year: 2022, priceYear: 2022)
    let inner = try Program.compile(formulas, outputs: ["m.sum1.inner#3"], bindings: bindings)
    #expect(inner.inputs == ["monthly#3"])
    let top = try Program.compile(formulas, outputs: ["top"], bindings: bindings)
    #expect(Set(top.inputs) == Set((1...12).map { "m.sum1#\($0)" }))
  }
}
