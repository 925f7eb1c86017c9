/// A window of a grid that is worked on at once; its cells are numbered row by row from 0.
public struct Tile: Hashable, Sendable {
  /// Place in the tiling's row-major order.
  public let index: Int
  /// First column and row in the grid.
  public let column: Int
  public let row: Int
  public let width: Int
  public let height: Int

  public init(index: Int, column: Int, row: Int, width: Int, height: Int) {
    self.index = index
    self.column = column
    self.row = row
    self.width = width
    self.height = height
  }

  /// Number of cells.
  public var count: Int { width * height }
  public var columns: Range<Int> { column..<column + width }
  public var rows: Range<Int> { row..<row + height }
}

/// A grid cut into tiles, in row-major order; tiles at the right and lower edge may be smaller.
public struct Tiling: RandomAccessCollection, Hashable, Sendable {
  public let grid: Grid
  /// Width and height of a whole tile, in cells.
  public let size: Int

  public init(_ grid: Grid, size: Int) {
    precondition(size > 0 && size <= 32_768, "A tile is 1 to 32 768 cells wide.")
    self.grid = grid
    self.size = size
  }

  /// Tiles in a row of tiles.
  public var across: Int { (grid.columns + size - 1) / size }
  /// Rows of tiles.
  public var down: Int { (grid.rows + size - 1) / size }
  public var startIndex: Int { 0 }
  public var endIndex: Int { across * down }

  public subscript(index: Int) -> Tile {
    precondition(index >= 0 && index < endIndex, "No such tile.")
    let (column, row) = (index % across * size, index / across * size)
    return Tile(
      index: index, column: column, row: row, width: Swift.min(size, grid.columns - column),
      height: Swift.min(size, grid.rows - row))
  }
}
