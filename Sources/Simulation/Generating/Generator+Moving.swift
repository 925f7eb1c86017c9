import LedgerOracle

extension Generator {
  mutating func issue(_ book: PlainBook) -> PlainOperation {
    if chance.below(5) == 0 {
      let state = chance.one(of: [1, 1, 6])
      let (account, lot) = holding(book, in: state)
      return .release(
        lot: lot, account: account, quantity: amount(book, account, lot, state), from: state,
        to: isBoundary() ? chance.below(12) : chance.one(of: [2, 2, 6]),
        first: first(book, lot, account, state))
    }
    let lot = lot(book)
    let quantity = amount(Int128(chance.one(of: [100, 10_000, 1_000_000])), step: step(book, lot))
    let reference = chance.happens(percent: 30) ? code("bank", 40) : ""
    return .issue(
      lot: lot, account: account(book), quantity: quantity,
      to: isBoundary() ? chance.below(12) : chance.one(of: [2, 2, 2, 2, 1, 6]), reference: reference)
  }

  mutating func transfer(_ book: PlainBook) -> PlainOperation {
    let (fromState, toState) = chance.one(of: [(2, 2), (2, 2), (2, 2), (2, 6), (6, 6), (1, 1)])
    let (from, lot) = holding(book, in: fromState)
    return .transfer(
      lot: lot, from: from, to: other(book, than: from), quantity: amount(book, from, lot, fromState),
      fromState: isBoundary() ? chance.below(12) : fromState,
      toState: isBoundary() ? chance.below(12) : toState, first: first(book, lot, from, fromState))
  }

  mutating func share(_ book: PlainBook) -> PlainOperation {
    chance.happens(percent: 50) ? split(book) : post(book)
  }

  private mutating func split(_ book: PlainBook) -> PlainOperation {
    let (from, lot) = holding(book, in: 2)
    var count = chance.within(1...5)
    if isBoundary(), chance.below(10) == 0 { count = chance.one(of: [0, 256, 257]) }
    let shares = (0..<count).map { _ in
      PlainShare(
        account: other(book, than: from),
        weight: isBoundary() ? chance.one(of: Self.boundaries) : Int64(chance.within(1...9)))
    }
    let remainder = isBoundary() ? chance.one(of: [-2, -1, count, .min, .max]) : chance.below(count + 1) - 1
    return .split(
      lot: lot, from: from, quantity: amount(book, from, lot, 2), shares: shares, remainder: remainder)
  }

  private mutating func post(_ book: PlainBook) -> PlainOperation {
    var legs: [PlainLeg] = []
    for _ in 0..<chance.within(1...2) {
      let (from, lot) = holding(book, in: 2)
      let amount = amount(book, from, lot, 2)
      let half = (amount / 2) - (amount / 2) % step(book, lot)
      legs.append(PlainLeg(account: from, lot: lot, change: 0 &- amount))
      if chance.happens(percent: 50), half != 0 {
        legs.append(PlainLeg(account: other(book, than: from), lot: lot, change: half))
        legs.append(PlainLeg(account: other(book, than: from), lot: lot, change: amount &- half))
      } else {
        legs.append(PlainLeg(account: other(book, than: from), lot: lot, change: amount))
      }
    }
    if isBoundary() { legs[chance.below(legs.count)].change = chance.one(of: Self.boundaries) }
    if chance.happens(percent: 50) { legs.reverse() }
    if isBoundary(), chance.below(20) == 0 {
      legs = chance.below(2) == 0 ? [] : Array(repeating: legs[0], count: 257)
    }
    return .post(legs: legs)
  }

  mutating func convert(_ book: PlainBook) -> PlainOperation {
    let (account, lot) = holding(book, in: 2)
    let ratio: [Int64] = [1, 1, 2, 3, 7, 10, 1_000]
    let remainders = book.accounts.indices.filter { book.accounts[$0].kind == 2 }
    let remainder =
      remainders.isEmpty || isBoundary() ? self.account(book) : UInt32(chance.one(of: remainders) + 1)
    return .convert(
      PlainConversion(
        lot: lot, account: account, quantity: amount(book, account, lot, 2), toLot: self.lot(book),
        numerator: chance.one(of: isBoundary() ? Self.boundaries : ratio),
        denominator: chance.one(of: isBoundary() ? Self.boundaries : ratio),
        rounding: chance.one(of: PlainConversion.Rounding.allCases), remainder: remainder,
        first: first(book, lot, account, 2)))
  }

  mutating func end(_ book: PlainBook) -> PlainOperation {
    let state = chance.one(of: [2, 2, 2, 6, 1])
    let (account, lot) = holding(book, in: state)
    let from = isBoundary() ? chance.below(12) : state
    let quantity = amount(
      amount(book, account, lot, state) > 0 ? book.balance(account, lot, state) / 4 : 0, step: step(book, lot)
    )
    let first = first(book, lot, account, state)
    if chance.happens(percent: 50) {
      return .retire(
        lot: lot, account: account, quantity: quantity, from: from, first: first, reason: words("use"),
        beneficiary: words("b"))
    }
    return .void(
      lot: lot, account: account, quantity: quantity, from: from,
      to: isBoundary() ? chance.below(12) : chance.one(of: [9, 10]), first: first, reason: words("why"))
  }

  mutating func reverse(_ sequence: UInt64) -> PlainOperation {
    guard !postings.isEmpty, !chance.happens(percent: swarm.stray) else {
      return .reverse(
        sequence: chance.one(of: [0, sequence, .max, 1]), index: 0, movement: 14, moves: [], reason: "r")
    }
    var posted = postings[chance.below(postings.count)]
    if chance.below(20) == 0 { posted.sequence = chance.one(of: [0, sequence, .max, 1]) }
    if isBoundary(), chance.below(4) == 0 { posted.movement = chance.within(1...19) }
    if isBoundary(), chance.below(4) == 0, !posted.moves.isEmpty {
      let index = chance.below(posted.moves.count)
      posted.moves[index].quantity = chance.one(of: Self.boundaries)
      posted.moves[index].from.state = chance.below(12)
      posted.moves[index].to.tag = UInt32(chance.below(3))
      posted.moves[index].to.account = UInt32(chance.below(9))
    }
    if isBoundary(), chance.below(4) == 0, !posted.moves.isEmpty {
      posted.moves[0].first = chance.one(of: Self.boundaries)
    }
    return .reverse(
      sequence: posted.sequence, index: posted.index, movement: posted.movement, moves: posted.moves,
      reason: words("mistake"))
  }
}
