/// The smallest and greatest of many values: the first of the two passes of a percentile.
public struct ValueRange: Hashable, Sendable {
  /// +∞ while there is no value.
  public private(set) var minimum = Double.infinity
  /// −∞ while there is no value.
  public private(set) var maximum = -Double.infinity

  /// The range of no values.
  public init() {}

  /// Adds values; what is not a finite number is passed over.
  public mutating func add(_ values: UnsafeBufferPointer<Double>) {
    for value in values where value.isFinite {
      minimum = min(minimum, value)
      maximum = max(maximum, value)
    }
  }

  /// Adds the range of other values, in any order.
  public mutating func add(_ other: ValueRange) {
    minimum = min(minimum, other.minimum)
    maximum = max(maximum, other.maximum)
  }
}

/// Counts of values in 65 536 equal bins: the second pass of a percentile over more cells than can be sorted.
///
/// Counts are whole numbers, so partial histograms may be added in any order.
public struct Histogram: Hashable, Sendable {
  /// Number of bins.
  public static let binCount = 65_536

  /// Between which all counted values lie.
  public let range: ValueRange
  /// Number of values counted.
  public private(set) var count: UInt64 = 0
  private var bins: [UInt64]

  /// - Parameter range: Of all the values, from the first pass.
  public init(over range: ValueRange) {
    self.range = range
    bins = [UInt64](repeating: 0, count: Self.binCount)
  }

  /// Width of a bin: no percentile is further from the exact one.
  public var binWidth: Double {
    // Halved before subtracting: the range may be wider than the greatest double.
    (range.maximum / 2 - range.minimum / 2) / Double(Self.binCount / 2)
  }

  /// Counts values; what is not a finite number is passed over.
  public mutating func add(_ values: UnsafeBufferPointer<Double>) {
    let width = binWidth
    for value in values where value.isFinite {
      precondition(value >= range.minimum && value <= range.maximum, "The range is not of these values.")
      let place = width > 0 ? (value / 2 - range.minimum / 2) / width * 2 : 0
      bins[min(Int(place), Self.binCount - 1)] += 1
      count += 1
    }
  }

  /// Adds a histogram over the same range.
  public mutating func add(_ other: Histogram) {
    precondition(other.range == range, "Histograms over different ranges.")
    for bin in bins.indices { bins[bin] += other.bins[bin] }
    count += other.count
  }

  /// The value below which `percent` of the values lie, linear between neighbours by rank
  /// (rank = percent / 100 × (count − 1)), or NaN when there is none.
  ///
  /// Within a bin values are taken as evenly spread. 0 and 100 give the exact extremes.
  /// - Parameter percent: 0 … 100.
  public func percentile(_ percent: Double) -> Double {
    guard count > 0 else { return .nan }
    let rank = max(0, min(100, percent)) / 100 * Double(count - 1)
    let lower = rank.rounded(.down)
    let low = value(rank: UInt64(lower))
    if lower == rank { return low }
    return low + (value(rank: UInt64(lower) + 1) - low) * (rank - lower)
  }

  /// About the value that stands at a rank, from 0, among all values in order.
  private func value(rank: UInt64) -> Double {
    if rank == 0 { return range.minimum }
    if rank >= count - 1 { return range.maximum }
    var before: UInt64 = 0
    for (bin, inside) in bins.enumerated() {
      if rank < before + inside {
        let part = (Double(rank - before) + 0.5) / Double(inside)
        return min(max(range.minimum + (Double(bin) + part) * binWidth, range.minimum), range.maximum)
      }
      before += inside
    }
    return range.maximum
  }
}
