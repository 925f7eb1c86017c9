/// A grid cut into tiles along lines, those of a tiling or lines midway between them.
struct TileCut: Sendable {
  private let columns: [Range<Int>]
  private let rows: [Range<Int>]

  init(_ tiling: Tiling, isShifted: Bool = false) {
    let first = isShifted ? (tiling.size + 1) / 2 : tiling.size
    columns = Self.pieces(of: tiling.grid.columns, first: first, size: tiling.size)
    rows = Self.pieces(of: tiling.grid.rows, first: first, size: tiling.size)
  }

  private static func pieces(of length: Int, first: Int, size: Int) -> [Range<Int>] {
    [0..<min(first, length)]
      + stride(from: first, to: length, by: size).map { $0..<min($0 + size, length) }
  }

  var count: Int { columns.count * rows.count }

  subscript(index: Int) -> Tile {
    let (column, row) = (columns[index % columns.count], rows[index / columns.count])
    return Tile(
      index: index, column: column.lowerBound, row: row.lowerBound, width: column.count, height: row.count)
  }

  /// One of four, such that tiles of one colour never touch.
  func colour(of index: Int) -> Int { (index % columns.count & 1) | (index / columns.count & 1) << 1 }

  /// The tiles that have cells in a window of the grid.
  func tiles(in window: (columns: Range<Int>, rows: Range<Int>)) -> [Int] {
    let across = columns.indices.filter { columns[$0].overlaps(window.columns) }
    return rows.indices.filter { rows[$0].overlaps(window.rows) }.flatMap { row in
      across.map { row * columns.count + $0 }
    }
  }
}
