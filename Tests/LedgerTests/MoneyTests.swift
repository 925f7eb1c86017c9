import Journal
import Ledger
import Quantities
import Testing

/// Goal: shares and conversions lose nothing and invent nothing, and a mistake is mended once.
/// Method: small cases worked out by hand.
@Suite struct MoneyTests {
  private func shares(_ weights: [Int64]) -> [SplitShare] {
    zip([2, 3, 4] as [AccountID], weights).map { SplitShare(account: $0, weight: $1) }
  }

  private func available(_ desk: Desk, _ lot: LotID) -> [Int64] {
    (1...5).map { desk.book.holding(AccountID($0), lot).available }
  }

  /// 1 000 fen by 85 : 15, and 100 by thirds: 33 each and one left.
  @Test func `The odd fen goes where it is said to go`() throws {
    var desk = try Desk.stocked()
    try desk.must(.split(lot: 1, from: 1, quantity: 1000, shares: shares([85, 15]), remainder: 0))
    #expect(available(desk, 1) == [0, 1850, 150, 0, 0])
    var other = desk
    try desk.must(.split(lot: 1, from: 2, quantity: 100, shares: shares([1, 1, 1]), remainder: 2))
    #expect(available(desk, 1) == [0, 1783, 183, 34, 0])
    // Thirds lose equally: the earlier share gets the fen. It stays with the giver, who is the first share.
    try other.must(.split(lot: 1, from: 2, quantity: 100, shares: shares([1, 1, 1]), remainder: -1))
    #expect(available(other, 1) == [0, 1784, 183, 33, 0])
  }

  /// 100 in steps of 10 by 1 : 1 : 1 : 10 steps, 3 each, one left.
  @Test func `A unit with steps is split in whole steps`() throws {
    var desk = try Desk.stocked()
    try desk.must(.split(lot: 5, from: 1, quantity: 100, shares: shares([1, 1, 1]), remainder: 1))
    #expect(available(desk, 5) == [900, 30, 40, 30, 0])
  }

  /// 107 parts at 5 : 4 are 133.75: floor 133, of which 130 are whole steps; 3 go to the remainder account.
  @Test func `A conversion posts what is below a step to the remainder account`() throws {
    var desk = try Desk.stocked()
    for (rounding, rest) in [(Rounding.floor, 3), (.ceiling, 4)] as [(Rounding, Int64)] {
      var copy = desk
      try copy.must(
        .convert(
          Conversion(
            lot: 2, account: 1, quantity: 107, toLot: 5, numerator: 5, denominator: 4, rounding: rounding,
            remainder: 5)))
      #expect(available(copy, 5) == [1130, 0, 0, 0, rest])
      #expect(copy.book.lots[2]?.totals.convertedOut == 107)
      #expect(copy.book.lots[5]?.totals.convertedIn == 130 + rest)
    }
    #expect(desk.refused(.transfer(lot: 5, from: 1, to: 2, quantity: 3)) == .offStep)
  }

  @Test func `Delivery against payment in one posting of many legs`() throws {
    var desk = try Desk.stocked()
    func leg(_ account: AccountID, _ lot: LotID, _ change: Int64) -> PostLeg {
      PostLeg(account: account, lot: lot, change: change)
    }
    let facts = try desk.must(
      .post(legs: [
        leg(1, 2, -60), leg(2, 2, 40), leg(3, 2, 20), leg(2, 1, -400), leg(1, 1, 390), leg(6, 1, 10),
      ]))
    guard case .posted(let posting) = facts[0], facts.count == 1 else {
      Issue.record("one posting")
      return
    }
    #expect(posting.moves.map(\.quantity) == [40, 20, 390, 10])
    #expect(available(desk, 2) == [940, 1040, 20, 0, 0] && available(desk, 1) == [1390, 600, 0, 0, 0])
  }

  @Test func `A contra entry moves back what is there, once, and buries what was issued by mistake`() throws {
    var desk = try Desk.stocked()
    let facts = try desk.must(.transfer(lot: 2, from: 1, to: 3, quantity: 70))
    guard case .posted(let posting) = facts[0] else { return }
    let back = Operation.reverse(
      sequence: desk.sequence, index: 0, movement: posting.movement, moves: posting.moves, reason: "误转")
    var spent = desk
    try spent.must(.retire(lot: 2, account: 3, quantity: 1, reason: "用于占补"))
    #expect(spent.refusal([back])?.figures == [69, 70])
    try desk.must(back)
    #expect(available(desk, 2) == [1000, 1000, 0, 0, 0])
    #expect(desk.refused(back) == .alreadyReversed)

    let issued = try desk.must(.issue(lot: 2, account: 4, quantity: 9))
    guard case .posted(let mistake) = issued[0] else { return }
    try desk.must(
      .reverse(
        sequence: desk.sequence, index: 0, movement: .issue, moves: mistake.moves, reason: "重复发放"))
    #expect(desk.book.holding(4, 2).cancelled == 9 && desk.book.lots[2]?.totals.cancelled == 9)
    #expect(desk.book.brokenLaws() == [])
  }

  @Test func `Points may be owed down to the floor of the unit, or of the account`() throws {
    var desk = try Desk.opened()
    try desk.must(.issue(lot: 4, account: 1, quantity: 30))
    try desk.must(.retire(lot: 4, account: 1, quantity: 130, reason: "扣分"))
    #expect(desk.refusal([.retire(lot: 4, account: 1, quantity: 1, reason: "扣分")])?.figures == [0, 1])
    try desk.must(.setFloor(account: 2, lot: 4, floor: -10))
    #expect(desk.refusal([.retire(lot: 4, account: 2, quantity: 11, reason: "扣分")])?.figures == [10, 11])
    #expect(desk.book.brokenLaws() == [])
  }
}
