/// One step of a program: an operation over blocks.
struct Instruction: Sendable {
  /// An index of the machine's table of blocks, or a constant.
  struct Operand: Sendable {
    var slot: Int32 = -1
    var value = 0.0

    var isFixed: Bool { slot < 0 }
  }

  enum Code: Sendable {
    case apply(Operation)
    case lookup(Int)
    case step(Int)
    /// The percentile of the extra operands.
    case percentile(Double)
  }

  var code: Code
  var out: Int32
  var a = Operand()
  var b = Operand()
  var c = Operand()
  /// Further operands, for tables with many keys and for percentiles; all are blocks.
  var more: [Int32] = []
}

/// Where the blocks of a running program lie: registers, then constants, inputs and outputs.
typealias Blocks = UnsafeMutablePointer<UnsafeMutablePointer<Double>>

extension Instruction {
  /// - Parameter code: The program, which holds the tables.
  @inline(__always)
  func run(_ blocks: Blocks, _ count: Int, tables: [DenseTable], steps: [StepTable]) {
    let out = blocks[Int(out)]
    switch code {
    case .apply(let operation): apply(operation, blocks, out, count)
    case .lookup(let table): tables[table].run(more.map { UnsafePointer(blocks[Int($0)]) }, out, count)
    case .step(let table):
      steps[table].run(
        x: UnsafePointer(blocks[Int(a.slot)]), more.map { UnsafePointer(blocks[Int($0)]) }, out, count)
    case .percentile(let percent):
      percentile(percent, of: more.map { UnsafePointer(blocks[Int($0)]) }, out, count)
    }
  }

  private func apply(_ operation: Operation, _ blocks: Blocks, _ out: Kernels.Output, _ count: Int) {
    switch operation {
    case .exp, .ln, .log10, .sin, .cos, .tan:
      Kernels.elementary(operation, block(a, blocks).values, out, count)
    case .atan2: Kernels.angle(block(a, blocks).values, block(b, blocks).values, out, count)
    case .power: Kernels.power(block(a, blocks).values, block(b, blocks).values, out, count)
    case .select: select(blocks, out, count)
    default:
      if operation.arity == 1 {
        Kernels.run(operation, block(a, blocks), out, count)
      } else {
        applyTwo(operation, blocks, out, count)
      }
    }
  }

  private func applyTwo(_ operation: Operation, _ blocks: Blocks, _ out: Kernels.Output, _ count: Int) {
    if a.isFixed {
      Kernels.run(operation, Fixed(value: a.value), block(b, blocks), out, count)
    } else if b.isFixed {
      Kernels.run(operation, block(a, blocks), Fixed(value: b.value), out, count)
    } else {
      Kernels.run(operation, block(a, blocks), block(b, blocks), out, count)
    }
  }

  private func select(_ blocks: Blocks, _ out: Kernels.Output, _ count: Int) {
    let condition = block(a, blocks).values
    switch (b.isFixed, c.isFixed) {
    case (true, true):
      Kernels.select(condition, Fixed(value: b.value), Fixed(value: c.value), out, count)
    case (true, false): Kernels.select(condition, Fixed(value: b.value), block(c, blocks), out, count)
    case (false, true): Kernels.select(condition, block(b, blocks), Fixed(value: c.value), out, count)
    case (false, false): Kernels.select(condition, block(b, blocks), block(c, blocks), out, count)
    }
  }

  @inline(__always)
  private func block(_ operand: Operand, _ blocks: Blocks) -> Block {
    Block(values: UnsafePointer(blocks[Int(operand.slot)]))
  }
}

/// The percentile of several values in each lane, missing ones passed over.
func percentile(
  _ percent: Double, of blocks: [UnsafePointer<Double>], _ out: Kernels.Output, _ count: Int
) {
  var values: [Double] = []
  values.reserveCapacity(blocks.count)
  for lane in 0..<count {
    values.removeAll(keepingCapacity: true)
    for block in blocks where isThere(block[lane]) { values.append(block[lane]) }
    out[lane] = percentile(percent, of: &values)
  }
}

/// The percentile of values, which are sorted on the way: between two values it runs straight, as in
/// spreadsheets (PERCENTILE.INC); of no values it is missing.
public func percentile(_ percent: Double, of values: inout [Double]) -> Double {
  guard let last = values.indices.last else { return .nan }
  values.sort()
  let rank = percent / 100 * Double(last)
  let low = min(Int(rank), last)
  let (below, above) = (values[low], values[min(low + 1, last)])
  return below + (above - below) * (rank - Double(low))
}
