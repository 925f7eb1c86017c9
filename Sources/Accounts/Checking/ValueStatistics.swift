internal import CElementary

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
    high: Double, tile: Int, first: Int
  ) {
    let (low, high) = Self.widened(low, high)
    var seen = lanes_seen()
    lanes_look(values, zones, cells, low, high, &seen)
    sum += seen.sum
    least = min(least, seen.least)
    most = max(most, seen.most)
    count += Int(seen.known)
    missing += Int(seen.missing)
    below += Int(seen.below)
    above += Int(seen.above)
    guard seen.below + seen.above > 0, firstBeyond == nil else { return }
    let place = (0..<cells).first { zones[$0] != 0 && (values[$0] < low || values[$0] > high) }
    firstBeyond = place.map { Beyond(tile: tile, cell: first + $0, value: values[$0]) }
  }

  /// Bounds with room for the last bit: a mean of ones may come out above one by it.
  private static func widened(_ low: Double, _ high: Double) -> (low: Double, high: Double) {
    let slack = 1e-12
    return (low - abs(low) * slack, high + abs(high) * slack)
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
    let (low, high) = Self.widened(low, high)
    guard value < low || value > high else { return }
    if value < low { below += 1 } else { above += 1 }
    firstBeyond = firstBeyond ?? place
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
