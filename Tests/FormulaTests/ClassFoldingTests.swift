import Formula
import Testing

/// Goal: what depends on the class alone is read from one table, and what gives something without a class is
/// not. Method: the values for each class are reckoned by hand.
@Suite struct ClassFoldingTests {
  private static func program(_ formula: String) throws -> Program {
    let code = TableSignature.Key(name: "eco", kind: .code(list: "eco"))
    let formulas = try Workbench.checked(
      Vocabulary(
        symbols: [Symbol(name: "eco", kind: .code(list: "eco"), context: .cell)],
        tables: [
          TableSignature(name: "cover", keys: [code], columns: [try Workbench.column("factor", "1")])
        ],
        codeLists: [CodeList(name: "eco", ids: ["forest", "water", "town"])],
        formulas: [Workbench.text(formula)]))
    // Water has no factor.
    let bindings = Bindings(
      tables: ["cover": TableData(keys: [[0, 2]], columns: ["factor": [0.25, 2]])], varying: ["eco"],
      year: 2022, priceYear: 2022)
    return try Program.compile(formulas, outputs: ["a"], bindings: bindings)
  }

  private func values(_ program: Program) throws -> [Double] {
    var scratch = Scratch()
    return try Runner.run(program, ["eco": [0, 1, 2, .nan]], count: 4, scratch: &scratch)[0]
  }

  @Test func `A chain of steps over one class is one step`() throws {
    let program = try Self.program(
      "a [1] = if(lookup(cover.factor, eco) > 1, 10, 4 * lookup(cover.factor, eco)) + 0.5")
    #expect(program.instructionCount == 1)
    let values = try values(program)
    #expect(values[0] == 1.5 && values[1].isNaN && values[2] == 10.5 && values[3].isNaN)
  }

  @Test func `What gives a value where the class is missing is reckoned in each cell`() throws {
    let program = try Self.program("a [1] = coalesce(lookup(cover.factor, eco), 7) * 2")
    #expect(program.instructionCount > 1)
    #expect(try values(program) == [0.5, 14, 4, 14])
  }
}
