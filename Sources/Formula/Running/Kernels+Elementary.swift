internal import CElementary

extension Kernels {
  /// The elementary functions, with the same bits on every processor; what is not finite goes in and comes
  /// out as missing.
  static func elementary(_ operation: Operation, _ a: Input, _ out: Output, _ count: Int) {
    switch operation {
    case .exp: elementary_exp(a, out, count)
    case .ln: elementary_ln(a, out, count)
    case .log10: elementary_log10(a, out, count)
    case .sin: elementary_sin(a, out, count)
    case .cos: elementary_cos(a, out, count)
    case .tan: elementary_tan(a, out, count)
    default: preconditionFailure("Not an elementary function of one value.")
    }
    for lane in 0..<count { out[lane] = isThere(a[lane]) ? out[lane] : .nan }
  }

  static func angle(_ y: Input, _ x: Input, _ out: Output, _ count: Int) {
    elementary_atan2(y, x, out, count)
    for lane in 0..<count { out[lane] = isThere(y[lane]) && isThere(x[lane]) ? out[lane] : .nan }
  }

  /// a to the power b. The exponents 1, 2, 3, 4 multiply and 0.5 takes the square root, whether the exponent
  /// is written in the formula or comes from a layer.
  static func power(_ a: Input, _ b: Input, _ out: Output, _ count: Int) {
    elementary_pow(a, b, out, count)
    lanes_settle_power(a, b, out, count)
  }
}
