extension Checker {
  mutating func check(_ part: Part) {
    guard let text = written[part] else { return }
    place = Place(source: text.source)
    switch part {
    case .formula(let index): checkFormula(index, text)
    case .column(let table, let column): checkColumn(table, column, text)
    case .condition(let table): checkCondition(table, text)
    }
  }

  private mutating func body(_ parsed: ParsedFormula, expecting list: String?) -> Checked {
    for binding in parsed.bindings {
      if place.locals[binding.name] != nil {
        report(.duplicateName, binding.span, Say.duplicate(binding.name))
      }
      place.locals[binding.name] = check(binding.expression, expecting: nil)
    }
    return check(parsed.body, expecting: list)
  }

  private mutating func checkFormula(_ index: Int, _ text: Written) {
    let formula = model.formulas[index]
    place.name = formula.name
    place.walked = formula.dimensions
    for dimension in formula.dimensions where dimension.table != nil { place.read(model.name(of: dimension)) }
    var list: String?
    if case .code(let name) = declared[index].shape { list = name }
    let value = body(text.parsed, expecting: list)
    let settled = settle(
      value, declared[index], empirical: text.source.formula.empirical, text.parsed.body.span)
    guard !settled.isUnknown else {
      broken.insert(formula.name)
      return
    }
    if model.arena.depth[Int(settled.node.index)] > Self.greatestDepth {
      report(.tooDeep, text.parsed.body.span, Say.tooDeep)
    }
    model.formulas[index].root = settled.node
    declared[index] = settled.meaning
    publish(index, derived: text.source.formula.empirical ? settled.meaning.unit : value.meaning.unit, text)
  }

  private mutating func publish(_ index: Int, derived: MeasureUnit?, _ text: Written) {
    let formula = model.formulas[index]
    let meaning = declared[index]
    let kind: Kind =
      if case .code(let list) = meaning.shape { .code(list: list) } else {
        .number(meaning.unit ?? .one, priceYear: meaning.prices.year)
      }
    result.order.append(formula.name)
    result.formulas[formula.name] = CheckedFormula(
      name: formula.name, kind: kind, derivedUnit: derived, prices: meaning.prices, context: meaning.context,
      dimensions: formula.dimensions.map { model.name(of: $0) }, reads: place.reads,
      text: text.source.formula)
  }

  private mutating func checkColumn(_ table: Int, _ column: Int, _ text: Written) {
    place.name = "\(model.tables[table].name).\(model.tables[table].columns[column].name)"
    place.walked = [.table(table)]
    let head = model.tables[table].columns[column].meaning
    var list: String?
    if case .code(let name) = head.shape { list = name }
    var value = body(text.parsed, expecting: list)
    if text.parsed.head != nil {
      value = settle(value, head, empirical: text.source.formula.empirical, text.parsed.body.span)
    }
    model.tables[table].columns[column].meaning = value.meaning
    model.tables[table].columns[column].root = value.node
  }

  private mutating func checkCondition(_ table: Int, _ text: Written) {
    guard let group = model.tables[table].group else { return }
    place.name = model.tables[table].name
    place.walked = [.table(group.table)]
    let value = body(text.parsed, expecting: nil)
    let condition = pure(value, text.parsed.body.span)
    if value.meaning.context != .region {
      report(.context, text.parsed.body.span, Say.conditionContext)
    }
    model.tables[table].group?.condition = condition.node
  }

  /// Brings a formula's value to what its head declares.
  private mutating func settle(
    _ value: Checked, _ head: Meaning, empirical: Bool, _ span: Span
  ) -> Checked {
    if value.isUnknown || head.shape == .unknown { return Checked(node: value.node, meaning: .unknown) }
    guard let unit = head.unit else { return settleCode(value, head, span) }
    var meaning = value.meaning
    meaning.shape = .number(unit)
    if empirical {
      let number = pure(value, span, code: .empirical, Say.empirical(value.meaning.unit))
      meaning.prices = unit.moneyPower == 0 ? .none : .account
      return Checked(node: number.node, meaning: number.isUnknown ? .unknown : meaning)
    }
    guard let own = value.meaning.unit else {
      report(.codeMismatch, span, Say.codeForNumber)
      return Checked(node: value.node, meaning: .unknown)
    }
    guard let node = converted(value, to: unit) else {
      report(.unitMismatch, span, Say.declared(unit, derived: own))
      return Checked(node: value.node, meaning: .unknown)
    }
    return Checked(node: node, meaning: meaning)
  }

  private mutating func settleCode(_ value: Checked, _ head: Meaning, _ span: Span) -> Checked {
    guard value.meaning.shape == head.shape else {
      report(.codeMismatch, span, Say.numberForCode)
      return Checked(node: value.node, meaning: .unknown)
    }
    return value
  }
}
