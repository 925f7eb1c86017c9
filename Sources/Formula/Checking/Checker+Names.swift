extension Checker {
  mutating func checkName(_ name: String, _ span: Span) -> Checked {
    if let loop = place.loops.last(where: { $0.variable == name }) {
      guard let dimension = loop.dimension else { return refuse(.context, span, Say.cellHasNoNumber(name)) }
      return element(ElementSource(dimension: dimension, walked: dimension))
    }
    if let local = place.locals[name] { return local }
    if let dimension = model.dimension(named: name), let found = elementOf(dimension, name, span) {
      return found
    }
    if name == GivenValue.year.rawValue {
      place.read(name)
      return Checked(node: model.arena.make(.given(.year)), meaning: .pure(.region))
    }
    let resolved = model.resolve(name)
    if let index = model.symbolIndex[resolved] { return symbol(index, span) }
    if let index = model.formulaIndex[resolved] { return formula(index, span) }
    if broken.contains(resolved) { return unknown() }
    return refuse(.unknownName, span, Say.unknown(name, near: nearest(to: name, in: allNames)))
  }

  mutating func refuse(
    _ code: FormulaError.Code, _ span: Span, _ words: (message: String, remedy: String)
  ) -> Checked {
    report(code, span, words)
    return unknown()
  }

  private var allNames: [String] {
    place.loops.map(\.variable) + Array(place.locals.keys) + model.symbols.map(\.name)
      + model.formulas.map(\.name) + Array(vocabulary.aliases.keys) + ["year"]
  }

  private mutating func element(_ source: ElementSource) -> Checked {
    Checked(node: model.arena.make(.element(source)), meaning: .pure(.region))
  }

  /// The number of the current element of a dimension's own name; nil if the name can only be something else.
  private mutating func elementOf(_ dimension: Dimension, _ name: String, _ span: Span) -> Checked? {
    if let source = source(for: dimension) { return element(source) }
    if dimension == .year { return nil }
    let words =
      dimension.table == nil ? Say.notWalked(name) : Say.tableAlone(name)
    return refuse(dimension.table == nil ? .context : .table, span, words)
  }

  /// Where the current element of a dimension can be told from; nil if nothing that is walked tells it.
  func source(for dimension: Dimension) -> ElementSource? {
    if place.walked.contains(dimension) { return ElementSource(dimension: dimension, walked: dimension) }
    guard dimension.table == nil else { return nil }
    let walked = place.walked.last { tells($0, dimension) }
    return walked.map { ElementSource(dimension: dimension, walked: $0) }
  }

  /// Whether an element of one dimension belongs to exactly one of a calendar dimension.
  private func tells(_ walked: Dimension, _ dimension: Dimension) -> Bool {
    if let table = walked.table {
      return model.tables[table].calendarAttribute(dimension) != nil
    }
    return walked < dimension && dimension != .year
  }

  /// Where the current elements of a name's dimensions come from; nil, reported, if one is not walked.
  private mutating func sources(
    _ name: String, _ dimensions: [Dimension], _ span: Span
  ) -> [ElementSource]? {
    var sources: [ElementSource] = []
    for dimension in dimensions {
      guard let source = source(for: dimension) else {
        report(.context, span, Say.needsDimension(name, model.name(of: dimension)))
        return nil
      }
      sources.append(source)
    }
    return sources
  }

  private mutating func symbol(_ index: Int, _ span: Span) -> Checked {
    let symbol = model.symbols[index]
    place.read(symbol.name)
    guard let sources = sources(symbol.name, model.symbolDimensions[index], span) else { return unknown() }
    let node = model.arena.make(.symbol(index, sources))
    return Checked(node: node, meaning: meaning(of: symbol.kind, context: symbol.context))
  }

  private mutating func formula(_ index: Int, _ span: Span) -> Checked {
    let formula = model.formulas[index]
    place.read(formula.name)
    guard result.formulas[formula.name] != nil, !broken.contains(formula.name) else { return unknown() }
    guard let sources = sources(formula.name, formula.dimensions, span) else { return unknown() }
    let node = model.arena.make(.formula(index, sources), formula: formula.root)
    return Checked(node: node, meaning: declared[index])
  }

  mutating func checkMember(_ name: String, _ member: String, _ span: Span) -> Checked {
    if let given = GivenValue(rawValue: name + "." + member) { return cellValue(given) }
    if broken.contains(name) { return unknown() }
    guard let table = model.tableIndex[name] else {
      let full = name + "." + member
      let near = nearest(to: name, in: model.tables.map(\.name) + ["cell"]).map { $0 + "." + member }
      return refuse(.unknownName, span, Say.unknown(full, near: near))
    }
    place.read(name)
    guard place.walked.contains(.table(table)) else {
      return refuse(.table, span, Say.needsRow(name, member))
    }
    if let column = model.tables[table].column(named: member) {
      let meaning = model.tables[table].columns[column].meaning
      guard meaning.shape != .unknown else { return unknown() }
      return Checked(node: model.arena.make(.column(table: table, column: column)), meaning: meaning)
    }
    return attribute(table, member, span)
  }

  private mutating func cellValue(_ given: GivenValue) -> Checked {
    place.read(given.rawValue)
    let metre = MeasureUnit.Factor(name: "m", power: given == .cellArea ? 2 : 1)
    let unit = MeasureUnit(scale: 1, factors: [metre])
    return Checked(
      node: model.arena.make(.given(given)), meaning: Meaning(shape: .number(unit), context: .cell))
  }

  private mutating func attribute(_ table: Int, _ member: String, _ span: Span) -> Checked {
    let known = model.tables[table]
    guard var attribute = known.attribute(named: member) else {
      let near = nearest(to: member, in: known.columns.map(\.name) + known.attributeNames)
      let full = known.name + "." + member
      return refuse(.unknownName, span, Say.unknown(full, near: near.map { known.name + "." + $0 }))
    }
    // A day is read as the day of its year: a count of days since 1970 means nothing in a formula.
    if known.kind(of: attribute) == .day { attribute = .calendar(.day) }
    let node = model.arena.make(.attribute(table: table, attribute))
    if case .code(let list) = known.kind(of: attribute) {
      return Checked(node: node, meaning: Meaning(shape: .code(list: list)))
    }
    return Checked(node: node, meaning: .pure(.region))
  }
}
