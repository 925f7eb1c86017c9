import Journal
import Ledger
import Testing

/// Goal: what is set aside is delivered or returned once, to the unit, and at its time.
/// Method: small stories whose balances are worked out by hand.
@Suite struct SecurityTests {
  private func states(_ desk: Desk, _ account: AccountID, _ lot: LotID = Desk.voucher) -> [Int64] {
    let holding = desk.book.holding(account, lot)
    return [holding.available, holding.held, holding.pledged, holding.frozen, holding.leased]
  }

  private func leg(_ from: AccountID, _ lot: LotID, _ quantity: Int64, _ to: AccountID) -> HoldTerms {
    HoldTerms(account: from, lot: lot, quantity: quantity, beneficiary: to)
  }

  @Test func `A hold is settled in part, the rest returns, and it cannot happen again`() throws {
    var desk = try Desk.stocked()
    try desk.must(.hold(legs: [leg(1, 2, 300, 2)], interval: 1000))
    #expect(states(desk, 1) == [700, 300, 0, 0, 0])
    try desk.must(.settle(hold: 1, quantities: [120]))
    #expect(states(desk, 1) == [880, 0, 0, 0, 0] && states(desk, 2)[0] == 1120)
    #expect(desk.refused(.settle(hold: 1)) == .holdClosed)
    #expect(desk.refused(.unhold(hold: 1)) == .holdClosed)
  }

  @Test func `Units and money of one agreement change hands together, or not at all`() throws {
    var desk = try Desk.stocked()
    try desk.must(.hold(legs: [leg(1, 2, 10, 2), leg(2, 1, 250, 1)], interval: 1000))
    try desk.must(.setStatus(account: 2, status: .suspended, order: "通知"))
    try desk.must(.settle(hold: 1))
    #expect(states(desk, 1, 1)[0] == 1250 && states(desk, 2, 1)[0] == 750)
    #expect(states(desk, 1)[0] == 990 && states(desk, 2)[0] == 1010)
    #expect(desk.refused(.hold(legs: [leg(1, 2, 10, 3), leg(3, 1, 1, 1)], interval: 1000)) == .short)
    #expect(states(desk, 1) == [990, 0, 0, 0, 0])
  }

  @Test func `A hold lives to the millisecond before its deadline and expires exactly once`() throws {
    var desk = try Desk.stocked()
    try desk.must(.hold(legs: [leg(1, 2, 100, 2)], interval: 1000))
    let placed = desk.moment
    desk.moment = placed.adding(milliseconds: 999)
    #expect(desk.refused(.tick) == .nothingDue)
    var late = desk
    try desk.must(.settle(hold: 1))
    #expect(states(desk, 2)[0] == 1100)
    late.moment = placed.adding(milliseconds: 1000)
    #expect(late.refused(.settle(hold: 1)) == .tickDue)
    let facts = try late.must(.tick)
    #expect(facts.last == .holdClosed(1, .expired))
    #expect(states(late, 1) == [1000, 0, 0, 0, 0])
    #expect(late.refused(.tick) == .nothingDue)
    #expect(late.refused(.settle(hold: 1)) == .holdClosed)
  }

  @Test func `A tick ends what is due in the order of time, kind and number, a thousand at once`() throws {
    var desk = try Desk.stocked()
    let end = desk.moment.adding(milliseconds: 500)
    try desk.must(
      .lease(lot: 2, account: 1, quantity: 1, lessee: 2, until: end),
      .freeze(lot: 2, account: 1, quantity: 2, order: "1", court: "法院", until: end),
      .hold(legs: [leg(1, 2, 3, 2)], interval: 500), .hold(legs: [leg(1, 2, 4, 2)], interval: 499))
    for _ in 0..<999 { try desk.must(.hold(legs: [leg(2, 2, 1, 1)], interval: 501)) }
    desk.moment = desk.moment.adding(milliseconds: 501)
    let movements = try desk.must(.tick).compactMap { fact -> Int64? in
      if case .posted(let posting) = fact { posting.moves[0].quantity } else { nil }
    }
    #expect(movements.prefix(4) == [4, 3, 2, 1] && movements.count == 1000)
    #expect(desk.refused(.useReference("x")) == .tickDue)
    #expect(try desk.must(.tick).count == 6)
    #expect(desk.book.holds.count == 0 && desk.book.brokenLaws() == [])
  }

  @Test func `A prolonged freeze ends at its new day only`() throws {
    var desk = try Desk.stocked()
    let start = desk.moment
    try desk.must(
      .freeze(
        lot: 2, account: 1, quantity: 5, order: "1", court: "法院", until: start.adding(milliseconds: 10)))
    try desk.must(.prolong(freeze: 1, until: start.adding(milliseconds: 20)))
    desk.moment = start.adding(milliseconds: 19)
    #expect(desk.refused(.tick) == .nothingDue)
    desk.moment = start.adding(milliseconds: 20)
    try desk.must(.tick)
    #expect(states(desk, 1) == [1000, 0, 0, 0, 0])
  }

  @Test func `Lenders take by rank, and what secures nobody returns`() throws {
    var desk = try Desk.stocked()
    try desk.must(.pledge(lot: 2, account: 1, quantity: 100, lender: 3))
    try desk.must(.pledgeAgain(pledge: 1, lender: 4, quantity: 80))
    #expect(desk.refusal([.enforce(pledge: 1, rank: 2, quantity: 1, to: 4)])?.figures == [0, 1])
    // The first lender is paid down to 30: 30 + 80 still secure all 100.
    try desk.must(.discharge(pledge: 1, rank: 1, quantity: 70))
    #expect(states(desk, 1) == [900, 0, 100, 0, 0])
    #expect(desk.refusal([.enforce(pledge: 1, rank: 2, quantity: 71, to: 4)])?.figures == [70, 71])
    try desk.must(.enforce(pledge: 1, rank: 2, quantity: 50, to: 4))
    // 50 left for 30 + 30: all of it still secures.
    #expect(states(desk, 1) == [900, 0, 50, 0, 0] && states(desk, 4)[0] == 50)
    try desk.must(.discharge(pledge: 1, rank: 1, quantity: 30))
    #expect(states(desk, 1) == [920, 0, 30, 0, 0])
    try desk.must(.discharge(pledge: 1, rank: 2, quantity: 30))
    #expect(states(desk, 1) == [950, 0, 0, 0, 0])
    #expect(desk.refused(.discharge(pledge: 1, rank: 2, quantity: 1)) == .pledgeClosed)
  }

  @Test func `A freeze out of a pledge goes back to it, or to the owner when it has ended`() throws {
    var desk = try Desk.stocked()
    try desk.must(.pledge(lot: 2, account: 1, quantity: 100, lender: 3))
    for quantity in [40, 20] as [Int64] {
      try desk.must(
        .freeze(lot: 2, account: 1, quantity: quantity, pledge: 1, order: "1", court: "法院", until: nil))
    }
    #expect(states(desk, 1) == [900, 0, 40, 60, 0])
    try desk.must(.unfreeze(freeze: 1))
    #expect(states(desk, 1) == [900, 0, 80, 20, 0])
    try desk.must(.seize(freeze: 2, quantity: 5, to: 4))
    #expect(states(desk, 1) == [900, 0, 80, 15, 0] && states(desk, 4)[0] == 5)
    try desk.must(.discharge(pledge: 1, rank: 1, quantity: 100))
    #expect(states(desk, 1) == [980, 0, 0, 15, 0])
    try desk.must(.unfreeze(freeze: 2))
    #expect(states(desk, 1) == [995, 0, 0, 0, 0])
    #expect(desk.book.brokenLaws() == [])
  }
}
