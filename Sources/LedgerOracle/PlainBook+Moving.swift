extension PlainBook {
  mutating func performMoving(
    _ operation: PlainOperation, _ context: PlainContext
  ) throws(PlainRefusal) -> [PlainFact] {
    switch operation {
    case .issue(let lot, let account, let quantity, let to, let reference):
      return try issue(lot, account, quantity, to, reference, context)
    case .release(let lot, let account, let quantity, let from, let to, let first):
      return try one(
        2, lot, quantity, PlainPlace(account, from), PlainPlace(account, to), first, context)
    case .transfer(let lot, let from, let to, let quantity, let fromState, let toState, let first):
      return try one(
        14, lot, quantity, PlainPlace(from, fromState), PlainPlace(to, toState), first, context)
    case .post(let legs): return try post(legs, context)
    case .split(let lot, let from, let quantity, let shares, let remainder):
      return try split(lot, from, quantity, shares, remainder, context)
    case .convert(let conversion): return try convert(conversion, context)
    case .retire(let lot, let account, let quantity, let from, let first, let reason, let beneficiary):
      try needWords(reason, "reason", required: true)
      try needWords(beneficiary, "beneficiary")
      return try one(
        16, lot, quantity, PlainPlace(account, from), PlainPlace(account, PlainState.retired), first, context)
    case .void(let lot, let account, let quantity, let from, let to, let first, let reason):
      try needWords(reason, "reason", required: true)
      if to != 9, to != 10 { throw PlainRefusal(2042, [Int64(from), Int64(to)]) }
      return try one(
        to == 9 ? 17 : 18, lot, quantity, PlainPlace(account, from), PlainPlace(account, to), first, context)
    default: return []
    }
  }

  /// A posting of one move.
  private mutating func one(
    _ movement: Int, _ lot: UInt32, _ quantity: Int64, _ from: PlainPlace, _ to: PlainPlace,
    _ first: Int64, _ context: PlainContext
  ) throws(PlainRefusal) -> [PlainFact] {
    let wanted = Wanted(lot: lot, quantity: quantity, from: from, to: to, first: first)
    return [.posted(movement, try post(movement, wanted, context))]
  }

  private mutating func issue(
    _ lot: UInt32, _ account: UInt32, _ quantity: Int64, _ to: Int, _ reference: String,
    _ context: PlainContext
  ) throws(PlainRefusal) -> [PlainFact] {
    if !reference.isEmpty { try needCode(reference, "reference") }
    try needLot(lot)
    let unit = units[Int(lots[Int(lot) - 1].terms.unit) - 1]
    if unit.needsReference, reference.isEmpty { throw PlainRefusal(2064, [Int64(lot)]) }
    if references.contains(reference) { throw PlainRefusal(2065, names: [reference]) }
    let facts = try one(
      1, lot, quantity, PlainPlace(0, PlainState.origin), PlainPlace(account, to), 0, context)
    if reference.isEmpty { return facts }
    references.append(reference)
    return [.named("referenceUsed")] + facts
  }

  private mutating func post(
    _ legs: [PlainLeg], _ context: PlainContext
  ) throws(PlainRefusal) -> [PlainFact] {
    try needList(legs.count)
    for leg in legs where leg.change == 0 { throw PlainRefusal(2040, [0]) }
    var order: [UInt32] = []
    for leg in legs where !order.contains(leg.lot) { order.append(leg.lot) }
    for lot in order {
      var sum: Int128 = 0
      for leg in legs where leg.lot == lot { sum += Int128(leg.change) }
      if sum != 0 { throw PlainRefusal(2060, [Int64(lot), clamped(sum)]) }
    }
    var moves: [PlainMove] = []
    for lot in order {
      var left = legs.filter { $0.lot == lot }.map { ($0.account, Int128($0.change)) }
      while let giver = left.firstIndex(where: { $0.1 < 0 }),
        let receiver = left.firstIndex(where: { $0.1 > 0 })
      {
        let amount = min(-left[giver].1, left[receiver].1)
        let wanted = Wanted(
          lot: lot, quantity: Int64(amount), from: PlainPlace(left[giver].0, PlainState.available),
          to: PlainPlace(left[receiver].0, PlainState.available))
        moves += try post(14, wanted, context)
        left[giver].1 += amount
        left[receiver].1 -= amount
      }
    }
    return [.posted(14, moves)]
  }

  private mutating func split(
    _ lot: UInt32, _ from: UInt32, _ quantity: Int64, _ shares: [PlainShare], _ remainder: Int,
    _ context: PlainContext
  ) throws(PlainRefusal) -> [PlainFact] {
    try needList(shares.count)
    for share in shares { try need(share.weight > 0, "share") }
    try need(remainder >= -1 && remainder < shares.count, "remainder")
    try needLot(lot)
    for share in shares { try needAccount(share.account) }
    if quantity <= 0 { throw PlainRefusal(2040, [quantity]) }
    let step = units[Int(lots[Int(lot) - 1].terms.unit) - 1].step
    if quantity % step != 0 { throw PlainRefusal(2044, [quantity, step]) }
    let pieces = pieces(of: Int128(quantity / step), by: shares, remainder)
    var moves: [PlainMove] = []
    for (share, piece) in zip(shares, pieces) where piece > 0 && share.account != from {
      let wanted = Wanted(
        lot: lot, quantity: Int64(piece * Int128(step)), from: PlainPlace(from, PlainState.available),
        to: PlainPlace(share.account, PlainState.available))
      moves += try post(14, wanted, context)
    }
    if moves.isEmpty { throw PlainRefusal(2041, [Int64(from)]) }
    return [.posted(14, moves)]
  }

  /// Whole steps by weights; what is left over goes to one share, or to the largest fractions lost.
  private func pieces(of steps: Int128, by shares: [PlainShare], _ remainder: Int) -> [Int128] {
    var whole: Int128 = 0
    for share in shares { whole += Int128(share.weight) }
    var pieces = shares.map { steps * Int128($0.weight) / whole }
    let lost = shares.map { steps * Int128($0.weight) % whole }
    var left = steps
    for piece in pieces { left -= piece }
    if remainder >= 0 {
      pieces[remainder] += left
      return pieces
    }
    let byLoss = lost.indices.sorted { lost[$0] == lost[$1] ? $0 < $1 : lost[$0] > lost[$1] }
    for index in byLoss.prefix(Int(left)) { pieces[index] += 1 }
    return pieces
  }

  private mutating func convert(
    _ asked: PlainConversion, _ context: PlainContext
  ) throws(PlainRefusal) -> [PlainFact] {
    try need(asked.numerator >= 1 && asked.denominator >= 1, "ratio")
    try needLot(asked.lot)
    try needLot(asked.toLot)
    try need(asked.lot != asked.toLot, "lot")
    try needAccount(asked.remainder)
    if accounts[Int(asked.remainder) - 1].kind != 2 { throw PlainRefusal(2066, [Int64(asked.remainder)]) }
    if asked.quantity <= 0 { throw PlainRefusal(2040, [asked.quantity]) }
    let total = rounded(asked)
    if total > Int128(Int64.max) { throw PlainRefusal(2055, [asked.quantity]) }
    let step = Int128(units[Int(lots[Int(asked.toLot) - 1].terms.unit) - 1].step)
    let regular = total - total % step
    if regular == 0 { throw PlainRefusal(2067, [asked.quantity]) }
    let outside = PlainPlace(0, PlainState.converted)
    let own = PlainPlace(asked.account, PlainState.available)
    let given = Wanted(lot: asked.lot, quantity: asked.quantity, from: own, to: outside, first: asked.first)
    var moves = try post(15, given, context)
    let made = Wanted(lot: asked.toLot, quantity: Int64(regular), from: outside, to: own)
    moves += try post(15, made, context)
    if total > regular {
      let rest = Wanted(
        lot: asked.toLot, quantity: Int64(total - regular), from: outside,
        to: PlainPlace(asked.remainder, PlainState.available))
      moves += try post(15, rest, context)
    }
    return [.posted(15, moves)]
  }

  /// The product of a positive quantity and a positive ratio, in whole parts.
  private func rounded(_ asked: PlainConversion) -> Int128 {
    let product = Int128(asked.quantity) * Int128(asked.numerator)
    let divisor = Int128(asked.denominator)
    let (below, rest) = (product / divisor, product % divisor)
    switch asked.rounding {
    case .floor, .towardZero: return below
    case .ceiling, .awayFromZero: return rest > 0 ? below + 1 : below
    case .halfTowardZero: return 2 * rest > divisor ? below + 1 : below
    case .halfAwayFromZero: return 2 * rest >= divisor ? below + 1 : below
    case .halfEven:
      if 2 * rest == divisor { return below % 2 == 0 ? below : below + 1 }
      return 2 * rest > divisor ? below + 1 : below
    }
  }
}
