extension Checker {
  /// - Parameter list: The code list that a text here must be of; nil where none is expected.
  mutating func check(_ expression: Expression, expecting list: String?) -> Checked {
    switch expression.shape {
    case .number(let value):
      let shape: Meaning.Shape = value == 0 ? .zero : .number(.one)
      return Checked(node: model.arena.constant(value), meaning: Meaning(shape: shape))
    case .text(let text): return checkText(text, list, expression.span)
    case .name(let name): return checkName(name, expression.span)
    case .member(let name, let member): return checkMember(name, member, expression.span)
    case .negate(let inner): return checkNegation(inner)
    case .not(let inner):
      let value = pure(check(inner, expecting: nil), inner.span)
      return truth(.not, [value])
    case .binary(let sign, let left, let right):
      return checkBinary(sign, left, right, expression.span)
    case .call(let function, let arguments):
      return checkCall(function, arguments, expression.span, list)
    case .reduction(let reduction): return checkReduction(reduction, expression.span)
    }
  }

  private mutating func checkText(_ text: String, _ list: String?, _ span: Span) -> Checked {
    guard let list, let ids = codeLists[list] else { return refuse(.codeMismatch, span, Say.textAlone(text)) }
    guard let index = ids.firstIndex(of: text) else {
      return refuse(.unknownCode, span, Say.unknownCode(text, list, near: nearest(to: text, in: ids)))
    }
    return Checked(node: model.arena.constant(Double(index)), meaning: Meaning(shape: .code(list: list)))
  }

  private mutating func checkNegation(_ inner: Expression) -> Checked {
    let value = check(inner, expecting: nil)
    guard isNumber(value, inner.span) else { return unknown() }
    return Checked(node: apply(.negate, value.node), meaning: value.meaning)
  }

  private func isText(_ expression: Expression) -> Bool {
    if case .text = expression.shape { true } else { false }
  }

  /// Several expressions, texts last, so that a text takes its code list from its neighbours.
  mutating func checkTogether(_ expressions: [Expression], expecting list: String?) -> [Checked] {
    var list = list
    var values: [Int: Checked] = [:]
    for (index, expression) in expressions.enumerated() where !isText(expression) {
      let value = check(expression, expecting: list)
      if case .code(let own) = value.meaning.shape { list = list ?? own }
      if value.isUnknown, list == nil, expressions.contains(where: isText) {
        return expressions.map { _ in unknown() }
      }
      values[index] = value
    }
    for (index, expression) in expressions.enumerated() where values[index] == nil {
      values[index] = check(expression, expecting: list)
    }
    return expressions.indices.compactMap { values[$0] }
  }

  private mutating func checkBinary(
    _ sign: BinaryOperator, _ left: Expression, _ right: Expression, _ span: Span
  ) -> Checked {
    let spans = [left.span, right.span]
    switch sign {
    case .or, .and:
      let values = [
        pure(check(left, expecting: nil), left.span), pure(check(right, expecting: nil), right.span),
      ]
      return truth(sign == .or ? .or : .and, values)
    case .less, .atMost, .greater, .atLeast, .equal, .unequal:
      return checkComparison(sign, left, right)
    case .plus, .minus:
      let values = [check(left, expecting: nil), check(right, expecting: nil)]
      guard let (nodes, meaning) = aligned(values, spans, arithmetic: true) else { return unknown() }
      return Checked(node: apply(sign == .plus ? .add : .subtract, nodes[0], nodes[1]), meaning: meaning)
    case .times, .divide: return checkProduct(sign, left, right)
    case .power: return checkPower(left, right)
    }
  }

  private mutating func truth(_ operation: Operation, _ values: [Checked]) -> Checked {
    guard !values.contains(where: \.isUnknown) else { return unknown() }
    let node = model.arena.make(.apply(operation, values.map(\.node)))
    return Checked(node: node, meaning: .pure(values.map(\.meaning.context).max() ?? .region))
  }

  private mutating func checkComparison(
    _ sign: BinaryOperator, _ left: Expression, _ right: Expression
  ) -> Checked {
    let values = checkTogether([left, right], expecting: nil)
    let spans = [left.span, right.span]
    let codes = !values.contains { $0.meaning.unit != nil }
    guard let (nodes, meaning) = aligned(values, spans, arithmetic: !codes) else { return unknown() }
    if codes, sign != .equal, sign != .unequal {
      return refuse(.codeMismatch, left.span.joined(right.span), Say.codesHaveNoOrder)
    }
    let node: NodeID =
      switch sign {
      case .less: apply(.less, nodes[0], nodes[1])
      case .atMost: apply(.atMost, nodes[0], nodes[1])
      case .greater: apply(.less, nodes[1], nodes[0])
      case .atLeast: apply(.atMost, nodes[1], nodes[0])
      case .equal: apply(.equal, nodes[0], nodes[1])
      default: apply(.unequal, nodes[0], nodes[1])
      }
    return Checked(node: node, meaning: .pure(meaning.context))
  }

  private mutating func checkProduct(
    _ sign: BinaryOperator, _ left: Expression, _ right: Expression
  ) -> Checked {
    let values = [check(left, expecting: nil), check(right, expecting: nil)]
    let numbers = [isNumber(values[0], left.span), isNumber(values[1], right.span)]
    guard numbers == [true, true], let a = values[0].meaning.unit, let b = values[1].meaning.unit,
      var prices = samePrices(values, [left.span, right.span])
    else { return unknown() }
    let unit = sign == .times ? units.multiply(a, b) : units.divide(a, b)
    if unit.moneyPower == 0, a.moneyPower != 0, b.moneyPower != 0 { prices = .none }
    let context = max(values[0].meaning.context, values[1].meaning.context)
    let node = apply(sign == .times ? .multiply : .divide, values[0].node, values[1].node)
    return Checked(node: node, meaning: Meaning(shape: .number(unit), prices: prices, context: context))
  }

  private mutating func checkPower(_ base: Expression, _ exponent: Expression) -> Checked {
    let value = check(base, expecting: nil)
    let power = pure(check(exponent, expecting: nil), exponent.span)
    guard isNumber(value, base.span), !power.isUnknown, let unit = value.meaning.unit else {
      return unknown()
    }
    var meaning = value.meaning
    meaning.context = max(meaning.context, power.meaning.context)
    if let node = converted(value, to: .one) {
      meaning.shape = .number(.one)
      return Checked(node: apply(.power, node, power.node), meaning: meaning)
    }
    guard let literal = literal(exponent) else {
      return refuse(.exponent, exponent.span, Say.literalExponent(unit))
    }
    guard let raised = raised(unit, to: literal) else {
      return refuse(.exponent, exponent.span, Say.noSuchRoot(unit))
    }
    meaning.shape = .number(raised)
    return Checked(node: apply(.power, value.node, power.node), meaning: meaning)
  }

  private func literal(_ exponent: Expression) -> Double? {
    switch exponent.shape {
    case .number(let value): value
    case .negate(let inner): literal(inner).map { -$0 }
    default: nil
    }
  }

  private func raised(_ unit: MeasureUnit, to exponent: Double) -> MeasureUnit? {
    for degree in 1...4 {
      guard let power = Int(exactly: exponent * Double(degree)), abs(power) <= 16 else { continue }
      return units.root(units.power(unit, power), degree)
    }
    return nil
  }
}
