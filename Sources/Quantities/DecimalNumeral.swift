/// An exact decimal number as people write it: `coefficient` × 10^`exponent`.
///
/// It carries a number from text, or from the shortest text of a Double, to a counted amount or a ratio
/// without passing through binary fractions.
public struct DecimalNumeral: Hashable, Sendable {
  /// The digits as a whole number, without trailing zeros; at most 36 digits.
  public let coefficient: Int128
  /// The power of ten that the digits are multiplied by.
  public let exponent: Int

  /// The number `coefficient` × 10^`exponent`; equal numbers become equal values.
  ///
  /// - Precondition: `coefficient` has at most 36 digits.
  public init(coefficient: Int128, exponent: Int) {
    precondition(coefficient.magnitude < powerOfTen(36).magnitude, "At most 36 digits.")
    var (digits, power) = (coefficient, exponent)
    while digits != 0, digits % 10 == 0 { (digits, power) = (digits / 10, power + 1) }
    self.coefficient = digits
    self.exponent = digits == 0 ? 0 : power
  }

  /// The number that the shortest round-trip text of `value` shows; nil when NaN or infinite.
  public init?(_ value: Double) {
    guard let shortest = ShortestDigits(value) else { return nil }
    let digits = shortest.digits.reduce(Int128(0)) { $0 * 10 + Int128($1) }
    self.init(
      coefficient: shortest.negative ? -digits : digits, exponent: shortest.point - shortest.digits.count)
  }

  /// The number times 10^`places`, exactly: 219.5 shifted by 4 is 2 195 000.
  public func shifted(by places: Int) -> Self {
    Self(coefficient: coefficient, exponent: exponent + places)
  }

  /// The number in parts of 10^-`decimals`, rounded; nil when it does not fit in 128 bits.
  func wholeParts(decimals: Int, rounding: Rounding) -> Int128? {
    let power = exponent + decimals
    if coefficient == 0 { return 0 }
    guard power <= 38 else { return nil }
    if power >= 0 {
      let (product, overflow) = coefficient.multipliedReportingOverflow(by: powerOfTen(power))
      return overflow ? nil : product
    }
    // Below 10^-37 every digit is under half a part: any divisor above twice the digits rounds alike.
    return rounding.quotient(of: coefficient, by: powerOfTen(Swift.min(-power, 37)))
  }

  /// Whether the number is a whole number of parts of 10^-`decimals`.
  func isWhole(decimals: Int) -> Bool {
    coefficient == 0 || exponent + decimals >= 0
  }
}
