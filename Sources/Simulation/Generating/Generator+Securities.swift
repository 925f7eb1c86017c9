import LedgerOracle

extension Generator {
  /// A number of something open, most of the time.
  private mutating func open(_ isOpen: [Bool]) -> UInt32 {
    let open = isOpen.indices.filter { isOpen[$0] }
    if open.isEmpty || chance.happens(percent: swarm.stray + 5) { return number(isOpen.count) }
    return UInt32(chance.one(of: open) + 1)
  }

  mutating func hold(_ book: PlainBook) -> PlainOperation {
    if chance.happens(percent: 45), !book.holds.isEmpty {
      let hold = open(book.holds.map(\.isOpen))
      if chance.below(4) == 0 { return .unhold(hold: hold) }
      guard hold > 0, Int(hold) <= book.holds.count, chance.below(3) > 0 else {
        return .settle(hold: hold, quantities: [])
      }
      var quantities: [Int64] = []
      for leg in book.holds[Int(hold) - 1].legs {
        quantities.append(amount(Int128(leg.quantity), step: step(book, leg.lot)))
        if chance.below(5) == 0 { quantities[quantities.count - 1] = 0 }
      }
      if isBoundary(), chance.below(4) == 0 { quantities.append(1) }
      return .settle(hold: hold, quantities: quantities)
    }
    var legs: [PlainHoldLeg] = []
    for _ in 0..<chance.one(of: [1, 1, 2, 3]) {
      let (account, lot) = holding(book, in: 2)
      legs.append(
        PlainHoldLeg(
          account: account, lot: lot, quantity: amount(book, account, lot, 2),
          beneficiary: other(book, than: account),
          first: first(book, lot, account, 2)))
    }
    if isBoundary(), chance.below(20) == 0 { legs = [] }
    let intervals: [Int64] =
      isBoundary()
      ? [.min, 0, 1, 3_155_760_000_000, 3_155_760_000_001, .max] : [1, 60_000, 2_000_000, 90_000_000]
    return .hold(legs: legs, interval: chance.one(of: intervals))
  }

  mutating func lease(_ book: PlainBook) -> PlainOperation {
    if chance.happens(percent: 40), !book.leases.isEmpty {
      return .endLease(lease: open(book.leases.map { $0.quantity > 0 }))
    }
    let (account, lot) = holding(book, in: 2)
    return .lease(
      lot: lot, account: account, quantity: amount(book, account, lot, 2), lessee: other(book, than: account),
      until: deadline(), first: first(book, lot, account, 2))
  }

  mutating func pledge(_ book: PlainBook) -> PlainOperation {
    if chance.happens(percent: 35) || book.pledges.isEmpty {
      let (account, lot) = holding(book, in: 2)
      return .pledge(
        lot: lot, account: account, quantity: amount(book, account, lot, 2),
        lender: other(book, than: account),
        first: first(book, lot, account, 2))
    }
    let number = open(book.pledges.map(\.isOpen))
    guard number > 0, Int(number) <= book.pledges.count else {
      return .discharge(pledge: number, rank: 1, quantity: 1)
    }
    let pledge = book.pledges[Int(number) - 1]
    let rank = UInt16(chance.within(isBoundary() ? 0...pledge.liens.count + 1 : 1...pledge.liens.count))
    let lien = rank >= 1 && Int(rank) <= pledge.liens.count ? pledge.liens[Int(rank) - 1].quantity : 5
    let step = step(book, pledge.lot)
    switch chance.below(3) {
    case 0:
      return .pledgeAgain(
        pledge: number, lender: account(book), quantity: amount(pledge.quantity + pledge.frozen, step: step))
    case 1: return .discharge(pledge: number, rank: rank, quantity: amount(lien, step: step))
    default:
      return .enforce(
        pledge: number, rank: rank, quantity: amount(lien, step: step), to: other(book, than: pledge.account))
    }
  }

  mutating func freeze(_ book: PlainBook) -> PlainOperation {
    if chance.happens(percent: 60), !book.freezes.isEmpty {
      if chance.happens(percent: 45) { return queueFreeze(book) }
      let number = open(book.freezes.indices.map { book.isOpenFreeze($0) })
      let quantity =
        number > 0 && Int(number) <= book.freezes.count ? book.freezes[Int(number) - 1].quantity : 1
      let lot = number > 0 && Int(number) <= book.freezes.count ? book.freezes[Int(number) - 1].terms.lot : 0
      switch chance.below(4) {
      case 0: return .prolong(freeze: number, until: chance.below(4) == 0 ? nil : deadline())
      case 1, 2: return .unfreeze(freeze: number)
      default:
        return .seize(freeze: number, quantity: amount(quantity, step: step(book, lot)), to: account(book))
      }
    }
    var (account, lot) = holding(book, in: 2)
    var (pledge, most) = (UInt32(0), book.balance(account, lot, 2))
    if chance.happens(percent: 40), !book.pledges.isEmpty {
      pledge = open(book.pledges.map(\.isOpen))
      if pledge > 0, Int(pledge) <= book.pledges.count, chance.below(12) > 0 {
        let found = book.pledges[Int(pledge) - 1]
        (account, lot, most) = (found.account, found.lot, found.quantity)
      }
    }
    return .freeze(
      PlainFreezeTerms(
        lot: lot, account: account, quantity: amount(most, step: step(book, lot)),
        first: first(book, lot, account, pledge == 0 ? 2 : 4), pledge: pledge, order: words("(2026)1"),
        court: words("court"), until: chance.below(3) == 0 ? nil : deadline()))
  }

  /// A further order on units that are frozen, now and then on all of them, so that queues grow long.
  private mutating func queueFreeze(_ book: PlainBook) -> PlainOperation {
    let number = open(book.freezes.map { $0.quantity > 0 })
    let isThere = number > 0 && Int(number) <= book.freezes.count
    let (there, lot) =
      isThere ? (book.freezes[Int(number) - 1].quantity, book.freezes[Int(number) - 1].terms.lot) : (1, 0)
    let whole = Int64(clamping: there)
    return .queueFreeze(
      behind: number, quantity: chance.below(3) == 0 ? whole : amount(there, step: step(book, lot)),
      order: words("(2026)2"), court: words("court"), until: chance.below(3) == 0 ? nil : deadline())
  }

  mutating func counter(_ book: PlainBook) -> PlainOperation {
    let key = code("cap", 3)
    if chance.below(4) == 0 || book.counters.isEmpty {
      if isBoundary() {
        return .setCounter(
          key: key, minimum: chance.one(of: Self.boundaries), maximum: chance.one(of: Self.boundaries))
      }
      return .setCounter(key: key, minimum: -Int64(chance.below(100)), maximum: Int64(chance.below(1_000)))
    }
    guard let counter = book.counters.first(where: { $0.key == key }) else {
      return .count(key: key, change: 1)
    }
    let most = Int128(counter.maximum) - counter.value
    if chance.happens(percent: 30) {
      return .count(key: key, change: 0 &- amount(counter.value - Int128(counter.minimum)))
    }
    return .count(key: key, change: amount(most))
  }

  mutating func claim(_ book: PlainBook, _ sequence: UInt64) -> PlainOperation {
    switch chance.below(6) {
    case 0: return .withdraw(claim: open(book.claims.map(\.isOpen)), reason: words("void"))
    case 1: return .useReference(code("bank", 40))
    default: break
    }
    let west =
      isBoundary()
      ? chance.one(of: [-1_800_000_000, 1_800_000_000, 1_800_000_001, .min])
      : Int64(chance.below(60)) * 1_000_000
    let south =
      isBoundary() ? chance.one(of: [-900_000_000, 900_000_000, .max]) : Int64(chance.below(60)) * 1_000_000
    let from = Int32(chance.below(1_000))
    let benefits = ["air", "carbon", "water"]
    var conflicts = benefits.filter { _ in chance.happens(percent: 15) }
    if isBoundary() { conflicts.append(code("air", 1)) }
    return .claim(
      PlainClaimTerms(
        west: west, south: south, east: west &+ Int64(chance.below(40)) * 1_000_000,
        north: south &+ Int64(chance.below(40)) * 1_000_000, benefit: code(chance.one(of: benefits), 1),
        conflicts: conflicts, from: from, to: from + Int32(chance.within(-1...500)),
        stated: isBoundary() ? chance.one(of: [0, sequence, .max]) : UInt64(chance.below(Int(sequence)))))
  }
}
