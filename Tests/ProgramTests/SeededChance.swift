/// A small generator with a seed (SplitMix64, Steele et al. 2014).
struct SeededChance: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mixed(state)
  }

  /// A number in 0..<1 that belongs to a cell, whatever order the cells are asked in.
  static func share(_ seed: UInt64, _ column: Int, _ row: Int) -> Double {
    let place = seed &+ UInt64(column) &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(row) &* 0xD1B5_4A32_D192_ED03
    return Double(mixed(place) >> 11) / 9_007_199_254_740_992
  }

  private static func mixed(_ state: UInt64) -> UInt64 {
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
