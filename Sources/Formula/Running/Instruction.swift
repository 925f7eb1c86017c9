internal import CElementary

/// One step of a program: an operation over blocks.
struct Instruction: Sendable {
  /// An index of the machine's table of blocks, or a constant.
  struct Place: Sendable {
    var slot: Int32 = -1
    var value = 0.0

    var isFixed: Bool { slot < 0 }
  }

  enum Code: Sendable {
    case apply(Operation)
    /// An operation whose result leaves the program: what is not finite comes out as NaN.
    case applyAndSettle(Operation)
    case lookup(Int32)
    case step(Int32)
    /// The percentile of the further operands.
    case percentile(Double)
  }

  var code: Code
  var out: Int32
  var a = Place()
  var b = Place()
  var c = Place()
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
    case .applyAndSettle(.select):
      Kernels.selectAndSettle(block(a, blocks), operand(b, blocks), operand(c, blocks), out, count)
    case .applyAndSettle(let operation):
      Kernels.runAndSettle(operation, operand(a, blocks), operand(b, blocks), out, count)
    default: readTable(blocks, out, count, in: program)
    }
  }

  private func readTable(
    _ blocks: Blocks, _ out: Kernels.Output, _ count: Int, in program: Program.Code?
  ) {
    guard let program else { return }
    if case .lookup(let table) = code, let view = program.views[Int(table)] {
      let key = blocks[Int(program.further[Int(more.lowerBound)])]
      return lanes_lookup(view.values, view.first, view.count, key, out, count)
    }
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
    case .exp, .ln, .log10, .sin, .cos, .tan: Kernels.elementary(operation, block(a, blocks), out, count)
    case .atan2: Kernels.angle(block(a, blocks), block(b, blocks), out, count)
    case .power: Kernels.power(block(a, blocks), block(b, blocks), out, count)
    case .select:
      Kernels.select(block(a, blocks), operand(b, blocks), operand(c, blocks), out, count)
    default:
      if operation.arity == 1 {
        Kernels.run(operation, block(a, blocks), out, count)
      } else {
        Kernels.run(operation, operand(a, blocks), operand(b, blocks), out, count)
      }
    }
  }

  @inline(__always)
  private func block(_ place: Place, _ blocks: Blocks) -> Kernels.Input {
    UnsafePointer(blocks[Int(place.slot)])
  }

  @inline(__always)
  private func operand(_ place: Place, _ blocks: Blocks) -> Operand {
    place.isFixed
      ? Operand(block: nil, fixed: place.value) : Operand(block: block(place, blocks), fixed: .nan)
  }
}
