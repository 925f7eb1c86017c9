/// Chance with a seed: SplitMix64 (Steele, Lea and Flood 2014), the same numbers on every machine.
///
/// The standard library's own `random(in:using:)` may draw differently in another version of it, and a seed
/// must mean the same run for years; so every draw is made here.
public struct Chance: RandomNumberGenerator, Hashable, Sendable {
  private var state: UInt64

  /// The chance of a seed.
  public init(seed: UInt64) { state = seed }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 up to, not including, a positive bound. The high half of the product: no loop.
  public mutating func below(_ bound: Int) -> Int {
    precondition(bound > 0, "A draw has at least one result.")
    return Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// A number of a closed range.
  public mutating func within(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.count)
  }

  /// Yes, so many times in a hundred.
  public mutating func happens(percent: Int) -> Bool { below(100) < percent }

  /// One of some values, of which there is at least one.
  public mutating func one<Value>(of values: [Value]) -> Value { values[below(values.count)] }

  /// A place in a list of weights, drawn in their proportion; at least one weight is positive.
  public mutating func place(weights: [Int]) -> Int {
    var left = below(weights.reduce(0, +))
    for (index, weight) in weights.enumerated() {
      if left < weight { return index }
      left -= weight
    }
    return weights.count - 1
  }

  /// A chance of its own that starts from this one.
  public mutating func branch() -> Chance { Chance(seed: next()) }
}
