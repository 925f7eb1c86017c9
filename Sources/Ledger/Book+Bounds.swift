import Journal

extension Book {
  mutating func setCounter(_ key: String, _ minimum: Int64, _ maximum: Int64) throws(Refusal) {
    try require(code: key, "key")
    try require(minimum <= maximum, "maximum")
    happen(.counterSet(key: key, minimum: minimum, maximum: maximum))
  }

  mutating func count(_ key: String, _ change: Int64) throws(Refusal) {
    guard let counter = counters[key] else { throw Refusal(LedgerRefusal.noCounter, names: [key]) }
    if change == 0 { throw refusal(.notPositive, 0) }
    let value = Int128(counter.value)
    let above = Int128(counter.maximum) - value
    if change > 0, Int128(change) > above {
      throw refusal(.overCap, Int64(clamping: above), change)
    }
    let below = value - Int128(counter.minimum)
    if change < 0, -Int128(change) > below {
      throw refusal(.underFloor, Int64(clamping: below), change)
    }
    // Below or at the maximum, above or at the minimum: countable.
    happen(.counted(key: key, change: change, after: counter.value + change))
  }

  mutating func claim(_ terms: ClaimTerms) throws(Refusal) {
    try require(code: terms.benefit, "benefit")
    try require(list: terms.conflicts.count, 0...32)
    for conflict in terms.conflicts { try require(code: conflict, "conflicts") }
    try require(areAscending(terms.conflicts), "conflicts")
    try require(terms.box.isProper, "box")
    try require(terms.from <= terms.to, "period")
    try require(terms.stated < context.sequence, "stated")
    if let newer = newestClaim(related: terms) {
      throw refusal(.stale, Int64(newer.id.number), Int64(clamping: newer.sequence))
    }
    let id = ClaimID(try next(.claim))
    happen(.claimed(Claim(id: id, terms: terms, sequence: context.sequence)))
  }

  /// The open claim of the greatest number that excludes another and is newer than what that one looked at.
  private func newestClaim(related terms: ClaimTerms) -> Claim? {
    var newest: Claim?
    claimIndex.candidates(for: terms.box) { id in
      if let newest, newest.id >= id { return }
      guard let claim = claims[id], claim.sequence > terms.stated, claim.terms.isRelated(to: terms) else {
        return
      }
      newest = claim
    }
    return newest
  }

  mutating func withdraw(_ id: ClaimID, _ reason: String) throws(Refusal) {
    try require(words: reason, "reason")
    _ = try open(claims[id], id.number, .claim, never: .noClaim, closed: .claimClosed)
    happen(.claimWithdrawn(id, reason: reason))
  }
}
