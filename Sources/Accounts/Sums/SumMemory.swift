internal import CElementary

/// The memory of a ``TileAccumulator``: rows of sums, which row belongs to which zone, and room to work in.
///
/// It is kept by pointers, since a run of cells is often short and the bookkeeping must not cost more than the sums.
final class SumMemory {
  private let layout: SumLayout
  private let zones: Int
  /// Number of a zone among those of the tile; -1 for zones not met.
  let localZone: UnsafeMutablePointer<Int32>
  private(set) var rows: UnsafeMutablePointer<Double>
  /// Whether a row has any land.
  private(set) var occupied: UnsafeMutablePointer<Bool>
  private var rowCount: Int
  let raster: UnsafeMutablePointer<Double>
  /// The earlier quantity that has the same block of values, or -1.
  private let same: UnsafeMutablePointer<Int32>
  private let work: UnsafeMutablePointer<Double>
  private var runStarts: UnsafeMutablePointer<Int32>
  private var startCount: Int

  private static let firstRows = 64

  init(layout: SumLayout, zones: Int) {
    self.layout = layout
    self.zones = zones
    let quantities = max(1, layout.quantities.count)
    localZone = Self.room(zones, filledWith: -1)
    rowCount = Self.firstRows
    rows = Self.room(rowCount * layout.width, filledWith: 0)
    occupied = Self.room(rowCount, filledWith: false)
    raster = Self.room(layout.width, filledWith: 0)
    same = Self.room(quantities, filledWith: -1)
    work = Self.room(2 * quantities, filledWith: 0)
    startCount = TileEvaluator.block
    runStarts = Self.room(startCount, filledWith: 0)
  }

  deinit {
    localZone.deallocate()
    rows.deallocate()
    occupied.deallocate()
    raster.deallocate()
    same.deallocate()
    work.deallocate()
    runStarts.deallocate()
  }

  private static func room<Value: BitwiseCopyable>(
    _ count: Int, filledWith value: Value
  ) -> UnsafeMutablePointer<Value> {
    let start = UnsafeMutablePointer<Value>.allocate(capacity: count)
    start.initialize(repeating: value, count: count)
    return start
  }

  /// Room for the starts of the runs of a block.
  func starts(_ count: Int) -> UnsafeMutablePointer<Int32> {
    if count > startCount {
      runStarts.deallocate()
      startCount = count
      runStarts = Self.room(count, filledWith: 0)
    }
    return runStarts
  }

  /// Makes sure that there are so many rows.
  func grow(toRows wanted: Int) {
    guard wanted > rowCount else { return }
    let more = max(wanted, 2 * rowCount)
    let (newRows, newOccupied) = (
      Self.room(more * layout.width, filledWith: 0.0), Self.room(more, filledWith: false)
    )
    newRows.update(from: rows, count: rowCount * layout.width)
    newOccupied.update(from: occupied, count: rowCount)
    rows.deallocate()
    occupied.deallocate()
    (rows, occupied, rowCount) = (newRows, newOccupied, more)
  }

  /// Forgets the tile.
  func clear(zones: [UInt32], rows count: Int) {
    for zone in zones { localZone[Int(zone)] = -1 }
    rows.update(repeating: 0, count: count * layout.width)
    occupied.update(repeating: false, count: count)
    raster.update(repeating: 0, count: layout.width)
  }

  /// Finds quantities that are one and the same block, as a key of sharing and its sum over the zone are.
  func noteSame(_ quantities: UnsafePointer<UnsafePointer<Double>>) {
    for quantity in layout.quantities.indices {
      let first = (0..<quantity).first { quantities[$0] == quantities[quantity] }
      same[quantity] = first.map { Int32($0) } ?? -1
    }
  }

  /// Adds area, sums and missing areas of a run of cells to a row.
  @inline(__always)
  func addRun(
    _ cells: Range<Int>, to row: UnsafeMutablePointer<Double>, area: Double,
    _ quantities: UnsafePointer<UnsafePointer<Double>>
  ) {
    row[SumLayout.area] += Double(cells.count) * area
    UnsafeRawPointer(quantities).withMemoryRebound(
      to: UnsafePointer<Double>?.self, capacity: max(1, layout.quantities.count)
    ) {
      lanes_add_run(
        $0, same, layout.quantities.count, cells.lowerBound, cells.upperBound, area, row + 1, work)
    }
  }
}
