import Quantities
import Testing

/// Goal: each named rounding does what its definition says, at ties and on both sides of zero.
/// Method: a table written by hand from the definitions (tenths of a mu to whole yuan at 1 yuan per mu is
/// the plainest division by ten), and seeded properties.
@Suite struct RoundingTests {
  /// Rounds `tenths / 10` to a whole number of fen.
  private func rounded(_ tenths: Int64, _ rounding: Rounding) throws -> Int64 {
    try Money(parts: tenths).taking(Ratio(1, 10), rounding: rounding).taken.parts
  }

  @Test(arguments: [
    (Rounding.halfEven, [-3, -2, -2, -1, 0, 0, 0, 1, 2, 2, 3] as [Int64]),
    (.halfAwayFromZero, [-3, -3, -2, -1, -1, 0, 1, 1, 2, 3, 3]),
    (.halfTowardZero, [-3, -2, -2, -1, 0, 0, 0, 1, 2, 2, 3]),
    (.towardZero, [-2, -2, -1, -1, 0, 0, 0, 1, 1, 2, 2]),
    (.awayFromZero, [-3, -3, -2, -1, -1, 0, 1, 1, 2, 3, 3]),
    (.floor, [-3, -3, -2, -1, -1, 0, 0, 1, 1, 2, 2]),
    (.ceiling, [-2, -2, -1, -1, 0, 0, 1, 1, 2, 3, 3]),
  ])
  func `Ties and neighbours go where the name says`(rounding: Rounding, expected: [Int64]) throws {
    let tenths: [Int64] = [-26, -25, -16, -10, -5, 0, 5, 10, 16, 25, 26]
    #expect(try tenths.map { try rounded($0, rounding) } == expected)
  }

  @Test func `Three halves tell half even from half toward zero`() throws {
    #expect(try rounded(15, .halfEven) == 2)
    #expect(try rounded(15, .halfTowardZero) == 1)
    #expect(try rounded(-15, .halfEven) == -2)
    #expect(try rounded(-15, .halfTowardZero) == -1)
  }

  @Test(arguments: Rounding.allCases)
  func `A whole result is never moved`(rounding: Rounding) throws {
    for whole in Int64(-5)...5 { #expect(try rounded(whole * 10, rounding) == whole) }
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `A rounded quotient lies within one part, a nearest one within half`(seed: UInt64) throws {
    var chance = SeededChance(seed: seed)
    let amount = Money(parts: chance.amount())
    let denominator = Int64.random(in: 1...Int64.max, using: &chance)
    for rounding in Rounding.allCases {
      let quotient = try amount.taking(Ratio(1, denominator), rounding: rounding).taken.parts
      let error = Int128(quotient) * Int128(denominator) - Int128(amount.parts)
      #expect(error.magnitude < denominator.magnitude)
      switch rounding {
      case .halfEven, .halfAwayFromZero, .halfTowardZero:
        #expect(2 * error.magnitude <= denominator.magnitude)
      case .floor: #expect(error <= 0)
      case .ceiling: #expect(error >= 0)
      case .towardZero: #expect(quotient.magnitude <= amount.parts.magnitude)
      case .awayFromZero: #expect(amount.parts >= 0 ? error >= 0 : error <= 0)
      }
    }
  }

  @Test func `Names in packs are lasting`() {
    #expect(Rounding(rawValue: "half-away-from-zero") == .halfAwayFromZero)
    #expect(Rounding(rawValue: "nearest") == nil)
    #expect(Rounding.halfAwayFromZero.chineseName == "四舍五入")
  }
}
