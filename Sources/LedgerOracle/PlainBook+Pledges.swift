extension PlainBook {
  mutating func performPledge(
    _ operation: PlainOperation, _ context: PlainContext
  ) throws(PlainRefusal) -> [PlainFact] {
    switch operation {
    case .pledge(let lot, let account, let quantity, let lender, let first):
      try pledge(
        Wanted(
          lot: lot, quantity: quantity, from: PlainPlace(account, PlainState.available),
          to: PlainPlace(account, PlainState.pledged, UInt32(pledges.count + 1)), first: first),
        lender, context)
    case .pledgeAgain(let pledge, let lender, let quantity): try pledgeAgain(pledge, lender, quantity)
    case .discharge(let pledge, let rank, let quantity): try discharge(pledge, rank, quantity, context)
    case .enforce(let pledge, let rank, let quantity, let to):
      try enforce(pledge, rank, quantity, to, context)
    default: []
    }
  }

  private mutating func pledge(
    _ wanted: Wanted, _ lender: UInt32, _ context: PlainContext
  ) throws(PlainRefusal) -> [PlainFact] {
    try needAccount(lender)
    if lender == wanted.from.account { throw PlainRefusal(2041, [Int64(lender)]) }
    try refuse([4], of: lender)
    let moves = try post(6, wanted, context)
    let quantity = Int128(wanted.quantity)
    pledges.append(
      Pledge(
        account: wanted.from.account, lot: wanted.lot, quantity: quantity, frozen: 0,
        liens: [Lien(lender: lender, quantity: quantity)], isOpen: true))
    return [.named("pledgeSet"), .named("lienSet"), .posted(6, moves)]
  }

  func needOpenPledge(_ number: UInt32) throws(PlainRefusal) -> Pledge {
    if number == 0 || Int(number) > pledges.count { throw PlainRefusal(2025, [Int64(number)]) }
    let pledge = pledges[Int(number) - 1]
    if !pledge.isOpen { throw PlainRefusal(2026, [Int64(number)]) }
    return pledge
  }

  private mutating func pledgeAgain(
    _ number: UInt32, _ lender: UInt32, _ quantity: Int64
  ) throws(PlainRefusal) -> [PlainFact] {
    let pledge = try needOpenPledge(number)
    try needAccount(lender)
    if lender == pledge.account { throw PlainRefusal(2041, [Int64(lender)]) }
    try refuse([4], of: lender)
    try refuse([2], of: pledge.account)
    try refuse([3], of: pledge.account)
    if quantity <= 0 { throw PlainRefusal(2040, [quantity]) }
    let bound = pledge.quantity + pledge.frozen
    if Int128(quantity) > bound { throw PlainRefusal(2069, [clamped(bound), quantity]) }
    if pledge.liens.count == 65_535 { throw PlainRefusal(2099) }
    pledges[Int(number) - 1].liens.append(Lien(lender: lender, quantity: Int128(quantity)))
    return [.named("pledgeSet"), .named("lienSet")]
  }

  private func needLien(_ number: UInt32, _ rank: UInt16, _ quantity: Int64) throws(PlainRefusal) {
    let liens = try needOpenPledge(number).liens
    if rank == 0 || Int(rank) > liens.count || liens[Int(rank) - 1].quantity == 0 {
      throw PlainRefusal(2027, [Int64(number), Int64(rank)])
    }
    if quantity <= 0 { throw PlainRefusal(2040, [quantity]) }
    let lien = liens[Int(rank) - 1].quantity
    if Int128(quantity) > lien { throw PlainRefusal(2069, [clamped(lien), quantity]) }
  }

  private mutating func discharge(
    _ number: UInt32, _ rank: UInt16, _ quantity: Int64, _ context: PlainContext
  ) throws(PlainRefusal) -> [PlainFact] {
    try needLien(number, rank, quantity)
    pledges[Int(number) - 1].liens[Int(rank) - 1].quantity -= Int128(quantity)
    return [.named("lienSet")] + (try settlePledge(number, context))
  }

  private mutating func enforce(
    _ number: UInt32, _ rank: UInt16, _ quantity: Int64, _ to: UInt32, _ context: PlainContext
  ) throws(PlainRefusal) -> [PlainFact] {
    try needLien(number, rank, quantity)
    let pledge = pledges[Int(number) - 1]
    var free = pledge.quantity
    for lien in pledge.liens.prefix(Int(rank) - 1) { free -= lien.quantity }
    free = max(0, free)
    if Int128(quantity) > free { throw PlainRefusal(2070, [clamped(free), quantity]) }
    let wanted = Wanted(
      lot: pledge.lot, quantity: quantity, from: PlainPlace(pledge.account, PlainState.pledged, number),
      to: PlainPlace(to, PlainState.available))
    let moves = try post(12, wanted, context)
    pledges[Int(number) - 1].quantity -= Int128(quantity)
    pledges[Int(number) - 1].liens[Int(rank) - 1].quantity -= Int128(quantity)
    return [.posted(12, moves), .named("lienSet")] + (try settlePledge(number, context))
  }

  /// Frees what no lien needs, and closes a pledge that secures nothing or has nothing.
  mutating func settlePledge(
    _ number: UInt32, _ context: PlainContext
  ) throws(PlainRefusal) -> [PlainFact] {
    let pledge = pledges[Int(number) - 1]
    var claims: Int128 = 0
    for lien in pledge.liens { claims += lien.quantity }
    var facts: [PlainFact] = []
    let excess = max(0, min(pledge.quantity, pledge.quantity + pledge.frozen - claims))
    if excess > 0 {
      let wanted = Wanted(
        lot: pledge.lot, quantity: Int64(excess),
        from: PlainPlace(pledge.account, PlainState.pledged, number),
        to: PlainPlace(pledge.account, PlainState.available))
      facts.append(.posted(9, try post(9, wanted, context)))
      pledges[Int(number) - 1].quantity -= excess
    }
    let now = pledges[Int(number) - 1]
    if claims > 0, now.quantity + now.frozen > 0 { return facts + [.named("pledgeSet")] }
    for (index, lien) in now.liens.enumerated() where lien.quantity > 0 {
      pledges[Int(number) - 1].liens[index].quantity = 0
      facts.append(.named("lienSet"))
    }
    pledges[Int(number) - 1].isOpen = false
    return facts + [.named("pledgeClosed")]
  }
}
