extension Lowering {
  /// Which formula reads which, for the outputs.
  ///
  /// - Parameter live: The steps that the outputs need; what else was reckoned on the way is left out.
  func trace(_ names: [String], live: [Bool], inputs: [Int]) throws(FormulaError) -> Trace {
    var trace = Trace()
    var numbers: [InstanceKey: Int] = [:]
    var symbols: [String: Int] = [:]
    let needed = { (value: Value) in if case .lane(let index) = value { live[Int(index)] } else { true } }
    for instance in instances where instance.key.formula >= 0 && needed(instance.value) {
      let formula = model.formulas[instance.key.formula]
      let name = elementName(formula.name, instance.key.elements, formula.dimensions)
      var reads: [Int] = []
      for read in try self.reads(of: instance.key) {
        if let key = read.key, let number = numbers[key] { reads.append(number) }
        if read.key == nil, needed(read.value) {
          let number = symbols[read.name] ?? trace.entries.count
          if number == trace.entries.count {
            symbols[read.name] = number
            trace.entries.append(.init(name: read.name, value: read.value, reads: []))
          }
          reads.append(number)
        }
      }
      numbers[instance.key] = trace.entries.count
      trace.entries.append(.init(name: name, value: instance.value, reads: reads))
    }
    let places = Dictionary(
      trace.entries.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    trace.outputs = names.map { places[canonicalName($0)] }
    return assembled(trace, inputs: inputs)
  }

  private func canonicalName(_ name: String) -> String {
    let parts = name.split(separator: "#", maxSplits: 1).map(String.init)
    return ([model.resolve(parts[0])] + parts.dropFirst()).joined(separator: "#")
  }

  private func assembled(_ trace: Trace, inputs: [Int]) -> Trace {
    var trace = trace
    var results: [Int32] = []
    var places: [Int32: Int] = [:]
    trace.slots = trace.entries.map { entry in
      guard case .lane(let index) = entry.value else { return -1 }
      if places[index] == nil {
        places[index] = results.count
        results.append(index)
      }
      return places[index] ?? -1
    }
    trace.code = Program.Code(graph, Assembler(graph, results: results, inputs: inputs))
    return trace
  }

  private struct Read {
    var key: InstanceKey?
    var name: String
    var value: Value
  }

  /// What a formula reads itself, with its values; what lies inside reductions is left aside.
  private func reads(of key: InstanceKey) throws(FormulaError) -> [Read] {
    let formula = model.formulas[key.formula]
    return try within(formula.dimensions, key.elements, text: texts[formula.name]) {
      () throws(FormulaError) in
      var found: [Read] = []
      for id in self.leaves(of: formula.root) {
        switch self.model.arena[id] {
        case .formula(let index, let sources):
          let key = InstanceKey(formula: index, elements: try self.elements(sources))
          guard let value = self.instanceValues[key] else { continue }
          found.append(Read(key: key, name: "", value: value))
        case .symbol(let index, _):
          guard let value = self.settled[Int(id.index)] else { continue }
          found.append(Read(key: nil, name: self.model.symbols[index].name, value: value))
        case .cells(let index, _):
          guard let value = self.settled[Int(id.index)] else { continue }
          found.append(Read(key: nil, name: self.cellIDs[index], value: value))
        default: break
        }
      }
      return found
    }
  }

  /// The names that a node reads without walking anything.
  func leaves(of root: NodeID) -> [NodeID] {
    var (found, seen, waiting): ([NodeID], Set<NodeID>, [NodeID]) = ([], [], [root])
    while let id = waiting.popLast() {
      guard seen.insert(id).inserted else { continue }
      switch model.arena[id] {
      case .symbol, .formula, .cells: found.append(id)
      case .reduction: break
      default: waiting += model.arena[id].children.reversed()
      }
    }
    return found
  }
}
