/// How the values of an output follow some figures that move.
public enum Following: Hashable, Sendable {
  /// They rest on none of them.
  case fixed
  /// They are what they were, times these powers of the figures' ratios to what they were: proved, not tried.
  case scaled([String: Double])
  /// They must be reckoned again.
  case free
}

/// Which figures move, and in what way.
public struct Movement: Hashable, Sendable {
  /// Names of symbols, and `table.column`, all of whose values are multiplied by one ratio above 0.
  public var byRatio: Set<String>
  /// Names of symbols, and `table.column`, whose values move in another way.
  public var otherwise: Set<String>
  /// Formulas and reductions that are one number for the region, whose ratio (above 0) the caller knows.
  public var known: Set<String>

  public init(byRatio: Set<String>, otherwise: Set<String>, known: Set<String> = []) {
    self.byRatio = byRatio
    self.otherwise = otherwise
    self.known = known
  }
}

extension CheckedFormulas {
  /// How an output follows what moves, told from the formulas alone.
  ///
  /// - Parameter output: A formula, a symbol, or `id.inner` of a reduction over cells, without dimensions.
  public func following(_ output: String, _ movement: Movement) -> Following {
    let finder = FollowingFinder(self, movement)
    switch finder.output(output) {
    case .nought, .fixed: return .fixed
    case .scaled(let powers): return .scaled(powers)
    case .free: return .free
    }
  }

  /// Formulas and reductions over all cells that are one number for the region, and move.
  public func movingConstants(_ movement: Movement) -> [String] {
    let finder = FollowingFinder(self, movement)
    let region = order.filter { name in
      guard let formula = formulas[name] else { return false }
      return formula.context == .region && formula.dimensions.isEmpty && formula.unit != nil
    }
    let reductions = cellReductions.filter { $0.context == .region && $0.dimensions.isEmpty }.map(\.id)
    return region.filter { finder.output($0) == .free }
      + reductions.filter { finder.output("\($0).inner") == .free }
  }
}

/// Walks the checked formulas from an output down to what moves.
private final class FollowingFinder {
  enum Found: Hashable {
    /// Nought or missing, whatever moves.
    case nought
    case fixed, free
    case scaled([String: Double])
  }

  private let model: Model
  private let movement: Movement
  private let cellIDs: [String]
  private let reductions: [CellReduction]
  private var nodes: [NodeID: Found] = [:]

  init(_ formulas: CheckedFormulas, _ movement: Movement) {
    model = formulas.model
    self.movement = movement
    reductions = formulas.cellReductions
    cellIDs = reductions.map(\.id)
  }

  func output(_ name: String) -> Found {
    let resolved = model.resolve(name)
    if let index = model.formulaIndex[resolved] { return formula(index) }
    if model.symbolIndex[resolved] != nil { return moving(resolved) }
    if let index = cellIDs.firstIndex(where: { "\($0).inner" == name }) {
      return node(model.cells[index].root)
    }
    return .free
  }

  private func formula(_ index: Int) -> Found {
    let found = node(model.formulas[index].root)
    let name = model.formulas[index].name
    return found == .free && movement.known.contains(name) ? .scaled([name: 1]) : found
  }

  private func moving(_ name: String) -> Found {
    if movement.byRatio.contains(name) { return .scaled([name: 1]) }
    return movement.otherwise.contains(name) ? .free : .fixed
  }

  private func node(_ id: NodeID) -> Found {
    if let found = nodes[id] { return found }
    let found = look(at: model.arena[id])
    nodes[id] = found
    return found
  }

  private func look(at node: Node) -> Found {
    switch node {
    case .constant(let bits):
      let value = Double(bitPattern: bits)
      return value == 0 || !value.isFinite ? .nought : .fixed
    case .given, .element, .attribute: return .fixed
    case .symbol(let index, _): return moving(model.symbols[index].name)
    case .formula(let index, _): return formula(index)
    case .column(let table, let column): return self.column(table, column)
    case .apply(let operation, let operands): return apply(operation, operands.map { self.node($0) })
    case .lookup(let table, let column, let keys): return keyed(table, column, keys)
    case .step(let table, let column, let x, let keys): return keyed(table, column, [x] + keys)
    case .reprice(let x, _): return priceIndexMoves ? .free : self.node(x)
    case .reduction(let reduction): return reduce(reduction)
    case .cells(let index, _): return cells(index)
    }
  }

  private var priceIndexMoves: Bool {
    guard let index = model.priceIndex else { return false }
    return column(index.table, index.column) != .fixed
  }

  /// A value column; that of a grouped table is a formula over rows that must stay the same.
  private func column(_ table: Int, _ column: Int) -> Found {
    let known = model.tables[table]
    guard let group = known.group else { return moving("\(known.name).\(known.columns[column].name)") }
    if let condition = group.condition, !isFixed(node(condition)) { return .free }
    return known.columns[column].root.map { node($0) } ?? .fixed
  }

  private func keyed(_ table: Int, _ column: Int, _ keys: [NodeID]) -> Found {
    keys.allSatisfy { isFixed(node($0)) } ? self.column(table, column) : .free
  }

  private func reduce(_ reduction: CheckedReduction) -> Found {
    if let condition = reduction.condition, !isFixed(node(condition)) { return .free }
    if let table = reduction.dimension.table, let condition = model.tables[table].group?.condition,
      !isFixed(node(condition))
    {
      return .free
    }
    let inner = node(reduction.expression)
    guard case .count = reduction.operation else { return inner }
    return inner == .free ? .free : .fixed
  }

  private func cells(_ index: Int) -> Found {
    let found = node(model.cells[index].root)
    let id = cellIDs[index]
    return found == .free && movement.known.contains(id) ? .scaled([id: 1]) : found
  }

  private func isFixed(_ found: Found) -> Bool { found == .fixed || found == .nought }
}

extension FollowingFinder {
  private func apply(_ operation: Operation, _ operands: [Found]) -> Found {
    if operands.allSatisfy({ $0 == .nought }), [.add, .subtract, .multiply, .negate].contains(operation) {
      return .nought
    }
    if operands.allSatisfy(isFixed) {
      return operation == .divide && operands[0] == .nought ? .nought : .fixed
    }
    guard !operands.contains(.free) else { return .free }
    switch operation {
    case .negate, .absolute, .settle: return operands[0]
    // Ratios are above 0: what is missing, or 0, stays so.
    case .isMissing, .isTrue, .not: return .fixed
    case .squareRoot: return raised(operands[0], 0.5)
    case .multiply: return product(operands[0], operands[1], 1)
    case .divide: return product(operands[0], operands[1], -1)
    case .add, .subtract, .minimum, .maximum, .minimumPresent, .maximumPresent, .coalesce:
      return alike(operands[0], operands[1])
    case .select: return isFixed(operands[0]) ? alike(operands[1], operands[2]) : .free
    default: return .free
    }
  }

  /// Two values that move by the same ratio, or one of which is nought.
  private func alike(_ a: Found, _ b: Found) -> Found {
    if a == .nought { return b }
    return b == .nought || a == b ? a : .free
  }

  private func product(_ a: Found, _ b: Found, _ sign: Double) -> Found {
    if a == .nought { return .nought }
    if b == .nought { return sign > 0 ? .nought : .fixed }
    var powers = self.powers(a)
    for (name, power) in self.powers(b) { powers[name, default: 0] += sign * power }
    powers = powers.filter { $0.value != 0 }
    return powers.isEmpty ? .fixed : .scaled(powers)
  }

  private func powers(_ found: Found) -> [String: Double] {
    if case .scaled(let powers) = found { powers } else { [:] }
  }

  private func raised(_ found: Found, _ power: Double) -> Found {
    guard case .scaled(let powers) = found else { return found }
    return .scaled(powers.mapValues { $0 * power })
  }
}
