extension Checker {
  mutating func checkCall(
    _ function: FunctionName, _ arguments: [Expression], _ span: Span, _ list: String?
  ) -> Checked {
    switch function {
    case .if: return checkIf(arguments, list)
    case .coalesce: return checkSide(arguments, list) { $0.apply(.coalesce, $1[0], $1[1]) }
    case .min, .max: return checkExtreme(function == .min ? .minimum : .maximum, arguments)
    case .clamp: return checkClamp(arguments)
    case .abs: return checkSame(.absolute, arguments[0])
    case .exp: return checkElementary(.exp, arguments[0])
    case .ln: return checkElementary(.ln, arguments[0])
    case .log10: return checkElementary(.log10, arguments[0])
    case .sin: return checkElementary(.sin, arguments[0])
    case .cos: return checkElementary(.cos, arguments[0])
    case .tan: return checkElementary(.tan, arguments[0])
    case .sqrt: return checkRoot(arguments[0])
    case .atan2: return checkAngle(arguments)
    case .round: return checkRound(arguments)
    case .missing: return checkMissing(arguments[0])
    case .in: return checkIn(arguments)
    case .reprice: return checkReprice(arguments[0])
    case .lookup, .step: return checkTableRead(function, arguments, span)
    }
  }

  private mutating func checkIf(_ arguments: [Expression], _ list: String?) -> Checked {
    let condition = pure(check(arguments[0], expecting: nil), arguments[0].span)
    let chosen = checkSide(Array(arguments[1...]), list) { $0.apply(.select, condition.node, $1[0], $1[1]) }
    guard !condition.isUnknown, !chosen.isUnknown else { return unknown() }
    var meaning = chosen.meaning
    meaning.context = max(meaning.context, condition.meaning.context)
    return Checked(node: chosen.node, meaning: meaning)
  }

  /// Expressions of which one is taken: alike in unit or code list.
  private mutating func checkSide(
    _ arguments: [Expression], _ list: String?, _ make: (inout Checker, [NodeID]) -> NodeID
  ) -> Checked {
    let values = checkTogether(arguments, expecting: list)
    guard let (nodes, meaning) = aligned(values, arguments.map(\.span), arithmetic: false) else {
      return unknown()
    }
    return Checked(node: make(&self, nodes), meaning: meaning)
  }

  private mutating func numbers(_ arguments: [Expression]) -> (nodes: [NodeID], meaning: Meaning)? {
    let values = arguments.map { check($0, expecting: nil) }
    for (value, argument) in zip(values, arguments) where !isNumber(value, argument.span) { return nil }
    return aligned(values, arguments.map(\.span), arithmetic: true)
  }

  private mutating func checkExtreme(_ operation: Operation, _ arguments: [Expression]) -> Checked {
    guard let (nodes, meaning) = numbers(arguments) else { return unknown() }
    let node = nodes.dropFirst().reduce(nodes[0]) { apply(operation, $0, $1) }
    return Checked(node: node, meaning: meaning)
  }

  private mutating func checkClamp(_ arguments: [Expression]) -> Checked {
    guard let (nodes, meaning) = numbers(arguments) else { return unknown() }
    let node = apply(.minimum, apply(.maximum, nodes[0], nodes[1]), nodes[2])
    return Checked(node: node, meaning: meaning)
  }

  private mutating func checkSame(_ operation: Operation, _ argument: Expression) -> Checked {
    guard let (nodes, meaning) = numbers([argument]) else { return unknown() }
    return Checked(node: apply(operation, nodes[0]), meaning: meaning)
  }

  private mutating func checkElementary(_ operation: Operation, _ argument: Expression) -> Checked {
    let value = pure(check(argument, expecting: nil), argument.span)
    guard !value.isUnknown else { return value }
    return Checked(node: apply(operation, value.node), meaning: .pure(value.meaning.context))
  }

  private mutating func checkRoot(_ argument: Expression) -> Checked {
    let value = check(argument, expecting: nil)
    guard isNumber(value, argument.span), let unit = value.meaning.unit else { return unknown() }
    var meaning = value.meaning
    if let node = converted(value, to: .one) {
      meaning.shape = .number(.one)
      return Checked(node: apply(.squareRoot, node), meaning: meaning)
    }
    guard let root = units.root(unit, 2) else {
      return refuse(.exponent, argument.span, Say.noSuchRoot(unit))
    }
    meaning.shape = .number(root)
    return Checked(node: apply(.squareRoot, value.node), meaning: meaning)
  }

  private mutating func checkAngle(_ arguments: [Expression]) -> Checked {
    guard let (nodes, meaning) = numbers(arguments) else { return unknown() }
    let radian = MeasureUnit(scale: 1, factors: [.init(name: "rad", power: 1)])
    return Checked(
      node: apply(.atan2, nodes[0], nodes[1]),
      meaning: Meaning(shape: .number(radian), context: meaning.context))
  }

  private mutating func checkRound(_ arguments: [Expression]) -> Checked {
    guard let (nodes, meaning) = numbers([arguments[0]]) else { return unknown() }
    var digits = 0.0
    if arguments.count == 2 {
      guard let literal = wholeLiteral(arguments[1]), abs(literal) <= 15 else {
        return refuse(.arguments, arguments[1].span, Say.digits)
      }
      digits = literal
    }
    return Checked(node: apply(.round, nodes[0], model.arena.constant(digits)), meaning: meaning)
  }

  private func wholeLiteral(_ expression: Expression) -> Double? {
    switch expression.shape {
    case .number(let value): Int(exactly: value).map { Double($0) }
    case .negate(let inner): wholeLiteral(inner).map { -$0 }
    default: nil
    }
  }

  private mutating func checkMissing(_ argument: Expression) -> Checked {
    let value = check(argument, expecting: nil)
    guard !value.isUnknown else { return value }
    return Checked(node: apply(.isMissing, value.node), meaning: .pure(value.meaning.context))
  }

  private mutating func checkIn(_ arguments: [Expression]) -> Checked {
    let value = check(arguments[0], expecting: nil)
    guard case .text(let text) = arguments[1].shape else {
      return refuse(.arguments, arguments[1].span, Say.unitText)
    }
    let unit: MeasureUnit
    do throws(UnitError) {
      unit = try units.parse(text)
    } catch {
      return refuse(.unknownUnit, arguments[1].span, (error.message, error.remedy))
    }
    guard !value.isUnknown else { return value }
    guard let own = value.meaning.unit else {
      return refuse(.codeMismatch, arguments[0].span, Say.codeForNumber)
    }
    guard value.meaning.shape != .zero, let line = units.line(from: own, to: unit) else {
      return refuse(.unitMismatch, arguments[0].span, Say.units(unit, own))
    }
    var node = value.node
    if line.scale != 1 { node = apply(.multiply, node, model.arena.constant(line.scale)) }
    if line.offset != 0 { node = apply(.add, node, model.arena.constant(line.offset)) }
    return Checked(node: node, meaning: .pure(value.meaning.context))
  }

  private mutating func checkReprice(_ argument: Expression) -> Checked {
    let value = check(argument, expecting: nil)
    guard !value.isUnknown else { return value }
    guard value.meaning.unit != nil, value.meaning.prices != .none else {
      return refuse(.noPriceIndex, argument.span, Say.notAPrice)
    }
    var meaning = value.meaning
    meaning.prices = .account
    guard case .of(let year) = value.meaning.prices else { return value }
    guard let index = model.priceIndex else { return refuse(.noPriceIndex, argument.span, Say.noPriceIndex) }
    place.read(model.tables[index.table].name)
    return Checked(node: model.arena.make(.reprice(value.node, year: year)), meaning: meaning)
  }
}
