/// A unit whose amounts are owed, held and conserved, and so are counted in whole smallest parts.
///
/// A conforming type is only a name for the compiler: amounts of two units never add.
public protocol CountedUnit: Sendable {
  /// How people write the unit, such as `元` or `亩`.
  static var symbol: String { get }

  /// Decimal places of the smallest part: 2 means that one part is 0.01 of the unit. In `0...18`.
  static var decimals: Int { get }
}

extension CountedUnit {
  /// Smallest parts in one whole unit: 100 for money in fen.
  static var partsPerUnit: Int128 {
    precondition((0...18).contains(decimals), "A counted unit has 0 to 18 decimal places.")
    return powerOfTen(decimals)
  }
}

/// Money of China, counted in fen (分), 0.01 yuan.
public enum Yuan: CountedUnit {
  /// 元.
  public static let symbol = "元"
  /// One fen is 0.01 yuan.
  public static let decimals = 2
}

/// Land area as rights to it are counted: parts of 0.0001 mu (亩).
public enum Mu: CountedUnit {
  /// 亩.
  public static let symbol = "亩"
  /// One part is 0.0001 mu.
  public static let decimals = 4
}

/// An amount of money, in fen.
public typealias Money = Counted<Yuan>
