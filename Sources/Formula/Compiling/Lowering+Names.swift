extension Lowering {
  /// A name with the elements of its dimensions: `rain#3`, and `power#2020#5`.
  func elementName(_ name: String, _ elements: [Int], _ dimensions: [Dimension]) -> String {
    zip(elements, dimensions).reduce(name) { $0 + "#" + String($1.1.table == nil ? $1.0 : $1.0 + 1) }
  }

  func elements(_ sources: [ElementSource]) throws(FormulaError) -> [Int] {
    var elements: [Int] = []
    for source in sources { elements.append(try element(source)) }
    return elements
  }

  /// The current element of a dimension, told from what is walked; -1 if a row has none.
  private func element(_ source: ElementSource) throws(FormulaError) -> Int {
    let element = current[source.walked.index]
    if source.dimension == source.walked { return element }
    if let table = source.walked.table {
      guard let attribute = model.tables[table].calendarAttribute(source.dimension) else { return -1 }
      return Int(exactly: try attributeColumn(table, attribute)[element]) ?? -1
    }
    return calendarPart(element, of: source.walked, as: source.dimension, year: walkedYear) ?? -1
  }

  /// The year whose days are walked.
  var walkedYear: Int {
    let year = current[Dimension.year.index]
    return year < 0 ? bindings.year : year
  }

  func elementNumber(_ source: ElementSource) throws(FormulaError) -> Double {
    let element = try element(source)
    if source.dimension.table != nil { return Double(element + 1) }
    return element < 0 ? .nan : Double(element)
  }

  func symbol(_ index: Int, _ sources: [ElementSource]) throws(FormulaError) -> Value {
    let symbol = model.symbols[index]
    let elements = try elements(sources)
    guard !elements.contains(where: { $0 < 0 }) else { return .missing }
    let name = elementName(symbol.name, elements, sources.map(\.dimension))
    if let number = given[name] { return .number(number) }
    if !single, bindings.varying.contains(name) || bindings.varying.contains(symbol.name) {
      let input = graph.input(name, classes: classes(of: symbol))
      guard let factor = bindings.factors[symbol.name], factor != 1 else { return input }
      return graph.apply(.multiply, input, .number(factor))
    }
    guard let number = bindings.numbers[name] else { throw refusal(.unbound, Say.unbound(name)) }
    return .number(number)
  }

  /// How many classes a symbol's values may be; 0 for a number.
  private func classes(of symbol: Symbol) -> Int {
    if case .code(let list) = symbol.kind { model.codeLists[list]?.count ?? 0 } else { 0 }
  }

  func value(of value: GivenValue) throws(FormulaError) -> Value {
    if let number = given[value.rawValue] { return .number(number) }
    if value == .year { return .number(Double(bindings.year)) }
    guard !single else { throw refusal(.unbound, Say.unbound(value.rawValue)) }
    return graph.input(value.rawValue)
  }

  func cells(_ index: Int, _ sources: [ElementSource]) throws(FormulaError) -> Value {
    let id = cellIDs[index]
    let elements = try elements(sources)
    guard !elements.contains(where: { $0 < 0 }) else { return .missing }
    let name = elementName(id, elements, sources.map(\.dimension))
    if let number = given[name] { return .number(number) }
    if !single, bindings.varying.contains(name) || bindings.varying.contains(id) {
      return graph.input(name)
    }
    if let number = bindings.numbers[name] { return .number(number) }
    guard !single else { throw refusal(.unbound, Say.unbound(name)) }
    return graph.input(name)
  }

  func formula(_ index: Int, _ sources: [ElementSource]) throws(FormulaError) -> Value {
    try formula(index, elements: try elements(sources))
  }

  /// The value of a formula for given elements of its dimensions, reckoned once.
  func formula(_ index: Int, elements: [Int]) throws(FormulaError) -> Value {
    let formula = model.formulas[index]
    // A row whose day is missing belongs to no month.
    guard !elements.contains(where: { $0 < 0 }) else { return .missing }
    let key = InstanceKey(formula: index, elements: elements)
    if let value = instanceValues[key] { return value }
    let name = elementName(formula.name, elements, formula.dimensions)
    if let number = given[name] { return .number(number) }
    if let error = instanceErrors[key] { throw error }
    do throws(FormulaError) {
      let value = try within(formula.dimensions, elements, text: texts[formula.name]) {
        () throws(FormulaError) in try self.lower(formula.root)
      }
      instanceValues[key] = value
      instances.append(Instance(key: key, value: value))
      return value
    } catch {
      instanceErrors[key] = error
      throw error
    }
  }

  /// Does something with only these dimensions walked.
  func within<Result>(
    _ dimensions: [Dimension], _ elements: [Int], text inner: FormulaText?,
    _ body: () throws(FormulaError) -> Result
  ) throws(FormulaError) -> Result {
    let (outer, outerText) = (current, text)
    current = Array(repeating: -1, count: current.count)
    for (dimension, element) in zip(dimensions, elements) { current[dimension.index] = element }
    if let inner { text = inner }
    defer {
      current = outer
      text = outerText
    }
    return try body()
  }

  func columnValue(_ table: Int, _ column: Int, _ row: Int) throws(FormulaError) -> Value {
    guard model.tables[table].group == nil else {
      return try groupedValue(table, column, row)
    }
    return .number(try columnData(table, column)[row])
  }

  private func groupedValue(_ table: Int, _ column: Int, _ row: Int) throws(FormulaError) -> Value {
    let known = model.tables[table].columns[column]
    guard let root = known.root else { return .missing }
    // A column's formula is kept under a number that no formula has.
    let key = InstanceKey(formula: -1 - table, elements: [column, row])
    if let value = instanceValues[key] { return value }
    let value = try within([.table(table)], [row], text: known.text) { () throws(FormulaError) in
      try self.lower(root)
    }
    instanceValues[key] = value
    return value
  }
}
