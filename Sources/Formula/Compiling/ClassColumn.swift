/// A value that follows from the class of one input: a number for each class, and missing where the class is.
struct ClassColumn: Hashable {
  /// The step of the input.
  var input: Int32
  /// The bits of the number for each class.
  var bits: [UInt64]

  init(input: Int32, values: [Double]) {
    self.input = input
    bits = values.map(\.bitPattern)
  }

  /// The class itself.
  init(input: Int32, count: Int) { self.init(input: input, values: (0..<count).map(Double.init)) }

  var values: [Double] { bits.map { Double(bitPattern: $0) } }
}

/// Formulas that depend on the land class alone are reckoned once for each class, by the program's own
/// kernels, and read from a table in each cell.
extension Graph {
  /// What a step comes to for each class; nil when it depends on anything else than one class, or gives
  /// something where the class is missing.
  func column(of step: Step) -> ClassColumn? {
    let columns = step.operands.compactMap { operand -> ClassColumn?? in
      if case .lane(let index) = operand { .some(byClass[index]) } else { nil }
    }
    guard let first = columns.first ?? nil, columns.allSatisfy({ $0?.input == first.input }) else {
      return nil
    }
    let missing = reckon(step, step.operands.map { $0.number ?? .nan })
    guard let missing, missing.isNaN else { return nil }
    let values = first.bits.indices.map { place in
      reckon(step, step.operands.map { number(of: $0, at: place) }) ?? .nan
    }
    return ClassColumn(input: first.input, values: values)
  }

  private func number(of operand: Value, at place: Int) -> Double {
    guard case .lane(let index) = operand else { return operand.number ?? .nan }
    return byClass[index]?.values[place] ?? .nan
  }

  /// One lane of a step.
  private func reckon(_ step: Step, _ operands: [Double]) -> Double? {
    switch step {
    case .apply(let operation, _): Self.fold(operation, operands)
    case .lookup(let table, _): tables[table].value(for: operands)
    case .input, .step, .percentile: nil
    }
  }

  /// The reading of a table that stands for a step; nil when the step is one itself.
  mutating func tableStep(of column: ClassColumn, for step: Step) -> Step? {
    if case .lookup(_, let keys) = step, keys == [.lane(column.input)] { return nil }
    let table = classTables[column] ?? tables.count
    if table == tables.count {
      tables.append(DenseTable(column.values.enumerated().map { (keys: [Double($0)], value: $1) }))
      classTables[column] = table
    }
    return .lookup(table, [.lane(column.input)])
  }
}
