/// An amount that is conserved: a whole number of the unit's smallest parts.
///
/// There is no floating point in it and no operator that could trap: each operation that may leave the
/// countable range throws ``CountedRefusal`` instead. A measured number becomes counted only through
/// ``init(measured:rounding:)``.
public struct Counted<Unit: CountedUnit>: Hashable, Sendable {
  /// The amount in smallest parts: fen for money.
  public let parts: Int64

  /// The amount of so many smallest parts.
  public init(parts: Int64) {
    self.parts = parts
  }

  /// Nothing.
  public static var zero: Self { Self(parts: 0) }

  /// The largest countable amount.
  public static var max: Self { Self(parts: .max) }

  /// The most negative countable amount.
  public static var min: Self { Self(parts: .min) }

  /// Whether less than nothing.
  public var isNegative: Bool { parts < 0 }

  /// Narrows a wide whole number of parts; what does not fit is refused, never cut.
  init(wide: Int128) throws(CountedRefusal) {
    guard let parts = Int64(exactly: wide) else { throw .overflow }
    self.parts = parts
  }
}

extension Counted: Comparable {
  public static func < (left: Self, right: Self) -> Bool { left.parts < right.parts }
}
