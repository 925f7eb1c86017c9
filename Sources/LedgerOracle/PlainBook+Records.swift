extension PlainBook {
  mutating func performRecord(
    _ operation: PlainOperation, _ context: PlainContext
  ) throws(PlainRefusal) -> [PlainFact] {
    switch operation {
    case .setCounter(let key, let minimum, let maximum): return try setCounter(key, minimum, maximum)
    case .count(let key, let change): return try count(key, change)
    case .claim(let terms): return try claim(terms, context)
    case .withdraw(let claim, let reason): return try withdraw(claim, reason)
    case .useReference(let text):
      try needCode(text, "reference")
      if references.contains(text) { throw PlainRefusal(2065, names: [text]) }
      references.append(text)
      return [.named("referenceUsed")]
    case .reverse(let sequence, let index, let movement, let moves, let reason):
      try needWords(reason, "reason", required: true)
      return try reverse(Reversal(sequence: sequence, index: index), movement, moves, context)
    default: return []
    }
  }

  private mutating func setCounter(
    _ key: String, _ minimum: Int64, _ maximum: Int64
  ) throws(PlainRefusal) -> [PlainFact] {
    try needCode(key, "key")
    try need(minimum <= maximum, "maximum")
    if let index = counters.firstIndex(where: { $0.key == key }) {
      counters[index].minimum = minimum
      counters[index].maximum = maximum
    } else {
      counters.append(Counter(key: key, minimum: minimum, maximum: maximum, value: 0))
    }
    return [.named("counterSet")]
  }

  private mutating func count(_ key: String, _ change: Int64) throws(PlainRefusal) -> [PlainFact] {
    guard let index = counters.firstIndex(where: { $0.key == key }) else {
      throw PlainRefusal(2032, names: [key])
    }
    if change == 0 { throw PlainRefusal(2040, [0]) }
    let counter = counters[index]
    let (up, down) = (Int128(counter.maximum) - counter.value, counter.value - Int128(counter.minimum))
    if change > 0, Int128(change) > up { throw PlainRefusal(2071, [clamped(up), change]) }
    if change < 0, Int128(change) + down < 0 { throw PlainRefusal(2072, [clamped(down), change]) }
    counters[index].value += Int128(change)
    return [.named("counted")]
  }

  private mutating func claim(
    _ terms: PlainClaimTerms, _ context: PlainContext
  ) throws(PlainRefusal) -> [PlainFact] {
    try needCode(terms.benefit, "benefit")
    try needList(terms.conflicts.count, 0...32)
    for conflict in terms.conflicts { try needCode(conflict, "conflicts") }
    for (one, next) in zip(terms.conflicts, terms.conflicts.dropFirst()) {
      try need(ascends(one, next), "conflicts")
    }
    let isWide = -1_800_000_000 <= terms.west && terms.west <= terms.east && terms.east <= 1_800_000_000
    let isHigh = -900_000_000 <= terms.south && terms.south <= terms.north && terms.north <= 900_000_000
    try need(isWide && isHigh, "box")
    try need(terms.from <= terms.to, "period")
    try need(terms.stated < context.sequence, "stated")
    for (index, claim) in claims.enumerated().reversed() {
      if claim.isOpen, claim.sequence > terms.stated, areRelated(claim.terms, terms) {
        throw PlainRefusal(2073, [Int64(index + 1), Int64(clamping: claim.sequence)])
      }
    }
    claims.append(Claim(terms: terms, sequence: context.sequence, isOpen: true))
    return [.named("claimed")]
  }

  private func areRelated(_ one: PlainClaimTerms, _ other: PlainClaimTerms) -> Bool {
    let isSame = one.benefit == other.benefit
    let isConflict = one.conflicts.contains(other.benefit) || other.conflicts.contains(one.benefit)
    let areApartEast = one.east < other.west || other.east < one.west
    let areApartNorth = one.north < other.south || other.north < one.south
    let areApartInTime = one.to < other.from || other.to < one.from
    return (isSame || isConflict) && !areApartEast && !areApartNorth && !areApartInTime
  }

  private mutating func withdraw(_ number: UInt32, _ reason: String) throws(PlainRefusal) -> [PlainFact] {
    try needWords(reason, "reason", required: true)
    if number == 0 || Int(number) > claims.count { throw PlainRefusal(2033, [Int64(number)]) }
    if !claims[Int(number) - 1].isOpen { throw PlainRefusal(2034, [Int64(number)]) }
    claims[Int(number) - 1].isOpen = false
    return [.named("claimWithdrawn")]
  }

  private mutating func reverse(
    _ entry: Reversal, _ movement: Int, _ moves: [PlainMove], _ context: PlainContext
  ) throws(PlainRefusal) -> [PlainFact] {
    try needList(moves.count, 1...4_096)
    try need(entry.sequence != 0 && entry.sequence < context.sequence, "sequence")
    if ![1, 2, 5, 12, 13, 14].contains(movement) { throw PlainRefusal(2074, [-1]) }
    for (index, move) in moves.enumerated() {
      let isThere = [PlainState.potential, PlainState.available, PlainState.buffer].contains(move.to.state)
      let isGone = PlainState.dead.contains(move.from.state) || move.from.state == PlainState.converted
      if !isThere || isGone { throw PlainRefusal(2074, [Int64(index)]) }
    }
    if reversals.contains(entry) {
      throw PlainRefusal(2075, [Int64(clamping: entry.sequence), Int64(entry.index)])
    }
    var made: [PlainMove] = []
    for move in moves.reversed() {
      let wanted = Wanted(
        lot: move.lot, quantity: move.quantity, from: PlainPlace(move.to.account, move.to.state),
        to: wayBack(of: move), first: move.first)
      made += try post(19, wanted, context)
    }
    reversals.append(entry)
    return [.named("reversed"), .posted(19, made)]
  }

  /// Where the contra entry of a move puts the units.
  private func wayBack(of move: PlainMove) -> PlainPlace {
    switch move.from.state {
    case PlainState.origin: PlainPlace(move.to.account, PlainState.cancelled)
    case PlainState.potential, PlainState.available, PlainState.buffer:
      PlainPlace(move.from.account, move.from.state)
    default: PlainPlace(move.from.account, PlainState.available)
    }
  }
}
