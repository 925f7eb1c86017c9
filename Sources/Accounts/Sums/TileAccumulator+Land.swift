extension TileAccumulator {
  /// Adds one piece of land of a table: wholly in one zone, with an area of its own.
  public func addLand(zone: UInt32, ecosystem: Double, area: Double, values: (Int) -> Double) {
    addShared(zone: zone, ecosystem: ecosystem, fraction: 1, area: area, values: values)
    addToRaster(area: area, values: values)
  }
}
