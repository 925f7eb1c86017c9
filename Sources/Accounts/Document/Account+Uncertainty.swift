/// How sure an account is.
extension Account {
  /// What an account that was made many times tells, with everything that is needed to make it so again.
  public struct Uncertainty: Hashable, Sendable {
    public var draws: Int
    /// In decimal digits: JSON numbers do not hold every seed.
    public var seed: String
    /// The generator's name.
    public var generator: String
    public var figures: [DrawnFigure]
    public var indicators: [IndicatorInterval]
    /// `supply`, `regulating`, `cultural` and `all`, in this order.
    public var totals: [Interval]
    /// Total value of zones at the top, by code; at most ``mostZones``, the greatest.
    public var zones: [Interval]
    /// In how many draws something was missing on more land than in the account itself.
    public var lost: Int

    /// So many zones are listed at most.
    public static let mostZones = 20

    public init(
      draws: Int, seed: String, generator: String, figures: [DrawnFigure], indicators: [IndicatorInterval],
      totals: [Interval], zones: [Interval], lost: Int
    ) {
      self.draws = draws
      self.seed = seed
      self.generator = generator
      self.figures = figures
      self.indicators = indicators
      self.totals = totals
      self.zones = zones
      self.lost = lost
    }
  }

  /// A figure that was drawn, and from what.
  public struct DrawnFigure: Hashable, Sendable {
    public var name: String
    public var zh: String
    public var en: String
    /// As the account has it; 1 where factors are drawn.
    public var value: Double
    public var unit: String
    /// `uniform`, `triangular`, `normal` or `lognormal`.
    public var distribution: String
    /// NaN where none is stated, as the next two.
    public var sd: Double
    public var min: Double
    public var max: Double
    /// Its group, or its own name.
    public var drawnWith: String
    public var source: String

    public init(
      name: String, zh: String, en: String, value: Double, unit: String, distribution: String, sd: Double,
      min: Double, max: Double, drawnWith: String, source: String
    ) {
      self.name = name
      self.zh = zh
      self.en = en
      self.value = value
      self.unit = unit
      self.distribution = distribution
      self.sd = sd
      self.min = min
      self.max = max
      self.drawnWith = drawnWith
      self.source = source
    }
  }

  /// The two figures of an indicator over all draws.
  public struct IndicatorInterval: Hashable, Sendable {
    public var id: String
    /// In the indicator's unit.
    public var physical: DrawSummary
    /// Yuan a year.
    public var value: DrawSummary

    public init(id: String, physical: DrawSummary, value: DrawSummary) {
      self.id = id
      self.physical = physical
      self.value = value
    }
  }

  /// A value, yuan a year, over all draws.
  public struct Interval: Hashable, Sendable {
    public var id: String
    public var value: DrawSummary

    public init(id: String, value: DrawSummary) {
      self.id = id
      self.value = value
    }
  }

  /// How far the total goes when one figure alone is moved.
  public struct Driver: Hashable, Sendable {
    /// `range`: moved to where 5 % and 95 % of its draws lie below; `assumption`: it has no range and was
    /// moved by a tenth either way.
    public enum Kind: String, Hashable, Sendable { case range, assumption }

    public var kind: Kind
    public var name: String
    public var zh: String
    public var en: String
    /// The figure when it is low and when it is high, in words with its unit.
    public var low: String
    public var high: String
    /// Yuan a year: the total with the figure low, and with the figure high.
    public var totalLow: Double
    public var totalHigh: Double

    public init(
      kind: Kind, name: String, zh: String, en: String, low: String, high: String, totalLow: Double,
      totalHigh: Double
    ) {
      self.kind = kind
      self.name = name
      self.zh = zh
      self.en = en
      self.low = low
      self.high = high
      self.totalLow = totalLow
      self.totalHigh = totalHigh
    }
  }

  /// Indicators of one account that count the same thing twice, as the pack says.
  public struct Overlap: Hashable, Sendable {
    public var name: String
    public var zh: String
    public var en: String
    /// The two indicators, or sides of several, that must not be added.
    public var first: [String]
    public var second: [String]
    /// Yuan a year that may have been counted twice: the smaller of the two sides.
    public var amount: Double
    /// How to leave one of them out, in words.
    public var remedyZh: String
    public var remedyEn: String
    /// Where it stands that they must not be added.
    public var source: String

    public init(
      name: String, zh: String, en: String, first: [String], second: [String], amount: Double,
      remedyZh: String, remedyEn: String, source: String
    ) {
      self.name = name
      self.zh = zh
      self.en = en
      self.first = first
      self.second = second
      self.amount = amount
      self.remedyZh = remedyZh
      self.remedyEn = remedyEn
      self.source = source
    }
  }
}
