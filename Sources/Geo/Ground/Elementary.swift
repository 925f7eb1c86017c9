import CElementary

/// One value at a time from the same bit-identical functions that formulas use over blocks.
///
/// Geo takes no sine from the C library: that one changes its last bit with the processor.
package enum Elementary {
  /// Sine of an angle in radians.
  package static func sin(_ x: Double) -> Double { one(elementary_sin, x) }
  /// Cosine of an angle in radians.
  package static func cos(_ x: Double) -> Double { one(elementary_cos, x) }
  /// e to the power of an exponent.
  package static func exponential(_ x: Double) -> Double { one(elementary_exp, x) }
  /// A base to the power of an exponent.
  package static func power(_ base: Double, _ exponent: Double) -> Double {
    var result = 0.0
    withUnsafePointer(to: base) { a in withUnsafePointer(to: exponent) { elementary_pow(a, $0, &result, 1) } }
    return result
  }
  /// Angle of the point (x, y) in radians, −π … π.
  package static func arctangent(y: Double, x: Double) -> Double {
    var result = 0.0
    withUnsafePointer(to: y) { a in withUnsafePointer(to: x) { elementary_atan2(a, $0, &result, 1) } }
    return result
  }

  /// Replaces every value by its arc tangent.
  package static func arctangent(_ values: inout [Double]) {
    values.withUnsafeMutableBufferPointer { block in
      guard let start = block.baseAddress else { return }
      elementary_atan(start, start, block.count)
    }
  }

  private static func one(
    _ function: (UnsafePointer<Double>, UnsafeMutablePointer<Double>, Int) -> Void, _ x: Double
  ) -> Double {
    var result = 0.0
    withUnsafePointer(to: x) { function($0, &result, 1) }
    return result
  }
}

/// The functions by name and by vector width, so that a test can compare the widths.
package enum ElementaryFunction: CaseIterable, Sendable {
  case exp, ln, log10, sin, cos, tan, atan, pow, atan2

  /// The widest vector of this processor, in doubles.
  package static var widest: Int { Int(elementary_lanes()) }

  /// - Parameter lanes: 1, 2, 4 or 8, at most ``widest``.
  /// - Parameter b: The second argument of `pow` and `atan2`; as long as `a`.
  package func run(lanes: Int, _ a: [Double], _ b: [Double]) -> [Double] {
    var out = [Double](repeating: 0, count: a.count)
    let (width, count) = (Int32(lanes), a.count)
    switch self {
    case .exp: elementary_exp_by(width, a, &out, count)
    case .ln: elementary_ln_by(width, a, &out, count)
    case .log10: elementary_log10_by(width, a, &out, count)
    case .sin: elementary_sin_by(width, a, &out, count)
    case .cos: elementary_cos_by(width, a, &out, count)
    case .tan: elementary_tan_by(width, a, &out, count)
    case .atan: elementary_atan_by(width, a, &out, count)
    case .pow: elementary_pow_by(width, a, b, &out, count)
    case .atan2: elementary_atan2_by(width, a, b, &out, count)
    }
    return out
  }
}
