extension PlainBook {
  /// Makes a move that passed all checks.
  mutating func take(_ wanted: Wanted, _ unit: PlainUnit) -> [PlainMove] {
    guard unit.isSerialised else { return [shift(wanted, first: 0, count: Int128(wanted.quantity))] }
    if wanted.from.account == 0 {
      let lot = lots[Int(wanted.lot) - 1]
      let next = lot.issued + lot.convertedIn + 1
      let count = Int128(wanted.quantity)
      spans.append(Span(lot: wanted.lot, first: next, count: count, place: wanted.to))
      joinSpans(of: wanted.lot)
      return [shift(wanted, first: Int64(next), count: count)]
    }
    var moves: [PlainMove] = []
    for cut in cuts(wanted) {
      give(cut, of: wanted)
      moves.append(shift(wanted, first: Int64(cut.first), count: cut.count))
    }
    joinSpans(of: wanted.lot)
    return moves
  }

  /// Which serials a move takes: those wanted, or the lowest of the place, span by span.
  func cuts(_ wanted: Wanted) -> [Span] {
    if wanted.first != 0 {
      return [
        Span(
          lot: wanted.lot, first: Int128(wanted.first), count: Int128(wanted.quantity), place: wanted.from)
      ]
    }
    var left = Int128(wanted.quantity)
    var cuts: [Span] = []
    for span in spans where span.lot == wanted.lot && span.place == wanted.from && left > 0 {
      var cut = span
      cut.count = min(span.count, left)
      left -= cut.count
      cuts.append(cut)
    }
    return cuts
  }

  /// Takes serials out of the span that has them and puts them down in the new place.
  private mutating func give(_ cut: Span, of wanted: Wanted) {
    for (index, span) in spans.enumerated() where span.lot == cut.lot {
      let end = span.first + span.count
      guard span.first <= cut.first, cut.first + cut.count <= end else { continue }
      var pieces: [Span] = []
      var before = span
      before.count = cut.first - span.first
      if before.count > 0 { pieces.append(before) }
      var given = cut
      given.place = landing(of: wanted)
      pieces.append(given)
      var behind = span
      behind.first = cut.first + cut.count
      behind.count = end - behind.first
      if behind.count > 0 { pieces.append(behind) }
      spans.replaceSubrange(index...index, with: pieces)
      return
    }
  }

  /// Where serials stand after a move: converted-out ones stay with the account that gave them up.
  private func landing(of wanted: Wanted) -> PlainPlace {
    wanted.to.state == PlainState.converted
      ? PlainPlace(wanted.from.account, PlainState.converted) : wanted.to
  }

  /// Orders the spans of all lots, and makes one of neighbours in the same place.
  private mutating func joinSpans(of lot: UInt32) {
    spans.sort { ($0.lot, $0.first) < ($1.lot, $1.first) }
    var joined: [Span] = []
    for span in spans {
      if let last = joined.last, last.lot == lot, span.lot == lot, last.place == span.place,
        last.first + last.count == span.first
      {
        joined[joined.count - 1].count += span.count
      } else {
        joined.append(span)
      }
    }
    spans = joined
  }

  /// Changes the two balances, or the totals of the lot, by one piece of a move.
  private mutating func shift(_ wanted: Wanted, first: Int64, count: Int128) -> PlainMove {
    let fromAfter = add(-count, to: wanted.from, isSource: true, lot: wanted.lot)
    let toAfter = add(count, to: wanted.to, isSource: false, lot: wanted.lot)
    return PlainMove(
      lot: wanted.lot, quantity: Int64(count), first: first, from: wanted.from, fromAfter: Int64(fromAfter),
      to: wanted.to, toAfter: Int64(toAfter))
  }

  /// Changes what is in a place, and answers what is in it then; outside, what went that way in all.
  private mutating func add(
    _ change: Int128, to place: PlainPlace, isSource: Bool, lot: UInt32
  ) -> Int128 {
    let index = Int(lot) - 1
    if place.state == PlainState.origin {
      lots[index].issued -= change
      return lots[index].issued
    }
    if place.state == PlainState.converted {
      if isSource {
        lots[index].convertedIn -= change
        return lots[index].convertedIn
      }
      lots[index].convertedOut += change
      return lots[index].convertedOut
    }
    if PlainState.dead.contains(place.state) { lots[index].dead[place.state - 8] += change }
    pile(change, on: place, lot: lot)
    return balance(place.account, lot, place.state)
  }

  private mutating func pile(_ change: Int128, on place: PlainPlace, lot: UInt32) {
    for (index, pile) in piles.enumerated() where pile.lot == lot && pile.place == place {
      piles[index].amount += change
      if piles[index].amount == 0 { piles.remove(at: index) }
      return
    }
    piles.append(Pile(lot: lot, place: place, amount: change))
  }
}
