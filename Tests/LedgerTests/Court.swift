import Journal
import Ledger
import Quantities
import Testing

extension Desk {
  /// A desk at which every rule can be broken. Beside ``stocked()``: account 7 closed, 8 suspended, 9
  /// frozen (with 1 000 of lot 2 each but 7); lot 7 of a unit that knows only available and held; hold,
  /// pledge, freeze, lease and claim 1 closed and 2 open, of 100 from account 1 of lot 2 for account 2;
  /// pledge 2 has liens 1 of 60 and 2 of 50 on 60; counter "cap" is 5 of 0 to 10; the entry 1 000 comes
  /// next; reversal (20, 0) is done.
  static func court() throws -> Desk {
    var desk = try stocked()
    for number in 7...9 { try desk.must(.openAccount(code: "A-\(number)", owner: 7, kind: .holding)) }
    try desk.must(
      .openUnit(UnitRules(code: "plain", symbol: "份", decimals: 0, states: LotStates([.available, .held]))),
      .openLot(LotTerms(code: "LOT-7", unit: 6)), .issue(lot: 7, account: 1, quantity: 1000))
    for account in [8, 9] as [AccountID] {
      try desk.must(.issue(lot: voucher, account: account, quantity: 1000))
    }
    try desk.must(
      .setStatus(account: 7, status: .closed, order: "申请 1"),
      .setStatus(account: 8, status: .suspended, order: "通知 2"),
      .setStatus(account: 9, status: .frozen, order: "裁定 3"))
    try desk.securities()
    try desk.must(
      .setCounter(key: "cap", minimum: 0, maximum: 10), .count(key: "cap", change: 5),
      .useReference("used"))
    desk.sequence = 999
    return desk
  }

  /// The moment in ten days.
  var later: Moment { moment.adding(milliseconds: 864_000_000) }

  private mutating func securities() throws {
    for _ in 1...2 {
      let leg = HoldTerms(account: 1, lot: Self.voucher, quantity: 100, beneficiary: 2)
      try must(.hold(legs: [leg], interval: 864_000_000))
      try must(.freeze(lot: 2, account: 1, quantity: 100, order: "1", court: "法院", until: later))
      try must(.lease(lot: 2, account: 1, quantity: 100, lessee: 2, until: later))
    }
    try must(
      .pledge(lot: 2, account: 1, quantity: 100, lender: 2), .discharge(pledge: 1, rank: 1, quantity: 100))
    try must(
      .pledge(lot: 2, account: 1, quantity: 60, lender: 2), .pledgeAgain(pledge: 2, lender: 3, quantity: 50))
    try must(.unhold(hold: 1), .unfreeze(freeze: 1), .endLease(lease: 1))
    for _ in 1...2 { try must(.claim(Self.terms(stated: sequence))) }
    try must(.withdraw(claim: 1, reason: "撤回"))
    let move = Move(
      lot: 2, quantity: 1, first: 0, from: .origin, fromAfter: 0, to: Place(2, .available), toAfter: 0)
    try must(.reverse(sequence: 20, index: 0, movement: .issue, moves: [move], reason: "重复"))
  }

  /// A claim of carbon on a square for the year 2023.
  static func terms(
    west: Int64 = 0, east: Int64 = 1000, benefit: String = "carbon", conflicts: [String] = [],
    from: Int = 19_358, to: Int = 19_722, stated: UInt64
  ) throws -> ClaimTerms {
    ClaimTerms(
      place: .none, box: Box(west: west, south: 0, east: east, north: 1000), benefit: benefit,
      conflicts: conflicts, from: try Day(number: from), to: try Day(number: to), stated: stated)
  }
}
