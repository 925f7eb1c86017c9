import Journal

/// A fact that does not follow from the book as it is: the journal was changed, or belongs elsewhere.
public struct Inconsistent: Error, Hashable, Sendable {
  /// What is wrong, for a person who looks for the place.
  public let what: String

  init(_ what: String) { self.what = what }
}

extension Book {
  /// Makes a fact of the journal so, as in deciding it was.
  ///
  /// - Throws: ``Inconsistent``: the fact cannot have happened here. The book is then of no more use.
  public mutating func apply(_ fact: LedgerFact) throws(Inconsistent) {
    if case .posted(let posting) = fact {
      for move in posting.moves { try apply(move, of: posting.movement) }
    } else {
      try checkOpening(fact)
      try checkSecurity(fact)
      enact(fact)
    }
    keep()
  }

  private mutating func apply(_ move: Move, of movement: Movement) throws(Inconsistent) {
    guard let lot = brief(move.lot) else { throw Inconsistent("no lot \(move.lot)") }
    guard move.quantity > 0, movement.allows(from: move.from.state, to: move.to.state), move.from != move.to,
      isKnown(move.from), isKnown(move.to)
    else { throw Inconsistent("no such move of lot \(move.lot)") }
    let created = lot.isSerialised ? lots[move.lot]?.totals.created ?? 0 : 0
    let after: (Int64, Int64)
    do throws(CarryFault) {
      let floor: Int64? = move.from.state == .available ? .min : nil
      after = try carry(
        move.lot, move.quantity, from: move.from, to: move.to, floor: floor, heedsOwn: false)
    } catch { throw Inconsistent("lot \(move.lot) has no \(move.quantity) to move there") }
    guard after == (move.fromAfter, move.toAfter) else {
      throw Inconsistent("lot \(move.lot): balances are \(after.0) and \(after.1) after a move")
    }
    guard lot.isSerialised else {
      if move.first != 0 { throw Inconsistent("lot \(move.lot) has no serials") }
      return
    }
    let isThere =
      move.from.state.isOutside
      ? created < .max && move.first == created + 1
      : span(of: move.lot, holding: move.first, move.quantity, in: move.from) != nil
    guard isThere else { throw Inconsistent("lot \(move.lot): serial \(move.first) is not there") }
    self.move(
      Piece(first: move.first, length: move.quantity), of: move.lot, from: move.from, to: move.to)
  }

  private func isKnown(_ place: Place) -> Bool {
    place.state.isOutside ? place.account == 0 : brief(place.account) != nil
  }

  private func demand(_ isRight: Bool, _ what: @autoclosure () -> String) throws(Inconsistent) {
    if !isRight { throw Inconsistent(what()) }
  }

  private func checkOpening(_ fact: LedgerFact) throws(Inconsistent) {
    switch fact {
    case .unitOpened(let unit):
      try demand(Int(unit.id.number) == units.count + 1, "unit \(unit.id) is not the next")
      try demand(unit.rules.step > 0, "unit \(unit.id) has no step")
    case .accountOpened(let account):
      try demand(Int(account.id.number) == accounts.count + 1, "account \(account.id) is not the next")
    case .lotOpened(let id, let terms):
      try demand(Int(id.number) == lots.count + 1, "lot \(id) is not the next")
      try demand(units[terms.unit] != nil, "no unit \(terms.unit)")
    case .statusSet(let account, _, _): try demand(brief(account) != nil, "no account \(account)")
    case .floorSet(let account, let lot, _):
      try demand(brief(account) != nil && brief(lot) != nil, "no account \(account) or lot \(lot)")
    case .counterSet(let key, let minimum, let maximum):
      try demand(minimum <= maximum, "counter \(key) has no room")
    case .counted(let key, let change, let after):
      let (sum, isOver) = (counters[key]?.value ?? 0).addingReportingOverflow(change)
      try demand(counters[key] != nil && !isOver && sum == after, "counter \(key) is not \(after)")
    case .claimed(let claim):
      try demand(isNext(claim.id.number, .claim), "claim \(claim.id) is not the next")
      try demand(claim.terms.box.isProper, "claim \(claim.id) has no box")
    case .claimWithdrawn(let id, _): try demand(claims[id] != nil, "no claim \(id)")
    case .referenceUsed(let reference):
      try demand(references[reference.key] == nil, "reference \(reference.key) was used before")
    case .reversed(let reversal):
      try demand(reversals[reversal.key] == nil, "entry \(reversal.key.sequence) was reversed before")
    default: break
    }
  }

  private func checkSecurity(_ fact: LedgerFact) throws(Inconsistent) {
    switch fact {
    case .holdPlaced(let hold, let legs):
      try demand(isNext(hold.id.number, .hold), "hold \(hold.id) is not the next")
      try demand(legs.allSatisfy { $0.quantity > 0 }, "hold \(hold.id) has an empty leg")
    case .holdClosed(let id, _): try demand(holds[id] != nil, "no hold \(id)")
    case .pledgeSet(let pledge):
      let isOpen = pledges[pledge.id] != nil || isNext(pledge.id.number, .pledge)
      try demand(isOpen, "pledge \(pledge.id) is not open")
      try demand(min(pledge.quantity, pledge.frozen) >= 0, "pledge \(pledge.id) is below zero")
    case .pledgeClosed(let id): try demand(pledges[id] != nil, "no pledge \(id)")
    case .lienSet(let lien):
      try demand(lien.quantity >= 0 && lien.key.rank > 0, "a lien of pledge \(lien.key.pledge)")
    case .freezeSet(let freeze):
      let isOpen = isOpen(freeze.id) || isNext(freeze.id.number, .freeze)
      try demand(isOpen && freeze.quantity >= 0, "freeze \(freeze.id) is not open")
    case .freezeWaitSet(let wait):
      let (id, behind) = (wait.key.freeze, wait.key.behind)
      let isKnown = isOpen(id) || isNext(id.number, .freeze)
      try demand(isKnown && wait.quantity >= 0 && behind < id, "freeze \(id) is not open")
      let isThere = wait.quantity == 0 ? freezeWaits[wait.key] != nil : freezes[behind] != nil
      try demand(isThere, "freeze \(id) cannot wait behind freeze \(behind)")
    case .leaseSet(let lease):
      let isOpen = leases[lease.id] != nil || isNext(lease.id.number, .lease)
      try demand(isOpen && lease.quantity >= 0, "lease \(lease.id) is not open")
    default: break
    }
  }

  private func isNext(_ number: UInt32, _ kind: Numbering.Kind) -> Bool {
    let last = last(kind)
    return last < .max && number == last + 1
  }
}
