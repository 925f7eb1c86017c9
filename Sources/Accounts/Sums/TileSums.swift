/// What one tile adds to the account: for each (zone, ecosystem) that occurs in it, one row of sums; and the
/// sums over the whole tile, taken without looking at zones, by which the account is reconciled.
///
/// A row has the columns of ``SumLayout``. Keys ascend. Sums are Doubles added in the order of the cells, so
/// a tile gives the same bytes wherever it is computed.
public struct TileSums: Hashable, Sendable {
  /// Number of the tile in its grid.
  public var tile: Int
  /// Zone number (0 is outside) times 65 536 plus ecosystem number.
  public var keys: [UInt64]
  /// Row after row, as many columns as the layout has.
  public var values: [Double]
  /// The same columns over all cells of the tile.
  public var raster: [Double]
  /// How many cells each formula could not compute although its inputs were there, by formula name.
  public var missingByFormula: [String: Int]

  public init(
    tile: Int, keys: [UInt64], values: [Double], raster: [Double], missingByFormula: [String: Int]
  ) {
    self.tile = tile
    self.keys = keys
    self.values = values
    self.raster = raster
    self.missingByFormula = missingByFormula
  }

  /// The key of a row: it ascends by zone, then by ecosystem.
  public static func key(zone: UInt32, ecosystem: Int) -> UInt64 {
    UInt64(zone) << 16 | UInt64(ecosystem)
  }
}

/// Which column of a row of sums holds what: the area first, then a sum and a missing area for each quantity.
public struct SumLayout: Hashable, Sendable {
  /// Names of the quantities, in the order of their columns.
  public let quantities: [String]

  public init(quantities: [String]) { self.quantities = quantities }

  /// Columns of a row.
  public var width: Int { 1 + 2 * quantities.count }

  /// Square metres.
  public static var area: Int { 0 }

  /// The sum of quantity × area (m²) over the cells on which it is known.
  public func sum(_ quantity: Int) -> Int { 1 + 2 * quantity }

  /// Square metres on which the quantity is missing.
  public func missing(_ quantity: Int) -> Int { 2 + 2 * quantity }
}
