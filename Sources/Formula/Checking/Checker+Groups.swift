extension Checker {
  /// Gives the grouped tables their keys; one that groups another grouped table comes after it.
  mutating func declareGroups() {
    var waiting = vocabulary.tables.filter { $0.grouping != nil }
    var ready = Set(vocabulary.tables.filter { $0.grouping == nil }.map(\.name))
    while !waiting.isEmpty {
      let next = waiting.filter { signature in
        guard let group = signature.grouping else { return false }
        return ready.contains(group.table) || model.tableIndex[group.table] == nil
      }
      guard !next.isEmpty else { return reportGroupCycle(waiting) }
      for signature in next {
        declareGroup(signature)
        ready.insert(signature.name)
      }
      waiting.removeAll { next.contains($0) }
    }
  }

  private mutating func reportGroupCycle(_ waiting: [TableSignature]) {
    let names = waiting.map(\.name)
    for signature in waiting {
      guard let group = signature.grouping else { continue }
      report(.cycle, at: group.position, Say.cycle(names + names.prefix(1)))
    }
  }

  private mutating func declareGroup(_ signature: TableSignature) {
    guard let group = signature.grouping, let index = model.tableIndex[signature.name] else { return }
    guard let table = model.tableIndex[group.table] else {
      let near = nearest(to: group.table, in: model.tables.map(\.name))
      return report(.unknownName, at: group.position, Say.unknown(group.table, near: near))
    }
    var attributes: [TableAttribute] = []
    for name in group.keys {
      guard let attribute = model.tables[table].attribute(named: name) else {
        let near = nearest(to: name, in: model.tables[table].attributeNames)
        report(.unknownName, at: group.position, Say.unknown("\(group.table).\(name)", near: near))
        continue
      }
      attributes.append(attribute)
      let kind = model.tables[table].kind(of: attribute)
      model.tables[index].keys.append(.init(name: name, kind: kind))
    }
    model.tables[index].group = .init(table: table, keys: attributes, condition: nil)
    declareColumns(of: index, group)
  }

  private mutating func declareColumns(of index: Int, _ group: Grouping) {
    for column in group.columns {
      let source = Source(column.formula)
      var shown = CheckedTable.Column(name: column.name, meaning: .unknown, text: column.formula)
      do throws(FormulaError) {
        let parsed = try Parser.column(source)
        let number = model.tables[index].columns.count
        if let head = parsed.head { shown.meaning = try headMeaning(head, of: column.name, source) }
        written[.column(table: index, column: number)] = Written(source: source, parsed: parsed)
      } catch {
        errors.append(error)
      }
      model.tables[index].columns.append(shown)
    }
    declareCondition(of: index, group)
  }

  private mutating func declareCondition(of index: Int, _ group: Grouping) {
    guard let condition = group.condition else { return }
    let source = Source(condition)
    do throws(FormulaError) {
      let parsed = try Parser.condition(source)
      written[.condition(table: index)] = Written(source: source, parsed: parsed)
    } catch {
      errors.append(error)
    }
  }

  private mutating func headMeaning(
    _ head: ParsedFormula.Head, of name: String, _ source: Source
  ) throws(FormulaError) -> Meaning {
    guard head.name == name, head.dimensions.isEmpty else {
      throw source.error(.table, head.nameSpan, Say.columnHead(name))
    }
    return declaredMeaning(head, source)
  }

  mutating func report(
    _ code: FormulaError.Code, at position: SourcePosition, _ words: (message: String, remedy: String)
  ) {
    errors.append(
      FormulaError(code: code, position: position, message: words.message, remedy: words.remedy))
  }
}
