/// A piece of a document that stands on one page: a heading, some lines, a row of a table, a figure.
struct Piece {
  /// Space above it, which falls away at the top of a page.
  var before = 0.0
  var height: Double
  /// Whether it must not be the last of a page.
  var keepsNext = false
  /// What stands above it again when it begins a page: the head of its table.
  var head: RepeatedHead?
  /// Names by which links find it.
  var places: [String] = []
  var bookmark: Bookmark?
  /// Draws it with its top at y.
  var draw: (Canvas, Double) -> Void
  /// Cuts it in two, the first no higher than the room; nil when nothing of it has room.
  var cut: ((_ room: Double) -> (Piece, Piece)?)?
}

/// The head of a table.
final class RepeatedHead {
  let piece: Piece

  init(_ piece: Piece) { self.piece = piece }
}

/// An entry of the list of bookmarks; level 0 stands at the top.
struct Bookmark {
  var title: String
  var level: Int
}

extension Piece {
  /// Some lines of a text.
  static func lines(
    _ text: SetText, _ range: Range<Int>? = nil, in column: Column, before: Double = 0
  ) -> Piece {
    let range = range ?? 0..<text.lines.count
    return Piece(
      before: before, height: text.height(of: range),
      draw: { text.draw(range, on: $0, x: column.x, y: $1) },
      cut: { room in
        let count = text.fitting(room, from: range.lowerBound)
        let middle = range.lowerBound + min(count, range.count)
        guard count > 0, middle < range.upperBound else { return nil }
        return (
          lines(text, range.lowerBound..<middle, in: column, before: before),
          lines(text, middle..<range.upperBound, in: column)
        )
      })
  }

  /// The piece upon a ground that is drawn first; space above belongs to the ground.
  func upon(_ ground: @escaping (Canvas, _ top: Double, _ bottom: Double) -> Void) -> Piece {
    var piece = self
    let (inner, space, whole) = (draw, before, before + height)
    piece.before = 0
    piece.height = whole
    piece.draw = { canvas, y in
      ground(canvas, y, y + whole)
      inner(canvas, y + space)
    }
    if let cut {
      piece.cut = { room in cut(room - space).map { ($0.upon(ground), $1.upon(ground)) } }
    }
    return piece
  }
}

/// Pieces that must stay together, as far as one page can hold them.
func together(_ pieces: [Piece]) -> [Piece] {
  let height = pieces.reduce(0) { $0 + $1.before + $1.height }
  guard height < (Paper.bottom - Paper.top) * 0.9 else { return pieces }
  return pieces.enumerated().map { index, piece in
    var piece = piece
    if index < pieces.count - 1 { piece.keepsNext = true }
    return piece
  }
}
