/// An exact fraction in lowest terms: a share, a percentage, a directed conversion rate.
public struct Ratio: Hashable, Sendable {
  /// Above the line.
  public let numerator: Int64
  /// Below the line; above zero.
  public let denominator: Int64

  /// The fraction `numerator / denominator`, brought to lowest terms.
  ///
  /// - Throws: ``CountedRefusal/denominatorNotPositive``.
  public init(_ numerator: Int64, _ denominator: Int64) throws(CountedRefusal) {
    guard denominator > 0 else { throw .denominatorNotPositive }
    try self.init(reducing: Int128(numerator), Int128(denominator))
  }

  /// The fraction that a decimal number stands for: 0.2 is 1/5.
  ///
  /// - Throws: ``CountedRefusal/overflow`` when its lowest terms do not fit in 64 bits.
  public init(_ numeral: DecimalNumeral) throws(CountedRefusal) {
    guard numeral.exponent <= 18, numeral.exponent >= -36 else { throw .overflow }
    let power = powerOfTen(abs(numeral.exponent))
    if numeral.exponent < 0 {
      try self.init(reducing: numeral.coefficient, power)
    } else {
      let (product, overflow) = numeral.coefficient.multipliedReportingOverflow(by: power)
      if overflow { throw .overflow }
      try self.init(reducing: product, 1)
    }
  }

  private init(reducing numerator: Int128, _ denominator: Int128) throws(CountedRefusal) {
    var (a, b) = (numerator.magnitude, denominator.magnitude)
    while b != 0 { (a, b) = (b, a % b) }
    let divisor = Int128(a)
    guard let above = Int64(exactly: numerator / divisor), let below = Int64(exactly: denominator / divisor)
    else { throw .overflow }
    (self.numerator, self.denominator) = (above, below)
  }
}

/// An amount cut in two: `taken + rest` is the amount it came from.
public struct Portion<Unit: CountedUnit>: Hashable, Sendable {
  /// The fraction taken, rounded to whole parts.
  public let taken: Counted<Unit>
  /// What remains.
  public let rest: Counted<Unit>
}

extension Counted {
  /// Takes a fraction of the amount and keeps the rest, so that nothing is lost between the two.
  ///
  /// - Throws: ``CountedRefusal/overflow`` when either part is not countable.
  public func taking(_ ratio: Ratio, rounding: Rounding) throws(CountedRefusal) -> Portion<Unit> {
    let product = Int128(parts) * Int128(ratio.numerator)
    let taken = try Self(wide: rounding.quotient(of: product, by: Int128(ratio.denominator)))
    return Portion(taken: taken, rest: try subtracting(taken))
  }
}
