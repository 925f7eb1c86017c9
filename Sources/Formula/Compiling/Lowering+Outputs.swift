extension Lowering {
  /// Formulas read through more others than this are reckoned in their order first.
  private static let deepReach = 1000

  /// Reckons the formulas below a node before it, so that a long chain of them needs no deep recursion. One
  /// that fails here fails again, at once, if it is really needed.
  private func prepare(_ root: NodeID) {
    guard model.arena.reach[Int(root.index)] > Self.deepReach else { return }
    var (needed, seen, waiting): (Set<Int>, Set<NodeID>, [NodeID]) = ([], [], [root])
    while let id = waiting.popLast() {
      guard seen.insert(id).inserted else { continue }
      waiting += model.arena[id].children
      guard case .formula(let index, let sources) = model.arena[id] else { continue }
      if sources.isEmpty { needed.insert(index) }
      waiting.append(model.formulas[index].root)
    }
    // A formula's node is made after those of the formulas that it reads.
    for index in needed.sorted(by: { model.formulas[$0].root.index < model.formulas[$1].root.index }) {
      _ = try? formula(index, elements: [])
    }
  }

  /// The value of an output: a formula, a symbol, or the inner expression of a reduction over cells, each
  /// with its elements: `rain`, `rain#3`, `gep.sum1.inner`.
  func output(_ name: String) throws(FormulaError) -> Value {
    let parts = name.split(separator: "#", omittingEmptySubsequences: false).map(String.init)
    let base = model.resolve(parts[0])
    if let index = model.formulaIndex[base] {
      let dimensions = model.formulas[index].dimensions
      prepare(model.formulas[index].root)
      return try formula(index, elements: try outputElements(parts, dimensions, name))
    }
    if let index = model.symbolIndex[base] {
      let dimensions = model.symbolDimensions[index]
      let elements = try outputElements(parts, dimensions, name)
      let sources = dimensions.map { ElementSource(dimension: $0, walked: $0) }
      return try within(dimensions, elements, text: nil) { () throws(FormulaError) in
        try self.symbol(index, sources)
      }
    }
    if let index = cellIDs.firstIndex(where: { $0 + ".inner" == base }) {
      let cells = model.cells[index]
      prepare(cells.root)
      let elements = try outputElements(parts, cells.dimensions, name)
      return try within(cells.dimensions, elements, text: nil) { () throws(FormulaError) in
        try self.lower(cells.root)
      }
    }
    throw refusal(.unknownName, Say.noOutput(name))
  }

  private func outputElements(
    _ parts: [String], _ dimensions: [Dimension], _ name: String
  ) throws(FormulaError) -> [Int] {
    let numbers = parts.dropFirst().compactMap { Int($0) }
    guard numbers.count == dimensions.count, numbers.count == parts.count - 1 else {
      throw refusal(.unknownName, Say.noOutput(name))
    }
    var elements: [Int] = []
    for (number, dimension) in zip(numbers, dimensions) {
      let element = dimension.table == nil ? number : number - 1
      guard try exists(element, dimension) else { throw refusal(.unknownName, Say.noOutput(name)) }
      elements.append(element)
    }
    return elements
  }

  private func exists(_ element: Int, _ dimension: Dimension) throws(FormulaError) -> Bool {
    if let table = dimension.table {
      let count = try rows(table).count
      return element >= 0 && element < count
    }
    if dimension == .year { return (1...9999).contains(element) }
    return (1...calendarElements(dimension, year: 2000).upperBound).contains(element)
  }
}
