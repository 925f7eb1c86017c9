import Quantities
import Testing

/// Goal: a measured number becomes whole parts only by a named rounding, exactly as on paper.
/// Method: cases done by hand on the decimal text, and the ends of what a Double and an Int64 hold.
@Suite struct BridgeTests {
  @Test(arguments: [
    // 1.005 is stored below 1.005 in binary; on paper 四舍五入 gives 1.01.
    (1.005, Rounding.halfAwayFromZero, 101 as Int64), (1.005, .halfEven, 100), (1.015, .halfEven, 102),
    (2.675, .halfAwayFromZero, 268), (-2.675, .halfAwayFromZero, -268), (-2.675, .halfTowardZero, -267),
    (0.001, .awayFromZero, 1), (0.009, .towardZero, 0), (-0.001, .floor, -1), (-0.009, .ceiling, 0),
    (1e-300, .ceiling, 1), (1e-300, .halfEven, 0), (-Double.leastNonzeroMagnitude, .floor, -1),
    (0, .awayFromZero, 0),
    (-0.0, .floor, 0), (123_456_789.125, .halfEven, 12_345_678_912),
  ])
  func `The printed figure is what gets rounded`(value: Double, rounding: Rounding, fen: Int64) throws {
    #expect(try Money(measured: value, rounding: rounding).parts == fen)
  }

  @Test func `Missing, infinite and too large numbers are outcomes`() {
    #expect(throws: CountedRefusal.notANumber) { try Money(measured: .nan, rounding: .halfEven) }
    #expect(throws: CountedRefusal.infinite) { try Money(measured: .infinity, rounding: .halfEven) }
    #expect(throws: CountedRefusal.infinite) { try Money(measured: -.infinity, rounding: .floor) }
    for value in [9.3e16, -9.3e16, 1e40, .greatestFiniteMagnitude] {
      #expect(throws: CountedRefusal.overflow) { try Money(measured: value, rounding: .halfEven) }
    }
  }

  // 2^63 is 9 223 372 036 854 775 808 parts. Doubles beside 2^63 / 100 lie 16 yuan apart, so the shortest
  // text of …744 is …740 (as JavaScript prints it too), and that is what counts.
  @Test func `The last countable yuan pass and the next do not`() throws {
    #expect(try Money(measured: 92_233_720_368_547_744, rounding: .floor).parts == 9_223_372_036_854_774_000)
    #expect(throws: CountedRefusal.overflow) {
      try Money(measured: 92_233_720_368_547_760, rounding: .floor)
    }
  }

  // The first voucher deal of Jiangyin: 219.5 万元.
  @Test func `A scale is shifted exactly before rounding`() throws {
    #expect(try Money(measured: 219.5, in: .wanYuan, rounding: .halfEven).parts == 219_500_000)
    #expect(try Money(measured: 619.36, in: .yiYuan, rounding: .halfEven).parts == 6_193_600_000_000)
    #expect(try Money(measured: 0.000_000_5, in: .wanYuan, rounding: .halfAwayFromZero).parts == 1)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `An amount below 2^53 parts survives the way to measured and back`(seed: UInt64) throws {
    var chance = SeededChance(seed: seed)
    let parts = chance.amount() >> 11
    let amount = Counted<Mu>(parts: parts)
    for rounding in [Rounding.halfEven, .halfAwayFromZero, .halfTowardZero] {
      #expect(try Counted<Mu>(measured: amount.measured, rounding: rounding) == amount)
    }
  }
}
