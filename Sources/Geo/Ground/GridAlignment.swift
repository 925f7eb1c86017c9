/// How another grid lies on this one.
public enum GridAlignment: Hashable, Sendable {
  /// Same reference system, origin, cells and size.
  case same
  /// Cells coincide; the other's first cell is this grid's cell (columns, rows), which may lie outside it.
  case wholeCells(columns: Int, rows: Int)
  /// Same cell size, but the other's origin is so many cells east and south, not whole.
  case fraction(columns: Double, rows: Double)
  /// The other's cells are so many times as wide and high.
  case cellSize(width: Double, height: Double)
  /// The reference systems differ: nothing can be said.
  case reference
}

extension Grid {
  /// Compares another grid with this one.
  ///
  /// - Parameter tolerance: How far cells may drift apart over the whole grid, as a fraction of a cell.
  public func alignment(of other: Grid, tolerance: Double) -> GridAlignment {
    guard reference == other.reference else { return .reference }
    let (wider, higher) = (other.cellWidth / cellWidth, other.cellHeight / cellHeight)
    let drift = max(abs(wider - 1) * Double(other.columns), abs(higher - 1) * Double(other.rows))
    guard drift <= tolerance else { return .cellSize(width: wider, height: higher) }
    let across = (other.west - west) / cellWidth
    let down = (north - other.north) / cellHeight
    let (column, row) = (across.rounded(), down.rounded())
    guard abs(across - column) <= tolerance, abs(down - row) <= tolerance, abs(column) < 1e15, abs(row) < 1e15
    else { return .fraction(columns: across, rows: down) }
    let sameSize = other.columns == columns && other.rows == rows
    return column == 0 && row == 0 && sameSize ? .same : .wholeCells(columns: Int(column), rows: Int(row))
  }
}
