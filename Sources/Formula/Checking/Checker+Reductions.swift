extension Checker {
  mutating func checkReduction(_ reduction: Reduction, _ span: Span) -> Checked {
    if reduction.dimension == "cell" || reduction.dimension == "region" {
      return checkCells(reduction, span)
    }
    if broken.contains(reduction.dimension) { return unknown() }
    guard let dimension = model.dimension(named: reduction.dimension) else {
      let near = nearest(to: reduction.dimension, in: dimensionNames + ["cell", "region"])
      return refuse(
        .unknownDimension, reduction.dimensionSpan, Say.unknownDimension(reduction.dimension, near: near))
    }
    guard !place.walked.contains(dimension) else {
      return refuse(.context, reduction.dimensionSpan, Say.walkedTwice(reduction.dimension))
    }
    if dimension.table != nil { place.read(reduction.dimension) }
    let within = place.walked.filter { restricts($0, dimension) }
    guard let inside = inside(reduction, dimension) else { return unknown() }
    let node = model.arena.make(
      .reduction(
        CheckedReduction(
          operation: reduction.operation, percent: reduction.percent, expression: inside.value.node,
          condition: inside.condition?.node, dimension: dimension, within: within)))
    return Checked(node: node, meaning: reducedMeaning(reduction.operation, inside))
  }

  private struct Inside {
    var value: Checked
    var condition: Checked?

    var context: Context { max(value.meaning.context, condition?.meaning.context ?? .region) }
  }

  /// The expression and condition of a reduction, with its variable and dimension in place.
  private mutating func inside(_ reduction: Reduction, _ dimension: Dimension?) -> Inside? {
    let outer = place
    place.locals[reduction.variable] = nil
    place.loops.append(.init(variable: reduction.variable, dimension: dimension))
    if let dimension { place.walked.append(dimension) }
    let value = check(reduction.expression, expecting: nil)
    let condition = reduction.condition.map { pure(check($0, expecting: nil), $0.span) }
    place.locals = outer.locals
    place.loops = outer.loops
    place.walked = outer.walked
    guard !value.isUnknown, condition?.isUnknown != true else { return nil }
    if reduction.operation == .count { return Inside(value: value, condition: condition) }
    guard value.meaning.unit != nil else {
      report(.codeMismatch, reduction.expression.span, Say.codeForNumber)
      return nil
    }
    if reduction.operation == .sum, !isNumber(value, reduction.expression.span) { return nil }
    return Inside(value: value, condition: condition)
  }

  private func reducedMeaning(_ operation: Reduction.Operation, _ inside: Inside) -> Meaning {
    guard operation != .count else { return .pure(inside.context) }
    var meaning = inside.value.meaning
    meaning.context = inside.context
    return meaning
  }

  /// Whether elements of `dimension` belong to single elements of `walked`.
  private func restricts(_ walked: Dimension, _ dimension: Dimension) -> Bool {
    switch (walked.table, dimension.table) {
    case (nil, nil): walked == .year ? dimension == .day : dimension < walked
    case (nil, let table?):
      model.tables[table].calendarAttribute(walked) != nil
    case (let table?, nil):
      (dimension.index..<4).contains {
        model.tables[table].calendarAttribute(Dimension(index: $0)) != nil
      }
    case (let a?, let b?):
      model.tables[a].group?.table == b
        || !model.tables[a].sharedAttributes(with: model.tables[b]).isEmpty
    }
  }
}

extension Checker {
  /// A reduction over cells, which the engine computes: it becomes a value that is fed in.
  private mutating func checkCells(_ reduction: Reduction, _ span: Span) -> Checked {
    let context: Context = reduction.dimension == "cell" ? .zone : .region
    guard let operation = CellReduction.Operation(rawValue: reduction.operation.rawValue),
      context == .region || operation == .sum || operation == .mean
    else {
      return refuse(.arguments, span, Say.notOverCells(reduction))
    }
    guard let inside = inside(reduction, nil) else { return unknown() }
    var root = inside.value.node
    if let condition = inside.condition {
      root = apply(.select, condition.node, root, model.arena.constant(.nan))
    }
    var meaning = inside.value.meaning
    guard isNumber(inside.value, reduction.expression.span), var unit = meaning.unit else { return unknown() }
    var areaFactor: Double?
    if operation == .sum {
      guard !isDepth(unit) else {
        return refuse(.unitMismatch, reduction.expression.span, Say.depthSum(unit))
      }
      (unit, areaFactor) = summed(unit)
    }
    meaning.context = context
    if meaning.shape != .zero { meaning.shape = .number(unit) }
    let found = CellReduction(
      id: "", operation: operation, percent: reduction.percent, context: context,
      text: place.source.text(span), formula: place.name, unit: unit, areaFactor: areaFactor, dimensions: [])
    return Checked(node: cells(found, root), meaning: meaning)
  }

  private mutating func cells(_ found: CellReduction, _ root: NodeID) -> NodeID {
    let dimensions = model.arena.walked[Int(root.index)]
    let sources = dimensions.map { ElementSource(dimension: $0, walked: $0) }
    var reduction = found
    reduction.dimensions = dimensions.map { model.name(of: $0) }
    let same = result.cellReductions.indices.first { index in
      let other = result.cellReductions[index]
      return model.cells[index].root == root && other.operation == reduction.operation
        && other.percent == reduction.percent && other.context == reduction.context
    }
    if let same {
      place.read(result.cellReductions[same].id)
      return model.arena.make(.cells(same, sources))
    }
    let number =
      result.cellReductions.count {
        $0.formula == place.name && $0.operation == reduction.operation
      } + 1
    reduction.id = "\(place.name).\(reduction.operation.rawValue)\(number)"
    result.cellReductions.append(reduction)
    model.cells.append((root, dimensions))
    place.read(reduction.id)
    return model.arena.make(.cells(result.cellReductions.count - 1, sources))
  }

  /// The unit of a sum over cells, and what turns square metres into the area it is per.
  private func summed(_ unit: MeasureUnit) -> (MeasureUnit, Double?) {
    let square = MeasureUnit(scale: 1, factors: [.init(name: "m", power: 2)])
    for factor in unit.factors where factor.power < 0 {
      for power in [1, 2] where factor.power == -power {
        let area = MeasureUnit(scale: 1, factors: [.init(name: factor.name, power: power)])
        guard let scale = units.factor(from: square, to: area) else { continue }
        return (units.multiply(unit, area), scale)
      }
    }
    guard lengthPower(unit) <= -2 else { return (unit, nil) }
    return (units.multiply(unit, square), 1)
  }

  private func lengthPower(_ unit: MeasureUnit) -> Int {
    guard let text = units.inBaseUnits(unit), let base = try? UnitReader.read(text) else { return 0 }
    return base.factors.first { $0.name == "m" }?.power ?? 0
  }

  /// Whether a unit is a depth of water, whose sum over cells means nothing.
  private func isDepth(_ unit: MeasureUnit) -> Bool {
    let areas = unit.factors.contains { $0.power < 0 && $0.power >= -2 && isArea($0) }
    guard !areas else { return false }
    return ["m", "m/a", "m/d"].contains { name in
      (try? units.parse(name)).map { units.factor(from: unit, to: $0) != nil } ?? false
    }
  }

  private func isArea(_ factor: MeasureUnit.Factor) -> Bool {
    let area = MeasureUnit(scale: 1, factors: [.init(name: factor.name, power: -factor.power)])
    let square = MeasureUnit(scale: 1, factors: [.init(name: "m", power: 2)])
    return units.factor(from: area, to: square) != nil
  }
}
