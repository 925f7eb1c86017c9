/// What a kernel reads: a block of values, or one value for all lanes.
protocol Operand {
  subscript(lane: Int) -> Double { get }
}

struct Block: Operand {
  let values: UnsafePointer<Double>

  @inline(__always) subscript(lane: Int) -> Double { values[lane] }
}

struct Fixed: Operand {
  let value: Double

  @inline(__always) subscript(lane: Int) -> Double { value }
}

/// Whether a value is there: missing is everything that is not finite.
///
/// One comparison with the greatest number; one with infinity would become two.
@inline(__always) func isThere(_ x: Double) -> Bool { x.magnitude <= .greatestFiniteMagnitude }
