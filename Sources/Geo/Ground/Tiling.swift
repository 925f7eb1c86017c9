/// A window of a grid that is worked on at once; its cells are numbered row by row from 0.
public struct Tile: Hashable, Sendable {
  /// Place in the tiling's row-major order.
  public let index: Int
  /// First column and row in the grid.
  public let column: Int
  /// First row in the grid.
  public let row: Int
  /// Cells across.
  public let width: Int
  /// Cells down.
  public let height: Int

  /// A window by its first cell and its size.
  public init(index: Int, column: Int, row: Int, width: Int, height: Int) {
    self.index = index
    self.column = column
    self.row = row
    self.width = width
    self.height = height
  }

  /// Number of cells.
  public var count: Int { width * height }
  /// Its columns of the grid.
  public var columns: Range<Int> { column..<column + width }
  /// Its rows of the grid.
  public var rows: Range<Int> { row..<row + height }
}

/// A grid cut into tiles, in row-major order; tiles at the right and lower edge may be smaller.
public struct Tiling: RandomAccessCollection, Hashable, Sendable {
  /// The grid that is cut.
  public let grid: Grid
  /// Width and height of a whole tile, in cells.
  public let size: Int

  /// Cuts a grid into squares.
  ///
  /// - Parameter size: 1 … 32 768 cells.
  public init(_ grid: Grid, size: Int) {
    precondition(size > 0 && size <= 32_768, "A tile is 1 to 32 768 cells wide.")
    self.grid = grid
    self.size = size
  }

  /// Tiles in a row of tiles.
  public var across: Int { (grid.columns + size - 1) / size }
  /// Rows of tiles.
  public var down: Int { (grid.rows + size - 1) / size }
  /// 0.
  public var startIndex: Int { 0 }
  /// Number of tiles.
  public var endIndex: Int { across * down }

  /// The tile with an index.
  public subscript(index: Int) -> Tile {
    precondition(index >= 0 && index < endIndex, "No such tile.")
    let (column, row) = (index % across * size, index / across * size)
    return Tile(
      index: index, column: column, row: row, width: Swift.min(size, grid.columns - column),
      height: Swift.min(size, grid.rows - row))
  }
}
