import Journal

/// Consecutive serials that move together.
struct Piece {
  let first: Int64
  let length: Int64
}

extension Book {
  /// The most spans that one move may cut.
  static let spanLimit = 4096

  /// The serial that a draft starts with: the one wanted, the next new one, or 0 for the lowest.
  func nextSerial(of draft: Draft) -> Int64 {
    guard draft.from.state.isOutside else { return draft.first }
    let created = lots[draft.lot]?.totals.created ?? 0
    // At Int64.max the move overflows before the serial is used.
    return created == .max ? .max : created + 1
  }

  /// The serials that a draft moves, ascending.
  func pieces(of draft: Draft, from first: Int64) throws(Refusal) -> [Piece] {
    if first != 0 { return [Piece(first: first, length: draft.quantity)] }
    var pieces: [Piece] = []
    var left = draft.quantity
    for first in spanIndex.firsts(of: draft.lot, in: draft.from) where left > 0 {
      guard let span = spans[Span.Key(lot: draft.lot, first: first)] else { continue }
      if pieces.count == Self.spanLimit, !MovementRules.of(draft.movement).isReturn {
        throw refusal(.scattered, Int64(Self.spanLimit))
      }
      pieces.append(Piece(first: first, length: min(left, span.length)))
      left -= min(left, span.length)
    }
    return pieces
  }

  /// The span in a place that has all of so many serials from a first one on.
  func span(of lot: LotID, holding first: Int64, _ count: Int64, in place: Place) -> Span? {
    guard first > 0, count > 0 else { return nil }
    let (below, above) = spanIndex.neighbours(of: first, of: lot, in: place)
    guard let start = above == first ? above : below,
      let span = spans[Span.Key(lot: lot, first: start)]
    else { return nil }
    return count <= span.last - (first - 1) ? span : nil
  }

  /// Cuts a piece out of where it is and joins it to its new neighbours.
  mutating func move(_ piece: Piece, of lot: LotID, from: Place, to: Place) {
    if !from.state.isOutside, let span = span(of: lot, holding: piece.first, piece.length, in: from) {
      remove(span)
      let before = piece.first - span.first
      if before > 0 { put(Span(lot: lot, first: span.first, length: before, place: from)) }
      let after = span.length - before - piece.length
      if after > 0 { put(Span(lot: lot, first: piece.first + piece.length, length: after, place: from)) }
    }
    join(piece, of: lot, in: to.state == .converted ? Place(from.account, .converted) : to)
  }

  private mutating func join(_ piece: Piece, of lot: LotID, in place: Place) {
    var (first, length) = (piece.first, piece.length)
    let (below, above) = spanIndex.neighbours(of: piece.first, of: lot, in: place)
    if let below, let span = spans[Span.Key(lot: lot, first: below)], span.last == piece.first - 1 {
      remove(span)
      (first, length) = (span.first, span.length + length)
    }
    if let above, let span = spans[Span.Key(lot: lot, first: above)],
      above - 1 == piece.first - 1 + piece.length
    {
      remove(span)
      length += span.length
    }
    put(Span(lot: lot, first: first, length: length, place: place))
  }

  private mutating func put(_ span: Span) {
    spans.put(span)
    spanIndex.insert(span)
  }

  private mutating func remove(_ span: Span) {
    spans.remove(span.key)
    spanIndex.remove(span)
  }
}
