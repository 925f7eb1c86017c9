import Quantities
import Testing

@Suite struct FormattedNumberTests {
  // By hand, 四舍五入 on the shortest decimal text.
  @Test(arguments: [
    (619.36, 2, "619.36"), (619.36, 1, "619.4"), (619.36, 0, "619"), (1.005, 2, "1.01"), (-1.005, 2, "-1.01"),
    (0.5, 0, "1"), (0.05, 1, "0.1"), (0.04, 1, "0.0"), (-0.04, 1, "0.0"), (9.995, 2, "10.00"),
    (99.5, 0, "100"),
    (0.000_123, 3, "0.000"), (0.000_123, 5, "0.00012"), (1e21, 0, "1000000000000000000000"), (0, 3, "0.000"),
    (-0.0, 1, "0.0"), (Double.leastNonzeroMagnitude, 2, "0.00"), (1234.5, 3, "1234.500"), (0.95, 1, "1.0"),
    (0.005, 2, "0.01"),
  ])
  func `Decimals are fixed and rounded as on paper`(value: Double, decimals: Int, text: String) {
    #expect(formatted(value, decimals: decimals, grouping: false) == text)
  }

  @Test(arguments: [
    (0.0, "0"), (999, "999"), (1000, "1,000"), (-999_999.6, "-1,000,000"), (1_234_567, "1,234,567"),
    (-100, "-100"),
  ])
  func `Groups of three are counted from the point`(value: Double, text: String) {
    #expect(formatted(value, decimals: 0, grouping: true) == text)
  }

  @Test func `Grouping leaves decimals alone`() {
    #expect(formatted(12_345.678_9, decimals: 4, grouping: true) == "12,345.6789")
  }

  @Test func `Missing and infinite numbers do not look like figures`() {
    #expect(formatted(.nan, decimals: 2, grouping: true) == "—")
    #expect(formatted(.infinity, decimals: 2, grouping: true) == "∞")
    #expect(formatted(-.infinity, decimals: 0, grouping: false) == "-∞")
  }
}
