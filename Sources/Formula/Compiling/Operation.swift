/// What the machine can do with one, two or three values, lane by lane.
///
/// Within a program every value that is not finite counts as missing: `+ - * /` pass infinities on and every
/// other operation, and the result of the program, makes them missing. So an overflow is never lost on the
/// way.
enum Operation: UInt8, Hashable, Sendable, CaseIterable {
  // One value.
  case negate, not, absolute, exp, ln, log10, squareRoot, sin, cos, tan
  /// 1 if the value is missing, else 0.
  case isMissing
  /// 1 if the value is there and not 0, else 0.
  case isTrue
  /// The value, or NaN for what is not finite: how results leave a program.
  case settle

  // Two values.
  case add, subtract, multiply, divide, power, minimum, maximum
  case less, atMost, equal, unequal, and, or, atan2
  /// The first value rounded to as many digits as the second says, half away from zero.
  case round
  /// The first value unless it is missing.
  case coalesce
  /// As minimum and maximum, but a missing value gives way to the other.
  case minimumPresent, maximumPresent

  /// The second value where the first is true, the third where it is 0.
  case select

  var arity: Int {
    switch self {
    case .negate, .not, .absolute, .exp, .ln, .log10, .squareRoot, .sin, .cos, .tan, .isMissing, .isTrue,
      .settle:
      1
    case .select: 3
    default: 2
    }
  }

  /// Whether the order of the two values cannot change a bit of the result.
  var commutes: Bool { [.add, .multiply, .equal, .unequal, .and, .or].contains(self) }
}
