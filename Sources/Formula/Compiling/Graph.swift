/// What an expression comes to when it is compiled: a number known now, or a value of each lane.
enum Value: Hashable, Sendable {
  /// By its bits; everything that is not finite is missing.
  case constant(UInt64)
  case lane(Int32)

  static let missing = Value.number(.nan)

  static func number(_ x: Double) -> Value {
    .constant(x.isFinite ? x.bitPattern : Double.nan.bitPattern)
  }

  /// The number, if it is known now.
  var number: Double? {
    if case .constant(let bits) = self { Double(bitPattern: bits) } else { nil }
  }
}

/// The operations of a program as a graph in which equal ones are one, and constants are reckoned at once by
/// the program's own kernels.
struct Graph {
  enum Step: Hashable {
    case input(Int)
    case apply(Operation, [Value])
    case lookup(Int, [Value])
    case step(Int, Value, [Value])
    case percentile(UInt64, [Value])
  }

  /// Programs longer than this are refused.
  static let greatestLength = 200_000

  private(set) var steps: [Step] = []
  private(set) var inputs: [String] = []
  var tables: [DenseTable] = []
  var stepTables: [StepTable] = []
  private var known: [Step: Int32] = [:]
  private var inputSlots: [String: Int] = [:]
  /// Values that follow from the class of one input.
  var byClass: [Int32: ClassColumn] = [:]
  var classTables: [ClassColumn: Int] = [:]

  /// - Parameter classes: How many classes the input has; 0 for a number.
  mutating func input(_ name: String, classes: Int = 0) -> Value {
    let slot = inputSlots[name] ?? inputs.count
    if slot == inputs.count {
      inputs.append(name)
      inputSlots[name] = slot
    }
    let value = make(.input(slot))
    if classes > 0, case .lane(let index) = value { byClass[index] = .init(input: index, count: classes) }
    return value
  }

  mutating func make(_ step: Step) -> Value {
    if let known = known[step] { return .lane(known) }
    let column = column(of: step)
    if let column, case .lane(let index) = make(tableStep(of: column, for: step) ?? step, column) {
      known[step] = index
      return .lane(index)
    }
    return make(step, nil)
  }

  private mutating func make(_ step: Step, _ column: ClassColumn?) -> Value {
    if let known = known[step] { return .lane(known) }
    let index = Int32(steps.count)
    steps.append(step)
    known[step] = index
    byClass[index] = column
    return .lane(index)
  }

  mutating func apply(_ operation: Operation, _ operands: Value...) -> Value {
    apply(operation, operands)
  }

  mutating func apply(_ operation: Operation, _ operands: [Value]) -> Value {
    if let simple = simplified(operation, operands) { return simple }
    if operands.allSatisfy({ $0.number != nil }) {
      return .number(Self.fold(operation, operands.map { $0.number ?? .nan }))
    }
    guard operation.commutes else { return make(.apply(operation, operands)) }
    return make(.apply(operation, operands.sorted(by: Self.precedes)))
  }

  private static func precedes(_ a: Value, _ b: Value) -> Bool {
    switch (a, b) {
    case (.lane(let x), .lane(let y)): x < y
    case (.lane, .constant): true
    case (.constant(let x), .constant(let y)): x < y
    case (.constant, .lane): false
    }
  }

  /// What needs no step: choices that are settled, and powers that are products.
  private mutating func simplified(_ operation: Operation, _ operands: [Value]) -> Value? {
    switch operation {
    case .select:
      guard let condition = operands[0].number else { return nil }
      return isThere(condition) ? (condition != 0 ? operands[1] : operands[2]) : .missing
    case .coalesce:
      guard let first = operands[0].number else { return nil }
      return isThere(first) ? operands[0] : operands[1]
    case .minimumPresent, .maximumPresent:
      if let first = operands[0].number, !isThere(first) { return operands[1] }
      if let second = operands[1].number, !isThere(second) { return operands[0] }
      return nil
    case .power: return product(operands[0], operands[1])
    case .add, .subtract, .multiply, .divide, .minimum, .maximum, .less, .atMost, .equal, .unequal, .atan2,
      .round:
      return operands.contains { $0.number.map { !isThere($0) } ?? false } ? .missing : nil
    default: return nil
    }
  }

  /// The same products by which the power kernel does these exponents.
  private mutating func product(_ base: Value, _ exponent: Value) -> Value? {
    switch exponent.number {
    case 1: return base
    case 2: return apply(.multiply, base, base)
    case 3: return apply(.multiply, apply(.multiply, base, base), base)
    case 4:
      let square = apply(.multiply, base, base)
      return apply(.multiply, square, square)
    case 0.5: return apply(.squareRoot, base)
    default: return nil
    }
  }

  /// One lane through the program's own kernels.
  static func fold(_ operation: Operation, _ operands: [Double]) -> Double {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 4) { lanes in
      guard let base = lanes.baseAddress else { return .nan }
      lanes.initialize(repeating: .nan)
      for (index, operand) in operands.enumerated() { lanes[index + 1] = operand }
      return withUnsafeTemporaryAllocation(of: UnsafeMutablePointer<Double>.self, capacity: 4) { blocks in
        guard let table = blocks.baseAddress else { return .nan }
        for index in 0..<4 { blocks[index] = base + index }
        let instruction = Instruction(
          code: .apply(operation), out: 0, a: .init(slot: 1), b: .init(slot: 2), c: .init(slot: 3))
        instruction.run(table, 1, in: nil)
        return lanes[0]
      }
    }
  }
}
