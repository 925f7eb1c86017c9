public import Geo

/// Where the values of a layer come from.
public enum TileLayer {
  /// All cells of the tile, row after row, NaN where missing.
  case kept(UnsafePointer<Double>)
  /// Puts the values of a range of the tile's cells where it is told, just before they are used.
  case made((_ part: Range<Int>, _ target: UnsafeMutablePointer<Double>) -> Void)
}

/// Evaluates a plan on one tile after another; one for each worker, since it keeps its blocks between tiles.
public final class TileEvaluator {
  /// Cells in a block: small enough that all blocks of a program stay in the processor's cache.
  public static let block = 2048

  let plan: CellPlan
  private let summed: SummedColumns
  private let accumulator: TileAccumulator
  private var machine: BlockMachine
  private var missing: [String: Int] = [:]

  /// Makes registers and sums for one thread; it serves tile after tile.
  public init(_ plan: CellPlan) {
    self.plan = plan
    let summed = SummedColumns(plan)
    self.summed = summed
    accumulator = TileAccumulator(
      layout: summed.layout, zoneCount: plan.zoneCount, ecosystemCount: plan.ecosystemCount)
    machine = BlockMachine(plan, summed)
  }

  /// Receives the values of a block of cells for each quantity, to be kept as maps.
  ///
  /// - Parameters: first cell of the block within the tile, number of cells, one block of values for each
  ///   quantity.
  public typealias MapSink = (_ first: Int, _ count: Int, _ quantities: [UnsafePointer<Double>]) -> Void

  /// The sums of a tile of a grid.
  ///
  /// - Parameters:
  ///   - layers: In the order of the plan's data.
  ///   - cellAreas: Area of a cell in each row of the tile, m².
  ///   - cellSizes: Side of a cell in each row of the tile, m.
  ///   - keep: Receives what maps are made of, if they are wanted.
  public func sums(
    of coverage: TileCoverage, layers: [TileLayer], cellAreas: [Double], cellSizes: [Double],
    keep: MapSink? = nil
  ) -> TileSums {
    // The accumulator meets a cell's shares when it meets the cell.
    let shares = coverage.shares.sorted { ($0.cell, $0.zone) < ($1.cell, $1.zone) }
    evaluate(coverage, layers, cellAreas, cellSizes) { part, row in
      coverage.zones.withUnsafeBufferPointer { count(part, zones: $0) }
      accumulate(part, coverage.zones, shares, area: cellAreas[row])
      if let keep {
        machine.spread(part.count)
        keep(part.lowerBound, part.count, machine.quantities)
      }
    }
    defer { missing = [:] }
    return summed.spread(accumulator.finish(tile: coverage.tile.index, missingByFormula: missing))
  }

  /// Hands on the values of a tile's cells, without any sums.
  public func values(
    of coverage: TileCoverage, layers: [TileLayer], cellAreas: [Double], cellSizes: [Double], to take: MapSink
  ) {
    evaluate(coverage, layers, cellAreas, cellSizes) { part, _ in
      machine.spread(part.count)
      take(part.lowerBound, part.count, machine.quantities)
    }
  }

  /// The sums of a table of areas, as one tile.
  ///
  /// - Parameters:
  ///   - columns: The table's columns that the plan reads, in the order of its layers.
  ///   - zones: Zone number of each row.
  ///   - areas: Area of each row, m².
  public func sums(columns: [[Double]], zones: [UInt32], areas: [Double], tile: Int = 0) -> TileSums {
    let kept = columns.map { UnsafeMutableBufferPointer<Double>.allocate(capacity: max(1, $0.count)) }
    defer { for column in kept { column.deallocate() } }
    for (column, memory) in zip(columns, kept) { _ = memory.initialize(from: column) }
    let layers = kept.compactMap { $0.baseAddress.map { TileLayer.kept(UnsafePointer($0)) } }
    for start in stride(from: 0, to: zones.count, by: Self.block) {
      let part = start..<min(start + Self.block, zones.count)
      machine.run(part, layers: layers, zones: zones, measure: .rows(areas: areas))
      zones.withUnsafeBufferPointer { count(part, zones: $0) }
      for row in part {
        accumulator.addLand(
          zone: zones[row], ecosystem: machine.ecosystem[row - start], area: areas[row],
          values: { self.machine.columns[$0][row - start] })
      }
    }
    defer { missing = [:] }
    return summed.spread(accumulator.finish(tile: tile, missingByFormula: missing))
  }
}

extension TileEvaluator {
  /// The ecosystem of each cell of a tile by its number, NaN where unknown.
  ///
  /// - Parameters: As of ``sums(of:layers:cellAreas:cellSizes:keep:)``.
  public func ecosystems(
    of coverage: TileCoverage, layers: [TileLayer], cellAreas: [Double], cellSizes: [Double]
  ) -> [Double] {
    var found: [Double] = []
    found.reserveCapacity(coverage.tile.count)
    evaluate(coverage, layers, cellAreas, cellSizes) { part, _ in
      found.append(contentsOf: UnsafeBufferPointer(start: machine.ecosystem, count: part.count))
    }
    return found
  }

  /// Evaluates a tile block by block; `done` is called with each block's cells and its first row.
  private func evaluate(
    _ coverage: TileCoverage, _ layers: [TileLayer], _ areas: [Double], _ sizes: [Double],
    done: (_ part: Range<Int>, _ row: Int) -> Void
  ) {
    let tile = coverage.tile
    let zones = feedZones(of: coverage)
    var row = 0
    while row < tile.height {
      let rows = rowsTogether(from: row, of: areas, width: tile.width)
      for part in parts(of: rows, width: tile.width) {
        machine.run(part, layers: layers, zones: zones, measure: .cells(area: areas[row], size: sizes[row]))
        done(part, row)
      }
      row = rows.upperBound
    }
  }

  /// Zone number of each cell as formulas see it.
  private func feedZones(of coverage: TileCoverage) -> [UInt32] {
    let reads = plan.feeds.contains { if case .zone = $0 { true } else { false } }
    return reads ? coverage.foremost : []
  }

  /// Rows that can be evaluated in one go: all of the same cell area.
  private func rowsTogether(from row: Int, of areas: [Double], width: Int) -> Range<Int> {
    var end = row + 1
    while end < areas.count, areas[end] == areas[row] { end += 1 }
    return row..<end
  }

  private func parts(of rows: Range<Int>, width: Int) -> [Range<Int>] {
    stride(from: rows.lowerBound * width, to: rows.upperBound * width, by: Self.block).map {
      $0..<min($0 + Self.block, rows.upperBound * width)
    }
  }

  private func count(_ part: Range<Int>, zones: UnsafeBufferPointer<UInt32>) {
    guard let start = zones.baseAddress else { return }
    machine.countMissing(part.count, zones: start + part.lowerBound, into: &missing)
  }

  private func accumulate(
    _ part: Range<Int>, _ zones: [UInt32], _ shares: [TileCoverage.Share], area: Double
  ) {
    zones.withUnsafeBufferPointer { zones in
      guard let start = zones.baseAddress else { return }
      machine.columns.withUnsafeBufferPointer { quantities in
        guard let first = quantities.baseAddress else { return }
        accumulator.add(
          count: part.count, zones: start + part.lowerBound, ecosystems: machine.ecosystem, area: area,
          quantities: first)
      }
    }
    for share in shares[place(of: part.lowerBound, in: shares)..<place(of: part.upperBound, in: shares)] {
      let cell = Int(share.cell) - part.lowerBound
      accumulator.addShared(
        zone: share.zone, ecosystem: machine.ecosystem[cell], fraction: share.fraction, area: area,
        values: { self.machine.columns[$0][cell] })
    }
  }

  /// Where the shares of a cell begin, by bisection.
  private func place(of cell: Int, in shares: [TileCoverage.Share]) -> Int {
    var low = 0
    var high = shares.count
    while low < high {
      let middle = (low + high) / 2
      if Int(shares[middle].cell) < cell { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
