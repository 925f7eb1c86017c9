/// What the values of one name look like over the land inside the zones.
public struct ValueStatistics: Hashable, Sendable {
  /// Cells with a value.
  public private(set) var count = 0
  public private(set) var missing = 0
  public private(set) var sum = 0.0
  public private(set) var least = Double.infinity
  public private(set) var most = -Double.infinity
  /// Cells below and above what a single cell may be.
  public private(set) var below = 0
  public private(set) var above = 0
  /// The first cell out of bounds, in the order of the tiles.
  public private(set) var firstBeyond: Beyond?

  /// A cell whose value is out of bounds.
  public struct Beyond: Hashable, Sendable {
    public var tile: Int
    /// Place of the cell within the tile.
    public var cell: Int
    public var value: Double

    public init(tile: Int, cell: Int, value: Double) {
      self.tile = tile
      self.cell = cell
      self.value = value
    }
  }

  public init() {}

  /// Mean of the known values; nil when there is none.
  public var mean: Double? { count > 0 ? sum / Double(count) : nil }

  /// Share of the cells that have no value, 0…1.
  public var missingShare: Double {
    count + missing > 0 ? Double(missing) / Double(count + missing) : 0
  }

  /// Takes in a block of values of cells that lie inside zones.
  ///
  /// - Parameters:
  ///   - zones: Zone number of each cell; 0 is outside and passed over.
  ///   - low: Least value that a single cell may have; `-infinity` for none. `high` likewise.
  ///   - first: Place of the block's first cell in its tile.
  public mutating func add(
    _ values: UnsafePointer<Double>, zones: UnsafePointer<UInt32>, count cells: Int, low: Double,
    high: Double,
    tile: Int, first: Int
  ) {
    // Locals, so that the loop keeps them in registers.
    var (known, unknown, sum, least, most) = (0, 0, self.sum, self.least, self.most)
    for index in 0..<cells where zones[index] != 0 {
      let value = values[index]
      guard value == value else {
        unknown += 1
        continue
      }
      known += 1
      sum += value
      least = value < least ? value : least
      most = value > most ? value : most
      if value < low || value > high {
        note(value, low: low, high: high, at: Beyond(tile: tile, cell: first + index, value: value))
      }
    }
    (self.sum, self.least, self.most) = (sum, least, most)
    count += known
    missing += unknown
  }

  /// Takes in one value.
  mutating func add(_ value: Double, low: Double, high: Double, at place: Beyond) {
    guard value == value else {
      missing += 1
      return
    }
    count += 1
    sum += value
    least = min(least, value)
    most = max(most, value)
    if value < low || value > high { note(value, low: low, high: high, at: place) }
  }

  private mutating func note(_ value: Double, low: Double, high: Double, at place: Beyond) {
    // A mean of ones may come out above one by its last bit.
    let slack = 1e-12
    guard value < low - abs(low) * slack || value > high + abs(high) * slack else { return }
    if value < low { below += 1 } else { above += 1 }
    if firstBeyond == nil { firstBeyond = place }
  }

  /// Adds the statistics of later tiles.
  public mutating func merge(_ other: ValueStatistics) {
    count += other.count
    missing += other.missing
    sum += other.sum
    least = min(least, other.least)
    most = max(most, other.most)
    below += other.below
    above += other.above
    firstBeyond = firstBeyond ?? other.firstBeyond
  }
}
