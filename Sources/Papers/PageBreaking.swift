/// A piece in its place on a page.
struct PlacedPiece {
  var piece: Piece
  var y: Double
  /// Whether it is the head of a table that goes on.
  var isRepeated = false
}

/// Shares pieces out to pages: what belongs together stays together, a table's head stands on each of its
/// pages, and what is higher than a page is cut.
struct PageBreaking {
  private(set) var pages: [[PlacedPiece]] = [[]]
  private var y = Paper.top

  init(_ pieces: [Piece]) {
    for index in pieces.indices { place(pieces[index], wanted: Self.room(for: pieces[index...])) }
  }

  /// The height of a piece with all that must stand on its page.
  private static func room(for pieces: ArraySlice<Piece>) -> Double {
    var room = 0.0
    for piece in pieces {
      room += (room > 0 ? piece.before : 0) + piece.height
      if !piece.keepsNext { break }
    }
    return min(room, Paper.bottom - Paper.top)
  }

  private mutating func place(_ piece: Piece, wanted: Double) {
    let isTop = pages[pages.count - 1].isEmpty
    let top = isTop ? y : y + piece.before
    if top + wanted <= Paper.bottom + 0.01 { return put(piece, at: top) }
    let isLong = piece.height > (Paper.bottom - Paper.top) * 0.5
    if isTop || isLong || piece.head == nil, !piece.keepsNext,
      let (first, rest) = piece.cut?(Paper.bottom - top)
    {
      put(first, at: top)
      turn(for: piece)
      return place(rest, wanted: rest.height)
    }
    guard !isTop, pages[pages.count - 1].contains(where: { !$0.isRepeated }) else {
      return put(piece, at: top)
    }
    turn(for: piece)
    place(piece, wanted: wanted)
  }

  private mutating func put(_ piece: Piece, at top: Double) {
    pages[pages.count - 1].append(PlacedPiece(piece: piece, y: top))
    y = top + piece.height
  }

  /// Begins a page, with the head of the table that goes on there.
  private mutating func turn(for piece: Piece) {
    pages.append([])
    y = Paper.top
    guard let head = piece.head?.piece else { return }
    put(head, at: y)
    pages[pages.count - 1][0].isRepeated = true
  }
}
