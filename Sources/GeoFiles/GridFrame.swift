/// Where the cells of a raster lie: north-up, columns to the east, rows to the south.
public struct GridFrame: Hashable, Sendable {
  /// The x of the west edge, in units of the reference system.
  public var west: Double
  /// The y of the north edge.
  public var north: Double
  /// Width of a cell, above zero.
  public var cellWidth: Double
  /// Height of a cell, above zero.
  public var cellHeight: Double
  public var columns: Int
  public var rows: Int

  public init(
    west: Double, north: Double, cellWidth: Double, cellHeight: Double, columns: Int, rows: Int
  ) {
    precondition(cellWidth > 0 && cellHeight > 0 && columns > 0 && rows > 0, "A frame has cells.")
    self.west = west
    self.north = north
    self.cellWidth = cellWidth
    self.cellHeight = cellHeight
    self.columns = columns
    self.rows = rows
  }

  /// The x of the east edge.
  public var east: Double { west + Double(columns) * cellWidth }

  /// The y of the south edge.
  public var south: Double { north - Double(rows) * cellHeight }

  /// All cells, as a window.
  public var whole: CellWindow { CellWindow(column: 0, row: 0, columns: columns, rows: rows) }

  /// The six numbers of GDAL's affine transform.
  var geotransform: [Double] { [west, cellWidth, 0, north, 0, -cellHeight] }

  /// The frame of some of its cells; the window may reach beyond the frame.
  public func part(_ window: CellWindow) -> GridFrame {
    GridFrame(
      west: west + Double(window.column) * cellWidth, north: north - Double(window.row) * cellHeight,
      cellWidth: cellWidth, cellHeight: cellHeight, columns: window.columns, rows: window.rows)
  }
}

/// A rectangle of cells, counted from the north-west corner of a frame.
public struct CellWindow: Hashable, Sendable {
  public var column: Int
  public var row: Int
  public var columns: Int
  public var rows: Int

  public init(column: Int, row: Int, columns: Int, rows: Int) {
    self.column = column
    self.row = row
    self.columns = columns
    self.rows = rows
  }

  /// Number of cells.
  public var count: Int { columns * rows }

  /// The cells of both windows; nil when they share none.
  func common(with other: CellWindow) -> CellWindow? {
    let left = max(column, other.column)
    let top = max(row, other.row)
    let right = min(column + columns, other.column + other.columns)
    let bottom = min(row + rows, other.row + other.rows)
    guard right > left && bottom > top else { return nil }
    return CellWindow(column: left, row: top, columns: right - left, rows: bottom - top)
  }
}
