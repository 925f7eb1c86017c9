/// How a number between two countable ones is brought to one of them. Rules name it; there is no default.
///
/// The raw value is the name in packs.
public enum Rounding: String, Hashable, Sendable, CaseIterable {
  /// To the nearest; a tie goes to the even neighbour (四舍六入五成双, GB/T 8170).
  case halfEven = "half-even"
  /// To the nearest; a tie goes away from zero (四舍五入).
  case halfAwayFromZero = "half-away-from-zero"
  /// To the nearest; a tie goes toward zero (五舍六入).
  case halfTowardZero = "half-toward-zero"
  /// Toward zero: what is left over is dropped (舍去尾数).
  case towardZero = "toward-zero"
  /// Away from zero: anything left over counts as one more (进一法).
  case awayFromZero = "away-from-zero"
  /// Toward negative infinity (向下取整).
  case floor = "floor"
  /// Toward positive infinity (向上取整).
  case ceiling = "ceiling"

  /// The name that reports print.
  public var chineseName: String {
    switch self {
    case .halfEven: "四舍六入五成双"
    case .halfAwayFromZero: "四舍五入"
    case .halfTowardZero: "五舍六入"
    case .towardZero: "舍去尾数"
    case .awayFromZero: "进一法"
    case .floor: "向下取整"
    case .ceiling: "向上取整"
    }
  }
}

extension Rounding {
  /// The whole quotient nearest to `dividend / divisor` in the sense of this rounding; exact.
  ///
  /// - Precondition: `divisor` is above zero and below 2^126.
  public func quotient(of dividend: Int128, by divisor: Int128) -> Int128 {
    precondition(divisor > 0 && divisor < Int128(1) << 126, "A divisor is above zero.")
    let (whole, rest) = dividend.quotientAndRemainder(dividingBy: divisor)
    if rest == 0 { return whole }
    let outward: Int128 = rest < 0 ? -1 : 1
    let twice = 2 * (rest < 0 ? -rest : rest)
    return goesOutward(whole: whole, negative: rest < 0, twice: twice, divisor: divisor)
      ? whole + outward : whole
  }

  /// Whether a truncated quotient with something left over moves one step away from zero.
  private func goesOutward(whole: Int128, negative: Bool, twice: Int128, divisor: Int128) -> Bool {
    switch self {
    case .halfEven: twice > divisor || (twice == divisor && whole & 1 == 1)
    case .halfAwayFromZero: twice >= divisor
    case .halfTowardZero: twice > divisor
    case .towardZero: false
    case .awayFromZero: true
    case .floor: negative
    case .ceiling: !negative
    }
  }
}
