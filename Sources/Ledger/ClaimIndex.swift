/// Claims by the cells of a grid that their boxes touch, at levels of doubling width.
///
/// A claim lies in the at most four cells of the first level at which its box spans no more than two
/// cells each way. What was refused or withdrawn stays: whoever asks checks against the shelf.
struct ClaimIndex: Sendable {
  private struct Cell: Hashable, Sendable {
    let level: UInt8
    let column: Int64
    let row: Int64
  }

  /// The width of a cell at level 0: 2^13 × 1e-7 degrees, some 90 m along a meridian.
  private static let finest = 13
  /// At this level one cell is wider than the earth.
  private static let levels = 20
  /// When a box touches more cells of a level than this, the level's list is cheaper.
  private static let manyCells: Int64 = 1024

  private var cells: [Cell: [ClaimID]] = [:]
  private var byLevel = [[ClaimID]](repeating: [], count: levels)

  mutating func insert(_ id: ClaimID, _ box: Box) {
    let level = Self.level(of: box)
    byLevel[level].append(id)
    let (columns, rows) = Self.range(of: box, at: level)
    for column in columns {
      for row in rows { cells[Cell(level: UInt8(level), column: column, row: row), default: []].append(id) }
    }
  }

  /// Calls back with every claim whose box may touch another; some several times.
  func candidates(for box: Box, _ body: (ClaimID) -> Void) {
    for level in byLevel.indices where !byLevel[level].isEmpty {
      let (columns, rows) = Self.range(of: box, at: level)
      if Int64(columns.count) > Self.manyCells / Int64(rows.count) {
        byLevel[level].forEach(body)
      } else {
        for column in columns {
          for row in rows { cells[Cell(level: UInt8(level), column: column, row: row)]?.forEach(body) }
        }
      }
    }
  }

  private static func level(of box: Box) -> Int {
    for level in 0..<levels - 1 {
      let (columns, rows) = range(of: box, at: level)
      if columns.count <= 2, rows.count <= 2 { return level }
    }
    return levels - 1
  }

  private static func range(of box: Box, at level: Int) -> (ClosedRange<Int64>, ClosedRange<Int64>) {
    let shift = finest + level
    return ((box.west >> shift)...(box.east >> shift), (box.south >> shift)...(box.north >> shift))
  }
}
