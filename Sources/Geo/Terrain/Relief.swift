/// Why a relief cannot be worked on.
public enum ReliefFault: Error, Hashable, Sendable {
  /// There is not one height for each cell.
  case count(expected: Int, given: Int)
}

/// Heights in metres of a grid, or of a band of its rows.
public struct Relief: Sendable {
  /// The grid that the heights belong to.
  public let grid: Grid
  /// The rows that have heights here.
  public let rows: Range<Int>
  /// Row by row; NaN where there is none, such as the sea.
  public let heights: [Float]
  /// Width and height in metres of the cells of each row.
  private let cellSizes: [(width: Double, height: Double)]

  /// A relief of one height for each cell, row by row.
  ///
  /// - Parameter rows: The rows that are given; all of them if nil. What looks at neighbours needs a row more
  ///   above and below, where the grid has one.
  public init(_ grid: Grid, rows: Range<Int>? = nil, heights: [Float]) throws(ReliefFault) {
    let rows = rows ?? 0..<grid.rows
    let expected = rows.count * grid.columns
    guard heights.count == expected else { throw .count(expected: expected, given: heights.count) }
    self.grid = grid
    self.rows = rows
    self.heights = heights
    cellSizes = rows.map { grid.cellSize(row: $0) }
  }

  func cellSize(row: Int) -> (width: Double, height: Double) { cellSizes[row - rows.lowerBound] }
}

/// The eight ways water can leave a cell, clockwise from the east, as numbers that fit a byte.
enum Compass {
  static let columnSteps: [Int] = [1, 1, 0, -1, -1, -1, 0, 1]
  static let rowSteps: [Int] = [0, 1, 1, 1, 0, -1, -1, -1]
  static let count = 8
  /// The ways from the east over the north.
  static let counterClockwise: [Int] = [0, 7, 6, 5, 4, 3, 2, 1]
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
