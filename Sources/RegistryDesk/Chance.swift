public import Journal

/// Where keys and salts come from: the system's chance, or a seed for demonstrations and tests that must give
/// the same bytes each time.
public struct Chance: Sendable {
  private var seeded: UInt64?
  /// Numbers that were drawn elsewhere, and come first.
  private var drawn: ArraySlice<UInt64> = []

  /// The system's chance.
  public init() {}

  /// A row of numbers from a seed; whoever knows the seed knows them all.
  public init(seed: UInt64) { seeded = seed }

  /// Numbers that were drawn elsewhere, and behind them the system's chance.
  public init(drawn: [UInt64]) { self.drawn = drawn[...] }

  /// The next 64 bits (SplitMix64 by Steele, Lea and Flood 2014, when seeded).
  public mutating func next() -> UInt64 {
    if let first = drawn.popFirst() { return first }
    guard var state = seeded else { return UInt64.random(in: .min ... .max) }
    state &+= 0x9e37_79b9_7f4a_7c15
    seeded = state
    state = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
    state = (state ^ (state >> 27)) &* 0x94d0_49bb_1331_11eb
    return state ^ (state >> 31)
  }

  /// A key with the time in front, so that keys come in order.
  public mutating func key(at moment: Moment) -> CommandKey {
    let time = UInt64(clamping: moment.milliseconds) << 16
    return CommandKey(high: time | (next() & 0xffff), low: next())
  }

  /// 32 bytes.
  public mutating func salt() -> Digest {
    var writer = ByteWriter(capacity: 32)
    for _ in 0..<4 { writer.integer(next()) }
    return Digest(bytes: writer.bytes[...])
  }
}
