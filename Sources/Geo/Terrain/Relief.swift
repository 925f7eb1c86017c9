/// Why a relief cannot be worked on.
public enum ReliefFault: Error, Hashable, Sendable {
  /// There is not one height for each cell.
  case count(expected: Int, given: Int)
  /// More than 2³² − 1 cells: routing holds the whole grid in memory.
  case tooLarge(cells: Int)
}

/// Heights of a whole grid, in metres.
public struct Relief: Sendable {
  /// The grid that the heights fill.
  public let grid: Grid
  /// Row by row; NaN where there is none, such as the sea.
  public let heights: [Float]
  /// Width and height in metres of the cells of each row.
  let cellSizes: [(width: Double, height: Double)]

  /// A relief of one height for each cell, row by row.
  public init(_ grid: Grid, heights: [Float]) throws(ReliefFault) {
    guard heights.count == grid.count else { throw .count(expected: grid.count, given: heights.count) }
    guard grid.count < Int(UInt32.max) else { throw .tooLarge(cells: grid.count) }
    self.grid = grid
    self.heights = heights
    cellSizes = (0..<grid.rows).map { grid.cellSize(row: $0) }
  }
}

/// The eight ways water can leave a cell, clockwise from the east, as numbers that fit a byte.
enum Compass {
  static let columnSteps: [Int] = [1, 1, 0, -1, -1, -1, 0, 1]
  static let rowSteps: [Int] = [0, 1, 1, 1, 0, -1, -1, -1]
  static let count = 8
  /// Straight ways before slanting ones, which are longer.
  static let nearestFirst: [Int] = [0, 2, 4, 6, 1, 3, 5, 7]
  /// The way back.
  static func opposite(_ way: Int) -> Int { (way + 4) & 7 }

  /// Metres to the neighbour, by the size of the cell that water leaves.
  static func lengths(_ size: (width: Double, height: Double)) -> [Double] {
    let diagonal = (size.width * size.width + size.height * size.height).squareRoot()
    return (0..<count).map { way in
      if rowSteps[way] == 0 { size.width } else if columnSteps[way] == 0 { size.height } else { diagonal }
    }
  }
}
