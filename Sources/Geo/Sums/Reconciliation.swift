/// A raster's own total, found without looking at zones.
public struct RasterTotal: Hashable, Sendable {
  /// Sum of value × true area in m².
  public private(set) var integral = 0.0
  /// Sum of |value| × true area in m²: what a tolerance is a part of when gains and losses cancel.
  public private(set) var magnitude = 0.0

  /// The total of no cells.
  public init() {}

  /// Adds some cells of a tile, counted row by row from `first`; NaN is passed over.
  ///
  /// - Parameter cellAreas: Area in m² of a cell of each row of the tile.
  public mutating func add(
    _ block: UnsafeBufferPointer<Double>, from first: Int, of tile: Tile, cellAreas: [Double]
  ) {
    var place = 0
    while place < block.count {
      let row = (first + place) / tile.width
      let end = min(block.count, (row + 1) * tile.width - first)
      var (sum, absolute) = (0.0, 0.0)
      for value in block[place..<end] where !value.isNaN {
        sum += value
        absolute += abs(value)
      }
      integral += sum * cellAreas[row]
      magnitude += absolute * cellAreas[row]
      place = end
    }
  }

  /// Adds the total of another tile; in the tiles' order.
  public mutating func add(_ other: RasterTotal) {
    integral += other.integral
    magnitude += other.magnitude
  }
}

/// Zones and outside do not add up to the raster.
public struct ReconciliationFailure: Error, Hashable, Sendable {
  /// Zones + outside.
  public let parts: Double
  /// The raster's own total.
  public let raster: Double
  /// Greatest difference allowed.
  public let allowed: Double

  /// States a difference.
  public init(parts: Double, raster: Double, allowed: Double) {
    self.parts = parts
    self.raster = raster
    self.allowed = allowed
  }
}

/// Proof that zones + outside is the raster's total.
public struct Reconciliation: Hashable, Sendable {
  /// Total of all zones.
  public let zones: Double
  /// Total outside all zones.
  public let outside: Double
  /// The raster's own total.
  public let raster: Double

  /// - Parameter tolerance: As a part of the raster's ``RasterTotal/magnitude``.
  /// - Throws: ``ReconciliationFailure`` with both numbers; a total that is not a number never agrees.
  public init(
    zones: Double, outside: Double, raster: RasterTotal, tolerance: Double
  ) throws(ReconciliationFailure) {
    let allowed = tolerance * raster.magnitude
    guard abs(zones + outside - raster.integral) <= allowed else {
      throw ReconciliationFailure(parts: zones + outside, raster: raster.integral, allowed: allowed)
    }
    self.zones = zones
    self.outside = outside
    self.raster = raster.integral
  }
}
