/// The counter-based generator Philox 4×32 with ten rounds.
///
/// Salmon, Moraes, Dror and Shaw: Parallel random numbers: as easy as 1, 2, 3. SC 2011. It has no state: a
/// draw is known by its number, whatever was drawn before it, so any machine can make any part of a run.
public enum Philox {
  /// Its name, as accounts print it.
  public static let name = "Philox4x32-10"

  /// The four words of a counter under a key.
  public static func words(
    _ counter: SIMD4<UInt32>, key: SIMD2<UInt32>
  ) -> SIMD4<UInt32> {
    var (counter, key) = (counter, key)
    for round in 0..<10 {
      if round > 0 { key = key &+ SIMD2(0x9E37_79B9, 0xBB67_AE85) }
      let first = counter[0].multipliedFullWidth(by: 0xD251_1F53)
      let second = counter[2].multipliedFullWidth(by: 0xCD9E_8D57)
      counter = SIMD4(
        second.high ^ counter[1] ^ key[0], second.low, first.high ^ counter[3] ^ key[1], first.low)
    }
    return counter
  }

  /// A number above 0 and below 1 for a stream and a draw: the middle of one of 2⁵² equal parts.
  ///
  /// - Parameter stream: Its name; streams of different names do not hang together.
  public static func chance(stream: String, draw: Int, seed: UInt64) -> Double {
    // FNV-1a: names far apart get counters far apart.
    let mark = stream.utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) {
      ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3
    }
    let draw = UInt64(bitPattern: Int64(draw))
    let counter = SIMD4(
      UInt32(truncatingIfNeeded: draw), UInt32(truncatingIfNeeded: draw >> 32),
      UInt32(truncatingIfNeeded: mark), UInt32(truncatingIfNeeded: mark >> 32))
    let key = SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
    let words = words(counter, key: key)
    let bits = (UInt64(words[0]) << 32 | UInt64(words[1])) >> 12
    return (Double(bits) + 0.5) * 0x1p-52
  }
}
