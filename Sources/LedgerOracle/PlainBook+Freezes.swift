extension PlainBook {
  mutating func performFreeze(
    _ operation: PlainOperation, _ context: PlainContext
  ) throws(PlainRefusal) -> [PlainFact] {
    switch operation {
    case .freeze(let terms): return try freeze(terms, context)
    case .prolong(let freeze, let until):
      try needOpenFreeze(freeze)
      if let until { try need(until > context.moment, "until") }
      freezes[Int(freeze) - 1].until = until
      return [.named("freezeSet")]
    case .unfreeze(let freeze): return try unfreeze(freeze, context)
    case .seize(let freeze, let quantity, let to): return try seize(freeze, quantity, to, context)
    default: return []
    }
  }

  private mutating func freeze(
    _ terms: PlainFreezeTerms, _ context: PlainContext
  ) throws(PlainRefusal) -> [PlainFact] {
    try needWords(terms.order, "order", required: true)
    try needWords(terms.court, "court", required: true)
    if let until = terms.until { try need(until > context.moment, "until") }
    if terms.pledge != 0 {
      let pledge = try needOpenPledge(terms.pledge)
      try need(terms.lot == pledge.lot && terms.account == pledge.account, "pledge")
      if Int128(terms.quantity) > pledge.quantity {
        throw PlainRefusal(2054, [clamped(pledge.quantity), terms.quantity])
      }
      if terms.quantity <= 0 { throw PlainRefusal(2040, [terms.quantity]) }
    }
    let from = terms.pledge == 0 ? PlainState.available : PlainState.pledged
    let wanted = Wanted(
      lot: terms.lot, quantity: terms.quantity, from: PlainPlace(terms.account, from, terms.pledge),
      to: PlainPlace(terms.account, PlainState.frozen, UInt32(freezes.count + 1)), first: terms.first)
    let moves = try post(7, wanted, context)
    freezes.append(Freeze(terms: terms, quantity: Int128(terms.quantity), until: terms.until))
    if terms.pledge == 0 { return [.named("freezeSet"), .posted(7, moves)] }
    pledges[Int(terms.pledge) - 1].quantity -= Int128(terms.quantity)
    pledges[Int(terms.pledge) - 1].frozen += Int128(terms.quantity)
    return [.named("freezeSet"), .named("pledgeSet"), .posted(7, moves)]
  }

  private func needOpenFreeze(_ number: UInt32) throws(PlainRefusal) {
    if number == 0 || Int(number) > freezes.count { throw PlainRefusal(2028, [Int64(number)]) }
    if freezes[Int(number) - 1].quantity == 0 { throw PlainRefusal(2029, [Int64(number)]) }
  }

  /// The pledge that frozen units came from, if it is still open.
  private func openPledge(behind freeze: Freeze) -> UInt32? {
    let number = freeze.terms.pledge
    return number != 0 && pledges[Int(number) - 1].isOpen ? number : nil
  }

  mutating func unfreeze(_ number: UInt32, _ context: PlainContext) throws(PlainRefusal) -> [PlainFact] {
    try needOpenFreeze(number)
    let freeze = freezes[Int(number) - 1]
    let pledge = openPledge(behind: freeze)
    let to = pledge.map { PlainPlace(freeze.terms.account, PlainState.pledged, $0) }
    let wanted = Wanted(
      lot: freeze.terms.lot, quantity: Int64(freeze.quantity),
      from: PlainPlace(freeze.terms.account, PlainState.frozen, number),
      to: to ?? PlainPlace(freeze.terms.account, PlainState.available))
    let moves = try post(10, wanted, context)
    freezes[Int(number) - 1].quantity = 0
    let facts: [PlainFact] = [.posted(10, moves), .named("freezeSet")]
    guard let pledge else { return facts }
    pledges[Int(pledge) - 1].frozen -= freeze.quantity
    pledges[Int(pledge) - 1].quantity += freeze.quantity
    return facts + (try settlePledge(pledge, context))
  }

  private mutating func seize(
    _ number: UInt32, _ quantity: Int64, _ to: UInt32, _ context: PlainContext
  ) throws(PlainRefusal) -> [PlainFact] {
    try needOpenFreeze(number)
    let freeze = freezes[Int(number) - 1]
    if quantity <= 0 { throw PlainRefusal(2040, [quantity]) }
    if Int128(quantity) > freeze.quantity {
      throw PlainRefusal(2054, [clamped(freeze.quantity), quantity])
    }
    let wanted = Wanted(
      lot: freeze.terms.lot, quantity: quantity,
      from: PlainPlace(freeze.terms.account, PlainState.frozen, number),
      to: PlainPlace(to, PlainState.available))
    let moves = try post(13, wanted, context)
    freezes[Int(number) - 1].quantity -= Int128(quantity)
    let facts: [PlainFact] = [.posted(13, moves), .named("freezeSet")]
    guard let pledge = openPledge(behind: freeze) else { return facts }
    pledges[Int(pledge) - 1].frozen -= Int128(quantity)
    return facts + (try settlePledge(pledge, context))
  }
}
