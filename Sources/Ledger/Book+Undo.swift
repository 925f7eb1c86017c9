import Journal
import Quantities

extension Book {
  /// Ends a command that happened.
  mutating func keep() {
    units.keep()
    accounts.keep()
    lots.keep()
    holdings.keep()
    spans.keep()
    holds.keep()
    holdLegs.keep()
    pledges.keep()
    liens.keep()
    freezes.keep()
    freezeWaits.keep()
    leases.keep()
    counters.keep()
    claims.keep()
    references.keep()
    reversals.keep()
    numberings.keep()
    deadlines.keep()
    tidyDeadlines()
  }

  /// Ends a command that was refused: no trace of it stays.
  ///
  /// The indexes of codes, deadlines, queues and claims need no way back: what they say is checked
  /// against the shelves.
  mutating func rollBack() {
    facts = []
    units.rollBack()
    accounts.rollBack { now, before in
      if let before { accountBriefs[Int(before.id.number) - 1] = AccountBrief(before) }
    }
    accountBriefs.removeLast(accountBriefs.count - accounts.count)
    lots.rollBack()
    lotBriefs.removeLast(lotBriefs.count - lots.count)
    holdings.rollBack()
    spans.rollBack { now, before in
      if let now { spanIndex.remove(now) }
      if let before { spanIndex.insert(before) }
    }
    holds.rollBack()
    holdLegs.rollBack()
    pledges.rollBack()
    liens.rollBack()
    freezes.rollBack()
    freezeWaits.rollBack()
    leases.rollBack()
    counters.rollBack()
    claims.rollBack()
    references.rollBack()
    reversals.rollBack()
    numberings.rollBack()
    deadlines.rollBack()
  }
}

extension AccountBrief {
  init(_ account: Account) { (status, isRemainder) = (account.status, account.kind == .remainder) }
}

extension LotBrief {
  init(_ terms: LotTerms, _ rules: UnitRules) {
    (unit, step, floor, states) = (terms.unit, rules.step, rules.floor, rules.states)
    lastDay = terms.expiry?.number ?? .max
    (isSerialised, isTransferable) = (rules.isSerialised, rules.isTransferable)
  }
}
