/// Formulas as straight-line code that runs over blocks of values.
///
/// A program does not change and may run on any number of threads, each with a ``Scratch`` of its own.
public struct Program: Sendable {
  /// The most values a block may hold.
  public static let blockSize = 2048
  /// Blocks are done in pieces of this many values, so that the registers stay in the nearest cache.
  static let pieceSize = 512

  /// Where the value of an output comes from.
  public enum Output: Hashable, Sendable {
    /// One number for all lanes; NaN if it is missing.
    case constant(Double)
    /// The block of this number among those that a run writes.
    case slot(Int)
    /// A number times that block; only where ``compile(_:outputs:bindings:leavesScales:)`` was asked for it.
    case scaled(Int, by: Double)
  }

  /// The names of the varying symbols it reads, in the order in which their blocks are given; `cell.area`
  /// (m2) and `cell.size` (m) are among them where they are read.
  public let inputs: [String]
  /// In the order of the names that were compiled.
  public let outputs: [Output]
  /// How many blocks a run writes.
  public let slotCount: Int
  let code: Code
  let trace: Trace

  /// How many steps a run takes; for tests and for the curious.
  public var instructionCount: Int { code.instructions.count }

  /// The code itself, which a scratch recognises by its identity. Its memory is written once, before anybody
  /// runs it.
  final class Code: @unchecked Sendable {
    let instructions: [Instruction]
    /// Slots of the operands that an instruction has no room for.
    let further: [Int32]
    let tables: [DenseTable]
    /// For each table its view, if it has one.
    let views: UnsafeMutablePointer<LookupView?>
    let steps: [StepTable]
    let constants: [Double]
    let registerCount: Int
    let inputCount: Int
    let outputCount: Int

    init(_ graph: Graph, _ assembler: Assembler) {
      instructions = assembler.code
      further = assembler.further
      constants = assembler.constants
      registerCount = Int(assembler.registerCount)
      tables = graph.tables
      views = .allocate(capacity: max(1, tables.count))
      for (index, table) in tables.enumerated() { (views + index).initialize(to: table.view) }
      steps = graph.stepTables
      inputCount = assembler.inputs.count
      outputCount = assembler.resultCount
    }

    deinit {
      for index in tables.indices { views[index]?.values.deallocate() }
      views.deallocate()
    }
  }

  /// Compiles outputs: names of formulas or symbols, `id.inner` of reductions over cells, each with
  /// `#element` for each of its dimensions.
  ///
  /// - Parameter leavesScales: Whether an output that is a number times another value is left to the caller
  ///   to multiply: its sum is that number times the other's sum.
  /// - Parameter traces: Whether ``countMissing(outputs:count:inputs:marks:scratch:into:)`` will be asked; it
  ///   takes as long to prepare as all the rest.
  /// - Throws: ``FormulaError`` with code `unbound`, `duplicateRow`, `tooLarge`, `unknownName` or `context`.
  public static func compile(
    _ formulas: CheckedFormulas, outputs names: [String], bindings: Bindings, leavesScales: Bool = false,
    traces: Bool = true
  ) throws(FormulaError) -> Program {
    let lowering = Lowering(formulas, bindings, single: false)
    var values: [Value] = []
    for name in names { values.append(try lowering.output(name)) }
    return try Program(lowering, names, values, leavesScales: leavesScales, traces: traces)
  }

  private init(
    _ lowering: Lowering, _ names: [String], _ values: [Value], leavesScales: Bool, traces: Bool
  ) throws(FormulaError) {
    var slots: [Int32: Int] = [:]
    var results: [Int32] = []
    outputs = values.map { value in
      guard case .lane(let index) = value else { return .constant(value.number ?? .nan) }
      let (root, factor) = leavesScales ? lowering.graph.scale(of: index) : (index, 1)
      if slots[root] == nil {
        slots[root] = results.count
        results.append(root)
      }
      let slot = slots[root] ?? 0
      return factor == 1 ? .slot(slot) : .scaled(slot, by: factor)
    }
    let assembler = Assembler(lowering.graph, results: results)
    code = Code(lowering.graph, assembler)
    inputs = assembler.inputs.map { lowering.graph.inputs[$0] }
    slotCount = results.count
    guard traces else {
      trace = Trace()
      return
    }
    let wanted = Set(values.compactMap { if case .lane(let index) = $0 { index } else { nil } })
    let live = leavesScales ? Assembler(lowering.graph, results: wanted.sorted()).isLive : assembler.isLive
    trace = try lowering.trace(names, live: live, inputs: assembler.inputs)
  }

  /// Runs over a block.
  ///
  /// - Parameters:
  ///   - count: How many values, at most ``blockSize``.
  ///   - inputs: One block for each name of ``inputs``; NaN for missing, a class as its index and never as
  ///     another number.
  ///   - outputs: One block for each slot. Missing comes out as NaN, and nothing infinite comes out. No
  ///     output overlaps an input or another output.
  public func run(
    count: Int, inputs: UnsafePointer<UnsafePointer<Double>>,
    outputs: UnsafePointer<UnsafeMutablePointer<Double>>, scratch: inout Scratch
  ) {
    precondition(count <= Self.blockSize, "A block is at most \(Self.blockSize) values.")
    code.run(count: count, inputs: inputs, outputs: outputs, scratch: &scratch)
  }
}

extension Program.Code {
  func run(
    count: Int, inputs: UnsafePointer<UnsafePointer<Double>>,
    outputs: UnsafePointer<UnsafeMutablePointer<Double>>, scratch: inout Scratch
  ) {
    let blocks = scratch.blocks(for: self)
    let firstInput = registerCount + constants.count
    var done = 0
    while done < count {
      let piece = min(Program.pieceSize, count - done)
      for index in 0..<inputCount {
        blocks[firstInput + index] = UnsafeMutablePointer(mutating: inputs[index] + done)
      }
      for index in 0..<outputCount { blocks[firstInput + inputCount + index] = outputs[index] + done }
      for instruction in instructions { instruction.run(blocks, piece, in: self) }
      done += piece
    }
  }
}
