extension Checker {
  mutating func declareNames() {
    for list in vocabulary.codeLists { codeLists[list.name] = list.ids }
    for symbol in vocabulary.symbols {
      if Reserved.words.contains(symbol.name) || Reserved.given.contains(symbol.name) {
        report(outside: .reservedName, symbol.name, Say.reserved(symbol.name))
      } else if model.symbolIndex[symbol.name] != nil {
        report(outside: .duplicateName, symbol.name, Say.duplicate(symbol.name))
      } else {
        model.symbolIndex[symbol.name] = model.symbols.count
        model.symbols.append(symbol)
      }
    }
  }

  mutating func declareTables() {
    for signature in vocabulary.tables {
      if Reserved.given.contains(signature.name) || Reserved.words.contains(signature.name) {
        report(outside: .reservedName, signature.name, Say.reserved(signature.name))
      } else if model.tableIndex[signature.name] != nil || model.symbolIndex[signature.name] != nil {
        report(outside: .duplicateName, signature.name, Say.duplicate(signature.name))
      } else {
        model.tableIndex[signature.name] = model.tables.count
        model.tables.append(plainTable(signature))
      }
    }
    declareGroups()
    declareSymbolDimensions()
  }

  private func plainTable(_ signature: TableSignature) -> CheckedTable {
    let columns = signature.columns.map {
      CheckedTable.Column(name: $0.name, meaning: meaning(of: $0.kind, context: .region))
    }
    return CheckedTable(
      name: signature.name, keys: signature.keys, interval: signature.interval, columns: columns)
  }

  private mutating func declareSymbolDimensions() {
    for symbol in model.symbols {
      var dimensions: [Dimension] = []
      for name in symbol.dimensions {
        guard let dimension = model.dimension(named: name) else {
          report(outside: .unknownDimension, symbol.name, Say.unknownDimension(name, near: nil))
          continue
        }
        dimensions.append(dimension)
      }
      model.symbolDimensions.append(dimensions)
    }
  }

  func meaning(of kind: Kind, context: Context) -> Meaning {
    switch kind {
    case .code(let list): Meaning(shape: .code(list: list), context: context)
    case .number(let unit, let year):
      Meaning(
        shape: .number(unit),
        prices: year.map { .of($0) } ?? (unit.moneyPower == 0 ? .none : .account), context: context)
    }
  }

  mutating func declarePriceIndex() {
    guard let index = vocabulary.priceIndex, let table = model.tableIndex[index.table],
      let column = model.tables[table].column(named: index.column), model.tables[table].keys.count == 1
    else { return }
    model.priceIndex = (table, column)
  }

  mutating func declareFormulas() {
    for text in vocabulary.formulas {
      let source = Source(text)
      do throws(FormulaError) {
        try declare(Parser.formula(source), source)
      } catch {
        errors.append(error)
        broken.insert(firstName(source))
      }
    }
  }

  private func firstName(_ source: Source) -> String {
    let start = source.scalars.firstIndex { $0.startsName } ?? source.scalars.endIndex
    return string(of: source.scalars[start...].prefix { $0.continuesName })
  }

  private mutating func declare(_ parsed: ParsedFormula, _ source: Source) {
    guard let head = parsed.head else { return }
    if Reserved.given.contains(head.name) {
      return errors.append(source.error(.reservedName, head.nameSpan, Say.reserved(head.name)))
    }
    if isTaken(head.name) {
      return errors.append(source.error(.duplicateName, head.nameSpan, Say.duplicate(head.name)))
    }
    let meaning = declaredMeaning(head, source)
    let index = model.formulas.count
    model.formulaIndex[head.name] = index
    let dimensions = declaredDimensions(head, source)
    model.formulas.append(
      .init(name: head.name, root: model.arena.constant(.nan), dimensions: dimensions))
    declared.append(meaning)
    written[.formula(index)] = Written(source: source, parsed: parsed)
  }

  private func isTaken(_ name: String) -> Bool {
    model.formulaIndex[name] != nil || model.symbolIndex[name] != nil || model.tableIndex[name] != nil
      || vocabulary.aliases[name] != nil
  }

  mutating func declaredMeaning(_ head: ParsedFormula.Head, _ source: Source) -> Meaning {
    if codeLists[head.bracket] != nil { return Meaning(shape: .code(list: head.bracket)) }
    do throws(UnitError) {
      return Meaning(shape: .number(try units.parse(head.bracket)))
    } catch {
      errors.append(source.error(.unknownUnit, head.bracketSpan, (error.message, error.remedy)))
      return .unknown
    }
  }

  private mutating func declaredDimensions(_ head: ParsedFormula.Head, _ source: Source) -> [Dimension] {
    var dimensions: [Dimension] = []
    for (name, span) in head.dimensions {
      if let dimension = model.dimension(named: name), !dimensions.contains(dimension) {
        dimensions.append(dimension)
      } else {
        let near = nearest(to: name, in: dimensionNames)
        errors.append(source.error(.unknownDimension, span, Say.unknownDimension(name, near: near)))
      }
    }
    return dimensions
  }

  var dimensionNames: [String] { Dimension.calendarNames + model.tables.map(\.name) }

  /// An error in what the vocabulary itself declares, which has no formula's text.
  mutating func report(
    outside code: FormulaError.Code, _ name: String, _ words: (message: String, remedy: String)
  ) {
    let position = SourcePosition(file: name, line: 1, column: 1)
    errors.append(
      FormulaError(code: code, position: position, message: words.message, remedy: words.remedy))
  }
}
