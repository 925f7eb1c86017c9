import Quantities
import Testing

@Suite struct RatioTests {
  @Test func `A ratio is kept in lowest terms`() throws {
    #expect(try Ratio(20, 100) == Ratio(1, 5))
    #expect(try Ratio(-6, 4).numerator == -3)
    #expect(try Ratio(0, 9) == Ratio(0, 1))
    #expect(try Ratio(.min, 2).numerator == Int64.min / 2)
    #expect(throws: CountedRefusal.denominatorNotPositive) { try Ratio(1, 0) }
    #expect(throws: CountedRefusal.denominatorNotPositive) { try Ratio(1, -2) }
  }

  @Test func `A decimal share becomes the fraction that it stands for`() throws {
    #expect(try Ratio(DecimalNumeral(parsing: "0.2")) == Ratio(1, 5))
    #expect(try Ratio(DecimalNumeral(parsing: "120")) == Ratio(120, 1))
    #expect(throws: CountedRefusal.overflow) { try Ratio(DecimalNumeral(parsing: "0.00000000000000000001")) }
    #expect(throws: CountedRefusal.overflow) { try Ratio(DecimalNumeral(parsing: "99999999999999999999")) }
  }

  // Ezhou: of a compensation of 5 031 万元 the city pays 70 %, that is 3 521.7 万元, and receivers 1 509.3.
  @Test func `A fraction and its rest are the whole`() throws {
    let portion = try Money(parsingScaled: "5031 万元").taking(Ratio(7, 10), rounding: .halfEven)
    #expect(portion.taken.text(in: .wanYuan) == "3521.7 万元")
    #expect(portion.rest.text(in: .wanYuan) == "1509.3 万元")
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `Nothing is lost between what is taken and the rest`(seed: UInt64) throws {
    var chance = SeededChance(seed: seed)
    let amount = Money(parts: chance.amount())
    let denominator = Int64.random(in: 1...10_000, using: &chance)
    let ratio = try Ratio(Int64.random(in: 0...denominator, using: &chance), denominator)
    for rounding in Rounding.allCases {
      let portion = try amount.taking(ratio, rounding: rounding)
      #expect(try portion.taken.adding(portion.rest) == amount)
    }
  }

  @Test func `A multiple that cannot be counted is refused`() {
    #expect(throws: CountedRefusal.overflow) { try Money.max.taking(Ratio(3, 2), rounding: .floor) }
    #expect(throws: CountedRefusal.overflow) { try Money.max.taking(Ratio(-1, 1), rounding: .floor) }
  }
}
