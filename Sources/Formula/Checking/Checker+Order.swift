extension Checker {
  /// All parts, each after those it reads. A cycle is reported with its path, and its parts are left out.
  mutating func order() -> [Part] {
    let parts = written.keys.sorted { sortKey($0) < sortKey($1) }
    var readers: [Part: [Part]] = [:]
    for part in parts { readers[part] = needs(of: part) }
    var state: [Part: Bool] = [:]  // false: being walked, true: done
    var ordered: [Part] = []
    for start in parts where state[start] == nil {
      var stack: [(part: Part, next: Int)] = [(start, 0)]
      state[start] = false
      while let (part, next) = stack.last {
        let needed = readers[part] ?? []
        guard next < needed.count else {
          state[part] = true
          ordered.append(part)
          stack.removeLast()
          continue
        }
        stack[stack.count - 1].next += 1
        switch state[needed[next]] {
        case nil where written[needed[next]] != nil:
          state[needed[next]] = false
          stack.append((needed[next], 0))
        case false?: reportCycle(stack.map(\.part), back: needed[next])
        default: break
        }
      }
    }
    return ordered
  }

  private func sortKey(_ part: Part) -> (Int, Int, Int) {
    switch part {
    case .formula(let index): (0, index, 0)
    case .column(let table, let column): (1, table, column)
    case .condition(let table): (2, table, 0)
    }
  }

  private mutating func reportCycle(_ stack: [Part], back: Part) {
    guard let first = stack.firstIndex(of: back), let text = written[back] else { return }
    let path = stack[first...].map(name) + [name(back)]
    let span = text.parsed.head?.nameSpan ?? text.parsed.body.span
    errors.append(text.source.error(.cycle, span, Say.cycle(path)))
  }

  private func name(_ part: Part) -> String {
    switch part {
    case .formula(let index): model.formulas[index].name
    case .column(let table, let column):
      "\(model.tables[table].name).\(model.tables[table].columns[column].name)"
    case .condition(let table): "\(model.tables[table].name) where"
    }
  }

  private func needs(of part: Part) -> [Part] {
    guard let text = written[part] else { return [] }
    var finder = Finder(model: model)
    if case .column(let table, _) = part { finder.needRows(of: table) }
    for (name, _) in text.parsed.head?.dimensions ?? [] { finder.dimension(name) }
    for binding in text.parsed.bindings {
      finder.find(in: binding.expression)
      finder.local.insert(binding.name)
    }
    finder.find(in: text.parsed.body)
    return finder.found
  }
}

/// Finds what an expression reads, local names left aside.
private struct Finder {
  let model: Model
  var local: Set<String> = []
  var found: [Checker.Part] = []

  mutating func add(_ part: Checker.Part) {
    if !found.contains(part) { found.append(part) }
  }

  mutating func needRows(of table: Int) {
    guard let group = model.tables[table].group else { return }
    add(.condition(table: table))
    needRows(of: group.table)
  }

  mutating func dimension(_ name: String) {
    if let table = model.tableIndex[name] { needRows(of: table) }
  }

  mutating func find(in expression: Expression) {
    switch expression.shape {
    case .name(let name):
      guard !local.contains(name), let index = model.formulaIndex[model.resolve(name)] else { return }
      add(.formula(index))
    case .member(let name, let member):
      guard let table = model.tableIndex[name] else { return }
      needRows(of: table)
      if let column = model.tables[table].column(named: member) {
        add(.column(table: table, column: column))
      }
    case .reduction(let reduction):
      dimension(reduction.dimension)
      let outer = local
      local.insert(reduction.variable)
      for child in expression.shape.children { find(in: child) }
      local = outer
    default: for child in expression.shape.children { find(in: child) }
    }
  }
}
