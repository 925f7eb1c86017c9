extension Lowering {
  func reduce(_ reduction: CheckedReduction) throws(FormulaError) -> Value {
    let index = reduction.dimension.index
    let elements =
      reduction.dimension == .year
      ? try years(of: reduction) : try elements(of: reduction.dimension, within: reduction.within)
    let outer = current[index]
    defer { current[index] = outer }
    var accumulator = Accumulator(reduction.operation)
    for element in elements {
      current[index] = element
      guard let value = try term(reduction) else { continue }
      accumulator.take(value, &graph)
    }
    return accumulator.result(percent: reduction.percent ?? 0, &graph)
  }

  /// The expression for the current element; nil where the condition leaves it out.
  func term(_ reduction: CheckedReduction) throws(FormulaError) -> Value? {
    guard let condition = reduction.condition else { return try lower(reduction.expression) }
    let chosen = try lower(condition)
    if let number = chosen.number {
      return isThere(number) && number != 0 ? try lower(reduction.expression) : nil
    }
    return graph.apply(.select, chosen, try lower(reduction.expression), .missing)
  }

  /// The years of a reduction: those for which every table that it reads year by year has rows; without such
  /// a table, the year of the account.
  func years(of reduction: CheckedReduction) throws(FormulaError) -> [Int] {
    if reduction.within.contains(where: { $0.table != nil }), let year = try yearOfRow(reduction.within) {
      return [year]
    }
    var common: Set<Int>?
    var roots = [reduction.expression]
    if let condition = reduction.condition { roots.append(condition) }
    for source in try yearly(roots) { common = common.map { $0.intersection(source) } ?? source }
    return common.map { $0.sorted() } ?? [bindings.year]
  }

  private func yearOfRow(_ within: [Dimension]) throws(FormulaError) -> Int? {
    for dimension in within {
      guard let table = dimension.table, current[dimension.index] >= 0,
        let attribute = model.tables[table].calendarAttribute(.year)
      else { continue }
      return Int(exactly: try attributeColumn(table, attribute)[current[dimension.index]])
    }
    return nil
  }

  /// The years of each table and symbol that the nodes read year by year.
  private func yearly(_ roots: [NodeID]) throws(FormulaError) -> [Set<Int>] {
    var found: [Set<Int>] = []
    var seen: Set<NodeID> = []
    var waiting = roots
    while let id = waiting.popLast() {
      guard seen.insert(id).inserted else { continue }
      switch model.arena[id] {
      case .reduction(let inner):
        if let table = inner.dimension.table, inner.within.contains(.year) {
          found.append(try years(of: table, within: inner.within.filter { $0 != .year }))
        }
      case .symbol(let index, let sources):
        if let place = sources.firstIndex(where: { $0.dimension == .year && $0.walked == .year }) {
          found.append(boundYears(model.symbols[index].name, place))
        }
      case .formula(let index, let sources):
        if sources.contains(where: { $0.dimension == .year && $0.walked == .year }) {
          waiting.append(model.formulas[index].root)
        }
      default: break
      }
      waiting += model.arena[id].children
    }
    return found
  }

  private func years(of table: Int, within walked: [Dimension]) throws(FormulaError) -> Set<Int> {
    guard let attribute = model.tables[table].calendarAttribute(.year) else { return [] }
    let column = try attributeColumn(table, attribute)
    // What is walked by calendar does not matter: a year without a rainy March is still a year.
    let rows = try rows(of: table, within: walked.filter { $0.table != nil })
    return Set(rows.compactMap { Int(exactly: column[$0]) })
  }

  private func boundYears(_ name: String, _ place: Int) -> Set<Int> {
    let names = Array(bindings.numbers.keys) + Array(given.keys) + Array(bindings.varying)
    let years = names.compactMap { bound -> Int? in
      let parts = bound.split(separator: "#")
      guard parts.count > place + 1, parts[0] == name else { return nil }
      return Int(parts[place + 1])
    }
    return Set(years)
  }
}

/// A reduction that is under way. Missing values are passed over.
private struct Accumulator {
  let operation: Reduction.Operation
  private var total: Value
  private var count = Value.number(0)
  private var values: [Value] = []

  init(_ operation: Reduction.Operation) {
    self.operation = operation
    total = operation == .min || operation == .max ? .missing : .number(0)
  }

  mutating func take(_ value: Value, _ graph: inout Graph) {
    switch operation {
    case .sum: total = graph.apply(.add, total, graph.apply(.coalesce, value, .number(0)))
    case .mean:
      total = graph.apply(.add, total, graph.apply(.coalesce, value, .number(0)))
      let present = graph.apply(.subtract, .number(1), graph.apply(.isMissing, value))
      count = graph.apply(.add, count, present)
    case .count: total = graph.apply(.add, total, graph.apply(.isTrue, value))
    case .min: total = graph.apply(.minimumPresent, total, value)
    case .max: total = graph.apply(.maximumPresent, total, value)
    case .percentile: values.append(value)
    }
  }

  func result(percent: Double, _ graph: inout Graph) -> Value {
    switch operation {
    case .mean: return graph.apply(.divide, total, count)
    case .percentile:
      let numbers = values.compactMap(\.number)
      guard numbers.count == values.count else {
        return graph.make(.percentile(percent.bitPattern, values))
      }
      var present = numbers.filter { isThere($0) }
      return .number(Formula.percentile(percent, of: &present))
    default: return total
    }
  }
}
