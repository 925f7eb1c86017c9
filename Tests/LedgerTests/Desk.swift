import Journal
import Ledger
import Quantities
import Testing

/// A book with a clock and a count of entries, as a writer would have it, for tests.
struct Desk {
  var book = Book()
  var sequence: UInt64 = 0
  var moment = Moment(milliseconds: 1_700_000_000_000)
  /// The facts of each entry that happened.
  var journal: [[LedgerFact]] = []

  /// Decides a chain as the next entry.
  mutating func ask(_ operations: [Operation]) -> Result<[LedgerFact], Refusal> {
    sequence += 1
    let outcome = book.perform(operations, in: Context(sequence: sequence, moment: moment))
    if case .success(let facts) = outcome { journal.append(facts) }
    return outcome
  }

  /// Decides operations that a test rests on.
  @discardableResult
  mutating func must(_ operations: Operation...) throws -> [LedgerFact] { try ask(operations).get() }

  /// The number of the refusal of a chain; `nil` if it happened.
  mutating func refused(_ operations: Operation...) -> LedgerRefusal? {
    if case .failure(let refusal) = ask(operations) { LedgerRefusal(rawValue: refusal.number) } else { nil }
  }

  /// All rows of all tables.
  var rows: [String: [[Cell]]] { Self.rows(of: book) }

  static func rows(of book: Book) -> [String: [[Cell]]] {
    var rows: [String: [[Cell]]] = [:]
    for shape in Book.shapes { rows[shape.name] = book.rows(of: shape.name) }
    return rows
  }
}

extension Desk {
  static let money: LotID = 1
  static let voucher: LotID = 2
  static let serial: LotID = 3
  static let points: LotID = 4
  static let stepped: LotID = 5
  static let expiring: LotID = 6

  /// Units, lots and six open accounts: 1 to 4 holdings, 5 for remainders, 6 a reserve. Lots 1 to 6:
  /// money that needs references, vouchers, serialised credits, points down to -100, a unit of steps of
  /// 10, and vouchers that run out on day 19 676 (2023-11-15): the day of the desk's clock in China.
  static func opened() throws -> Desk {
    var desk = Desk()
    try desk.must(
      .openUnit(UnitRules(code: "CNY", symbol: "元", decimals: 2, needsReference: true)),
      .openUnit(UnitRules(code: "voucher", symbol: "绿元", decimals: 2)),
      .openUnit(UnitRules(code: "credit", symbol: "t", decimals: 0, isSerialised: true)),
      .openUnit(UnitRules(code: "points", symbol: "分", decimals: 0, floor: -100, isTransferable: false)),
      .openUnit(UnitRules(code: "ticket", symbol: "亩", decimals: 4, step: 10)))
    for number in 1...4 {
      try desk.must(.openAccount(code: "A-\(number)", owner: UInt32(number), kind: .holding))
    }
    try desk.must(
      .openAccount(code: "REST", owner: 9, kind: .remainder),
      .openAccount(code: "POOL", owner: 9, kind: .reserve))
    for unit in 1...5 {
      try desk.must(.openLot(LotTerms(code: "LOT-\(unit)", unit: UnitID(UInt32(unit)))))
    }
    let day = try #require(try? Day(number: 19_676))
    try desk.must(.openLot(LotTerms(code: "LOT-6", unit: 2, expiry: day)))
    return desk
  }

  /// With units: 1 000 in account 1 of lots 1, 2, 3, 5 and 6; in account 2 too of lots 1 and 2.
  static func stocked() throws -> Desk {
    var desk = try opened()
    try desk.must(
      .issue(lot: money, account: 1, quantity: 1000, reference: "bank-1"),
      .issue(lot: money, account: 2, quantity: 1000, reference: "bank-2"),
      .issue(lot: voucher, account: 1, quantity: 1000), .issue(lot: voucher, account: 2, quantity: 1000),
      .issue(lot: serial, account: 1, quantity: 1000), .issue(lot: stepped, account: 1, quantity: 1000),
      .issue(lot: expiring, account: 1, quantity: 1000))
    return desk
  }
}
