import Journal

extension Book {
  /// States a fact that is no posting, and makes it so.
  mutating func happen(_ fact: LedgerFact) {
    facts.append(fact)
    enact(fact)
  }

  /// Makes a fact so. Postings change holdings elsewhere, move by move.
  mutating func enact(_ fact: LedgerFact) {
    switch fact {
    case .unitOpened(let unit): put(unit)
    case .accountOpened(let account): put(account)
    case .lotOpened(let id, let terms): put(Lot(id: id, terms: terms))
    case .statusSet(let id, let status, _):
      guard var account = accounts[id] else { return }
      account.status = status
      put(account)
    case .floorSet(let account, let lot, let floor):
      var holding = holding(account, lot)
      holding.floor = floor
      holdings.put(holding)
    case .posted: break
    case .counterSet(let key, let minimum, let maximum):
      // A key that is spelt otherwise, and equal, stays as it was first written: one row.
      let former = counters[key]
      counters.put(
        Counter(
          key: former?.key ?? key, minimum: minimum, maximum: maximum, value: former?.value ?? 0))
    case .counted(let key, _, let after):
      guard var counter = counters[key] else { return }
      counter.value = after
      counters.put(counter)
    case .claimed(let claim):
      claims.put(claim)
      claimIndex.insert(claim.id, claim.terms.box)
      number(.claim, claim.id.number)
    case .claimWithdrawn(let id, _): claims.remove(id)
    case .referenceUsed(let reference): references.put(reference)
    case .reversed(let reversal): reversals.put(reversal)
    default: enactSecurity(fact)
    }
  }

  private mutating func enactSecurity(_ fact: LedgerFact) {
    switch fact {
    case .holdPlaced(let hold, let legs):
      holds.put(hold)
      for leg in legs { holdLegs.put(leg) }
      number(.hold, hold.id.number)
      deadlines.insert(Deadline(moment: hold.deadline, kind: .hold, number: hold.id.number))
    case .holdClosed(let id, _):
      for leg in 0..<(holds[id]?.count ?? 0) { holdLegs.remove(HoldLeg.Key(id, leg)) }
      holds.remove(id)
    case .pledgeSet(let pledge):
      pledges.put(pledge)
      number(.pledge, pledge.id.number)
    case .pledgeClosed(let id): pledges.remove(id)
    case .lienSet(let lien): lien.quantity == 0 ? liens.remove(lien.key) : liens.put(lien)
    case .freezeSet(let freeze):
      freeze.quantity == 0 ? freezes.remove(freeze.id) : freezes.put(freeze)
      number(.freeze, freeze.id.number)
      if let until = freeze.until, freeze.quantity != 0 {
        deadlines.insert(Deadline(moment: until, kind: .freeze, number: freeze.id.number))
      }
    case .freezeWaitSet(let wait):
      wait.quantity == 0 ? freezeWaits.remove(wait.key) : freezeWaits.put(wait)
      number(.freeze, wait.key.freeze.number)
      if wait.quantity != 0 { note(wait) }
    case .leaseSet(let lease):
      lease.quantity == 0 ? leases.remove(lease.id) : leases.put(lease)
      number(.lease, lease.id.number)
      if lease.quantity != 0 {
        deadlines.insert(Deadline(moment: lease.until, kind: .lease, number: lease.id.number))
      }
    default: break
    }
  }

  /// Notes that a number was given.
  private mutating func number(_ kind: Numbering.Kind, _ number: UInt32) {
    if number > last(kind) { numberings.put(Numbering(kind: kind, last: number)) }
  }

  /// Keeps the indexes in step with what waits.
  mutating func note(_ wait: FreezeWait) {
    queueIndex.insert(wait.key)
    if let until = wait.until {
      deadlines.insert(Deadline(moment: until, kind: .freeze, number: wait.key.freeze.number))
    }
  }

  mutating func put(_ unit: AssetUnit) {
    units.put(unit)
    unitCodes[unit.rules.code] = unit.id
  }

  mutating func put(_ account: Account) {
    accounts.put(account)
    note(account)
  }

  mutating func put(_ lot: Lot) {
    lots.put(lot)
    note(lot)
  }

  /// Keeps the indexes of accounts in step with their shelf.
  mutating func note(_ account: Account) {
    accountCodes[account.code] = account.id
    let index = Int(account.id.number) - 1
    if index < accountBriefs.count {
      accountBriefs[index] = AccountBrief(account)
    } else {
      accountBriefs.append(AccountBrief(account))
    }
  }

  /// Keeps the indexes of lots in step with their shelf.
  mutating func note(_ lot: Lot) {
    lotCodes[lot.terms.code] = lot.id
    guard Int(lot.id.number) > lotBriefs.count, let unit = units[lot.terms.unit] else { return }
    lotBriefs.append(LotBrief(lot.terms, unit.rules))
  }
}
