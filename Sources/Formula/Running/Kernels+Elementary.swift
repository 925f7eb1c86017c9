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
    for lane in 0..<count { out[lane] = isThere(a[lane]) && isThere(b[lane]) ? out[lane] : .nan }
    var products = 0
    for lane in 0..<count { products |= isProduct(b[lane]) }
    guard products != 0 else { return }
    for lane in 0..<count where isThere(a[lane]) && isProduct(b[lane]) != 0 {
      out[lane] = product(a[lane], b[lane])
    }
  }

  /// 1 for the exponents that multiply, else 0; without a branch, so that the loop is vector code.
  @inline(__always) private static func isProduct(_ exponent: Double) -> Int {
    (exponent == 0.5 ? 1 : 0) | (exponent == 1 ? 1 : 0) | (exponent == 2 ? 1 : 0)
      | (exponent == 3 ? 1 : 0) | (exponent == 4 ? 1 : 0)
  }

  private static func product(_ x: Double, _ exponent: Double) -> Double {
    switch exponent {
    case 0.5: x.squareRoot()
    case 1: x
    case 2: x * x
    case 3: x * x * x
    default: (x * x) * (x * x)
    }
  }
}
