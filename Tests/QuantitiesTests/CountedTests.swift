import Quantities
import Testing

/// Goal: arithmetic on counted amounts is exact or refused; nothing wraps and nothing traps.
/// Method: the same sums in 128-bit integers, and the ends of the range.
@Suite struct CountedTests {
  @Test(arguments: 0..<300 as Range<UInt64>)
  func `Sums, differences and products agree with wide integers`(seed: UInt64) {
    var chance = SeededChance(seed: seed)
    let (a, b) = (chance.amount(), chance.amount())
    let (x, y) = (Money(parts: a), Money(parts: b))
    #expect((try? x.adding(y))?.parts == Int64(exactly: Int128(a) + Int128(b)))
    #expect((try? x.subtracting(y))?.parts == Int64(exactly: Int128(a) - Int128(b)))
    #expect((try? x.multiplied(by: b))?.parts == Int64(exactly: Int128(a) * Int128(b)))
  }

  @Test func `Leaving the range is an outcome`() {
    #expect(throws: CountedRefusal.overflow) { try Money.max.adding(Money(parts: 1)) }
    #expect(throws: CountedRefusal.overflow) { try Money.min.subtracting(Money(parts: 1)) }
    #expect(throws: CountedRefusal.overflow) { try Money.min.negated() }
    #expect(throws: CountedRefusal.overflow) { try Money.max.multiplied(by: 2) }
  }

  @Test func `A sum may pass outside of the range if its total is inside`() throws {
    let one = Money(parts: 1)
    #expect(try Money.sum([.max, one, .min]) == .zero)
    #expect(throws: CountedRefusal.overflow) { try Money.sum([.max, one]) }
  }

  // Chongqing's forest-coverage deals: 7.5 万亩 for 1.875 亿元 and 1 万亩 for 2 500 万元 are 2 500 元/亩.
  @Test func `The published forest deals are area times price`() throws {
    let price = try Money(parsing: "2500")
    let youyang = try Counted<Mu>(parsing: "75000").cost(at: price, rounding: .halfEven)
    #expect(youyang.text(in: .yiYuan) == "1.875 亿元")
    let wuxi = try Counted<Mu>(parsing: "10000").cost(at: price, rounding: .halfEven)
    #expect(wuxi.text(in: .wanYuan) == "2500 万元")
  }

  // 0.3333 mu at 0.05 yuan is 0.016665 yuan: 1.6665 fen.
  @Test func `A cost that is no whole fen is rounded as named`() throws {
    let area = Counted<Mu>(parts: 3333)
    #expect(try area.cost(at: Money(parts: 5), rounding: .towardZero).parts == 1)
    #expect(try area.cost(at: Money(parts: 5), rounding: .halfEven).parts == 2)
  }

  @Test func `Amounts are ordered by their parts`() {
    #expect(Money(parts: -1) < .zero)
    #expect([Money(parts: 3), .min, .zero].sorted() == [.min, .zero, Money(parts: 3)])
  }

  @Test func `Every refusal has its own code and both languages`() {
    let all: [CountedRefusal] = [
      .notANumber, .infinite, .noShares, .shareNotPositive(index: 0), .noSuchOwner(index: 2),
      .denominatorNotPositive, .overflow,
    ]
    #expect(Set(all.map(\.code)).count == all.count)
    for refusal in all { #expect(refusal.description.contains(" · ")) }
  }
}
