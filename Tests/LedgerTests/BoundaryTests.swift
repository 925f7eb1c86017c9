import Journal
import Ledger
import Quantities
import Testing

/// Goal: no amount is so odd that it stops the book or breaks a law.
/// Method: each parameter that is an amount takes each boundary value, at a desk where most would succeed.
@Suite struct BoundaryTests {
  static let amounts: [Int64] = [
    .min, .min + 1, -1, 0, 1, 2, 1 << 62, .max - 1001, .max - 1000, .max - 999, .max - 1, .max,
  ]

  private func operations(_ amount: Int64, _ desk: Desk) throws -> [Operation] {
    let lots: [LotID] = [1, 2, 3, 4, 5, 6, 7]
    var all: [Operation] = []
    for lot in lots {
      all += [
        .issue(lot: lot, account: 1, quantity: amount, reference: "new"),
        .issue(lot: lot, account: 3, quantity: amount, to: .buffer, reference: "new"),
        .release(lot: lot, account: 1, quantity: amount),
        .transfer(lot: lot, from: 1, to: 2, quantity: amount),
        .transfer(lot: lot, from: 1, to: 2, quantity: 1, first: amount),
        .transfer(lot: lot, from: 1, to: 2, quantity: amount, first: amount),
        .retire(lot: lot, account: 1, quantity: amount, reason: "用"),
        .void(lot: lot, account: 1, quantity: amount, to: .cancelled, reason: "撤"),
        .setFloor(account: 1, lot: lot, floor: amount),
        .pledge(lot: lot, account: 1, quantity: amount, lender: 2),
        .freeze(lot: lot, account: 1, quantity: amount, order: "1", court: "法院", until: nil),
        .lease(lot: lot, account: 1, quantity: amount, lessee: 2, until: desk.later),
        .hold(legs: [HoldTerms(account: 1, lot: lot, quantity: amount, beneficiary: 2)], interval: 9),
        .split(
          lot: lot, from: 1, quantity: amount, shares: [.init(account: 2, weight: .max)], remainder: 0),
        .post(legs: [
          PostLeg(account: 1, lot: lot, change: amount), PostLeg(account: 2, lot: lot, change: 0 &- amount),
        ]),
        .post(legs: [
          PostLeg(account: 1, lot: lot, change: amount), PostLeg(account: 2, lot: lot, change: amount),
          PostLeg(account: 3, lot: lot, change: .max),
        ]),
      ]
    }
    return try all + further(amount, desk)
  }

  private func further(_ amount: Int64, _ desk: Desk) throws -> [Operation] {
    let weights = [SplitShare(account: 2, weight: amount), SplitShare(account: 3, weight: .max)]
    var all: [Operation] = [
      .split(lot: 2, from: 1, quantity: 100, shares: weights, remainder: -1),
      .split(lot: 2, from: 1, quantity: 100, shares: weights, remainder: Int(amount)),
      .hold(legs: [HoldTerms(account: 1, lot: 2, quantity: 1, beneficiary: 2)], interval: amount),
      .settle(hold: 2, quantities: [amount]), .pledgeAgain(pledge: 2, lender: 3, quantity: amount),
      .discharge(pledge: 2, rank: 1, quantity: amount), .enforce(pledge: 2, rank: 1, quantity: amount, to: 2),
      .freeze(lot: 2, account: 1, quantity: amount, pledge: 2, order: "1", court: "院", until: nil),
      .seize(freeze: 2, quantity: amount, to: 3), .setCounter(key: "cap", minimum: amount, maximum: .max),
      .setCounter(key: "cap", minimum: .min, maximum: amount), .count(key: "cap", change: amount),
      .claim(
        ClaimTerms(
          place: .none, box: Box(west: amount, south: amount, east: amount, north: amount), benefit: "b",
          from: .first, to: .last, stated: UInt64(bitPattern: amount))),
      .reverse(
        sequence: UInt64(bitPattern: amount), index: .max, movement: .transfer,
        moves: [
          Move(
            lot: 3, quantity: amount, first: amount, from: Place(2, .available, tag: .max),
            fromAfter: amount, to: Place(1, .available), toAfter: amount)
        ], reason: "误"),
    ]
    for rounding in Rounding.allCases {
      for (numerator, denominator) in [(amount, 3), (3, amount), (amount, amount), (1, 1)] as [(Int64, Int64)]
      {
        all += [100, amount].map { quantity in
          .convert(
            Conversion(
              lot: 2, account: 1, quantity: quantity, toLot: 5, numerator: numerator,
              denominator: denominator, rounding: rounding, remainder: 5))
        }
      }
    }
    return all
  }

  @Test(arguments: amounts)
  func `A boundary amount in any place is an outcome`(amount: Int64) throws {
    let desk = try Desk.court()
    for operation in try operations(amount, desk) {
      var copy = desk
      let refusal = copy.refused(operation)
      if refusal != nil { #expect(copy.rows == desk.rows, "\(operation)") }
      #expect(copy.book.brokenLaws() == [], "\(operation)")
      #expect(!Operation.bytes(of: [operation]).isEmpty)
    }
  }

  @Test func `Two counters at the ends of the numbers count to the last unit`() throws {
    var desk = try Desk.opened()
    try desk.must(.setCounter(key: "all", minimum: .min, maximum: .max), .count(key: "all", change: .max))
    #expect(desk.refusal([.count(key: "all", change: 1)])?.figures == [0, 1])
    try desk.must(.count(key: "all", change: .min), .count(key: "all", change: .min + 1))
    #expect(desk.book.counters["all"]?.value == .min)
    #expect(desk.refusal([.count(key: "all", change: -1)])?.figures == [0, -1])
  }

  @Test func `A lot is full at the greatest number, and an account too`() throws {
    var desk = try Desk.opened()
    try desk.must(.issue(lot: 2, account: 1, quantity: .max - 1), .issue(lot: 2, account: 2, quantity: 1))
    #expect(desk.refused(.issue(lot: 2, account: 3, quantity: 1)) == .overflow)
    // What one owes in points another may have beyond all issued; the account ends where numbers do.
    try desk.must(.openUnit(UnitRules(code: "debt", symbol: "分", decimals: 0, floor: .min)))
    try desk.must(.openLot(LotTerms(code: "LOT-7", unit: 6)), .issue(lot: 7, account: 1, quantity: .max))
    try desk.must(.transfer(lot: 7, from: 2, to: 3, quantity: .max))
    #expect(desk.refused(.transfer(lot: 7, from: 2, to: 3, quantity: 1)) == .overflow)
    #expect(desk.refused(.transfer(lot: 7, from: 2, to: 1, quantity: 1)) == .overflow)
    try desk.must(.transfer(lot: 7, from: 2, to: 4, quantity: 1))
    #expect(desk.book.holding(2, 7).available == .min)
    #expect(desk.refusal([.transfer(lot: 7, from: 2, to: 4, quantity: 1)])?.figures == [0, 1])
    #expect(desk.book.brokenLaws() == [])
  }

  @Test func `When the numbers of a kind are used up it is full, and nothing else is`() throws {
    var book = try Desk.court().book
    for kind in Numbering.Kind.allCases {
      try book.load([.integer(Int64(kind.rawValue)), .integer(Int64(UInt32.max))], into: "numberings")
    }
    let desk = try Desk.court()
    let full: [Operation] = [
      .hold(legs: [HoldTerms(account: 1, lot: 2, quantity: 1, beneficiary: 2)], interval: 9),
      .pledge(lot: 2, account: 1, quantity: 1, lender: 2),
      .freeze(lot: 2, account: 1, quantity: 1, order: "1", court: "法院", until: nil),
      .lease(lot: 2, account: 1, quantity: 1, lessee: 2, until: desk.later),
      .claim(try Desk.terms(stated: 999)),
    ]
    for operation in full {
      let outcome = book.perform([operation], in: Context(sequence: 1000, moment: desk.moment))
      #expect(outcome == .failure(Refusal(LedgerRefusal.full)))
    }
    let settled = book.perform([.settle(hold: 2)], in: Context(sequence: 1001, moment: desk.moment))
    #expect(throws: Never.self) { try settled.get() }
  }
}
