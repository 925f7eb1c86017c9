internal import Formula

/// Refuses a case as recomputed when its expected value stands among its inputs.
struct CaseProof {
  let senses: Senses
  let units: UnitSystem

  /// Looks at what the case gives, at its tables, and at the parameters and tables that the formula reads.
  func problems(_ workedCase: WorkedCase) -> [Problem] {
    if let name = inputThatIsExpected(workedCase) { return [problem(workedCase, name)] }
    return []
  }

  private func inputThatIsExpected(_ workedCase: WorkedCase) -> String? {
    switch workedCase.expect {
    case .missing: return nil
    case .code(let id):
      return workedCase.given.first { $0.value == .code(id) }?.name.name
    case .quantity(let expected):
      return given(workedCase, expected) ?? cell(workedCase, expected) ?? read(workedCase, expected)
    }
  }

  private func given(_ workedCase: WorkedCase, _ expected: Quantity) -> String? {
    workedCase.given.first { given in
      guard case .quantity(let quantity) = given.value else { return false }
      return isSame(quantity.value, quantity.unit, expected)
    }?.name.name
  }

  private func cell(_ workedCase: WorkedCase, _ expected: Quantity) -> String? {
    let tables = CaseTables(workedCase, names: senses.names, units: units).rows
    return tables.sorted { $0.key < $1.key }.lazy.compactMap { name, table in
      column(of: table.shape, table.rows, expected).map { "\(name).\($0)" }
    }.first
  }

  /// A parameter or a pack's table that the formula reads and the case does not replace.
  private func read(_ workedCase: WorkedCase, _ expected: Quantity) -> String? {
    guard let formula = workedCase.formula else { return nil }
    let replaced = Set(workedCase.given.map(\.name.name) + workedCase.tables.map(\.name.name))
    for word in senses.words(readBy: formula.name, besides: replaced).sorted() where !replaced.contains(word)
    {
      switch senses.names[word] {
      case .parameter(let parameter):
        let figures = parameter.values.entries.compactMap { entry -> Double? in
          if case .value(let estimate) = entry.content { estimate.value } else { nil }
        }
        if figures.contains(where: { isSame($0, parameter.unit, expected) }) { return word }
      case .table(let table):
        guard case .rows(let shape, let rows) = table.body else { continue }
        if let column = column(of: shape, rows, expected) { return "\(word).\(column)" }
      default: continue
      }
    }
    return nil
  }

  private func column(of shape: TableShape, _ rows: [TableRow], _ expected: Quantity) -> String? {
    for (index, column) in shape.columns.enumerated() {
      guard case .quantity(let unit, _) = column.kind else { continue }
      let figures = rows.compactMap { row -> Double? in
        if case .number(let x) = row.cells[index] { x } else { nil }
      }
      if figures.contains(where: { isSame($0, unit, expected) }) { return column.name }
    }
    return nil
  }

  /// Equal but for the rounding of a change of unit.
  private func isSame(_ value: Double, _ unit: MeasureUnit, _ expected: Quantity) -> Bool {
    guard let value = units.convert(value, from: unit, to: expected.unit) else { return false }
    return (value - expected.value).magnitude <= 1e-12 * max(value.magnitude, expected.value.magnitude)
  }

  private func problem(_ workedCase: WorkedCase, _ name: String) -> Problem {
    let text =
      switch workedCase.expect {
      case .quantity(let quantity): quantity.text
      case .code(let id): id
      case .missing: ""
      }
    return workedCase.expectPlace.problem(
      .workedCase,
      Label(
        zh: "期望值 \(text) 就在输入中（\(name)），不能算作重算",
        en: "the expected \(text) stands among the inputs (\(name)): nothing is recomputed"),
      remedy: Label(
        zh: "删去该输入，或写 verdict: \"consistent\"", en: "remove that input, or write verdict: \"consistent\""))
  }
}

extension Senses {
  /// The words of a formula and of those that it reads, but not through names that are given.
  func words(readBy name: String, besides given: Set<String>) -> Set<String> {
    var (words, open, seen) = (Set<String>(), [name], Set<String>())
    while let next = open.popLast() {
      guard seen.insert(next).inserted, let formula = checked.formula(next) else { continue }
      let own = formula.text.text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
      words.formUnion(own)
      open += own.filter { !given.contains($0) }
    }
    return words
  }
}
