extension Counted {
  /// The one bridge from measured to counted.
  ///
  /// The shortest decimal text that stands for `value` is what gets rounded, not its binary neighbour:
  /// 1.005 by 四舍五入 is 1.01, as anybody gets who redoes the sum from the printed figure.
  ///
  /// - Parameters:
  ///   - value: The measured number, in whole units: yuan, not fen.
  ///   - rounding: The named rounding, from the pack that makes the amount owed.
  /// - Throws: ``CountedRefusal/notANumber``, ``CountedRefusal/infinite`` or ``CountedRefusal/overflow``.
  public init(measured value: Double, rounding: Rounding) throws(CountedRefusal) {
    try self.init(measured: value, timesTenTo: 0, rounding: rounding)
  }

  /// The bridge for a number stated in 10^`exponent` units, shifted exactly before it is rounded.
  init(measured value: Double, timesTenTo exponent: Int, rounding: Rounding) throws(CountedRefusal) {
    if value.isNaN { throw .notANumber }
    guard let numeral = DecimalNumeral(value) else { throw .infinite }
    try self.init(numeral.shifted(by: exponent), rounding: rounding)
  }

  /// The amount of an exact decimal number of whole units, rounded to whole parts.
  ///
  /// - Throws: ``CountedRefusal/overflow`` when it is not countable.
  public init(_ numeral: DecimalNumeral, rounding: Rounding) throws(CountedRefusal) {
    guard let wide = numeral.wholeParts(decimals: Unit.decimals, rounding: rounding) else { throw .overflow }
    try self.init(wide: wide)
  }

  /// The amount as a measured number of whole units, for figures and models that do not conserve.
  public var measured: Double {
    Double(parts) / Double(Unit.partsPerUnit)
  }
}
