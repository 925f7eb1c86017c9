import Quantities
import Testing

/// Goal: numbers have the one text of RFC 8785.
/// Method: the vectors of RFC 8785 appendix B, results of a JavaScript engine (`String(x)`), round trips.
@Suite struct CanonicalNumberTests {
  @Test(
    arguments: [
      (0x0000_0000_0000_0000, "0"), (0x8000_0000_0000_0000, "0"), (0x0000_0000_0000_0001, "5e-324"),
      (0x8000_0000_0000_0001, "-5e-324"), (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"),
      (0xffef_ffff_ffff_ffff, "-1.7976931348623157e+308"), (0x4340_0000_0000_0000, "9007199254740992"),
      (0xc340_0000_0000_0000, "-9007199254740992"), (0x4430_0000_0000_0000, "295147905179352830000"),
      (0x44b5_2d02_c7e1_4af5, "9.999999999999997e+22"), (0x44b5_2d02_c7e1_4af6, "1e+23"),
      (0x44b5_2d02_c7e1_4af7, "1.0000000000000001e+23"), (0x444b_1ae4_d6e2_ef4e, "999999999999999700000"),
      (0x444b_1ae4_d6e2_ef4f, "999999999999999900000"), (0x444b_1ae4_d6e2_ef50, "1e+21"),
      (0x3eb0_c6f7_a0b5_ed8c, "9.999999999999997e-7"), (0x3eb0_c6f7_a0b5_ed8d, "0.000001"),
      (0x41b3_de43_5555_5553, "333333333.3333332"), (0x41b3_de43_5555_5554, "333333333.33333325"),
      (0x41b3_de43_5555_5555, "333333333.3333333"), (0x41b3_de43_5555_5556, "333333333.3333334"),
      (0x41b3_de43_5555_5557, "333333333.33333343"), (0xbecb_f647_612f_3696, "-0.0000033333333333333333"),
      (0x4314_3ff3_c1cb_0959, "1424953923781206.2"),
    ] as [(UInt64, String)])
  func `The vectors of the standard come out`(bits: UInt64, text: String) {
    #expect(canonicalNumber(Double(bitPattern: bits)) == text)
  }

  @Test func `What JSON does not have has no text`() {
    #expect(canonicalNumber(.nan) == nil)
    #expect(canonicalNumber(.infinity) == nil)
    #expect(canonicalNumber(-.infinity) == nil)
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `Every text reads back to the same number`(seed: UInt64) {
    var chance = SeededChance(seed: seed)
    for _ in 0..<500 {
      let value = Double(bitPattern: chance.next())
      guard let text = canonicalNumber(value) else { continue }
      if Double(text) != value { Issue.record("\(value) printed as \(text)") }
    }
  }

  @Test(arguments: [
    (619.36, "619.36"), (100, "100"), (-1.5e-7, "-1.5e-7"), (0.1 + 0.2, "0.30000000000000004"),
    (123e-20, "1.23e-18"), (1e20, "100000000000000000000"), (-123_456.789, "-123456.789"),
    (1.0 / 3, "0.3333333333333333"),
  ])
  func `Everyday figures print as a JavaScript engine prints them`(value: Double, text: String) {
    #expect(canonicalNumber(value) == text)
  }
}
