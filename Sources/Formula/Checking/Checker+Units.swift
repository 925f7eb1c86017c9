extension Checker {
  mutating func report(
    _ code: FormulaError.Code, _ span: Span, _ words: (message: String, remedy: String)
  ) {
    errors.append(place.source.error(code, span, words))
  }

  mutating func unknown() -> Checked { Checked(node: model.arena.constant(.nan), meaning: .unknown) }

  mutating func apply(_ operation: Operation, _ operands: NodeID...) -> NodeID {
    model.arena.make(.apply(operation, operands))
  }

  mutating func isAffine(_ unit: MeasureUnit) -> Bool {
    if let known = affine[unit] { return known }
    let answer = units.isAffine(unit)
    affine[unit] = answer
    return answer
  }

  /// The value in another unit; nil if the units do not convert without an offset.
  mutating func converted(_ value: Checked, to unit: MeasureUnit) -> NodeID? {
    guard case .number(let own) = value.meaning.shape else { return value.node }
    guard let factor = units.factor(from: own, to: unit) else { return nil }
    return factor == 1 ? value.node : apply(.multiply, value.node, model.arena.constant(factor))
  }

  /// The value as a pure number, which conditions, exponents and `exp ln log10` want.
  mutating func pure(
    _ value: Checked, _ span: Span, code: FormulaError.Code = .unitMismatch,
    _ words: (message: String, remedy: String)? = nil
  ) -> Checked {
    guard !value.isUnknown else { return value }
    guard let unit = value.meaning.unit else {
      report(.codeMismatch, span, Say.codeForNumber)
      return unknown()
    }
    guard let node = converted(value, to: .one) else {
      report(code, span, words ?? Say.notPure(unit))
      return unknown()
    }
    var meaning = value.meaning
    meaning.shape = .number(.one)
    meaning.prices = .none
    return Checked(node: node, meaning: meaning)
  }

  /// Whether a value may stand in arithmetic; reports classes and units with a zero of their own.
  mutating func isNumber(_ value: Checked, _ span: Span) -> Bool {
    guard !value.isUnknown else { return false }
    guard let unit = value.meaning.unit else {
      report(.codeMismatch, span, Say.codeForNumber)
      return false
    }
    guard !isAffine(unit) else {
      report(.affineUnit, span, Say.affine(unit))
      return false
    }
    return true
  }

  /// Values that stand side by side, all in the unit of the first that has one.
  ///
  /// - Parameter arithmetic: Whether they are added or compared, which a unit with its own zero does not
  ///   allow.
  mutating func aligned(
    _ values: [Checked], _ spans: [Span], arithmetic: Bool
  ) -> (nodes: [NodeID], meaning: Meaning)? {
    guard !values.contains(where: \.isUnknown) else { return nil }
    for (value, span) in zip(values, spans) where arithmetic && !isNumber(value, span) { return nil }
    var meaning = values.first { $0.meaning.shape != .zero }?.meaning ?? values[0].meaning
    meaning.context = values.map(\.meaning.context).max() ?? .region
    guard let unit = meaning.unit else { return alignedCodes(values, spans, meaning) }
    var nodes: [NodeID] = []
    for (value, span) in zip(values, spans) {
      guard let own = value.meaning.unit else {
        report(.codeMismatch, span, Say.codeForNumber)
        return nil
      }
      guard let node = converted(value, to: unit) else {
        report(.unitMismatch, span, Say.units(unit, own))
        return nil
      }
      nodes.append(node)
    }
    guard let prices = samePrices(values, spans) else { return nil }
    meaning.prices = prices
    return (nodes, meaning)
  }

  private mutating func alignedCodes(
    _ values: [Checked], _ spans: [Span], _ meaning: Meaning
  ) -> (nodes: [NodeID], meaning: Meaning)? {
    for (value, span) in zip(values, spans) where value.meaning.shape != meaning.shape {
      guard case .code(let list) = meaning.shape, case .code(let other) = value.meaning.shape else {
        report(.codeMismatch, span, Say.numberForCode)
        return nil
      }
      report(.codeMismatch, span, Say.lists(list, other))
      return nil
    }
    return (values.map(\.node), meaning)
  }

  /// The one price year of several values; nil, reported, if there are two.
  mutating func samePrices(_ values: [Checked], _ spans: [Span]) -> PriceYear? {
    var prices = PriceYear.none
    for (value, span) in zip(values, spans) where value.meaning.prices != .none {
      guard prices == .none || prices == value.meaning.prices else {
        report(.priceYears, span, Say.prices(prices, value.meaning.prices))
        return nil
      }
      prices = value.meaning.prices
    }
    return prices
  }
}
