import Journal

/// What a court orders to be frozen.
struct FreezeTerms {
  let account: AccountID
  let lot: LotID
  let quantity: Int64
  let pledge: PledgeID
  let order: String
  let court: String
}

extension Book {
  mutating func freeze(_ terms: FreezeTerms, first: Int64, until: Moment?) throws(Refusal) {
    try require(words: terms.order, "order")
    try require(words: terms.court, "court")
    try require(until: until)
    let pledge = try pledgeToFreeze(terms)
    let id = FreezeID(try next(.freeze))
    happen(
      .freezeSet(
        Freeze(
          id: id, account: terms.account, lot: terms.lot, quantity: terms.quantity, pledge: terms.pledge,
          order: terms.order, court: terms.court, until: until)))
    if var pledge {
      pledge.quantity -= terms.quantity
      pledge.frozen &+= terms.quantity
      happen(.pledgeSet(pledge))
    }
    try post(
      Draft(
        movement: .freeze, lot: terms.lot, quantity: terms.quantity,
        from: pledge?.place ?? Place(terms.account, .available),
        to: Place(terms.account, .frozen, tag: id.number), first: first))
  }

  /// The pledge whose units are frozen, if any, with enough in it.
  private func pledgeToFreeze(_ terms: FreezeTerms) throws(Refusal) -> Pledge? {
    if terms.pledge == 0 { return nil }
    let pledge = try openPledge(terms.pledge)
    try require(pledge.account == terms.account && pledge.lot == terms.lot, "pledge")
    if terms.quantity > pledge.quantity { throw refusal(.short, pledge.quantity, terms.quantity) }
    // Below 1 the posting refuses; until then the pledge must not grow.
    try require(positive: terms.quantity)
    return pledge
  }

  func require(until: Moment?) throws(Refusal) {
    if let until { try require(until > context.moment, "until") }
  }

  mutating func prolong(_ id: FreezeID, until: Moment?) throws(Refusal) {
    try requireOpen(id)
    try require(until: until)
    if var freeze = freezes[id] {
      freeze.until = until
      happen(.freezeSet(freeze))
    }
    for var wait in waits(of: id) {
      wait.until = until
      happen(.freezeWaitSet(wait))
    }
  }

  mutating func unfreeze(_ id: FreezeID) throws(Refusal) {
    try requireOpen(id)
    for wait in waits(of: id) { set(wait, to: 0) }
    guard var freeze = freezes[id] else { return }
    let left = try passOn(freeze)
    // What others waited for is no longer this one's.
    freeze.quantity = left
    guard left > 0 else { return happen(.freezeSet(freeze)) }
    var pledge = freeze.pledge == 0 ? nil : pledges[freeze.pledge]
    try post(
      Draft(
        movement: .unfreeze, lot: freeze.lot, quantity: left, from: freeze.place,
        to: pledge?.place ?? Place(freeze.account, .available)))
    pledge?.quantity &+= left
    try lower(freeze, by: left, of: pledge)
  }

  mutating func seize(_ id: FreezeID, _ quantity: Int64, to: AccountID) throws(Refusal) {
    let freeze = try freezeInEffect(id)
    try require(positive: quantity)
    if quantity > freeze.quantity { throw refusal(.short, freeze.quantity, quantity) }
    try post(
      Draft(
        movement: .seize, lot: freeze.lot, quantity: quantity, from: freeze.place, to: Place(to, .available)
      ))
    try lower(freeze, by: quantity, of: freeze.pledge == 0 ? nil : pledges[freeze.pledge])
  }

  // Sums of what one holding has are countable: &+ and &- change nothing but that no false row can stop us.

  /// Takes a quantity off a freeze, off what waits behind it for more, and off what the pledge behind it
  /// counts as frozen.
  private mutating func lower(
    _ freeze: Freeze, by quantity: Int64, of pledge: Pledge?
  ) throws(Refusal) {
    var freeze = freeze
    freeze.quantity -= quantity
    happen(.freezeSet(freeze))
    for wait in waiting(behind: freeze.id) where wait.quantity > freeze.quantity {
      set(wait, to: freeze.quantity)
    }
    guard var pledge else { return }
    pledge.frozen &-= quantity
    try settle(pledge)
  }
}

extension Freeze {
  /// Where its units are.
  var place: Place { Place(account, .frozen, tag: id.number) }
}
