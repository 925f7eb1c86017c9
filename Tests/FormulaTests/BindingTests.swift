import Testing

@testable import Formula

/// Goal: a run that lacks something, or whose tables contradict themselves, is refused and says why.
/// Method: one small vocabulary, each lack in turn.
@Suite struct BindingTests {
  private func refusal(_ text: String, _ bindings: Bindings) throws -> FormulaError.Code? {
    let eco = TableSignature.Key(name: "eco", kind: .code(list: "eco"))
    let tables = [
      TableSignature(name: "t", keys: [eco], columns: [try Workbench.column("v", "1")]),
      TableSignature(
        name: "s", keys: [eco], interval: .init(name: "x", unit: try Workbench.unit("1")),
        columns: [try Workbench.column("v", "1")]),
    ]
    let checked = try Workbench.checked(
      Vocabulary(
        symbols: [try Workbench.symbol("x", "1")], tables: tables,
        codeLists: [CodeList(name: "eco", ids: ["a", "b"])],
        formulas: [Workbench.text(text)]))
    let name = try #require(checked.order.first)
    do throws(FormulaError) {
      _ = try evaluate(name, in: checked, bindings: bindings)
      return nil
    } catch {
      #expect(!error.remedy.isEmpty && error.position.file == "test.json5")
      return error.code
    }
  }

  private func bindings(
    _ numbers: [String: Double] = [:], t: TableData? = nil, s: TableData? = nil
  ) -> Bindings {
    var tables: [String: TableData] = [:]
    tables["t"] = t
    tables["s"] = s
    return Bindings(numbers: numbers, tables: tables, year: 2022, priceYear: 2022)
  }

  @Test func `What is not bound is named, and only if it is needed`() throws {
    #expect(try refusal("a [1] = x", bindings()) == .unbound)
    #expect(try refusal("a [1] = if(1, 2, x)", bindings()) == nil)
    #expect(try refusal("a [1] = coalesce(2, x)", bindings()) == nil)
    #expect(try refusal("a [1] = lookup(t.v, \"a\")", bindings()) == .unbound)
    #expect(
      try refusal("a [1] = sum(t.v for r in t)", bindings(t: TableData(keys: [[0]], columns: [:])))
        == .unbound)
    #expect(
      try refusal("a [1] = sum(t.v for r in t)", bindings(t: TableData(keys: [], columns: ["v": [1]])))
        == .unbound)
  }

  @Test func `Repeated keys and overlapping intervals are refused`() throws {
    let twice = TableData(keys: [[0, 0]], columns: ["v": [1, 2]])
    #expect(try refusal("a [1] = lookup(t.v, \"a\")", bindings(t: twice)) == .duplicateRow)
    let overlap = TableData(
      keys: [[0, 0, 1]], intervals: [.init(from: 0, to: 2), .init(from: 1, to: 3), .init(from: 0, to: 9)],
      columns: ["v": [1, 2, 3]])
    #expect(try refusal("a [1] = step(s.v, 1, \"a\")", bindings(s: overlap)) == .duplicateRow)
    let empty = TableData(keys: [[0]], intervals: [.init(from: 2, to: 2)], columns: ["v": [1]])
    #expect(try refusal("a [1] = step(s.v, 1, \"a\")", bindings(s: empty)) == .duplicateRow)
    let apart = TableData(
      keys: [[0, 0, 1]], intervals: [.init(from: 0, to: 1), .init(from: 1, to: 3), .init(from: 0, to: 9)],
      columns: ["v": [1, 2, 3]])
    #expect(try refusal("a [1] = step(s.v, 1, \"a\")", bindings(s: apart)) == nil)
  }

  @Test(arguments: ["nothing", "a#1", "m", "m#0", "m#13", "m#x", "m#1#2", "", "#", "a.inner"])
  func `An output that does not exist is refused`(name: String) throws {
    let checked = try Workbench.checked(
      Vocabulary(formulas: [Workbench.text("a [1] = 1"), Workbench.text("m [1] for month = month")]))
    let bindings = Bindings(year: 2022, priceYear: 2022)
    let error = #expect(throws: FormulaError.self) { try evaluate(name, in: checked, bindings: bindings) }
    #expect(error?.code == .unknownName)
    #expect(try evaluate("m#12", in: checked, bindings: bindings) == 12)
  }
}
