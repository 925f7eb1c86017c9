internal import CElementary
public import Law

/// The figure at each probability of a distribution: what chance is turned into a draw by.
///
/// Members of a group read their curves at one and the same probability, so that they rise and fall together
/// whatever their distributions.
public struct QuantileCurve: Sendable {
  private let spread: Spread
  private let value: Double
  /// What part of a normal distribution lies below the bounds.
  private let below: (low: Double, high: Double)

  /// - Parameter value: The figure itself: the mode, mean or median of what is drawn.
  public init(_ spread: Spread, around value: Double) {
    self.spread = spread
    self.value = value
    switch spread.shape {
    case .uniform, .triangular: below = (0, 1)
    case .normal(let sd):
      below = (
        NormalQuantile.probability(below: (spread.low - value) / sd),
        NormalQuantile.probability(below: (spread.high - value) / sd)
      )
    case .lognormal(let sd):
      below = (
        Self.share(below: spread.low, of: value, sd: sd), Self.share(below: spread.high, of: value, sd: sd)
      )
    }
  }

  /// The figure below which a draw lies with probability `chance`, 0 < chance < 1.
  public func figure(at chance: Double) -> Double {
    let (low, high) = (spread.low, spread.high)
    switch spread.shape {
    case .uniform: return low + (high - low) * chance
    case .triangular:
      guard high > low else { return value }
      let peak = (value - low) / (high - low)
      return chance < peak
        ? low + (chance * (high - low) * (value - low)).squareRoot()
        : high - ((1 - chance) * (high - low) * (high - value)).squareRoot()
    case .normal(let sd): return within(value + sd * NormalQuantile.value(at: inside(chance)))
    case .lognormal(let sd):
      return within(value * Self.exponential(sd * NormalQuantile.value(at: inside(chance))))
    }
  }

  /// The probability on the whole normal distribution of a probability between the bounds.
  private func inside(_ chance: Double) -> Double {
    // A probability of nought or one would be infinitely far away.
    min(max(below.low + (below.high - below.low) * chance, 0x1p-1000), 1 - 0x1p-53)
  }

  private func within(_ x: Double) -> Double { min(max(x, spread.low), spread.high) }

  private static func share(below bound: Double, of value: Double, sd: Double) -> Double {
    if bound <= 0 { return 0 }
    if bound == .infinity { return 1 }
    var (ratio, logarithm) = (bound / value, 0.0)
    elementary_ln(&ratio, &logarithm, 1)
    return NormalQuantile.probability(below: logarithm / sd)
  }

  private static func exponential(_ x: Double) -> Double {
    var (x, result) = (x, 0.0)
    elementary_exp(&x, &result, 1)
    return result
  }
}
