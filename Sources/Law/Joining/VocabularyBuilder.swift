public import Formula

/// Turns joined packs into the vocabulary of their formulas.
struct VocabularyBuilder {
  private(set) var texts = FormulaTexts()
  private(set) var vocabulary = Vocabulary()

  init(packs: [Pack]) {
    for pack in packs {
      vocabulary.lost.formUnion(pack.lost)
      vocabulary.codeLists += pack.codes.map { CodeList(name: $0.name, ids: $0.values.map(\.id)) }
      vocabulary.symbols += pack.parameters.map(Self.symbol) + pack.inputs.compactMap(Self.symbol)
      vocabulary.tables += pack.inputs.compactMap(Self.table)
      for table in pack.tables { add(table) }
      for formula in pack.formulas {
        vocabulary.formulas.append(texts.text(formula.source, empirical: formula.empirical))
      }
      for check in pack.checks { vocabulary.formulas.append(texts.text(check)) }
      if let index = pack.head.priceIndex {
        // The root comes last, so that its own index decides.
        vocabulary.priceIndex = Vocabulary.PriceIndex(table: index.table, column: index.column)
      }
    }
  }

  private static func symbol(_ parameter: Parameter) -> Symbol {
    Symbol(
      name: parameter.name, kind: .number(parameter.unit, priceYear: parameter.priceYear), context: .region)
  }

  private static func symbol(_ input: InputDeclaration) -> Symbol? {
    switch input.kind {
    case .quantity(let unit, let year):
      Symbol(name: input.name, kind: .number(unit, priceYear: year), context: input.context)
    case .code(let list): Symbol(name: input.name, kind: .code(list: list.name), context: input.context)
    case .table: nil
    }
  }

  private static func table(_ input: InputDeclaration) -> TableSignature? {
    guard case .table(let shape) = input.kind else { return nil }
    return shape.signature(name: input.name)
  }

  private mutating func add(_ table: PackTable) {
    switch table.body {
    case .rows(let shape, _):
      vocabulary.tables.append(shape.signature(name: table.name))
    case .grouped(let grouping):
      let columns = grouping.columns.map {
        Formula.Grouping.Column(name: $0.name, formula: texts.text($0.formula))
      }
      let condition = grouping.condition.map { texts.text($0) }
      vocabulary.tables.append(
        TableSignature(
          name: table.name,
          grouping: Formula.Grouping(
            table: grouping.table.name, keys: grouping.keys.map(\.name), condition: condition,
            columns: columns,
            position: texts.position(of: grouping.table))))
    }
  }
}

extension TableShape {
  /// The shape as formulas see it.
  public func signature(name: String) -> TableSignature {
    TableSignature(
      name: name, keys: keys.map { TableSignature.Key(name: $0.name, kind: $0.kind.seen) },
      interval: interval.map { TableSignature.Interval(name: $0.name, unit: $0.unit) },
      columns: columns.map { TableSignature.Column(name: $0.name, kind: $0.kind.seen) })
  }
}

extension TableShape.Key.Kind {
  fileprivate var seen: TableSignature.Key.Kind {
    switch self {
    case .code(let list): .code(list: list.name)
    case .number: .number
    case .day: .day
    }
  }
}

extension TableShape.Column.Kind {
  fileprivate var seen: Formula.Kind {
    switch self {
    case .quantity(let unit, let year): .number(unit, priceYear: year)
    case .code(let list): .code(list: list.name)
    }
  }
}
