import Journal
import Ledger
import Quantities
import Testing

/// Goal: each rule refuses, and of two broken rules the earlier one is told.
/// Method: by descending precedence. For each operation the first row breaks as many rules as one command
/// can; each further row mends what the row before was refused for; the last row happens. The order is
/// that of docs/ledger.md.
@Suite struct RefusalOrderTests {
  typealias Rows = [(LedgerRefusal?, Operation)]

  private func check(_ rows: Rows, at desk: Desk) throws {
    for (index, (rule, operation)) in rows.enumerated() {
      var copy = desk
      #expect(copy.refused(operation) == rule, "row \(index): \(operation)")
      if rule != nil { #expect(copy.rows == desk.rows, "row \(index) left a trace") }
      #expect(copy.book.brokenLaws() == [])
    }
  }

  @Test func `Chains are refused for their length, for a tick that is due, then by their first bad step`()
    throws
  {
    var desk = try Desk.court()
    #expect(desk.refusal([])?.figures == [0])
    let many = [Operation](repeating: .useReference(""), count: 257)
    #expect(desk.refusal(many) == Refusal(LedgerRefusal.chainLength, figures: [257]))
    #expect(desk.refusal([.tick, .tick]) == Refusal(LedgerRefusal.chainLength, figures: [2]))
    #expect(desk.refusal([.tick]) == Refusal(LedgerRefusal.nothingDue))
    desk.moment = desk.later
    #expect(desk.refusal(many)?.number == 2001)
    let due = Refusal(LedgerRefusal.tickDue, figures: [desk.moment.milliseconds])
    #expect(desk.refusal([.useReference("")]) == due)
    #expect(desk.refusal([.tick]) == nil)
    let second = desk.refusal([.useReference("a"), .useReference("a")])
    #expect(second == Refusal(LedgerRefusal.referenceUsed, step: 1, names: ["a"]))
  }

  @Test func `Units and accounts are refused in the order of the page`() throws {
    func unit(
      _ code: String, _ symbol: String = "元", _ decimals: UInt8 = 2, _ step: Int64 = 1, _ floor: Int64 = 0,
      _ states: LotStates = .live
    ) -> Operation {
      .openUnit(
        UnitRules(
          code: code, symbol: symbol, decimals: decimals, step: step, floor: floor, isSerialised: floor < 0,
          states: states))
    }
    try check(
      [
        (.text, unit("", "", 19, 0, -1, [])), (.text, unit("a b", "", 19, 0, -1, [])),
        (.text, unit("CNY", "", 19, 0, -1, [])), (.outOfRange, unit("CNY", "元", 19, 0, -1, [])),
        (.outOfRange, unit("CNY", "元", 18, 0, -1, [])), (.outOfRange, unit("CNY", "元", 18, 1, -1, [])),
        (.outOfRange, unit("CNY", "元", 18, 1, 0, [])),
        (.outOfRange, unit("CNY", "元", 18, 1, 0, LotStates([.available, .retired]))),
        (.codeTaken, unit("CNY", "元", 18, 1, 0)), (nil, unit("USD", "元", 18, 1, 0)),
      ], at: try .court())
    let long = String(repeating: "户", count: 22)
    try check(
      [
        (.text, .openAccount(code: long, owner: 0, kind: .holding)),
        (.codeTaken, .openAccount(code: "A-1", owner: 0, kind: .holding)),
        (nil, .openAccount(code: String(long.dropLast()), owner: .max, kind: .register)),
      ], at: try .court())
  }

  @Test func `Lots are refused in the order of the page`() throws {
    let vintage = LotTerms.Vintage(from: try Day(number: 2), to: try Day(number: 1))
    typealias Attributes = [LotTerms.Attribute]
    func lot(
      _ code: String, _ name: String, _ attributes: Attributes, _ vintage: LotTerms.Vintage?, _ unit: UnitID
    ) -> Operation {
      .openLot(
        LotTerms(
          code: code, unit: unit, assetClass: name, project: name, place: name, vintage: vintage,
          attributes: attributes))
    }
    let many = Attributes(repeating: .init("a=", "\n"), count: 33)
    let unordered: Attributes = [.init("b", ""), .init("a", "")]
    try check(
      [
        (.text, lot("", "\n", many, vintage, 0)), (.text, lot("LOT-1", "\n", many, vintage, 0)),
        (.listLength, lot("LOT-1", "x", many, vintage, 0)),
        (.text, lot("LOT-1", "x", [.init("a=", "\n")], vintage, 0)),
        (.text, lot("LOT-1", "x", [.init("a", "\n")], vintage, 0)),
        (.outOfRange, lot("LOT-1", "x", unordered, vintage, 0)),
        (.outOfRange, lot("LOT-1", "x", [], vintage, 0)), (.codeTaken, lot("LOT-1", "x", [], nil, 0)),
        (.noUnit, lot("LOT-9", "", [], nil, 0)), (nil, lot("LOT-9", "", unordered.reversed(), nil, 1)),
      ], at: try .court())
  }

  @Test func `Statuses and floors are refused in the order of the page`() throws {
    try check(
      [
        (.text, .setStatus(account: 0, status: .closed, order: "")),
        (.noAccount, .setStatus(account: 0, status: .closed, order: "1")),
        (.accountClosed, .setStatus(account: 7, status: .closed, order: "1")),
        (.statusUnchanged, .setStatus(account: 9, status: .frozen, order: "1")),
        (.accountFrozen, .setStatus(account: 9, status: .closed, order: "1")),
        (.accountNotEmpty, .setStatus(account: 8, status: .closed, order: "1")),
        (nil, .setStatus(account: 3, status: .closed, order: "1")),
        (.noAccount, .setFloor(account: 0, lot: 0, floor: -101)),
        (.noLot, .setFloor(account: 1, lot: 0, floor: -101)),
        (.floorBelowUnit, .setFloor(account: 1, lot: Desk.points, floor: -101)),
        (.floorBelowUnit, .setFloor(account: 1, lot: Desk.voucher, floor: -1)),
        (nil, .setFloor(account: 1, lot: Desk.points, floor: -100)),
      ], at: try .court())
  }

  @Test func `A move is refused by the first of the fifteen checks that it fails`() throws {
    func transfer(
      _ quantity: Int64, _ lot: LotID, _ from: AccountID, _ to: AccountID, _ state: LotState = .held,
      _ first: Int64 = 5
    ) -> Operation {
      .transfer(lot: lot, from: from, to: to, quantity: quantity, fromState: state, first: first)
    }
    try check(
      [
        (.notPositive, transfer(0, 0, 0, 0)), (.noLot, transfer(5001, 0, 0, 0)),
        (.noAccount, transfer(5001, 2, 0, 0)), (.noAccount, transfer(5001, 2, 7, 0)),
        (.sameAccount, transfer(5001, 2, 7, 7)), (.noSuchMovement, transfer(5001, Desk.stepped, 7, 8)),
        (.offStep, transfer(5001, Desk.stepped, 7, 8, .available)),
        (.notTransferable, transfer(5000, Desk.points, 7, 8, .available)),
        (.accountClosed, transfer(5000, Desk.expiring, 7, 8, .available)),
        (.accountSuspended, transfer(5000, Desk.expiring, 8, 7, .available)),
        (.accountFrozen, transfer(5000, Desk.expiring, 9, 8, .available)),
        (.accountClosed, transfer(5000, Desk.expiring, 1, 7, .available)),
        (.accountSuspended, transfer(5000, Desk.expiring, 1, 8, .available)),
        (.notSerialised, transfer(5000, Desk.expiring, 1, 9, .available)),
        (.serialsElsewhere, transfer(5000, Desk.serial, 1, 9, .available)),
        (.short, transfer(5000, Desk.serial, 1, 9, .available, 0)),
        (nil, transfer(1000, Desk.serial, 1, 9, .available, 1)),
        (.stateNotAllowed, .issue(lot: 7, account: 7, quantity: .max, to: .potential)),
        (.accountClosed, .issue(lot: 7, account: 7, quantity: .max)),
        (.overflow, .issue(lot: 7, account: 1, quantity: .max)),
      ], at: try .court())
    var desk = try Desk.court()
    desk.moment = desk.moment.adding(milliseconds: 3 * 86_400_000)
    try check(
      [
        (.accountFrozen, transfer(5000, Desk.expiring, 9, 8, .available)),
        (.lotExpired, transfer(5000, Desk.expiring, 1, 2, .available)),
        (nil, .void(lot: 6, account: 1, quantity: 1000, to: .expired, reason: "到期")),
      ], at: desk)
    try check(
      [(.lotNotExpired, .void(lot: 6, account: 1, quantity: 9999, to: .expired, first: 1, reason: "到期"))],
      at: try .court())
  }

  @Test func `Issues, references and ends are refused in the order of the page`() throws {
    try check(
      [
        (.text, .issue(lot: 0, account: 0, quantity: 0, reference: " ")),
        (.noLot, .issue(lot: 0, account: 0, quantity: 0)),
        (.referenceNeeded, .issue(lot: Desk.money, account: 0, quantity: 0)),
        (.referenceUsed, .issue(lot: Desk.money, account: 0, quantity: 0, reference: "used")),
        (.notPositive, .issue(lot: Desk.money, account: 0, quantity: 0, reference: "new")),
        (.text, .useReference("")), (.referenceUsed, .useReference("bank-1")), (nil, .useReference("new")),
        (.text, .retire(lot: 0, account: 0, quantity: 0, reason: "", beneficiary: "\n")),
        (.text, .retire(lot: 0, account: 0, quantity: 0, reason: "用", beneficiary: "\n")),
        (.notPositive, .retire(lot: 0, account: 0, quantity: 0, reason: "用")),
        (.text, .void(lot: 0, account: 0, quantity: 0, to: .retired, reason: "")),
        (.noSuchMovement, .void(lot: 0, account: 0, quantity: 0, to: .retired, reason: "撤")),
        (.notPositive, .void(lot: 0, account: 0, quantity: 0, to: .cancelled, reason: "撤")),
      ], at: try .court())
  }
}

extension Desk {
  /// The refusal of a chain, whole.
  mutating func refusal(_ operations: [Operation]) -> Refusal? {
    if case .failure(let refusal) = ask(operations) { refusal } else { nil }
  }
}
