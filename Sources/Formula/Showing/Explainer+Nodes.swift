extension Explainer {
  /// What a node reads, in the order in which it is written, no name twice.
  func children(of root: NodeID) throws(FormulaError) -> [Working] {
    var found: [Working] = []
    try collect(root, &found)
    return found
  }

  private func number(_ id: NodeID) throws(FormulaError) -> Double {
    try lowering.lower(id).number ?? .nan
  }

  private func add(_ working: Working, _ found: inout [Working]) {
    if !found.contains(where: { $0.name == working.name && $0.element == working.element }) {
      found.append(working)
    }
  }

  private func collect(_ id: NodeID, _ found: inout [Working]) throws(FormulaError) {
    depth += 1
    defer { depth -= 1 }
    switch model.arena[id] {
    case .constant, .attribute: break
    case .symbol(let index, let sources): add(try symbol(id, index, sources), &found)
    case .given(let given): add(Working(name: given.rawValue, value: try number(id)), &found)
    case .formula(let index, let sources):
      let elements = try lowering.elements(sources)
      if !elements.contains(where: { $0 < 0 }) { add(try formula(index, elements), &found) }
    case .element(let source):
      add(Working(name: model.name(of: source.dimension), value: try number(id)), &found)
    case .column(let table, let column):
      add(try cell(table, column, lowering.current[4 + table]), &found)
    case .apply(let operation, let operands): try collect(operation, operands, &found)
    case .lookup(let table, let column, let keys): add(try read(id, table, column, nil, keys), &found)
    case .step(let table, let column, let x, let keys): add(try read(id, table, column, x, keys), &found)
    case .reprice(let price, let year): try collectReprice(price, year, &found)
    case .reduction(let reduction): found.append(try self.reduction(id, reduction))
    case .cells(let index, let sources):
      let reduction = formulas.cellReductions[index]
      let elements = try lowering.elements(sources)
      add(
        Working(
          name: reduction.id, element: try label(sources.map(\.dimension), elements), text: reduction.text,
          unit: reduction.unit, value: try number(id)), &found)
    }
  }

  private func collect(
    _ operation: Operation, _ operands: [NodeID], _ found: inout [Working]
  ) throws(FormulaError) {
    try collect(operands[0], &found)
    let first = try number(operands[0])
    switch operation {
    case .select:
      if isThere(first) { try collect(operands[first != 0 ? 1 : 2], &found) }
    case .coalesce:
      if !isThere(first) { try collect(operands[1], &found) }
    default:
      for operand in operands.dropFirst() { try collect(operand, &found) }
    }
  }

  private func symbol(
    _ id: NodeID, _ index: Int, _ sources: [ElementSource]
  ) throws(FormulaError) -> Working {
    let symbol = model.symbols[index]
    let elements = try lowering.elements(sources)
    var working = Working(
      name: symbol.name, element: try label(sources.map(\.dimension), elements), value: try number(id))
    switch symbol.kind {
    case .number(let unit, _): working.unit = unit
    case .code(let list): working.code = code(list, working.value)
    }
    return working
  }

  /// A value in the current row of a table; a grouped table's value with what it was reckoned from.
  private func cell(_ table: Int, _ column: Int, _ row: Int) throws(FormulaError) -> Working {
    let known = model.tables[table]
    var working = Working(
      name: known.name + "." + known.columns[column].name, element: try label(.table(table), row),
      value: try lowering.columnValue(table, column, row).number ?? .nan)
    describe(&working, known.columns[column])
    guard let root = known.columns[column].root else { return working }
    working.text = known.columns[column].text?.text
    working.position = known.columns[column].text?.position
    working.children = try lowering.within([.table(table)], [row], text: known.columns[column].text) {
      () throws(FormulaError) in try self.children(of: root)
    }
    return working
  }

  private func describe(_ working: inout Working, _ column: CheckedTable.Column) {
    switch column.meaning.shape {
    case .number(let unit): working.unit = unit
    case .code(let list): working.code = code(list, working.value)
    case .zero, .unknown: break
    }
  }

  private func read(
    _ id: NodeID, _ table: Int, _ column: Int, _ x: NodeID?, _ keys: [NodeID]
  ) throws(FormulaError) -> Working {
    let known = model.tables[table]
    var labels: [String] = []
    var children: [Working] = []
    for node in [x].compactMap(\.self) + keys { try collect(node, &children) }
    for (key, node) in zip(known.keys, keys) { labels.append(label(key, try number(node))) }
    var working = Working(
      name: known.name + "." + known.columns[column].name,
      element: labels.isEmpty ? nil : labels.joined(separator: ", "), value: try number(id),
      children: children)
    describe(&working, known.columns[column])
    return working
  }

  private func collectReprice(
    _ price: NodeID, _ year: Int, _ found: inout [Working]
  ) throws(FormulaError) {
    try collect(price, &found)
    guard let index = model.priceIndex else { return }
    let rows = try lowering.rowIndex(index.table)
    for year in [year, lowering.bindings.priceYear] {
      guard let row = rows[[Double(year)]] else { continue }
      add(try cell(index.table, index.column, row), &found)
    }
  }

  private func reduction(_ id: NodeID, _ reduction: CheckedReduction) throws(FormulaError) -> Working {
    let dimension = reduction.dimension
    let elements =
      dimension == .year
      ? try lowering.years(of: reduction)
      : try lowering.elements(of: dimension, within: reduction.within)
    var working = Working(
      name: "\(reduction.operation.rawValue) … for \(model.name(of: dimension))",
      element: String(elements.count), value: try number(id))
    let outer = lowering.current[dimension.index]
    defer { lowering.current[dimension.index] = outer }
    for element in elements where working.children.count < Self.shownElements {
      lowering.current[dimension.index] = element
      guard let value = try lowering.term(reduction)?.number else { continue }
      working.children.append(
        Working(
          name: model.name(of: dimension), element: try label(dimension, element), value: value,
          children: try children(of: reduction.expression)))
    }
    return working
  }
}
