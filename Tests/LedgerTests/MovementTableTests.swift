import Journal
import Ledger
import Testing

/// Goal: units move only as the one table says.
/// Method: the table of docs/ledger.md is written out here by hand, from the page, and each of the 20 × 12
/// × 12 cells is compared; then every operation that names states is asked with every pair of them.
@Suite struct MovementTableTests {
  /// By movement: "from → to" pairs, states by the first letters of their names.
  static let page: [(Movement, [LotState], [LotState])] = [
    (.issue, [.origin], [.potential, .available, .buffer]),
    (.release, [.potential], [.available, .buffer]), (.release, [.buffer], [.available]),
    (.hold, [.available], [.held]), (.unhold, [.held], [.available]), (.settle, [.held], [.available]),
    (.pledge, [.available], [.pledged]), (.freeze, [.available, .pledged], [.frozen]),
    (.lease, [.available], [.leased]), (.discharge, [.pledged], [.available]),
    (.unfreeze, [.frozen], [.available, .pledged]), (.succeed, [.frozen], [.frozen]),
    (.endLease, [.leased], [.available]),
    (.enforce, [.pledged], [.available]), (.seize, [.frozen], [.available]),
    (.transfer, [.available], [.available, .buffer]), (.transfer, [.buffer], [.buffer]),
    (.transfer, [.potential], [.potential]), (.convert, [.available], [.converted]),
    (.convert, [.converted], [.available]), (.retire, [.available, .buffer], [.retired]),
    (.expire, [.potential, .available, .buffer], [.expired]),
    (.cancel, [.potential, .available, .buffer], [.cancelled]),
    (
      .reverse, [.potential, .available, .buffer], [.potential, .available, .buffer, .cancelled]
    ),
  ]

  static func isOnPage(_ movement: Movement, _ from: LotState, _ to: LotState) -> Bool {
    page.contains { $0 == movement && $1.contains(from) && $2.contains(to) }
  }

  @Test(arguments: Movement.allCases)
  func `Each cell of the table is as the page has it`(movement: Movement) {
    for from in LotState.allCases {
      for to in LotState.allCases {
        #expect(movement.allows(from: from, to: to) == Self.isOnPage(movement, from, to), "\(from) → \(to)")
      }
    }
  }

  @Test func `Nothing dead revives by any movement`() {
    for movement in Movement.allCases {
      for dead in LotState.dead {
        #expect(LotState.allCases.allSatisfy { !movement.allows(from: dead, to: $0) })
      }
    }
  }

  /// Account 1 with 100 of lot 6 in each state that an operation can bring about; lot 6 expired if asked.
  private func everyState(expired: Bool) throws -> Desk {
    var desk = try Desk.opened()
    let lot = Desk.expiring
    try desk.must(.issue(lot: lot, account: 1, quantity: 500))
    try desk.must(.issue(lot: lot, account: 1, quantity: 100, to: .potential))
    try desk.must(.issue(lot: lot, account: 1, quantity: 100, to: .buffer))
    try desk.must(
      .hold(
        legs: [HoldTerms(account: 1, lot: lot, quantity: 100, beneficiary: 2)], interval: 3_000_000_000),
      .pledge(lot: lot, account: 1, quantity: 100, lender: 2),
      .freeze(lot: lot, account: 1, quantity: 100, order: "1", court: "法院", until: nil),
      .lease(
        lot: lot, account: 1, quantity: 100, lessee: 2, until: desk.moment.adding(milliseconds: 3_000_000_000)
      ))
    if expired { desk.moment = desk.moment.adding(milliseconds: 2 * 86_400_000) }
    return desk
  }

  /// An operation that names states, asked of 10 units of lot 6.
  private func operation(_ movement: Movement, _ from: LotState, _ to: LotState) -> Operation? {
    let lot = Desk.expiring
    return switch movement {
    case .issue: from == .origin ? .issue(lot: lot, account: 1, quantity: 10, to: to) : nil
    case .release: .release(lot: lot, account: 1, quantity: 10, from: from, to: to)
    case .transfer: .transfer(lot: lot, from: 1, to: 2, quantity: 10, fromState: from, toState: to)
    case .retire:
      to == .retired ? .retire(lot: lot, account: 1, quantity: 10, from: from, reason: "抵消") : nil
    case .expire:
      to == .expired ? .void(lot: lot, account: 1, quantity: 10, from: from, to: to, reason: "到期") : nil
    case .cancel:
      to == .expired ? nil : .void(lot: lot, account: 1, quantity: 10, from: from, to: to, reason: "撤销")
    default: nil
    }
  }

  @Test(arguments: [Movement.issue, .release, .transfer, .retire, .expire, .cancel])
  func `Every operation that names states is allowed and refused as the page says`(movement: Movement) throws
  {
    let desk = try everyState(expired: movement == .expire)
    for from in LotState.allCases {
      for to in LotState.allCases {
        guard let operation = operation(movement, from, to) else { continue }
        var copy = desk
        let refusal = copy.refused(operation)
        let expected: LedgerRefusal? = Self.isOnPage(movement, from, to) ? nil : .noSuchMovement
        #expect(refusal == expected, "\(from) → \(to)")
        #expect(copy.book.brokenLaws() == [])
      }
    }
  }
}
