import Quantities
import Testing

@Suite struct NumeralTests {
  @Test func `Equal numbers are equal values however they are written`() throws {
    #expect(try DecimalNumeral(parsing: "219.50") == DecimalNumeral(parsing: "219.5"))
    #expect(try DecimalNumeral(parsing: "-0.00") == DecimalNumeral(coefficient: 0, exponent: 0))
    #expect(try DecimalNumeral(parsing: "1200") == DecimalNumeral(coefficient: 12, exponent: 2))
  }

  @Test func `A Double gives the number that its shortest text shows`() throws {
    #expect(DecimalNumeral(0.1) == DecimalNumeral(coefficient: 1, exponent: -1))
    #expect(DecimalNumeral(-2.5e-7) == DecimalNumeral(coefficient: -25, exponent: -8))
    #expect(DecimalNumeral(1e300) == DecimalNumeral(coefficient: 1, exponent: 300))
    #expect(DecimalNumeral(.nan) == nil)
    #expect(DecimalNumeral(.infinity) == nil)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `No text whatsoever makes the reader trap`(seed: UInt64) {
    var chance = SeededChance(seed: seed)
    let alphabet = Array("0123456789.-+e, ，。万亿元１−\u{0}")
    let text = String(
      (0..<Int.random(in: 0...45, using: &chance)).map { _ in alphabet.randomElement(using: &chance)! })
    for scaled in [text, text + "万元", text + "亿元"] {
      if let money = try? Money(parsingScaled: scaled) { #expect((try? Money(parsing: money.text)) == money) }
    }
    _ = try? Day(parsing: text)
  }
}
