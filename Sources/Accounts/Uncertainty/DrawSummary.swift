/// What many draws of one figure tell.
public struct DrawSummary: Hashable, Sendable {
  public var mean: Double
  /// The standard deviation of the draws, with n − 1.
  public var sd: Double
  /// 5 % of the draws lie below.
  public var low: Double
  public var median: Double
  /// 95 % of the draws lie below.
  public var high: Double

  public init(mean: Double, sd: Double, low: Double, median: Double, high: Double) {
    self.mean = mean
    self.sd = sd
    self.low = low
    self.median = median
    self.high = high
  }

  /// - Parameter draws: At least two, in the order of their numbers.
  public init(of draws: [Double]) {
    let count = Double(draws.count)
    let mean = draws.reduce(0, +) / count
    guard let first = draws.first, draws.contains(where: { $0 != first }) else {
      // What is the same in every draw has no deviation, not even that of rounding.
      let only = draws.first ?? .nan
      self.init(mean: only, sd: 0, low: only, median: only, high: only)
      return
    }
    let squares = draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let sorted = draws.sorted()
    self.init(
      mean: mean, sd: (squares / (count - 1)).squareRoot(), low: Self.quantile(0.05, of: sorted),
      median: Self.quantile(0.5, of: sorted), high: Self.quantile(0.95, of: sorted))
  }

  /// Linear between neighbours by rank, as the percentiles of formulas.
  static func quantile(_ p: Double, of sorted: [Double]) -> Double {
    guard let last = sorted.last else { return .nan }
    let rank = p * Double(sorted.count - 1)
    let below = Int(rank)
    guard below + 1 < sorted.count else { return last }
    return sorted[below] + (sorted[below + 1] - sorted[below]) * (rank - Double(below))
  }
}
