import Journal
import Ledger
import LedgerOracle

extension PlainFact {
  /// A fact of the target Ledger, as far as the oracle knows it.
  init(_ fact: LedgerFact) {
    switch fact {
    case .posted(let posting):
      self = .posted(Int(posting.movement.rawValue), posting.moves.map(PlainMove.init))
    case .unitOpened: self = .named("unitOpened")
    case .accountOpened: self = .named("accountOpened")
    case .lotOpened: self = .named("lotOpened")
    case .statusSet: self = .named("statusSet")
    case .floorSet: self = .named("floorSet")
    case .holdPlaced: self = .named("holdPlaced")
    case .holdClosed: self = .named("holdClosed")
    case .pledgeSet: self = .named("pledgeSet")
    case .pledgeClosed: self = .named("pledgeClosed")
    case .lienSet: self = .named("lienSet")
    case .freezeSet: self = .named("freezeSet")
    case .freezeWaitSet: self = .named("freezeWaitSet")
    case .leaseSet: self = .named("leaseSet")
    case .counterSet: self = .named("counterSet")
    case .counted: self = .named("counted")
    case .claimed: self = .named("claimed")
    case .claimWithdrawn: self = .named("claimWithdrawn")
    case .referenceUsed: self = .named("referenceUsed")
    case .reversed: self = .named("reversed")
    }
  }
}

extension PlainMove {
  /// A move of the target Ledger.
  init(_ move: Move) {
    self.init(
      lot: move.lot.number, quantity: move.quantity, first: move.first, from: PlainPlace(move.from),
      fromAfter: move.fromAfter, to: PlainPlace(move.to), toAfter: move.toAfter)
  }
}

extension PlainPlace {
  fileprivate init(_ place: Place) {
    self.init(place.account.number, Int(place.state.rawValue), place.tag)
  }
}

extension PlainRefusal {
  /// A refusal of the target Ledger.
  init(_ refusal: Refusal) {
    self.init(refusal.number, refusal.figures, names: refusal.names, step: Int(refusal.step))
  }
}

/// The first difference between the book and the oracle's, in words; `nil` when they agree in everything.
func difference(_ book: Book, _ plain: PlainBook) -> String? {
  differenceOfAccounts(book, plain) ?? differenceOfHoldings(book, plain) ?? differenceOfSpans(book, plain)
    ?? differenceOfHolds(book, plain) ?? differenceOfPledges(book, plain) ?? differenceOfTerms(book, plain)
    ?? differenceOfRecords(book, plain)
}

private func differenceOfAccounts(_ book: Book, _ plain: PlainBook) -> String? {
  guard book.units.count == plain.units.count, book.accounts.count == plain.accounts.count,
    book.lots.count == plain.lots.count
  else { return "units, accounts or lots are not as many" }
  for (index, unit) in plain.units.enumerated() {
    let rules = book.units[UnitID(UInt32(index + 1))]?.rules
    guard rules?.code == unit.code, rules?.step == unit.step, rules?.floor == unit.floor else {
      return "unit \(index + 1)"
    }
  }
  for (index, account) in plain.accounts.enumerated() {
    let found = book.accounts[AccountID(UInt32(index + 1))]
    guard found?.code == account.code, Int(found?.status.rawValue ?? 0) == account.status,
      Int(found?.kind.rawValue ?? 0) == account.kind
    else { return "account \(index + 1)" }
  }
  for (index, lot) in plain.lots.enumerated() {
    guard let found = book.lots[LotID(UInt32(index + 1))]?.totals else { return "lot \(index + 1)" }
    let totals = [
      found.issued, found.convertedIn, found.convertedOut, found.retired, found.expired, found.cancelled,
    ]
    let expected = [lot.issued, lot.convertedIn, lot.convertedOut] + lot.dead
    if totals.map({ Int128($0) }) != expected { return "totals of lot \(index + 1)" }
  }
  return nil
}

private func differenceOfHoldings(_ book: Book, _ plain: PlainBook) -> String? {
  let lots = plain.lots.count + 1
  var amounts = [Int128](repeating: 0, count: (plain.accounts.count + 1) * lots * 12)
  for pile in plain.piles {
    amounts[(Int(pile.place.account) * lots + Int(pile.lot)) * 12 + pile.place.state] += pile.amount
  }
  for account in 0...plain.accounts.count {
    for lot in 0..<lots {
      let holding = book.holdings[HoldingKey(AccountID(UInt32(account)), LotID(UInt32(lot)))]
      for state in LotState.live + LotState.dead {
        let expected = amounts[(account * lots + lot) * 12 + Int(state.rawValue)]
        let found = holding?[state] ?? 0
        if Int128(found) != expected {
          return "account \(account), lot \(lot), \(state): \(expected) expected, \(found) found"
        }
      }
      let floor = plain.floors.first { $0.account == UInt32(account) && $0.lot == UInt32(lot) }?.floor
      if holding?.floor != floor { return "floor of account \(account), lot \(lot)" }
    }
  }
  return nil
}

private func differenceOfSpans(_ book: Book, _ plain: PlainBook) -> String? {
  let found = book.spans.unordered.map { span in
    PlainBook.Span(
      lot: span.key.lot.number, first: Int128(span.first), count: Int128(span.length),
      place: PlainPlace(span.place))
  }.sorted { ($0.lot, $0.first) < ($1.lot, $1.first) }
  return found == plain.spans ? nil : "serials: \(plain.spans) expected, \(found) found"
}

private func differenceOfHolds(_ book: Book, _ plain: PlainBook) -> String? {
  guard book.holds.count == plain.holds.filter(\.isOpen).count else { return "open holds are not as many" }
  for (index, hold) in plain.holds.enumerated() where hold.isOpen {
    guard let found = book.holds[HoldID(UInt32(index + 1))], found.deadline.milliseconds == hold.deadline
    else { return "hold \(index + 1)" }
    let legs = book.legs(of: found)
    let areEqual =
      legs.count == hold.legs.count
      && zip(legs, hold.legs).allSatisfy { leg, expected in
        leg.account.number == expected.account && leg.lot.number == expected.lot
          && leg.quantity == expected.quantity && leg.beneficiary.number == expected.beneficiary
      }
    if !areEqual { return "legs of hold \(index + 1)" }
  }
  return nil
}

private func differenceOfPledges(_ book: Book, _ plain: PlainBook) -> String? {
  guard book.pledges.count == plain.pledges.filter(\.isOpen).count else {
    return "open pledges are not as many"
  }
  var liens = 0
  for (index, pledge) in plain.pledges.enumerated() where pledge.isOpen {
    guard let found = book.pledges[PledgeID(UInt32(index + 1))] else { return "pledge \(index + 1)" }
    guard Int128(found.quantity) == pledge.quantity, Int128(found.frozen) == pledge.frozen,
      Int(found.ranks) == pledge.liens.count
    else { return "pledge \(index + 1): \(pledge) expected, \(found) found" }
    for (rank, lien) in pledge.liens.enumerated() where lien.quantity > 0 {
      liens += 1
      let record = book.liens[Lien.Key(PledgeID(UInt32(index + 1)), UInt16(rank + 1))]
      guard record?.lender.number == lien.lender, Int128(record?.quantity ?? 0) == lien.quantity else {
        return "rank \(rank + 1) of pledge \(index + 1)"
      }
    }
  }
  return book.liens.count == liens ? nil : "liens are not as many"
}

private func differenceOfTerms(_ book: Book, _ plain: PlainBook) -> String? {
  guard book.freezes.count == plain.freezes.filter({ $0.quantity > 0 }).count,
    book.leases.count == plain.leases.filter({ $0.quantity > 0 }).count
  else { return "open freezes or leases are not as many" }
  for (index, freeze) in plain.freezes.enumerated() where freeze.quantity > 0 {
    let found = book.freezes[FreezeID(UInt32(index + 1))]
    guard Int128(found?.quantity ?? 0) == freeze.quantity, found?.pledge.number == freeze.terms.pledge,
      found?.until?.milliseconds == freeze.until
    else { return "freeze \(index + 1)" }
  }
  guard book.freezeWaits.count == plain.waits.count else { return "waiting freezes are not as many" }
  for wait in plain.waits {
    let key = FreezeWait.Key(FreezeID(wait.freeze), behind: FreezeID(wait.behind))
    let (found, terms) = (book.freezeWaits[key], plain.freezes[Int(wait.freeze) - 1])
    guard Int128(found?.quantity ?? 0) == wait.quantity, found?.until?.milliseconds == terms.until,
      found?.order == terms.terms.order, found?.account.number == terms.terms.account,
      found?.lot.number == terms.terms.lot
    else { return "freeze \(wait.freeze) behind freeze \(wait.behind)" }
  }
  for (index, lease) in plain.leases.enumerated() where lease.quantity > 0 {
    let found = book.leases[LeaseID(UInt32(index + 1))]
    guard Int128(found?.quantity ?? 0) == lease.quantity, found?.until.milliseconds == lease.until,
      found?.lessee.number == lease.lessee
    else { return "lease \(index + 1)" }
  }
  return nil
}

private func differenceOfRecords(_ book: Book, _ plain: PlainBook) -> String? {
  guard book.counters.count == plain.counters.count,
    book.claims.count == plain.claims.filter(\.isOpen).count,
    book.references.count == plain.references.count, book.reversals.count == plain.reversals.count
  else { return "counters, claims, references or reversals are not as many" }
  for counter in plain.counters {
    let found = book.counters[counter.key]
    guard Int128(found?.value ?? 0) == counter.value, found?.maximum == counter.maximum,
      found?.minimum == counter.minimum
    else { return "counter \(counter.key)" }
  }
  for (index, claim) in plain.claims.enumerated() where claim.isOpen {
    guard book.claims[ClaimID(UInt32(index + 1))]?.sequence == claim.sequence else {
      return "claim \(index + 1)"
    }
  }
  for reference in plain.references where book.references[reference] == nil {
    return "reference \(reference)"
  }
  for entry in plain.reversals where book.reversals[Reversal.Key(entry.sequence, entry.index)] == nil {
    return "reversal of \(entry.sequence)"
  }
  return nil
}
