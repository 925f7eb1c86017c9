extension Counted {
  /// The sum of two amounts.
  ///
  /// - Throws: ``CountedRefusal/overflow`` when the sum leaves the countable range.
  public func adding(_ other: Self) throws(CountedRefusal) -> Self {
    try Self(wide: Int128(parts) + Int128(other.parts))
  }

  /// The difference of two amounts.
  ///
  /// - Throws: ``CountedRefusal/overflow`` when the difference leaves the countable range.
  public func subtracting(_ other: Self) throws(CountedRefusal) -> Self {
    try Self(wide: Int128(parts) - Int128(other.parts))
  }

  /// A whole multiple of the amount.
  ///
  /// - Throws: ``CountedRefusal/overflow`` when the product leaves the countable range.
  public func multiplied(by factor: Int64) throws(CountedRefusal) -> Self {
    try Self(wide: Int128(parts) * Int128(factor))
  }

  /// The amount with its sign turned.
  ///
  /// - Throws: ``CountedRefusal/overflow`` for the most negative amount, which has no opposite.
  public func negated() throws(CountedRefusal) -> Self {
    try Self(wide: -Int128(parts))
  }

  /// The exact sum of amounts, in any order: only the total must be countable, not the steps.
  ///
  /// - Throws: ``CountedRefusal/overflow`` when the total leaves the countable range.
  public static func sum(_ amounts: some Sequence<Self>) throws(CountedRefusal) -> Self {
    // 2^64 amounts would be needed to overflow the wide total: more than a sequence can hold.
    var total: Int128 = 0
    for amount in amounts { total += Int128(amount.parts) }
    return try Self(wide: total)
  }

  /// What this quantity costs at a price for one whole unit of it.
  ///
  /// - Parameters:
  ///   - price: Money for one unit, such as yuan per mu.
  ///   - rounding: How the product is brought to whole fen; the law names it.
  /// - Throws: ``CountedRefusal/overflow`` when the cost is not countable.
  public func cost(at price: Money, rounding: Rounding) throws(CountedRefusal) -> Money {
    let product = Int128(parts) * Int128(price.parts)
    return try Money(wide: rounding.quotient(of: product, by: Unit.partsPerUnit))
  }
}
