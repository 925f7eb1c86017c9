import Quantities
import Testing

/// Goal: splitting never makes or loses a part.
/// Method: seeded amounts and shares against the definitions (sum, quota); published splits by hand.
@Suite struct SplitTests {
  @Test(arguments: 0..<300 as Range<UInt64>)
  func `Pieces add up and lie within one part of their exact share`(seed: UInt64) throws {
    var chance = SeededChance(seed: seed)
    let amount = Money(parts: chance.amount())
    let shares = (0..<Int.random(in: 1...9, using: &chance)).map { _ in
      Int64.random(in: 1...Int64.max >> Int64.random(in: 0...62, using: &chance), using: &chance)
    }
    let pieces = try amount.split(by: shares, remainder: .largestFraction)
    #expect(try Money.sum(pieces) == amount)
    let total = shares.reduce(Int128(0)) { $0 + Int128($1) }
    for (piece, share) in zip(pieces, shares) {
      let error = Int128(piece.parts) * total - Int128(amount.parts) * Int128(share)
      #expect(error.magnitude < total.magnitude)
    }
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `A named owner takes the whole remainder and nobody else any of it`(seed: UInt64) throws {
    var chance = SeededChance(seed: seed)
    let amount = Money(parts: chance.amount())
    let shares = (0..<5).map { _ in Int64.random(in: 1...1000, using: &chance) }
    let owner = Int.random(in: 0..<5, using: &chance)
    let pieces = try amount.split(by: shares, remainder: .owner(owner))
    #expect(try Money.sum(pieces) == amount)
    let total = shares.reduce(0, +)
    for index in 0..<5 where index != owner {
      let expected = Int128(amount.parts) * Int128(shares[index]) / Int128(total)
      #expect(Int128(pieces[index].parts) == expected)
    }
  }

  @Test(arguments: [Remainder.largestFraction, .owner(1)])
  func `Taking back undoes giving`(remainder: Remainder) throws {
    for fen in [1, 99, 100_001, Int64.max] {
      let given = try Money(parts: fen).split(by: [85, 15, 7], remainder: remainder)
      let taken = try Money(parts: -fen).split(by: [85, 15, 7], remainder: remainder)
      for (gift, loss) in zip(given, taken) { #expect(try gift.adding(loss) == .zero) }
    }
  }

  // By hand: 100 fen by 1:1:1 leaves 1 fen; 100 by 2:1:1:1 is 40:20:20:20; 7 by 5:3 is 4.375 : 2.625.
  @Test func `The largest fraction gets the odd part, equal ones in order`() throws {
    func parts(_ fen: Int64, _ shares: [Int64]) throws -> [Int64] {
      try Money(parts: fen).split(by: shares, remainder: .largestFraction).map(\.parts)
    }
    #expect(try parts(100, [1, 1, 1]) == [34, 33, 33])
    #expect(try parts(101, [1, 1, 1]) == [34, 34, 33])
    #expect(try parts(100, [2, 1, 1, 1]) == [40, 20, 20, 20])
    #expect(try parts(7, [5, 3]) == [4, 3])
    #expect(try parts(0, [5, 3]) == [0, 0])
  }

  // Chongqing: 1.875 亿元 paid 3 : 3 : 4; a land ticket's net price goes 85 : 15 to household and collective.
  @Test func `Published splits come out`() throws {
    let deal = try Money(parsingScaled: "1.875 亿元").split(by: [3, 3, 4], remainder: .owner(2))
    #expect(deal.map { $0.text(in: .wanYuan) } == ["5625 万元", "5625 万元", "7500 万元"])
    let ticket = try Money(parsing: "120000.01").split(by: [85, 15], remainder: .owner(0))
    #expect(ticket.map(\.text) == ["102000.01", "18000.00"])
  }

  @Test func `The ends of the range split too`() throws {
    #expect(try Money.min.split(by: [1], remainder: .largestFraction) == [.min])
    #expect(try Money.sum(Money.min.split(by: [.max, .max, 1], remainder: .owner(2))) == .min)
  }

  @Test func `Empty, zero and negative shares and a foreign owner are refused`() {
    let amount = Money(parts: 100)
    #expect(throws: CountedRefusal.noShares) { try amount.split(by: [], remainder: .largestFraction) }
    #expect(throws: CountedRefusal.shareNotPositive(index: 1)) {
      try amount.split(by: [1, 0], remainder: .largestFraction)
    }
    #expect(throws: CountedRefusal.shareNotPositive(index: 0)) {
      try amount.split(by: [-1, 2], remainder: .owner(7))
    }
    #expect(throws: CountedRefusal.noSuchOwner(index: 2)) {
      try amount.split(by: [1, 2], remainder: .owner(2))
    }
  }
}
