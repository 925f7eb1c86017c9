extension PlainBook {
  /// Something that ends at a moment; kinds in their order: 0 hold, 1 freeze, 2 lease.
  struct Deadline {
    var moment: Int64
    var kind: Int
    var number: UInt32
  }

  /// The deadlines of all open holds, freezes and leases, the earliest first.
  func deadlines() -> [Deadline] {
    var all: [Deadline] = []
    for (index, hold) in holds.enumerated() where hold.isOpen {
      all.append(Deadline(moment: hold.deadline, kind: 0, number: UInt32(index + 1)))
    }
    for (index, freeze) in freezes.enumerated() where isOpenFreeze(index) {
      if let until = freeze.until { all.append(Deadline(moment: until, kind: 1, number: UInt32(index + 1))) }
    }
    for (index, lease) in leases.enumerated() where lease.quantity > 0 {
      all.append(Deadline(moment: lease.until, kind: 2, number: UInt32(index + 1)))
    }
    return all.sorted { ($0.moment, $0.kind, $0.number) < ($1.moment, $1.kind, $1.number) }
  }

  mutating func performTerm(
    _ operation: PlainOperation, _ context: PlainContext
  ) throws(PlainRefusal) -> [PlainFact] {
    switch operation {
    case .hold(let legs, let interval): try hold(legs, interval, context)
    case .settle(let hold, let quantities): try settle(hold, quantities, context)
    case .unhold(let hold): try unhold(hold, context)
    case .lease(let lot, let account, let quantity, let lessee, let until, let first):
      try lease(
        Wanted(
          lot: lot, quantity: quantity, from: PlainPlace(account, PlainState.available),
          to: PlainPlace(account, PlainState.leased, UInt32(leases.count + 1)), first: first),
        lessee, until, context)
    case .endLease(let lease): try endLease(lease, context)
    case .tick: try tick(context)
    default: []
    }
  }

  private mutating func hold(
    _ legs: [PlainHoldLeg], _ interval: Int64, _ context: PlainContext
  ) throws(PlainRefusal) -> [PlainFact] {
    try needList(legs.count)
    try need(interval >= 1 && interval <= 3_155_760_000_000, "interval")
    for leg in legs {
      try needAccount(leg.beneficiary)
      if leg.beneficiary == leg.account { throw PlainRefusal(2041, [Int64(leg.account)]) }
      try refuse([4], of: leg.beneficiary)
      try refuse([2], of: leg.beneficiary)
    }
    let number = UInt32(holds.count + 1)
    var moves: [PlainMove] = []
    for leg in legs {
      let wanted = Wanted(
        lot: leg.lot, quantity: leg.quantity, from: PlainPlace(leg.account, PlainState.available),
        to: PlainPlace(leg.account, PlainState.held, number), first: leg.first)
      moves += try post(3, wanted, context)
    }
    let last = Self.lastMoment
    holds.append(Hold(legs: legs, deadline: min(context.moment + interval, last), isOpen: true))
    return [.named("holdPlaced"), .posted(3, moves)]
  }

  /// The end of the last day of the year 9999 in China.
  private static let lastMoment: Int64 = 253_402_271_999_999

  private func needOpenHold(_ number: UInt32) throws(PlainRefusal) {
    if number == 0 || Int(number) > holds.count { throw PlainRefusal(2023, [Int64(number)]) }
    if !holds[Int(number) - 1].isOpen { throw PlainRefusal(2024, [Int64(number)]) }
  }

  private mutating func settle(
    _ number: UInt32, _ asked: [Int64], _ context: PlainContext
  ) throws(PlainRefusal) -> [PlainFact] {
    try needOpenHold(number)
    let legs = holds[Int(number) - 1].legs
    if !asked.isEmpty, asked.count != legs.count { throw PlainRefusal(2011, [Int64(asked.count)]) }
    let quantities = asked.isEmpty ? legs.map(\.quantity) : asked
    for (index, leg) in legs.enumerated() {
      try need(quantities[index] >= 0, "quantity")
      if quantities[index] > leg.quantity {
        throw PlainRefusal(2068, [Int64(index), leg.quantity, quantities[index]])
      }
    }
    if quantities.allSatisfy({ $0 == 0 }) { throw PlainRefusal(2040, [0]) }
    var settled: [PlainMove] = []
    for (leg, quantity) in zip(legs, quantities) where quantity > 0 {
      let wanted = Wanted(
        lot: leg.lot, quantity: quantity, from: PlainPlace(leg.account, PlainState.held, number),
        to: PlainPlace(leg.beneficiary, PlainState.available))
      settled += try post(5, wanted, context)
    }
    var returned: [PlainMove] = []
    for (leg, quantity) in zip(legs, quantities) where leg.quantity > quantity {
      returned += try giveBack(leg, leg.quantity - quantity, number, context)
    }
    holds[Int(number) - 1].isOpen = false
    let rest: [PlainFact] = returned.isEmpty ? [] : [.posted(4, returned)]
    return [.posted(5, settled)] + rest + [.named("holdClosed")]
  }

  private mutating func giveBack(
    _ leg: PlainHoldLeg, _ quantity: Int64, _ number: UInt32, _ context: PlainContext
  ) throws(PlainRefusal) -> [PlainMove] {
    let wanted = Wanted(
      lot: leg.lot, quantity: quantity, from: PlainPlace(leg.account, PlainState.held, number),
      to: PlainPlace(leg.account, PlainState.available))
    return try post(4, wanted, context)
  }

  mutating func unhold(_ number: UInt32, _ context: PlainContext) throws(PlainRefusal) -> [PlainFact] {
    try needOpenHold(number)
    var moves: [PlainMove] = []
    for leg in holds[Int(number) - 1].legs { moves += try giveBack(leg, leg.quantity, number, context) }
    holds[Int(number) - 1].isOpen = false
    return [.posted(4, moves), .named("holdClosed")]
  }

  private mutating func lease(
    _ wanted: Wanted, _ lessee: UInt32, _ until: Int64, _ context: PlainContext
  ) throws(PlainRefusal) -> [PlainFact] {
    try needAccount(lessee)
    if lessee == wanted.from.account { throw PlainRefusal(2041, [Int64(lessee)]) }
    try refuse([4], of: lessee)
    try need(until > context.moment, "until")
    let moves = try post(8, wanted, context)
    leases.append(
      Lease(
        account: wanted.from.account, lot: wanted.lot, lessee: lessee, quantity: Int128(wanted.quantity),
        until: until))
    return [.named("leaseSet"), .posted(8, moves)]
  }

  mutating func endLease(_ number: UInt32, _ context: PlainContext) throws(PlainRefusal) -> [PlainFact] {
    if number == 0 || Int(number) > leases.count { throw PlainRefusal(2030, [Int64(number)]) }
    let lease = leases[Int(number) - 1]
    if lease.quantity == 0 { throw PlainRefusal(2031, [Int64(number)]) }
    let wanted = Wanted(
      lot: lease.lot, quantity: Int64(lease.quantity),
      from: PlainPlace(lease.account, PlainState.leased, number),
      to: PlainPlace(lease.account, PlainState.available))
    let moves = try post(11, wanted, context)
    leases[Int(number) - 1].quantity = 0
    return [.posted(11, moves), .named("leaseSet")]
  }

  private mutating func tick(_ context: PlainContext) throws(PlainRefusal) -> [PlainFact] {
    let due = deadlines().filter { $0.moment <= context.moment }.prefix(1_000)
    if due.isEmpty { throw PlainRefusal(2076) }
    var facts: [PlainFact] = []
    for deadline in due {
      switch deadline.kind {
      case 0: facts += try unhold(deadline.number, context)
      case 1: facts += try unfreeze(deadline.number, context)
      default: facts += try endLease(deadline.number, context)
      }
    }
    return facts
  }
}

extension PlainBook {
  /// Whether a deadline has passed at a moment.
  public func isTickDue(at moment: Int64) -> Bool { deadlines().first.map { $0.moment <= moment } ?? false }
}
