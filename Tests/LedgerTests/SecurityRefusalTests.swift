import Journal
import Ledger
import Quantities
import Testing

/// Goal and method: those of ``RefusalOrderTests``, for operations of several legs and for securities.
@Suite struct SecurityRefusalTests {
  private func check(_ rows: RefusalOrderTests.Rows, at desk: Desk) throws {
    for (index, (rule, operation)) in rows.enumerated() {
      var copy = desk
      #expect(copy.refused(operation) == rule, "row \(index): \(operation)")
      if rule != nil { #expect(copy.rows == desk.rows, "row \(index) left a trace") }
      #expect(copy.book.brokenLaws() == [])
    }
  }

  @Test func `Postings of legs and splits are refused in the order of the page`() throws {
    func leg(_ account: AccountID, _ lot: LotID, _ change: Int64) -> PostLeg {
      PostLeg(account: account, lot: lot, change: change)
    }
    func split(_ lot: LotID, _ quantity: Int64, _ shares: [SplitShare], _ remainder: Int = 0) -> Operation {
      .split(lot: lot, from: 1, quantity: quantity, shares: shares, remainder: remainder)
    }
    let own = [SplitShare(account: 1, weight: 1)]
    try check(
      [
        (.listLength, .post(legs: [])),
        (.listLength, .post(legs: [PostLeg](repeating: leg(0, 0, 0), count: 257))),
        (.notPositive, .post(legs: [leg(0, 0, 1), leg(0, 0, 0)])),
        (.unbalanced, .post(legs: [leg(0, 0, 1), leg(0, 0, -2)])),
        (.unbalanced, .post(legs: [leg(0, 0, .max), leg(0, 0, .max)])),
        (.noLot, .post(legs: [leg(0, 0, 1), leg(0, 0, -1)])),
        (nil, .post(legs: [leg(1, 2, -5), leg(2, 2, 5), leg(2, 1, -9), leg(1, 1, 4), leg(3, 1, 5)])),
        (.listLength, split(0, 0, [], 5)), (.outOfRange, split(0, 0, [SplitShare(account: 0, weight: 0)], 5)),
        (.outOfRange, split(0, 0, [SplitShare(account: 0, weight: 1)], 1)),
        (.outOfRange, split(0, 0, [SplitShare(account: 0, weight: 1)], -2)),
        (.noLot, split(0, 0, [SplitShare(account: 0, weight: 1)])),
        (.noAccount, split(5, 0, [SplitShare(account: 0, weight: 1)])), (.notPositive, split(5, 0, own)),
        (.offStep, split(5, 15, own)), (.sameAccount, split(5, 5000, own)),
        (.short, split(5, 5000, own + [SplitShare(account: 2, weight: 9)])),
        (nil, split(5, 500, own + [SplitShare(account: 2, weight: 9)])),
      ], at: try .court())
  }

  @Test func `Conversions are refused in the order of the page`() throws {
    func convert(
      _ quantity: Int64, _ lot: LotID, _ toLot: LotID, _ numerator: Int64, _ denominator: Int64,
      _ remainder: AccountID
    ) -> Operation {
      .convert(
        Conversion(
          lot: lot, account: 1, quantity: quantity, toLot: toLot, numerator: numerator,
          denominator: denominator, rounding: .floor, remainder: remainder))
    }
    try check(
      [
        (.outOfRange, convert(0, 0, 0, 0, 0, 0)), (.outOfRange, convert(0, 0, 0, 1, 0, 0)),
        (.noLot, convert(0, 0, 0, 1, 1, 0)), (.noLot, convert(0, 2, 0, 1, 1, 0)),
        (.outOfRange, convert(0, 2, 2, 1, 1, 0)), (.noAccount, convert(0, 2, 5, 1, 1, 0)),
        (.noRemainderAccount, convert(0, 2, 5, 1, 1, 6)), (.notPositive, convert(0, 2, 5, 1, 1, 5)),
        (.overflow, convert(5000, 2, 5, .max, 1, 5)), (.convertsToNothing, convert(5000, 2, 5, 1, 5000, 5)),
        (.convertsToNothing, convert(5000, 2, 5, 9, 5000, 5)), (.short, convert(5000, 2, 5, 1, 1, 5)),
        (nil, convert(15, 2, 5, 1, 1, 5)),
      ], at: try .court())
  }

  @Test func `Holds are refused in the order of the page`() throws {
    func hold(
      _ interval: Int64, _ account: AccountID, _ beneficiary: AccountID, _ quantity: Int64 = 0
    ) -> Operation {
      let leg = HoldTerms(account: account, lot: 2, quantity: quantity, beneficiary: beneficiary)
      return .hold(legs: [leg], interval: interval)
    }
    try check(
      [
        (.listLength, .hold(legs: [], interval: 0)), (.outOfRange, hold(0, 7, 0)),
        (.outOfRange, hold(3_155_760_000_001, 7, 0)), (.noAccount, hold(1, 7, 0)),
        (.sameAccount, hold(1, 7, 7)), (.accountClosed, hold(1, 1, 7)), (.accountSuspended, hold(1, 1, 8)),
        (.notPositive, hold(1, 0, 9)), (nil, hold(3_155_760_000_000, 1, 9, 1)),
        (.noHold, .settle(hold: 3, quantities: [-1, 0])), (.noHold, .settle(hold: 0)),
        (.holdClosed, .settle(hold: 1, quantities: [-1, 0])),
        (.listLength, .settle(hold: 2, quantities: [-1, 0])),
        (.outOfRange, .settle(hold: 2, quantities: [-1])),
        (.overSettled, .settle(hold: 2, quantities: [101])),
        (.notPositive, .settle(hold: 2, quantities: [0])),
        (nil, .settle(hold: 2, quantities: [100])), (.noHold, .unhold(hold: 3)),
        (.holdClosed, .unhold(hold: 1)), (nil, .unhold(hold: 2)),
      ], at: try .court())
  }

  @Test func `Pledges and liens are refused in the order of the page`() throws {
    func pledge(_ account: AccountID, _ lender: AccountID, _ quantity: Int64 = 0) -> Operation {
      .pledge(lot: 2, account: account, quantity: quantity, lender: lender)
    }
    try check(
      [
        (.noAccount, pledge(7, 0)), (.sameAccount, pledge(7, 7)), (.accountClosed, pledge(1, 7)),
        (.notPositive, pledge(0, 8)), (nil, pledge(1, 8, 1)),
        (.noPledge, .pledgeAgain(pledge: 3, lender: 0, quantity: 0)),
        (.pledgeClosed, .pledgeAgain(pledge: 1, lender: 0, quantity: 0)),
        (.noAccount, .pledgeAgain(pledge: 2, lender: 0, quantity: 0)),
        (.sameAccount, .pledgeAgain(pledge: 2, lender: 1, quantity: 0)),
        (.accountClosed, .pledgeAgain(pledge: 2, lender: 7, quantity: 0)),
        (.notPositive, .pledgeAgain(pledge: 2, lender: 2, quantity: 0)),
        (.overLien, .pledgeAgain(pledge: 2, lender: 2, quantity: 61)),
        (nil, .pledgeAgain(pledge: 2, lender: 2, quantity: 60)),
        (.noPledge, .discharge(pledge: 3, rank: 3, quantity: 0)),
        (.pledgeClosed, .discharge(pledge: 1, rank: 3, quantity: 0)),
        (.noLien, .discharge(pledge: 2, rank: 3, quantity: 0)),
        (.notPositive, .discharge(pledge: 2, rank: 1, quantity: 0)),
        (.overLien, .discharge(pledge: 2, rank: 1, quantity: 61)),
        (nil, .discharge(pledge: 2, rank: 1, quantity: 60)),
        (.noPledge, .enforce(pledge: 3, rank: 3, quantity: 0, to: 0)),
        (.pledgeClosed, .enforce(pledge: 1, rank: 3, quantity: 0, to: 0)),
        (.noLien, .enforce(pledge: 2, rank: 3, quantity: 0, to: 0)),
        (.notPositive, .enforce(pledge: 2, rank: 2, quantity: 0, to: 0)),
        (.overLien, .enforce(pledge: 2, rank: 2, quantity: 51, to: 0)),
        (.behindSenior, .enforce(pledge: 2, rank: 2, quantity: 1, to: 0)),
        (.noAccount, .enforce(pledge: 2, rank: 1, quantity: 60, to: 0)),
        (nil, .enforce(pledge: 2, rank: 1, quantity: 60, to: 2)),
      ], at: try .court())
    var desk = try Desk.court()
    try desk.must(.setStatus(account: 1, status: .suspended, order: "通知"))
    let again = Operation.pledgeAgain(pledge: 2, lender: 2, quantity: 0)
    #expect(desk.refused(again) == .accountSuspended)
    try desk.must(.setStatus(account: 1, status: .frozen, order: "裁定"))
    #expect(desk.refused(again) == .accountFrozen)
  }

  @Test func `Freezes and leases are refused in the order of the page`() throws {
    let desk = try Desk.court()
    func freeze(
      _ account: AccountID, _ quantity: Int64, _ pledge: PledgeID, _ order: String, _ court: String,
      _ until: Moment?
    ) -> Operation {
      .freeze(
        lot: 2, account: account, quantity: quantity, pledge: pledge, order: order, court: court,
        until: until)
    }
    let now = desk.moment
    try check(
      [
        (.text, freeze(2, 61, 3, "", "", now)), (.text, freeze(2, 61, 3, "1", "", now)),
        (.outOfRange, freeze(2, 61, 3, "1", "法院", now)), (.noPledge, freeze(2, 61, 3, "1", "法院", nil)),
        (.pledgeClosed, freeze(2, 61, 1, "1", "法院", nil)), (.outOfRange, freeze(2, 61, 2, "1", "法院", nil)),
        (.short, freeze(1, 61, 2, "1", "法院", nil)), (.notPositive, freeze(1, 0, 2, "1", "法院", nil)),
        (.notPositive, freeze(1, 0, 0, "1", "法院", nil)), (nil, freeze(1, 60, 2, "1", "法院", desk.later)),
        (.noFreeze, .prolong(freeze: 3, until: now)), (.freezeClosed, .prolong(freeze: 1, until: now)),
        (.outOfRange, .prolong(freeze: 2, until: now)), (nil, .prolong(freeze: 2, until: nil)),
        (.noFreeze, .unfreeze(freeze: 3)), (.freezeClosed, .unfreeze(freeze: 1)), (nil, .unfreeze(freeze: 2)),
        (.noFreeze, .seize(freeze: 3, quantity: 0, to: 0)),
        (.freezeClosed, .seize(freeze: 1, quantity: 0, to: 0)),
        (.notPositive, .seize(freeze: 2, quantity: 0, to: 0)),
        (.short, .seize(freeze: 2, quantity: 101, to: 0)),
        (.noAccount, .seize(freeze: 2, quantity: 100, to: 0)), (nil, .seize(freeze: 2, quantity: 99, to: 9)),
        (.noAccount, .lease(lot: 2, account: 7, quantity: 0, lessee: 0, until: now)),
        (.sameAccount, .lease(lot: 2, account: 7, quantity: 0, lessee: 7, until: now)),
        (.accountClosed, .lease(lot: 2, account: 0, quantity: 0, lessee: 7, until: now)),
        (.outOfRange, .lease(lot: 2, account: 0, quantity: 0, lessee: 8, until: now)),
        (.notPositive, .lease(lot: 2, account: 0, quantity: 0, lessee: 8, until: desk.later)),
        (nil, .lease(lot: 2, account: 1, quantity: 1, lessee: 8, until: desk.later)),
        (.noLease, .endLease(lease: 3)), (.leaseClosed, .endLease(lease: 1)), (nil, .endLease(lease: 2)),
      ], at: desk)
  }

  @Test func `Counters and claims are refused in the order of the page`() throws {
    let desk = try Desk.court()
    try check(
      [
        (.text, .setCounter(key: "", minimum: 1, maximum: 0)),
        (.outOfRange, .setCounter(key: "x", minimum: 1, maximum: 0)),
        (nil, .setCounter(key: "x", minimum: .min, maximum: .max)), (.noCounter, .count(key: "y", change: 0)),
        (.notPositive, .count(key: "cap", change: 0)), (.overCap, .count(key: "cap", change: 6)),
        (.overCap, .count(key: "cap", change: .max)), (.underFloor, .count(key: "cap", change: -6)),
        (.underFloor, .count(key: "cap", change: .min)), (nil, .count(key: "cap", change: 5)),
        (nil, .count(key: "cap", change: -5)),
        (.text, .withdraw(claim: 3, reason: "")), (.noClaim, .withdraw(claim: 3, reason: "撤")),
        (.claimClosed, .withdraw(claim: 1, reason: "撤")), (nil, .withdraw(claim: 2, reason: "撤")),
      ], at: desk)
    let many = (100..<133).map { "b\($0)" }
    try check(
      [
        (.text, .claim(try Desk.terms(west: 2, east: 1, benefit: "", conflicts: many, to: 1, stated: .max))),
        (.listLength, .claim(try Desk.terms(west: 2, east: 1, conflicts: many, to: 1, stated: .max))),
        (.text, .claim(try Desk.terms(west: 2, east: 1, conflicts: ["", ""], to: 1, stated: .max))),
        (.outOfRange, .claim(try Desk.terms(west: 2, east: 1, conflicts: ["b", "a"], to: 1, stated: .max))),
        (.outOfRange, .claim(try Desk.terms(west: 2, east: 1, to: 1, stated: .max))),
        (.outOfRange, .claim(try Desk.terms(west: 1000, to: 1, stated: .max))),
        (.outOfRange, .claim(try Desk.terms(west: 1000, stated: 1000))),
        (.stale, .claim(try Desk.terms(west: 1000, stated: 1))),
        (nil, .claim(try Desk.terms(west: 1000, stated: 999))),
        (nil, .claim(try Desk.terms(west: 1001, east: 1002, stated: 1))),
        (nil, .claim(try Desk.terms(benefit: "water", stated: 1))),
        (.stale, .claim(try Desk.terms(benefit: "water", conflicts: ["carbon"], stated: 1))),
        (.stale, .claim(try Desk.terms(from: 19_722, to: 19_800, stated: 1))),
        (nil, .claim(try Desk.terms(from: 19_723, to: 19_800, stated: 1))),
      ], at: desk)
  }

  @Test func `Contra entries are refused in the order of the page`() throws {
    func move(_ from: Place, _ to: Place, _ quantity: Int64 = 1) -> Move {
      Move(lot: 2, quantity: quantity, first: 0, from: from, fromAfter: 0, to: to, toAfter: 0)
    }
    func reverse(
      _ sequence: UInt64, _ movement: Movement, _ moves: [Move], _ reason: String = "误"
    ) -> Operation {
      .reverse(sequence: sequence, index: 0, movement: movement, moves: moves, reason: reason)
    }
    let good = move(Place(1, .available), Place(2, .available))
    let dead = move(Place(1, .available), Place(1, .retired))
    let converted = move(.converted, Place(1, .available))
    try check(
      [
        (.text, reverse(0, .retire, [], "")), (.listLength, reverse(0, .retire, [])),
        (.listLength, reverse(0, .retire, [Move](repeating: dead, count: 4097))),
        (.outOfRange, reverse(0, .retire, [dead])), (.outOfRange, reverse(1000, .retire, [dead])),
        (.notReversible, reverse(20, .retire, [good])),
        (.notReversible, reverse(20, .transfer, [good, dead])),
        (.notReversible, reverse(20, .issue, [converted])),
        (.alreadyReversed, reverse(20, .transfer, [good])),
        (.notPositive, reverse(21, .transfer, [move(good.from, good.to, 0)])),
        (.short, reverse(21, .transfer, [move(good.from, good.to, 5000)])),
        (.accountClosed, reverse(21, .transfer, [move(Place(7, .available), good.to)])),
        (nil, reverse(21, .transfer, [good])), (nil, reverse(999, .issue, [move(.origin, good.to)])),
      ], at: try .court())
  }
}
