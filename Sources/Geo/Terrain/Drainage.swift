/// Where the water of each cell goes (D8), over a relief whose hollows are filled.
///
/// Each cell drains to the neighbour with the steepest fall. On flats, filled hollows among them, it drains
/// the shortest way to where the flat spills. Every way ends at the grid's edge or beside a cell without
/// height; there are no circles.
public struct Drainage: Sendable {
  /// Water leaves the land here.
  public static let outlet: UInt8 = 8
  /// The cell has no height.
  public static let none: UInt8 = 255

  /// The grid of the relief.
  public let grid: Grid
  /// Heights with hollows filled to their spill, in metres.
  public let filled: [Float]
  /// Row by row: 0 east, 1 south-east, 2 south, … 7 north-east; ``outlet``; ``none``.
  public let ways: [UInt8]
  /// Number of cells that were raised.
  public let raised: Int

  /// Metres that water runs in each of the eight ways, by row.
  private let lengths: [[Double]]

  init(_ relief: Relief) {
    grid = relief.grid
    lengths = relief.cellSizes.map(Compass.lengths)
    let flood = Flood(relief)
    filled = flood.heights
    raised = zip(relief.heights, flood.heights).reduce(0) { $0 + ($1.0 < $1.1 ? 1 : 0) }
    ways = Self.steepest(flood, grid, lengths)
  }

  private static func steepest(_ flood: Flood, _ grid: Grid, _ lengths: [[Double]]) -> [UInt8] {
    var ways = flood.ways
    let (columns, rows) = (grid.columns, grid.rows)
    flood.heights.withUnsafeBufferPointer { heights in
      for row in 0..<rows {
        let slownesses = lengths[row].map { 1 / $0 }
        for column in 0..<columns {
          let own = heights[row * columns + column]
          var best = 0.0
          for way in 0..<Compass.count {
            let (x, y) = (column + Compass.columnSteps[way], row + Compass.rowSteps[way])
            guard x >= 0, y >= 0, x < columns, y < rows else { continue }
            let fall = (Double(own) - Double(heights[y * columns + x])) * slownesses[way]
            if fall > best { (best, ways[row * columns + column]) = (fall, UInt8(way)) }
          }
        }
      }
    }
    return ways
  }

  /// The cell that a cell drains to, or nil where water leaves the land.
  @inline(__always) func next(_ cell: Int) -> Int? {
    let way = Int(ways[cell])
    guard way < Compass.count else { return nil }
    return cell + Compass.rowSteps[way] * grid.columns + Compass.columnSteps[way]
  }

  /// Metres from a cell to where it drains; at an outlet half of them lie on the land, as if it ran straight.
  func step(_ cell: Int) -> Double {
    let way = Int(ways[cell])
    return lengths[cell / grid.columns][way < Compass.count ? way : 0]
  }

  /// Fall along the flow, rise over run; unlimited at an outlet, beyond which nothing is known.
  func fall(_ cell: Int) -> Double {
    guard let next = next(cell) else { return .infinity }
    return (Double(filled[cell]) - Double(filled[next])) / step(cell)
  }
}

extension Relief {
  /// Fills the hollows and finds where each cell drains.
  public func drainage() -> Drainage { Drainage(self) }
}
