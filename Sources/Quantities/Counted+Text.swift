extension Counted {
  /// Reads a plain decimal number of whole units, such as `1234.5` yuan.
  ///
  /// - Throws: ``NumeralRefusal``; more decimals than the unit counts are refused, never rounded.
  public init(parsing text: some StringProtocol) throws(NumeralRefusal) {
    try self.init(exactly: DecimalNumeral(parsing: text), text: String(text))
  }

  /// The amount of a decimal number that must be a whole number of parts.
  init(exactly numeral: DecimalNumeral, text: String) throws(NumeralRefusal) {
    guard numeral.isWhole(decimals: Unit.decimals) else {
      throw .tooFine(text: text, decimals: Unit.decimals)
    }
    do {
      try self.init(numeral, rounding: .towardZero)
    } catch {
      throw .overflow(text: text)
    }
  }

  /// The exact amount in whole units with all its decimals: `1234.50`. It reads back to the same amount.
  public var text: String {
    decimalText(of: Int128(parts), decimals: Unit.decimals)
  }
}

extension Counted: CustomStringConvertible {
  /// The amount with its unit: `1234.50 元`.
  public var description: String { "\(text) \(Unit.symbol)" }
}

/// A whole number of parts of 10^-`decimals` as decimal text.
func decimalText(of parts: Int128, decimals: Int) -> String {
  let digits = String(parts.magnitude)
  let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
  let sign = parts < 0 ? "-" : ""
  if decimals == 0 { return sign + padded }
  return sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
}
