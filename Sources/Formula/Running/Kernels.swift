/// The loops that do the work, written so that the compiler makes vector code of them.
///
/// No multiplication is fused with an addition, so that every processor gives the same bits. Output and input
/// blocks do not overlap. Constant folding runs the same loops over one lane.
enum Kernels {
  typealias Input = UnsafePointer<Double>
  typealias Output = UnsafeMutablePointer<Double>

  @inline(__always)
  static func each(
    _ a: some Operand, _ out: Output, _ count: Int, _ body: (Double) -> Double
  ) {
    for lane in 0..<count { out[lane] = body(a[lane]) }
  }

  @inline(__always)
  static func each(
    _ a: some Operand, _ b: some Operand, _ out: Output, _ count: Int, _ body: (Double, Double) -> Double
  ) {
    for lane in 0..<count { out[lane] = body(a[lane], b[lane]) }
  }

  /// Runs an operation over one or two operands.
  @inline(__always)
  static func run(
    _ operation: Operation, _ a: some Operand, _ b: some Operand, _ out: Output, _ count: Int
  ) {
    switch operation {
    case .add: each(a, b, out, count) { $0 + $1 }
    case .subtract: each(a, b, out, count) { $0 - $1 }
    case .multiply: each(a, b, out, count) { $0 * $1 }
    case .divide: each(a, b, out, count) { isThere($1) && $1 != 0 ? $0 / $1 : .nan }
    case .minimum: each(a, b, out, count) { isThere($0) && isThere($1) ? ($1 < $0 ? $1 : $0) : .nan }
    case .maximum: each(a, b, out, count) { isThere($0) && isThere($1) ? ($1 > $0 ? $1 : $0) : .nan }
    case .less: each(a, b, out, count) { isThere($0) && isThere($1) ? ($0 < $1 ? 1 : 0) : .nan }
    case .atMost: each(a, b, out, count) { isThere($0) && isThere($1) ? ($0 <= $1 ? 1 : 0) : .nan }
    case .equal: each(a, b, out, count) { isThere($0) && isThere($1) ? ($0 == $1 ? 1 : 0) : .nan }
    case .unequal: each(a, b, out, count) { isThere($0) && isThere($1) ? ($0 != $1 ? 1 : 0) : .nan }
    case .and: each(a, b, out, count, conjunction)
    case .or: each(a, b, out, count, disjunction)
    case .coalesce: each(a, b, out, count) { isThere($0) ? $0 : $1 }
    case .minimumPresent: each(a, b, out, count, lesserPresent)
    case .maximumPresent: each(a, b, out, count, greaterPresent)
    case .round: each(a, b, out, count, rounded)
    default: run(operation, a, out, count)
    }
  }

  /// The linear operations, with what is not finite made missing.
  @inline(__always)
  static func runAndSettle(
    _ operation: Operation, _ a: some Operand, _ b: some Operand, _ out: Output, _ count: Int
  ) {
    switch operation {
    case .add: each(a, b, out, count) { settled($0 + $1) }
    case .subtract: each(a, b, out, count) { settled($0 - $1) }
    case .multiply: each(a, b, out, count) { settled($0 * $1) }
    case .divide: each(a, b, out, count) { isThere($1) && $1 != 0 ? settled($0 / $1) : .nan }
    default: run(operation, a, b, out, count)
    }
  }

  @inline(__always) private static func settled(_ x: Double) -> Double { isThere(x) ? x : .nan }

  @inline(__always)
  static func run(_ operation: Operation, _ a: some Operand, _ out: Output, _ count: Int) {
    switch operation {
    case .negate: each(a, out, count) { -$0 }
    case .not: each(a, out, count) { isThere($0) ? ($0 == 0 ? 1 : 0) : .nan }
    case .absolute: each(a, out, count) { $0.magnitude }
    case .squareRoot: each(a, out, count) { $0.squareRoot() }
    case .isMissing: each(a, out, count) { isThere($0) ? 0 : 1 }
    case .isTrue: each(a, out, count) { isThere($0) && $0 != 0 ? 1 : 0 }
    case .settle: each(a, out, count) { isThere($0) ? $0 : .nan }
    default: preconditionFailure("The operation has a kernel of its own.")
    }
  }

  /// Takes the second or third operand by the first.
  @inline(__always)
  static func select(
    _ condition: Input, _ yes: some Operand, _ no: some Operand, _ out: Output, _ count: Int
  ) {
    for lane in 0..<count {
      let (c, chosen) = (condition[lane], condition[lane] != 0 ? yes[lane] : no[lane])
      out[lane] = isThere(c) ? chosen : .nan
    }
  }
}

extension Kernels {
  // Three-valued logic: a 0 decides `and`, a 1 decides `or`, whatever is missing.

  @inline(__always) private static func conjunction(_ a: Double, _ b: Double) -> Double {
    if a == 0 || b == 0 { return 0 }
    return isThere(a) && isThere(b) ? 1 : .nan
  }

  @inline(__always) private static func disjunction(_ a: Double, _ b: Double) -> Double {
    if isThere(a) && a != 0 || isThere(b) && b != 0 { return 1 }
    return isThere(a) && isThere(b) ? 0 : .nan
  }

  @inline(__always) private static func lesserPresent(_ a: Double, _ b: Double) -> Double {
    if !isThere(a) { return b }
    return isThere(b) && b < a ? b : a
  }

  @inline(__always) private static func greaterPresent(_ a: Double, _ b: Double) -> Double {
    if !isThere(a) { return b }
    return isThere(b) && b > a ? b : a
  }

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
