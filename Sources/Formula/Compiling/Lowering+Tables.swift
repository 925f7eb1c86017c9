extension Lowering {
  func lookup(_ table: Int, _ column: Int, _ keys: [NodeID]) throws(FormulaError) -> Value {
    var values: [Value] = []
    for key in keys { values.append(try lower(key)) }
    let numbers = values.compactMap(\.number)
    guard numbers.count < values.count else {
      guard let row = try rowIndex(table)[numbers] else { return .missing }
      return try columnValue(table, column, row)
    }
    return graph.make(.lookup(try denseTable(table, column), values))
  }

  /// Rows by their keys; two rows with the same keys are an error.
  func rowIndex(_ table: Int) throws(FormulaError) -> [[Double]: Int] {
    let key = ColumnKey(table: table, column: -1)
    if let index = lookups[key] { return index }
    let rows = try rows(table)
    var index: [[Double]: Int] = [:]
    for row in 0..<rows.count {
      let keys = rows.keys.map { $0[row] }
      guard keys.allSatisfy({ isThere($0) }) else { continue }
      guard index.updateValue(row, forKey: keys) == nil else {
        throw refusal(.duplicateRow, Say.duplicateRow(model.tables[table].name, row + 1))
      }
    }
    lookups[key] = index
    return index
  }

  private func denseTable(_ table: Int, _ column: Int) throws(FormulaError) -> Int {
    let key = ColumnKey(table: table, column: column)
    if let known = denseTables[key] { return known }
    var rows: [(keys: [Double], value: Double)] = []
    for (keys, row) in try rowIndex(table) {
      rows.append((keys, try fixedValue(table, column, row)))
    }
    graph.tables.append(DenseTable(rows))
    denseTables[key] = graph.tables.count - 1
    return graph.tables.count - 1
  }

  /// A table's value that must be known before the run.
  private func fixedValue(_ table: Int, _ column: Int, _ row: Int) throws(FormulaError) -> Double {
    guard let number = try columnValue(table, column, row).number else {
      throw refusal(.context, Say.groupedColumnContext)
    }
    return number
  }

  func step(
    _ table: Int, _ column: Int, _ x: NodeID, _ keys: [NodeID]
  ) throws(FormulaError) -> Value {
    let place = try lower(x)
    var values: [Value] = []
    for key in keys { values.append(try lower(key)) }
    let index = try stepTable(table, column)
    let numbers = ([place] + values).compactMap(\.number)
    guard numbers.count == values.count + 1 else { return graph.make(.step(index, place, values)) }
    return .number(Self.single(graph.stepTables[index], numbers))
  }

  /// One lane through the table, by the loop that a program runs.
  private static func single(_ table: StepTable, _ numbers: [Double]) -> Double {
    var (lanes, result) = (numbers, Double.nan)
    lanes.withUnsafeMutableBufferPointer { lanes in
      guard let base = lanes.baseAddress else { return }
      let keys = (1..<max(lanes.count, 1)).map { UnsafePointer(base + $0) }
      table.run(x: UnsafePointer(base), keys, &result, 1)
    }
    return result
  }

  private func stepTable(_ table: Int, _ column: Int) throws(FormulaError) -> Int {
    let key = ColumnKey(table: table, column: column)
    if let known = stepTables[key] { return known }
    let (rows, intervals) = (try rows(table), try data(table).intervals ?? [])
    let values = try columnData(table, column)
    var steps: [StepTable.Row] = []
    for row in 0..<rows.count {
      let keys = rows.keys.map { $0[row] }
      guard keys.allSatisfy({ isThere($0) }) else { continue }
      steps.append(.init(keys: keys, interval: intervals[row], value: values[row]))
    }
    try refuseOverlaps(table, steps)
    graph.stepTables.append(StepTable(steps))
    stepTables[key] = graph.stepTables.count - 1
    return graph.stepTables.count - 1
  }

  private func refuseOverlaps(_ table: Int, _ rows: [StepTable.Row]) throws(FormulaError) {
    for (_, group) in Dictionary(grouping: rows, by: \.keys) {
      let sorted = group.map(\.interval).sorted { $0.from < $1.from }
      for (interval, next) in zip(sorted, sorted.dropFirst()) where next.from < interval.to {
        throw refusal(.duplicateRow, Say.overlap(model.tables[table].name, next.from))
      }
      for interval in sorted where !(interval.from < interval.to) {
        throw refusal(.duplicateRow, Say.emptyInterval(model.tables[table].name, interval.from))
      }
    }
  }

  func reprice(_ x: NodeID, _ year: Int) throws(FormulaError) -> Value {
    let price = try lower(x)
    guard let index = model.priceIndex else { return .missing }
    let rows = try rowIndex(index.table)
    let values = try columnData(index.table, index.column)
    let level = { (year: Int) in Value.number(rows[[Double(year)]].map { values[$0] } ?? .nan) }
    let ratio = graph.apply(.divide, level(bindings.priceYear), level(year))
    return graph.apply(.multiply, price, ratio)
  }
}
