/// The cells of a tile by zone and category, found once and then used for every figure.
///
/// Runs of neighbouring cells of the same group are summed together, which costs no more than reading them.
public struct TileGroups: Sendable {
  /// A zone with a category of land, such as an ecosystem; the category is 0 throughout when there is none.
  public struct Key: Hashable, Comparable, Sendable {
    /// Zone number, from 1; 0 is outside.
    public let zone: UInt32
    /// Category of land.
    public let category: UInt16

    /// A zone with a category.
    public init(zone: UInt32, category: UInt16) {
      self.zone = zone
      self.category = category
    }

    /// By zone, then by category.
    public static func < (a: Key, b: Key) -> Bool { (a.zone, a.category) < (b.zone, b.category) }
  }

  /// The tile whose cells are grouped.
  public let tile: Tile
  /// The groups that occur, ascending; tallies come in this order.
  public let keys: [Key]
  /// Whole cells and parts of cells of each group, whether a figure has a value there or not.
  public let cells: [Double]
  /// True area of each group, in m².
  public let areas: [Double]

  /// Neighbouring whole cells of one row and one group, in order.
  let runs: [Run]
  /// Parts of divided cells, in order of cell and zone.
  let parts: [Part]
  let cellAreas: [Double]

  struct Run {
    let start: UInt32
    let end: UInt32
    let row: UInt32
    var group: UInt32
  }
  struct Part {
    let cell: UInt32
    let row: UInt32
    var group: UInt32
    let fraction: Double
  }

  /// - Parameter categories: One for each cell, or empty for none.
  /// - Parameter cellAreas: Area in m² of a cell of each row of the tile: `grid.cellAreas(rows: tile.rows)`.
  public init(_ coverage: TileCoverage, categories: [UInt16], cellAreas: [Double]) {
    tile = coverage.tile
    precondition(categories.isEmpty || categories.count == tile.count, "One category for each cell.")
    precondition(cellAreas.count == tile.height, "One area for each row.")
    var finder = GroupFinder(coverage, categories)
    finder.findRuns()
    finder.findParts()
    let order = finder.sorted()
    keys = order
    (runs, parts) = (finder.runs, finder.parts)
    self.cellAreas = cellAreas
    var (cells, areas) = (
      [Double](repeating: 0, count: keys.count), [Double](repeating: 0, count: keys.count)
    )
    for run in runs {
      cells[Int(run.group)] += Double(run.end - run.start)
      areas[Int(run.group)] += Double(run.end - run.start) * cellAreas[Int(run.row)]
    }
    for part in parts {
      cells[Int(part.group)] += part.fraction
      areas[Int(part.group)] += part.fraction * cellAreas[Int(part.row)]
    }
    (self.cells, self.areas) = (cells, areas)
  }
}

/// Numbers the groups as they are met, and in the end by their keys.
private struct GroupFinder {
  private(set) var runs: [TileGroups.Run] = []
  private(set) var parts: [TileGroups.Part] = []
  private let coverage: TileCoverage
  private let categories: [UInt16]
  private var numbers: [TileGroups.Key: UInt32] = [:]

  init(_ coverage: TileCoverage, _ categories: [UInt16]) {
    self.coverage = coverage
    self.categories = categories
  }

  private mutating func group(_ zone: UInt32, _ category: UInt16) -> UInt32 {
    let key = TileGroups.Key(zone: zone, category: category)
    if let known = numbers[key] { return known }
    let number = UInt32(numbers.count)
    numbers[key] = number
    return number
  }

  mutating func findRuns() {
    let tile = coverage.tile
    for row in 0..<tile.height {
      var start = row * tile.width
      let end = start + tile.width
      while start < end {
        let next = runEnd(start, end)
        let zone = coverage.zones[start]
        if zone != TileCoverage.divided {
          let number = group(zone, categories.isEmpty ? 0 : categories[start])
          runs.append(.init(start: UInt32(start), end: UInt32(next), row: UInt32(row), group: number))
        }
        start = next
      }
    }
  }

  private func runEnd(_ start: Int, _ limit: Int) -> Int {
    let zone = coverage.zones[start]
    var end = start + 1
    if categories.isEmpty {
      while end < limit && coverage.zones[end] == zone { end += 1 }
    } else {
      let category = categories[start]
      while end < limit && coverage.zones[end] == zone && categories[end] == category { end += 1 }
    }
    return end
  }

  mutating func findParts() {
    let width = UInt32(coverage.tile.width)
    for share in coverage.shares.sorted(by: { ($0.cell, $0.zone) < ($1.cell, $1.zone) }) {
      let number = group(share.zone, categories.isEmpty ? 0 : categories[Int(share.cell)])
      parts.append(
        .init(cell: share.cell, row: share.cell / width, group: number, fraction: share.fraction))
    }
  }

  /// Renumbers the groups by their keys and answers the keys.
  mutating func sorted() -> [TileGroups.Key] {
    let keys = numbers.keys.sorted()
    var renumbered = [UInt32](repeating: 0, count: keys.count)
    for (place, key) in keys.enumerated() {
      if let number = numbers[key] { renumbered[Int(number)] = UInt32(place) }
    }
    for place in runs.indices { runs[place].group = renumbered[Int(runs[place].group)] }
    for place in parts.indices { parts[place].group = renumbered[Int(parts[place].group)] }
    return keys
  }
}
