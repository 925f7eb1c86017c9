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
    /// A linear operation whose result leaves the program: what is not finite comes out as NaN.
    case applyAndSettle(Operation)
    case lookup(Int32)
    case step(Int32)
    /// The percentile of the further operands.
    case percentile(Double)
  }

  var code: Code
  var out: Int32
  var a = Operand()
  var b = Operand()
  var c = Operand()
  /// Where further operands, for tables with many keys and for percentiles, stand in the program's list.
  var more: Range<Int32> = 0..<0
}

/// Where the blocks of a running program lie: registers, then constants, inputs and outputs.
typealias Blocks = UnsafeMutablePointer<UnsafeMutablePointer<Double>>

extension Instruction {
  @inline(__always)
  func run(_ blocks: Blocks, _ count: Int, in program: Program.Code?) {
    let out = blocks[Int(out)]
    switch code {
    case .apply(let operation): apply(operation, blocks, out, count)
    case .applyAndSettle(let operation): applyAndSettle(operation, blocks, out, count)
    default: readTable(blocks, out, count, in: program)
    }
  }

  private func readTable(
    _ blocks: Blocks, _ out: Kernels.Output, _ count: Int, in program: Program.Code?
  ) {
    guard let program else { return }
    let operands = program.further[Int(more.lowerBound)..<Int(more.upperBound)].map {
      UnsafePointer(blocks[Int($0)])
    }
    switch code {
    case .lookup(let table): program.tables[Int(table)].run(operands, out, count)
    case .step(let table):
      program.steps[Int(table)].run(x: UnsafePointer(blocks[Int(a.slot)]), operands, out, count)
    case .percentile(let percent): Kernels.percentile(percent, of: operands, out, count)
    case .apply, .applyAndSettle: break
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

  private func applyAndSettle(
    _ operation: Operation, _ blocks: Blocks, _ out: Kernels.Output, _ count: Int
  ) {
    if a.isFixed {
      Kernels.runAndSettle(operation, Fixed(value: a.value), block(b, blocks), out, count)
    } else if b.isFixed {
      Kernels.runAndSettle(operation, block(a, blocks), Fixed(value: b.value), out, count)
    } else {
      Kernels.runAndSettle(operation, block(a, blocks), block(b, blocks), out, count)
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
