internal import CElementary

/// Gathers the sums of one tile after another; one for each worker, since it keeps its memory between tiles.
///
/// Cells are handed in blocks: for each cell its zone number, its ecosystem (NaN: unknown) and the values of
/// every quantity per hectare or per cell. Cells wholly in one zone come by ``add``; cells that several zones
/// share come by ``addShared`` with the fraction of the cell in each.
public final class TileAccumulator {
  public let layout: SumLayout
  let ecosystemCount: Int
  private let memory: SumMemory
  private var touched: [UInt32] = []

  /// Makes an empty accumulator for zones 1…zoneCount and ecosystems 0..<ecosystemCount.
  public init(layout: SumLayout, zoneCount: Int, ecosystemCount: Int) {
    self.layout = layout
    self.ecosystemCount = ecosystemCount + 1
    memory = SumMemory(layout: layout, zones: zoneCount + 1)
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
    memory.noteSame(quantities)
    let starts = memory.starts(count)
    let runs = lanes_runs(zones, ecosystems, count, starts)
    var first = 0
    var row = runs > 0 ? self.row(zone: zones[0], ecosystem: ecosystems[0]) : -1
    for run in 1..<max(1, runs) {
      let start = Int(starts[run])
      let next = self.row(zone: zones[start], ecosystem: ecosystems[start])
      // Several ecosystems may be one row: those that are unknown.
      if next == row { continue }
      addRun(first..<start, to: row, area: area, quantities)
      (first, row) = (start, next)
    }
    addRun(first..<count, to: row, area: area, quantities)
    memory.addRun(0..<count, to: memory.raster, area: area, quantities)
  }

  /// Zone number of a cell that is handed over by ``addShared``.
  public static var sharedCell: UInt32 { .max }

  /// Adds a fraction of one cell to one zone; the raster's own total is taken by ``add``.
  public func addShared(
    zone: UInt32, ecosystem: Double, fraction: Double, area: Double, values: (Int) -> Double
  ) {
    // The row first: making it may move the rows.
    let place = self.row(zone: zone, ecosystem: ecosystem) * layout.width
    let row = memory.rows + place
    let part = area * fraction
    row[SumLayout.area] += part
    for quantity in layout.quantities.indices {
      let value = values(quantity)
      if value == value {
        row[layout.sum(quantity)] += value * part
      } else {
        row[layout.missing(quantity)] += part
      }
    }
  }

  /// Gives the tile's sums and makes ready for the next.
  public func finish(tile: Int, missingByFormula: [String: Int]) -> TileSums {
    var keys: [UInt64] = []
    var values: [Double] = []
    for zone in touched.sorted() {
      let first = Int(memory.localZone[Int(zone)]) * ecosystemCount
      for ecosystem in 0..<ecosystemCount where memory.occupied[first + ecosystem] {
        keys.append(TileSums.key(zone: zone, ecosystem: ecosystem))
        let row = memory.rows + (first + ecosystem) * layout.width
        values.append(contentsOf: UnsafeBufferPointer(start: row, count: layout.width))
      }
    }
    defer { reset() }
    let raster = Array(UnsafeBufferPointer(start: memory.raster, count: layout.width))
    return TileSums(
      tile: tile, keys: keys, values: values, raster: raster, missingByFormula: missingByFormula)
  }

  private func reset() {
    memory.clear(zones: touched, rows: touched.count * ecosystemCount)
    touched.removeAll(keepingCapacity: true)
  }
}

extension TileAccumulator {
  /// Row of a (zone, ecosystem) in this tile, made when first met; -1 for a shared cell. Land of unknown type has the
  /// last place.
  @inline(__always)
  private func row(zone: UInt32, ecosystem: Double) -> Int {
    if zone == Self.sharedCell { return -1 }
    if memory.localZone[Int(zone)] < 0 { makeRows(of: zone) }
    let unknown = ecosystemCount - 1
    let place = ecosystem >= 0 && ecosystem < Double(unknown) ? Int(ecosystem) : unknown
    let row = Int(memory.localZone[Int(zone)]) * ecosystemCount + place
    memory.occupied[row] = true
    return row
  }

  private func makeRows(of zone: UInt32) {
    memory.localZone[Int(zone)] = Int32(touched.count)
    touched.append(zone)
    memory.grow(toRows: touched.count * ecosystemCount)
  }

  /// - Parameter row: Its number; -1 for cells that are added otherwise.
  @inline(__always)
  private func addRun(
    _ cells: Range<Int>, to row: Int, area: Double, _ quantities: UnsafePointer<UnsafePointer<Double>>
  ) {
    guard row >= 0, !cells.isEmpty else { return }
    memory.addRun(cells, to: memory.rows + row * layout.width, area: area, quantities)
  }

  func addToRaster(area: Double, values: (Int) -> Double) {
    let raster = memory.raster
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
}
