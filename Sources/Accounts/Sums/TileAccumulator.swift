/// Gathers the sums of one tile after another; one for each worker, since it keeps its memory between tiles.
///
/// Cells are handed in blocks: for each cell its zone number, its ecosystem (NaN: unknown) and the values of
/// every quantity per hectare or per cell. Cells wholly in one zone come by ``add``; cells that several zones
/// share come by ``addShared`` with the fraction of the cell in each.
public final class TileAccumulator {
  public let layout: SumLayout
  let ecosystemCount: Int
  private var localZone: [Int32]
  private var touched: [UInt32] = []
  private var rows: [Double] = []
  private var occupied: [Bool] = []
  private var raster: [Double]
  private var rowOfCell: [Int32] = []

  /// Makes an empty accumulator for zones 1…zoneCount and ecosystems 0..<ecosystemCount.
  public init(layout: SumLayout, zoneCount: Int, ecosystemCount: Int) {
    self.layout = layout
    self.ecosystemCount = ecosystemCount + 1
    localZone = [Int32](repeating: -1, count: zoneCount + 1)
    raster = [Double](repeating: 0, count: layout.width)
  }

  /// Adds a block of cells of one area each.
  ///
  /// - Parameters:
  ///   - zones: Zone number of each cell, 0 outside; ``sharedCell`` where the cell is handed to
  ///     ``addShared``.
  ///   - ecosystems: Ecosystem number of each cell, NaN where unknown.
  ///   - area: Square metres of one cell.
  ///   - quantities: One block of values for each quantity of the layout.
  public func add(
    count: Int, zones: UnsafePointer<UInt32>, ecosystems: UnsafePointer<Double>, area: Double,
    quantities: UnsafePointer<UnsafePointer<Double>>
  ) {
    setRows(count: count, zones: zones, ecosystems: ecosystems)
    var start = 0
    while start < count {
      let row = rowOfCell[start]
      var end = start + 1
      while end < count, rowOfCell[end] == row { end += 1 }
      if row >= 0 { addRun(from: start, to: end, row: Int(row), area: area, quantities: quantities) }
      start = end
    }
    addRaster(count: count, area: area, quantities: quantities)
  }

  /// Zone number of a cell that is handed over by ``addShared``.
  public static var sharedCell: UInt32 { .max }

  /// Adds a fraction of one cell to one zone; the raster's own total is taken by ``add``.
  public func addShared(
    zone: UInt32, ecosystem: Double, fraction: Double, area: Double, values: (Int) -> Double
  ) {
    let row = Int(self.row(zone: zone, ecosystem: ecosystem)) * layout.width
    let part = area * fraction
    rows[row] += part
    for quantity in layout.quantities.indices {
      let value = values(quantity)
      if value == value {
        rows[row + layout.sum(quantity)] += value * part
      } else {
        rows[row + layout.missing(quantity)] += part
      }
    }
  }

  /// Gives the tile's sums and makes ready for the next.
  public func finish(tile: Int, missingByFormula: [String: Int]) -> TileSums {
    var keys: [UInt64] = []
    var values: [Double] = []
    for zone in touched.sorted() {
      let first = Int(localZone[Int(zone)]) * ecosystemCount
      for ecosystem in 0..<ecosystemCount where occupied[first + ecosystem] {
        keys.append(TileSums.key(zone: zone, ecosystem: ecosystem))
        let start = (first + ecosystem) * layout.width
        values.append(contentsOf: rows[start..<start + layout.width])
      }
    }
    defer { reset() }
    return TileSums(
      tile: tile, keys: keys, values: values, raster: raster, missingByFormula: missingByFormula)
  }

  private func reset() {
    for zone in touched { localZone[Int(zone)] = -1 }
    touched.removeAll(keepingCapacity: true)
    rows.removeAll(keepingCapacity: true)
    occupied.removeAll(keepingCapacity: true)
    for column in raster.indices { raster[column] = 0 }
  }
}

extension TileAccumulator {
  private func setRows(
    count: Int, zones: UnsafePointer<UInt32>, ecosystems: UnsafePointer<Double>
  ) {
    if rowOfCell.count < count { rowOfCell = [Int32](repeating: 0, count: count) }
    var lastZone = UInt32.max
    var lastEcosystem = Double.nan
    var row: Int32 = -1
    for index in 0..<count {
      let zone = zones[index]
      let ecosystem = ecosystems[index]
      if zone != lastZone || ecosystem != lastEcosystem {
        row = zone == Self.sharedCell ? -1 : self.row(zone: zone, ecosystem: ecosystem)
        lastZone = zone
        lastEcosystem = ecosystem
      }
      rowOfCell[index] = row
    }
  }

  /// Row of a (zone, ecosystem) in this tile, made when first met. Land of unknown type has the last place.
  private func row(zone: UInt32, ecosystem: Double) -> Int32 {
    if localZone[Int(zone)] < 0 {
      localZone[Int(zone)] = Int32(touched.count)
      touched.append(zone)
      rows.append(contentsOf: repeatElement(0, count: ecosystemCount * layout.width))
      occupied.append(contentsOf: repeatElement(false, count: ecosystemCount))
    }
    let unknown = ecosystemCount - 1
    let place = ecosystem >= 0 && ecosystem < Double(unknown) ? Int(ecosystem) : unknown
    let row = Int(localZone[Int(zone)]) * ecosystemCount + place
    occupied[row] = true
    return Int32(row)
  }

  private func addRun(
    from start: Int, to end: Int, row: Int, area: Double,
    quantities: UnsafePointer<UnsafePointer<Double>>
  ) {
    let base = row * layout.width
    let count = layout.quantities.count
    rows.withUnsafeMutableBufferPointer { rows in
      rows[base] += Double(end - start) * area
      for quantity in 0..<count {
        let (sum, missing) = runSum(quantities[quantity], from: start, to: end)
        rows[base + 1 + 2 * quantity] += sum * area
        if missing > 0 { rows[base + 2 + 2 * quantity] += Double(missing) * area }
      }
    }
  }

  func addToRaster(area: Double, values: (Int) -> Double) {
    raster[SumLayout.area] += area
    for quantity in layout.quantities.indices {
      let value = values(quantity)
      if value == value {
        raster[layout.sum(quantity)] += value * area
      } else {
        raster[layout.missing(quantity)] += area
      }
    }
  }

  private func addRaster(
    count: Int, area: Double, quantities: UnsafePointer<UnsafePointer<Double>>
  ) {
    raster[SumLayout.area] += Double(count) * area
    for quantity in layout.quantities.indices {
      let (sum, missing) = runSum(quantities[quantity], from: 0, to: count)
      raster[layout.sum(quantity)] += sum * area
      raster[layout.missing(quantity)] += Double(missing) * area
    }
  }
}
