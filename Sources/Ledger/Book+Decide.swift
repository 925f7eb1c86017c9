import Journal

extension Book {
  /// Decides one operation, as docs/ledger.md says under its name.
  mutating func decide(_ operation: Operation) throws(Refusal) {
    switch operation {
    case .transfer(let lot, let from, let to, let quantity, let fromState, let toState, let first):
      let (giver, receiver) = (Place(from, fromState), Place(to, toState))
      try post(
        Draft(movement: .transfer, lot: lot, quantity: quantity, from: giver, to: receiver, first: first))
    case .openUnit(let rules): try openUnit(rules)
    case .openAccount(let code, let owner, let kind): try openAccount(code, owner, kind)
    case .openLot(let terms): try openLot(terms)
    case .setStatus(let account, let status, let order): try setStatus(of: account, to: status, order)
    case .setFloor(let account, let lot, let floor): try setFloor(of: account, lot, to: floor)
    case .setCounter(let key, let minimum, let maximum): try setCounter(key, minimum, maximum)
    case .count(let key, let change): try count(key, change)
    case .claim(let terms): try claim(terms)
    case .withdraw(let claim, let reason): try withdraw(claim, reason)
    case .useReference(let text): try useReference(text)
    case .tick: try tick()
    default: try decideMovement(operation)
    }
  }

  private mutating func decideMovement(_ operation: Operation) throws(Refusal) {
    switch operation {
    case .issue(let lot, let account, let quantity, let to, let reference):
      try issue(lot, account, quantity, to: to, reference: reference)
    case .release(let lot, let account, let quantity, let from, let to, let first):
      let (giver, receiver) = (Place(account, from), Place(account, to))
      try post(
        Draft(movement: .release, lot: lot, quantity: quantity, from: giver, to: receiver, first: first))
    case .post(let legs): try post(legs)
    case .split(let lot, let from, let quantity, let shares, let remainder):
      try split(lot, from: from, quantity, by: shares, remainder: remainder)
    case .convert(let conversion): try convert(conversion)
    case .retire(let lot, let account, let quantity, let from, let first, let reason, let beneficiary):
      try require(words: reason, "reason")
      try require(words: beneficiary, "beneficiary", atLeast: 0)
      let draft = Draft(
        movement: .retire, lot: lot, quantity: quantity, from: Place(account, from),
        to: Place(account, .retired), first: first)
      try post(draft, cause: .words(reason: reason, beneficiary: beneficiary))
    case .void(let lot, let account, let quantity, let from, let to, let first, let reason):
      try require(words: reason, "reason")
      guard to == .expired || to == .cancelled else {
        throw refusal(.noSuchMovement, Int64(from.rawValue), Int64(to.rawValue))
      }
      let draft = Draft(
        movement: to == .expired ? .expire : .cancel, lot: lot, quantity: quantity,
        from: Place(account, from), to: Place(account, to), first: first)
      try post(draft, cause: .words(reason: reason, beneficiary: ""))
    case .reverse(let sequence, let index, let movement, let moves, let reason):
      try reverse(Reversal.Key(sequence, index), movement, moves, reason)
    default: try decideSecurity(operation)
    }
  }

  private mutating func decideSecurity(_ operation: Operation) throws(Refusal) {
    switch operation {
    case .hold(let legs, let interval): try hold(legs, for: interval)
    case .settle(let hold, let quantities): try settle(hold, quantities)
    case .unhold(let hold): try unhold(hold)
    case .pledge(let lot, let account, let quantity, let lender, let first):
      try pledge(lot, account, quantity, to: lender, first: first)
    case .pledgeAgain(let pledge, let lender, let quantity): try pledgeAgain(pledge, to: lender, quantity)
    case .discharge(let pledge, let rank, let quantity): try discharge(pledge, rank, quantity)
    case .enforce(let pledge, let rank, let quantity, let to): try enforce(pledge, rank, quantity, to: to)
    case .freeze(let lot, let account, let quantity, let first, let pledge, let order, let court, let until):
      try freeze(
        FreezeTerms(
          account: account, lot: lot, quantity: quantity, pledge: pledge, order: order, court: court),
        first: first, until: until)
    case .queueFreeze(let behind, let quantity, let order, let court, let until):
      try queueFreeze(behind: behind, quantity, order: order, court: court, until: until)
    case .prolong(let freeze, let until): try prolong(freeze, until: until)
    case .unfreeze(let freeze): try unfreeze(freeze)
    case .seize(let freeze, let quantity, let to): try seize(freeze, quantity, to: to)
    case .lease(let lot, let account, let quantity, let lessee, let until, let first):
      try lease(lot, account, quantity, to: lessee, until: until, first: first)
    case .endLease(let lease): try endLease(lease)
    default: preconditionFailure("Every operation has its place in one of three lists.")
    }
  }
}
