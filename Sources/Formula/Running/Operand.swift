/// What a kernel reads: a block of values, or one number for all lanes.
struct Operand {
  /// nil for a fixed number.
  let block: UnsafePointer<Double>?
  let fixed: Double

  subscript(lane: Int) -> Double { block?[lane] ?? fixed }
}

/// Whether a value is there: missing is everything that is not finite.
///
/// One comparison with the greatest number; one with infinity would become two.
@inline(__always) func isThere(_ x: Double) -> Bool { x.magnitude <= .greatestFiniteMagnitude }
