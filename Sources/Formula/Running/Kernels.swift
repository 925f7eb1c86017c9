internal import CElementary

/// The loops that do the work. They stand in the C target, where each is compiled for several widths of
/// vectors.
///
/// No multiplication is fused with an addition, so that every processor gives the same bits. Output and input
/// blocks do not overlap. Constant folding runs the same loops over one lane.
enum Kernels {
  typealias Input = UnsafePointer<Double>
  typealias Output = UnsafeMutablePointer<Double>

  /// Runs an operation over one or two operands.
  static func run(_ operation: Operation, _ a: Operand, _ b: Operand, _ out: Output, _ count: Int) {
    switch operation {
    case .add: lanes_add(a.block, a.fixed, b.block, b.fixed, out, count)
    case .subtract: lanes_subtract(a.block, a.fixed, b.block, b.fixed, out, count)
    case .multiply: lanes_multiply(a.block, a.fixed, b.block, b.fixed, out, count)
    case .divide: lanes_divide(a.block, a.fixed, b.block, b.fixed, out, count)
    case .minimum: lanes_minimum(a.block, a.fixed, b.block, b.fixed, out, count)
    case .maximum: lanes_maximum(a.block, a.fixed, b.block, b.fixed, out, count)
    case .less: lanes_less(a.block, a.fixed, b.block, b.fixed, out, count)
    case .atMost: lanes_at_most(a.block, a.fixed, b.block, b.fixed, out, count)
    case .equal: lanes_equal(a.block, a.fixed, b.block, b.fixed, out, count)
    case .unequal: lanes_unequal(a.block, a.fixed, b.block, b.fixed, out, count)
    case .and: lanes_and(a.block, a.fixed, b.block, b.fixed, out, count)
    case .or: lanes_or(a.block, a.fixed, b.block, b.fixed, out, count)
    case .coalesce: lanes_coalesce(a.block, a.fixed, b.block, b.fixed, out, count)
    case .minimumPresent: lanes_minimum_present(a.block, a.fixed, b.block, b.fixed, out, count)
    case .maximumPresent: lanes_maximum_present(a.block, a.fixed, b.block, b.fixed, out, count)
    case .round: for lane in 0..<count { out[lane] = rounded(a[lane], b[lane]) }
    default: preconditionFailure("The operation takes one value.")
    }
  }

  /// The linear operations, with what is not finite made missing.
  static func runAndSettle(_ operation: Operation, _ a: Operand, _ b: Operand, _ out: Output, _ count: Int) {
    switch operation {
    case .add: lanes_add_and_settle(a.block, a.fixed, b.block, b.fixed, out, count)
    case .subtract: lanes_subtract_and_settle(a.block, a.fixed, b.block, b.fixed, out, count)
    case .multiply: lanes_multiply_and_settle(a.block, a.fixed, b.block, b.fixed, out, count)
    case .divide: lanes_divide_and_settle(a.block, a.fixed, b.block, b.fixed, out, count)
    default: run(operation, a, b, out, count)
    }
  }

  static func run(_ operation: Operation, _ a: Input, _ out: Output, _ count: Int) {
    switch operation {
    case .negate: lanes_negate(a, out, count)
    case .not: lanes_not(a, out, count)
    case .absolute: lanes_absolute(a, out, count)
    case .squareRoot: lanes_square_root(a, out, count)
    case .isMissing: lanes_is_missing(a, out, count)
    case .isTrue: lanes_is_true(a, out, count)
    case .settle: lanes_settle(a, out, count)
    default: preconditionFailure("The operation has a kernel of its own.")
    }
  }

  /// Takes the second or third operand by the first.
  static func select(_ condition: Input, _ yes: Operand, _ no: Operand, _ out: Output, _ count: Int) {
    lanes_select(condition, yes.block, yes.fixed, no.block, no.fixed, out, count)
  }

  /// The same, with what is not finite made missing.
  static func selectAndSettle(
    _ condition: Input, _ yes: Operand, _ no: Operand, _ out: Output, _ count: Int
  ) {
    lanes_select_and_settle(condition, yes.block, yes.fixed, no.block, no.fixed, out, count)
  }
}

extension Kernels {
  /// 四舍五入 as it is done on paper: 2.675 to two digits is 2.68, although the nearest Double lies just below.
  private static func rounded(_ x: Double, _ digits: Double) -> Double {
    guard isThere(x), isThere(digits) else { return .nan }
    if digits == 0 { return x.rounded(.toNearestOrAwayFromZero) }
    let scale = powerOfTen(Int(digits.magnitude))
    let size = x.magnitude
    let whole = digits > 0 ? size * scale : size / scale
    // Doubles this large have no digits left to round away.
    guard whole < 0x1p52 else { return x }
    let floor = whole.rounded(.down)
    let half = digits > 0 ? (floor + 0.5) / scale : (floor + 0.5) * scale
    let near = size == half ? floor + 1 : whole.rounded(.toNearestOrAwayFromZero)
    let result = digits > 0 ? near / scale : near * scale
    return x.sign == .minus ? -result : result
  }

  private static func powerOfTen(_ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }
}
