/// Lays a graph out as straight-line code: only what the results need, with as few registers as serve.
struct Assembler {
  private let graph: Graph
  /// The steps that the results need.
  private(set) var isLive: [Bool]
  /// The graph's inputs that are read, in the order of the blocks that a run is given.
  private(set) var inputs: [Int] = []
  /// The last step that reads a step's value; the step itself if none does.
  private var lastReader: [Int]
  private var slots: [Int32]
  private var free: [Int32] = []
  private var constantSlots: [UInt64: Int32] = [:]
  private(set) var registerCount: Int32 = 0
  private(set) var constants: [Double] = []
  private(set) var code: [Instruction] = []
  private(set) var further: [Int32] = []
  let resultCount: Int

  // Constants, inputs and outputs are counted from these until the number of registers is known.
  private static let constantBase: Int32 = 1 << 24
  private static let inputBase: Int32 = 2 << 24
  private static let outputBase: Int32 = 3 << 24

  /// - Parameters:
  ///   - results: What is written to the outputs 0, 1, ….
  ///   - inputs: The order of the blocks; nil for those that the results need.
  init(_ graph: Graph, results: [Int32], inputs: [Int]? = nil) {
    self.graph = graph
    resultCount = results.count
    isLive = Array(repeating: false, count: graph.steps.count)
    lastReader = Array(graph.steps.indices)
    slots = Array(repeating: -1, count: graph.steps.count)
    mark(results)
    self.inputs = inputs ?? liveInputs
    emit(results)
    placeSlots()
  }

  private mutating func mark(_ results: [Int32]) {
    for index in results { isLive[Int(index)] = true }
    for index in graph.steps.indices.reversed() where isLive[index] {
      for case .lane(let operand) in graph.steps[index].operands {
        isLive[Int(operand)] = true
        lastReader[Int(operand)] = max(lastReader[Int(operand)], index)
      }
    }
  }

  private var liveInputs: [Int] {
    graph.steps.indices.compactMap { index in
      guard isLive[index], case .input(let input) = graph.steps[index] else { return nil }
      return input
    }.sorted()
  }

  private mutating func emit(_ results: [Int32]) {
    var outputs: [Int: [Int]] = [:]
    for (number, index) in results.enumerated() { outputs[Int(index), default: []].append(number) }
    precondition(Set(results).count == results.count, "No value has two outputs.")
    for (index, step) in graph.steps.enumerated() where isLive[index] {
      if case .input(let input) = step {
        slots[index] = Self.inputBase + Int32(inputs.firstIndex(of: input) ?? 0)
      } else {
        // The result's register is taken before the operands' are given back: no step writes where it reads.
        emit(step, index, output: outputs[index]?.first)
        if outputs[index] != nil, lastReader[index] == index { continue }
      }
      for number in outputs[index] ?? [] {
        let out = Self.outputBase + Int32(number)
        code.append(Instruction(code: .apply(.settle), out: out, a: .init(slot: slots[index])))
      }
    }
  }

  /// - Parameter output: The output that the step's value leaves by, if it does. A value that nothing else
  ///   reads goes there at once.
  private mutating func emit(_ step: Graph.Step, _ index: Int, output: Int?) {
    if let output, lastReader[index] == index {
      let out = Self.outputBase + Int32(output)
      if case .apply(let operation, _) = step, operation.settles {
        var last = instruction(step, out: out)
        last.code = .applyAndSettle(operation)
        code.append(last)
      } else if case .lookup = step {
        code.append(instruction(step, out: out))
      } else {
        let slot = register()
        code.append(instruction(step, out: slot))
        code.append(Instruction(code: .apply(.settle), out: out, a: .init(slot: slot)))
        giveBack(slot)
      }
    } else {
      slots[index] = register()
      code.append(instruction(step, out: slots[index]))
    }
    release(step, after: index)
  }

  private mutating func register() -> Int32 {
    if let slot = free.popLast() { return slot }
    registerCount += 1
    return registerCount - 1
  }

  private mutating func release(_ step: Graph.Step, after index: Int) {
    var done: Set<Int32> = []
    for case .lane(let operand) in step.operands
    where lastReader[Int(operand)] == index && done.insert(operand).inserted {
      giveBack(slots[Int(operand)])
    }
  }

  private mutating func giveBack(_ slot: Int32) {
    if slot < Self.constantBase { free.append(slot) }
  }

  private mutating func instruction(_ step: Graph.Step, out: Int32) -> Instruction {
    switch step {
    case .apply(let operation, let operands):
      let fixed = operation.takesFixed && operands.count > 1
      var instruction = Instruction(code: .apply(operation), out: out)
      instruction.a = operand(operands[0], fixed: fixed && operation != .select)
      if operands.count > 1 { instruction.b = operand(operands[1], fixed: fixed) }
      if operands.count > 2 { instruction.c = operand(operands[2], fixed: fixed) }
      return instruction
    case .lookup(let table, let keys):
      return Instruction(code: .lookup(Int32(table)), out: out, more: list(keys))
    case .step(let table, let x, let keys):
      return Instruction(
        code: .step(Int32(table)), out: out, a: .init(slot: block(x)), more: list(keys))
    case .percentile(let percent, let values):
      let code = Instruction.Code.percentile(Double(bitPattern: percent))
      return Instruction(code: code, out: out, more: list(values))
    case .input: preconditionFailure("An input is not a step.")
    }
  }

  private mutating func list(_ values: [Value]) -> Range<Int32> {
    let start = Int32(further.count)
    for value in values { further.append(block(value)) }
    return start..<Int32(further.count)
  }

  private mutating func operand(_ value: Value, fixed: Bool) -> Instruction.Place {
    if fixed, let number = value.number { return .init(value: number) }
    return .init(slot: block(value))
  }

  private mutating func block(_ value: Value) -> Int32 {
    switch value {
    case .lane(let index): return slots[Int(index)]
    case .constant(let bits):
      if let slot = constantSlots[bits] { return slot }
      constants.append(Double(bitPattern: bits))
      let slot = Self.constantBase + Int32(constants.count - 1)
      constantSlots[bits] = slot
      return slot
    }
  }

  /// Registers come first, then constants, inputs and outputs.
  private mutating func placeSlots() {
    let bases = [
      0, registerCount, registerCount + Int32(constants.count),
      registerCount + Int32(constants.count + inputs.count),
    ]
    let place = { (slot: Int32) in slot < 0 ? slot : bases[Int(slot >> 24)] + (slot & 0xFF_FFFF) }
    further = further.map(place)
    for index in code.indices {
      code[index].out = place(code[index].out)
      code[index].a.slot = place(code[index].a.slot)
      code[index].b.slot = place(code[index].b.slot)
      code[index].c.slot = place(code[index].c.slot)
    }
  }
}

extension Operation {
  /// Whether a kernel takes single numbers in place of blocks.
  var takesFixed: Bool { self != .power && self != .atan2 }

  /// Whether there is a kernel that does this and makes what is not finite missing in one go.
  var settles: Bool {
    [.add, .subtract, .multiply, .divide, .minimum, .maximum, .select].contains(self)
  }
}

extension Graph.Step {
  var operands: [Value] {
    switch self {
    case .input: []
    case .apply(_, let operands), .lookup(_, let operands), .percentile(_, let operands): operands
    case .step(_, let x, let keys): [x] + keys
    }
  }
}
