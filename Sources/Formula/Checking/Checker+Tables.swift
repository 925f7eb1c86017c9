extension Checker {
  /// `lookup(table.column, key…)` and `step(table.column, x, key…)`.
  mutating func checkTableRead(
    _ function: FunctionName, _ arguments: [Expression], _ span: Span
  ) -> Checked {
    guard case .member(let name, let member) = arguments[0].shape else {
      return refuse(.table, arguments[0].span, Say.wantsColumn(function))
    }
    if broken.contains(name) { return unknown() }
    guard let table = model.tableIndex[name] else {
      let near = nearest(to: name, in: model.tables.map(\.name)).map { $0 + "." + member }
      return refuse(.unknownName, arguments[0].span, Say.unknown("\(name).\(member)", near: near))
    }
    let known = model.tables[table]
    guard let column = known.column(named: member) else {
      let near = nearest(to: member, in: known.columns.map(\.name)).map { name + "." + $0 }
      return refuse(.unknownName, arguments[0].span, Say.unknown("\(name).\(member)", near: near))
    }
    place.read(name)
    guard (known.interval != nil) == (function == .step) else {
      return refuse(.table, arguments[0].span, Say.otherRead(function, name))
    }
    guard let read = checkKeys(function, known, arguments, span) else { return unknown() }
    return tableValue(table, column, read, arguments[0].span)
  }

  private struct Read {
    var x: NodeID?
    var keys: [NodeID]
    var context: Context
  }

  private mutating func tableValue(_ table: Int, _ column: Int, _ read: Read, _ span: Span) -> Checked {
    var meaning = model.tables[table].columns[column].meaning
    guard meaning.shape != .unknown else { return unknown() }
    guard meaning.context == .region else {
      return refuse(.context, span, Say.groupedColumnContext)
    }
    meaning.context = read.context
    let node: Node =
      if let x = read.x { .step(table: table, column: column, x: x, keys: read.keys) } else {
        .lookup(table: table, column: column, keys: read.keys)
      }
    return Checked(node: model.arena.make(node), meaning: meaning)
  }

  private mutating func checkKeys(
    _ function: FunctionName, _ table: CheckedTable, _ arguments: [Expression], _ span: Span
  ) -> Read? {
    let first = function == .step ? 2 : 1
    guard arguments.count - first == table.keys.count else {
      report(.arguments, span, Say.keyCount(table, arguments.count - first))
      return nil
    }
    var read = Read(keys: [], context: .region)
    if let interval = table.interval {
      let x = check(arguments[1], expecting: nil)
      guard isNumber(x, arguments[1].span) else { return nil }
      guard let node = converted(x, to: interval.unit) else {
        report(.unitMismatch, arguments[1].span, Say.units(interval.unit, x.meaning.unit ?? .one))
        return nil
      }
      read.x = node
      read.context = x.meaning.context
    }
    for (key, argument) in zip(table.keys, arguments[first...]) {
      guard let value = checkKey(key, argument) else { return nil }
      read.keys.append(value.node)
      read.context = max(read.context, value.meaning.context)
    }
    return read
  }

  private mutating func checkKey(_ key: TableSignature.Key, _ argument: Expression) -> Checked? {
    switch key.kind {
    case .day:
      report(.table, argument.span, Say.dayKey(key.name))
      return nil
    case .number:
      let value = pure(check(argument, expecting: nil), argument.span)
      return value.isUnknown ? nil : value
    case .code(let list):
      let value = check(argument, expecting: list)
      guard !value.isUnknown else { return nil }
      guard value.meaning.shape == .code(list: list) else {
        if case .code(let other) = value.meaning.shape {
          report(.codeMismatch, argument.span, Say.lists(list, other))
        } else {
          report(.codeMismatch, argument.span, Say.numberForCode)
        }
        return nil
      }
      return value
    }
  }
}
