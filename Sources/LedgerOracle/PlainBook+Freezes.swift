extension PlainBook {
  mutating func performFreeze(
    _ operation: PlainOperation, _ context: PlainContext
  ) throws(PlainRefusal) -> [PlainFact] {
    switch operation {
    case .freeze(let terms): return try freeze(terms, context)
    case .queueFreeze(let behind, let quantity, let order, let court, let until):
      return try queue(behind, quantity, order, court, until, context)
    case .prolong(let freeze, let until):
      try needOpenFreeze(freeze)
      if let until { try need(until > context.moment, "until") }
      freezes[Int(freeze) - 1].until = until
      let inEffect = freezes[Int(freeze) - 1].quantity > 0
      return (inEffect ? [.named("freezeSet")] : [])
        + waits.filter { $0.freeze == freeze }.map { _ in .named("freezeWaitSet") }
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

  /// Whether the freeze at a place of the list is in effect or waits.
  public func isOpenFreeze(_ index: Int) -> Bool {
    freezes[index].quantity > 0 || waits.contains { $0.freeze == UInt32(index + 1) }
  }

  private func needOpenFreeze(_ number: UInt32) throws(PlainRefusal) {
    if number == 0 || Int(number) > freezes.count { throw PlainRefusal(2028, [Int64(number)]) }
    if !isOpenFreeze(Int(number) - 1) { throw PlainRefusal(2029, [Int64(number)]) }
  }

  private func needFreezeInEffect(_ number: UInt32) throws(PlainRefusal) {
    try needOpenFreeze(number)
    if freezes[Int(number) - 1].quantity == 0 { throw PlainRefusal(2035, [Int64(number)]) }
  }

  private mutating func queue(
    _ behind: UInt32, _ quantity: Int64, _ order: String, _ court: String, _ until: Int64?,
    _ context: PlainContext
  ) throws(PlainRefusal) -> [PlainFact] {
    try needWords(order, "order", required: true)
    try needWords(court, "court", required: true)
    if let until { try need(until > context.moment, "until") }
    try needFreezeInEffect(behind)
    if quantity <= 0 { throw PlainRefusal(2040, [quantity]) }
    var terms = freezes[Int(behind) - 1].terms
    let there = freezes[Int(behind) - 1].quantity
    if Int128(quantity) > there { throw PlainRefusal(2054, [clamped(there), quantity]) }
    let before = waits.filter { $0.behind == behind }.count
    if before >= 64 { throw PlainRefusal(2011, [Int64(before)]) }
    (terms.order, terms.court, terms.until) = (order, court, until)
    freezes.append(Freeze(terms: terms, quantity: 0, until: until))
    waits.append(Wait(freeze: UInt32(freezes.count), behind: behind, quantity: Int128(quantity)))
    return [.named("freezeWaitSet")]
  }

  /// The pledge that frozen units came from, if it is still open.
  private func openPledge(behind freeze: Freeze) -> UInt32? {
    let number = freeze.terms.pledge
    return number != 0 && pledges[Int(number) - 1].isOpen ? number : nil
  }

  mutating func unfreeze(_ number: UInt32, _ context: PlainContext) throws(PlainRefusal) -> [PlainFact] {
    try needOpenFreeze(number)
    var facts: [PlainFact] = []
    for _ in waits where waits.contains(where: { $0.freeze == number }) {
      waits.remove(at: waits.firstIndex { $0.freeze == number } ?? 0)
      facts.append(.named("freezeWaitSet"))
    }
    let freeze = freezes[Int(number) - 1]
    if freeze.quantity == 0 { return facts }
    facts += try inherit(number, context)
    let left = freezes[Int(number) - 1].quantity
    freezes[Int(number) - 1].quantity = 0
    if left == 0 { return facts + [.named("freezeSet")] }
    let pledge = openPledge(behind: freeze)
    let to = pledge.map { PlainPlace(freeze.terms.account, PlainState.pledged, $0) }
    let wanted = Wanted(
      lot: freeze.terms.lot, quantity: Int64(left),
      from: PlainPlace(freeze.terms.account, PlainState.frozen, number),
      to: to ?? PlainPlace(freeze.terms.account, PlainState.available))
    facts += [.posted(10, try post(10, wanted, context)), .named("freezeSet")]
    guard let pledge else { return facts }
    pledges[Int(pledge) - 1].frozen -= left
    pledges[Int(pledge) - 1].quantity += left
    return facts + (try settlePledge(pledge, context))
  }

  /// Hands the units of a freeze to those that wait behind it, by number; what one of them does not get it
  /// waits for behind the others that got it.
  private mutating func inherit(
    _ number: UInt32, _ context: PlainContext
  ) throws(PlainRefusal) -> [PlainFact] {
    var facts: [PlainFact] = []
    var heirs: [(number: UInt32, got: Int128)] = []
    while let next = waits.filter({ $0.behind == number }).min(by: { $0.freeze < $1.freeze }) {
      let freeze = freezes[Int(number) - 1]
      let got = min(freeze.quantity, next.quantity)
      if got > 0 {
        let place = freeze.terms.account
        let wanted = Wanted(
          lot: freeze.terms.lot, quantity: Int64(got), from: PlainPlace(place, PlainState.frozen, number),
          to: PlainPlace(place, PlainState.frozen, next.freeze))
        facts += [.posted(20, try post(20, wanted, context)), .named("freezeSet")]
        freezes[Int(number) - 1].quantity -= got
        freezes[Int(next.freeze) - 1].quantity += got
      }
      waits.removeAll { $0.freeze == next.freeze && $0.behind == number }
      facts.append(.named("freezeWaitSet"))
      var missing = next.quantity - got
      for heir in heirs where missing > 0 {
        let part = min(missing, heir.got)
        missing -= part
        goOn(part, next.freeze, behind: heir.number)
        facts.append(.named("freezeWaitSet"))
      }
      if got > 0 { heirs.append((next.freeze, got)) }
    }
    return facts
  }

  private mutating func goOn(_ part: Int128, _ freeze: UInt32, behind: UInt32) {
    for index in waits.indices where waits[index].freeze == freeze && waits[index].behind == behind {
      waits[index].quantity += part
      return
    }
    waits.append(Wait(freeze: freeze, behind: behind, quantity: part))
  }

  private mutating func seize(
    _ number: UInt32, _ quantity: Int64, _ to: UInt32, _ context: PlainContext
  ) throws(PlainRefusal) -> [PlainFact] {
    try needFreezeInEffect(number)
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
    let rest = freeze.quantity - Int128(quantity)
    freezes[Int(number) - 1].quantity = rest
    var facts: [PlainFact] = [.posted(13, moves), .named("freezeSet")]
    for index in waits.indices where waits[index].behind == number && waits[index].quantity > rest {
      waits[index].quantity = rest
      facts.append(.named("freezeWaitSet"))
    }
    waits.removeAll { $0.quantity == 0 }
    guard let pledge = openPledge(behind: freeze) else { return facts }
    pledges[Int(pledge) - 1].frozen -= Int128(quantity)
    return facts + (try settlePledge(pledge, context))
  }
}
