import Journal
import Ledger
import Quantities
import Testing

/// Goal: what a proposal keeps is what is decided when it is approved.
/// Method: one operation of each kind is written and read back; every cut of its bytes is refused.
@Suite struct OperationReadingTests {
  static let each: [Operation] = [
    .openUnit(UnitRules(code: "CNY", symbol: "元", decimals: 2, step: 5, floor: -7, isSerialised: true)),
    .openAccount(code: "户", owner: 9, kind: .remainder),
    .openLot(LotTerms(code: "L", unit: 3, project: "项目", attributes: [.init("k", "v")])),
    .setStatus(account: 1, status: .frozen, order: "令"), .setFloor(account: 1, lot: 2, floor: -9),
    .setFloor(account: 1, lot: 2, floor: nil),
    .issue(lot: 1, account: 2, quantity: .max, to: .potential, reference: "行"),
    .release(lot: 1, account: 2, quantity: -1, from: .buffer, to: .available, first: 7),
    .transfer(lot: 1, from: 2, to: 3, quantity: 4, first: 5),
    .post(legs: [PostLeg(account: 1, lot: 2, change: -3), PostLeg(account: 2, lot: 2, change: 3)]),
    .split(lot: 1, from: 2, quantity: 3, shares: [SplitShare(account: 4, weight: 85)], remainder: -1),
    .convert(
      Conversion(
        lot: 1, account: 2, quantity: 3, toLot: 4, numerator: 5, denominator: 6, rounding: .floor,
        remainder: 7
      )),
    .retire(lot: 1, account: 2, quantity: 3, reason: "用", beneficiary: "人"),
    .void(lot: 1, account: 2, quantity: 3, to: .expired, reason: "期"),
    .hold(legs: [HoldTerms(account: 1, lot: 2, quantity: 3, beneficiary: 4, first: 5)], interval: 6),
    .settle(hold: 1, quantities: [2, 3]), .unhold(hold: 4),
    .pledge(lot: 1, account: 2, quantity: 3, lender: 4), .pledgeAgain(pledge: 1, lender: 2, quantity: 3),
    .discharge(pledge: 1, rank: 2, quantity: 3), .enforce(pledge: 1, rank: 2, quantity: 3, to: 4),
    .freeze(
      lot: 1, account: 2, quantity: 3, pledge: 4, order: "号", court: "院", until: Moment(milliseconds: 5)),
    .queueFreeze(behind: 1, quantity: 2, order: "号", court: "院", until: nil), .prolong(freeze: 1, until: nil),
    .unfreeze(freeze: 2), .seize(freeze: 3, quantity: 4, to: 5),
    .lease(lot: 1, account: 2, quantity: 3, lessee: 4, until: Moment(milliseconds: 5)), .endLease(lease: 6),
    .setCounter(key: "上限", minimum: .min, maximum: .max), .count(key: "上限", change: -1),
    .withdraw(claim: 1, reason: "撤"), .useReference("流水"),
    .reverse(
      sequence: 1, index: 2, movement: .transfer,
      moves: [
        Move(
          lot: 1, quantity: 2, first: 0, from: Place(1, .available), fromAfter: 3, to: Place(2, .available),
          toAfter: 4)
      ], reason: "误"),
    .tick,
  ]

  @Test func `Each kind of operation is read back as it was written`() throws {
    for operation in Self.each {
      var writer = ByteWriter()
      operation.write(to: &writer)
      var reader = ByteReader(writer.bytes)
      #expect(try Operation(from: &reader) == operation)
      try reader.finish()
    }
    #expect(Set(Self.each.map(\.word)).union(["claim"]) == Set(Operation.words))
  }

  @Test func `Bytes that are cut are refused`() {
    for operation in Self.each {
      var writer = ByteWriter()
      operation.write(to: &writer)
      for length in 0..<writer.bytes.count {
        var reader = ByteReader(Array(writer.bytes[..<length]))
        #expect(throws: MalformedBytes.self) { try Operation(from: &reader) }
      }
    }
  }
}
