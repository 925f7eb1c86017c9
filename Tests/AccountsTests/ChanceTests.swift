import Accounts
import Law
import Testing

/// Chance, and what draws are made of it.
@Suite struct ChanceTests {
  /// Random123, tests/kat_vectors: philox4x32 10.
  @Test func `The generator gives the published answers`() {
    let none: SIMD4<UInt32> = SIMD4(repeating: 0)
    let full: SIMD4<UInt32> = SIMD4(repeating: .max)
    let pi = SIMD4<UInt32>(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344)
    let answers = [
      Philox.words(none, key: SIMD2(repeating: 0)), Philox.words(full, key: SIMD2(repeating: .max)),
      Philox.words(pi, key: SIMD2(0xa409_3822, 0x299f_31d0)),
    ]
    let published: [SIMD4<UInt32>] = [
      SIMD4(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8),
      SIMD4(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd),
      SIMD4(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1),
    ]
    #expect(answers == published)
  }

  /// Wichura 1988, p. 482: 0.25, 0.001 and 1e-20; the others from another program of the same algorithm.
  @Test(arguments: [
    (0.25, -0.674_489_750_196_081_7), (0.001, -3.090_232_306_167_814), (1e-20, -9.262_340_089_798_408),
    (0.975, 1.959_963_984_540_054), (0.9999, 3.719_016_485_455_708),
  ])
  func `The normal distribution backwards gives the published answers`(_ p: Double, _ z: Double) {
    #expect(abs(NormalQuantile.value(at: p) - z) < 2e-15 * abs(z) + 1e-15)
  }

  /// The mean of ten thousand numbers between 0 and 1 is 1/2 with sd √(1/12/10⁴) = 0.00289; five of them.
  @Test func `Chance is even, and streams do not hang together`() {
    let first = (0..<10_000).map { Philox.chance(stream: "rain", draw: $0, seed: 1) }
    let second = (0..<10_000).map { Philox.chance(stream: "price", draw: $0, seed: 1) }
    let mean = first.reduce(0, +) / 10_000
    #expect(abs(mean - 0.5) < 5 * 0.00289)
    #expect(first.allSatisfy { $0 > 0 && $0 < 1 })
    let products = zip(first, second).map { one, other in (one - 0.5) * (other - 0.5) }
    let correlation = products.reduce(0, +) / 10_000 * 12
    #expect(abs(correlation) < 5 * 0.01)
    #expect(first[17] == Philox.chance(stream: "rain", draw: 17, seed: 1))
    #expect(first[17] != Philox.chance(stream: "rain", draw: 17, seed: 2))
  }

  /// Quantiles by hand; of the truncated normal and the lognormal by another program.
  @Test func `Each distribution is read at a probability as its formula says`() {
    func figure(_ shape: Spread.Shape, _ low: Double, _ high: Double, _ value: Double, _ p: Double) -> Double
    {
      QuantileCurve(Spread(shape: shape, low: low, high: high), around: value).figure(at: p)
    }
    #expect(figure(.uniform, 2, 6, 3, 0.25) == 3)
    // Of the triangle 0, 1, 4: F(1) = 1/4; F(x) = 1 − (4−x)²/12 beyond.
    #expect(abs(figure(.triangular, 0, 4, 1, 0.25) - 1) < 1e-12)
    #expect(abs(figure(.triangular, 0, 4, 1, 0.0625) - 0.5) < 1e-12)
    let high: Double = 4 - 3.0.squareRoot()
    #expect(abs(figure(.triangular, 0, 4, 1, 0.75) - high) < 1e-12)
    #expect(abs(figure(.normal(sd: 2), -.infinity, .infinity, 7, 0.1) - 4.436896868910798) < 1e-12)
    #expect(abs(figure(.normal(sd: 2), 4, 8, 5, 0.3) - 4.979616331174138) < 1e-12)
    #expect(abs(figure(.lognormal(sd: 0.4), 0, .infinity, 3, 0.8) - 4.200740343836806) < 1e-12)
    #expect(figure(.uniform, 5, 5, 5, 0.7) == 5)
  }

  @Test func `Bounds of a distribution without end are never left`() {
    let spread = Spread(shape: .normal(sd: 1), low: 0, high: 1.5)
    let curve = QuantileCurve(spread, around: 1)
    let draws = (0..<2000).map { curve.figure(at: Philox.chance(stream: "x", draw: $0, seed: 3)) }
    #expect(draws.allSatisfy { $0 >= 0 && $0 <= 1.5 })
    // A share of 0.1915 / (0.1915 + 0.3413) = 0.3594 of what lies between 0 and 1.5 lies above 1.
    let above = draws.count { $0 > 1 }
    let deviation: Double = (2000 * 0.3594 * 0.6406).squareRoot()
    #expect(abs(Double(above) - 718.8) < 5 * deviation)
  }

  @Test func `A summary is that of the draws`() {
    // 1…21: mean 11, variance (21² − 1)/12 × 21/20 = 38.5; the ranks 1, 10 and 19 are whole.
    let summary = DrawSummary(of: (1...21).map(Double.init).reversed())
    #expect(summary.mean == 11 && summary.low == 2 && summary.median == 11 && summary.high == 20)
    #expect(abs(summary.sd - 38.5.squareRoot()) < 1e-12)
    #expect(DrawSummary(of: [0.1, 0.1, 0.1]).sd == 0)
  }
}
