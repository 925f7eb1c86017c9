import Quantities
import Testing

/// Goal: an amount is read in one way or not at all, and what is printed reads back.
@Suite struct TextTests {
  @Test(arguments: [
    ("0", 0), ("-0", 0), ("0.00", 0), ("1234.5", 123_450), ("-0.01", -1), ("219.50", 21_950),
    ("1.500000", 150), ("92233720368547758.07", Int64.max), ("-92233720368547758.08", Int64.min),
  ])
  func `Plain decimals are read exactly`(text: String, fen: Int64) throws {
    #expect(try Money(parsing: text).parts == fen)
  }

  @Test(arguments: [
    ("1 234.50", 1), ("1,234.50", 1), ("+1", 0), ("1.", 2), (".5", 0), ("1e3", 1), ("１２", 0), ("−1", 0),
    ("007", 0), ("-", 1), ("--1", 1), ("1.2.3", 3), (" 1", 0), ("1 ", 1), ("0x10", 1), ("nan", 0),
    ("1\u{301}", 0),
  ])
  func `A text with two readings is refused at its place`(text: String, place: Int) {
    #expect(throws: NumeralRefusal.unexpected(text: text, at: place)) { try Money(parsing: text) }
  }

  @Test func `Too fine, too long, too large and empty texts are refused by name`() {
    #expect(throws: NumeralRefusal.empty) { try Money(parsing: "") }
    #expect(throws: NumeralRefusal.tooFine(text: "0.001", decimals: 2)) { try Money(parsing: "0.001") }
    #expect(throws: NumeralRefusal.overflow(text: "92233720368547758.08")) {
      try Money(parsing: "92233720368547758.08")
    }
    let long = String(repeating: "9", count: 37)
    #expect(throws: NumeralRefusal.tooLong(text: long)) { try Money(parsing: long) }
  }

  @Test(
    arguments: [
      ("219.5 万元", 219_500_000), ("1.875亿元", 18_750_000_000), ("30 元", 3_000), ("-0.000001 万元", -1),
      ("619.36 亿元", 6_193_600_000_000), ("288.3万元", 288_300_000),
    ] as [(String, Int64)])
  func `Scaled amounts are shifted exactly`(text: String, fen: Int64) throws {
    #expect(try Money(parsingScaled: text).parts == fen)
  }

  @Test func `A scale must be known, and finer than a fen is refused`() {
    #expect(throws: NumeralRefusal.unknownScale(text: "5 美分")) { try Money(parsingScaled: "5 美分") }
    #expect(throws: NumeralRefusal.unknownScale(text: "5")) { try Money(parsingScaled: "5") }
    #expect(throws: NumeralRefusal.tooFine(text: "0.0000001 万元", decimals: 2)) {
      try Money(parsingScaled: "0.0000001 万元")
    }
    #expect(throws: NumeralRefusal.self) { try Money(parsingScaled: "万元") }
    #expect(throws: NumeralRefusal.self) { try Money(parsingScaled: "1  元") }
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `What is printed reads back`(seed: UInt64) throws {
    var chance = SeededChance(seed: seed)
    let amount = Money(parts: chance.amount())
    #expect(try Money(parsing: amount.text) == amount)
    let area = Counted<Mu>(parts: chance.amount())
    #expect(try Counted<Mu>(parsing: area.text) == area)
    for scale in MoneyScale.allCases {
      #expect(try Money(parsingScaled: amount.text(in: scale)) == amount)
    }
  }

  @Test func `Amounts print for people in the scale that is asked for`() throws {
    let total = try Money(parsingScaled: "619.36 亿元")
    #expect(total.description == "61936000000.00 元")
    #expect(total.text(in: .wanYuan) == "6193600 万元")
    #expect(total.text(in: .wanYuan, decimals: 2, rounding: .halfEven) == "6,193,600.00 万元")
    #expect(total.text(in: .yiYuan, decimals: 1, rounding: .halfAwayFromZero) == "619.4 亿元")
    #expect(Money(parts: -1).text(in: .wanYuan, decimals: 2, rounding: .halfEven) == "0.00 万元")
    #expect(Money(parts: -150).text(in: .yuan, decimals: 0, rounding: .halfEven) == "-2 元")
    #expect(Money.min.text(in: .yuan, decimals: 10, rounding: .floor).hasPrefix("-92,233,720,368,547,758.08"))
    #expect(Counted<Mu>(parts: 5).description == "0.0005 亩")
  }
}
