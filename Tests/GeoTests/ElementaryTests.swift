import Foundation
import Geo
import Testing

/// Goal: elementary functions have the same bits whatever the vector width, the place in the block and the
/// neighbours are, and are right.
@Suite struct ElementaryTests {
  static let awkward: [Double] = [
    0, -0.0, 1, -1, 0.5, 2, -3, .infinity, -.infinity, .nan, .leastNonzeroMagnitude,
    -.leastNormalMagnitude / 8, 1e300, -1e300, 15, 1e14, 3e15,
    .pi, 709.8, -745.2,
  ]

  /// Values of every size, so that slow paths of large arguments stand beside small ones.
  static func values(_ count: Int, seed: UInt64) -> [Double] {
    var chance = Chance(seed: seed)
    return (0..<count).map { _ in
      switch UInt64.random(in: 0..<5, using: &chance) {
      case 0: Double(bitPattern: chance.next())
      case 1: Double.random(in: -10...10, using: &chance)
      case 2: Double.random(in: 0...1000, using: &chance)
      case 3: Double.random(in: 0...2e15, using: &chance)
      default: awkward.randomElement(using: &chance) ?? 0
      }
    }
  }

  static var widths: [Int] { [1, 2, 4, 8].filter { $0 <= ElementaryFunction.widest } }

  @Test(arguments: ElementaryFunction.allCases)
  func `All vector widths give the same bits`(function: ElementaryFunction) {
    let (a, b) = (Self.values(50_001, seed: 1), Self.values(50_001, seed: 2))
    let expected = function.run(lanes: 1, a, b).map(\.bitPattern)
    for width in Self.widths {
      #expect(function.run(lanes: width, a, b).map(\.bitPattern) == expected, "\(width) lanes")
    }
  }

  @Test(arguments: ElementaryFunction.allCases)
  func `The tail of a block has the bits of its body`(function: ElementaryFunction) {
    for count in 1...17 {
      let (a, b) = (Self.values(count, seed: UInt64(count)), Self.values(count, seed: 99 + UInt64(count)))
      let alone = (0..<count).flatMap { function.run(lanes: 1, [a[$0]], [b[$0]]) }.map(\.bitPattern)
      for width in Self.widths {
        #expect(function.run(lanes: width, a, b).map(\.bitPattern) == alone, "\(count) values")
      }
    }
  }

  /// The C library is right to one unit in the last place; SLEEF promises 1.0 more.
  @Test(arguments: ElementaryFunction.allCases)
  func `Results are those of the C library within a few last places`(function: ElementaryFunction) {
    var chance = Chance(seed: 7)
    let a = (0..<10_000).map { _ in Double.random(in: 0.001...20, using: &chance) }
    let b = (0..<10_000).map { _ in Double.random(in: -5...5, using: &chance) }
    let got = function.run(lanes: ElementaryFunction.widest, a, b)
    for (place, value) in got.enumerated() {
      let expected = Self.library(function, a[place], b[place])
      #expect(abs(value - expected) <= 3 * expected.ulp)
    }
  }

  static func library(_ function: ElementaryFunction, _ a: Double, _ b: Double) -> Double {
    switch function {
    case .exp: exp(a)
    case .ln: log(a)
    case .log10: log10(a)
    case .sin: sin(a)
    case .cos: cos(a)
    case .tan: tan(a)
    case .atan: atan(a)
    case .pow: pow(a, b)
    case .atan2: atan2(a, b)
    }
  }
}
