/// Which zones may touch which tile: one list of zones for each tile, in the zones' order.
struct ZoneIndex: Sendable {
  /// Where each tile's list begins in `zones`; one more at the end.
  private let starts: [Int]
  private let zones: [UInt32]

  init(_ outlines: Outlines, _ tiling: Tiling) {
    var starts = [Int](repeating: 0, count: tiling.count + 1)
    let spans = outlines.zones.map { TileSpan($0.extent, tiling) }
    for span in spans { span.forEach(tiling.across) { starts[$0 + 1] += 1 } }
    for tile in 0..<tiling.count { starts[tile + 1] += starts[tile] }
    var zones = [UInt32](repeating: 0, count: starts[tiling.count])
    var next = starts
    for (zone, span) in spans.enumerated() {
      span.forEach(tiling.across) { tile in
        zones[next[tile]] = UInt32(zone)
        next[tile] += 1
      }
    }
    (self.starts, self.zones) = (starts, zones)
  }

  /// Zones whose extent may touch a tile, ascending, from 0.
  subscript(tile: Int) -> ArraySlice<UInt32> { zones[starts[tile]..<starts[tile + 1]] }
}

/// The tiles under an extent, with one cell to spare for rounding.
private struct TileSpan {
  private var across = 0..<0
  private var down = 0..<0

  init(_ extent: Extent, _ tiling: Tiling) {
    guard !extent.isEmpty else { return }
    let grid = tiling.grid
    let columns = Self.range(
      (extent.west - grid.west) / grid.cellWidth, (extent.east - grid.west) / grid.cellWidth, grid.columns)
    let rows = Self.range(
      (grid.north - extent.north) / grid.cellHeight, (grid.north - extent.south) / grid.cellHeight, grid.rows)
    guard let columns, let rows else { return }
    across = columns.lowerBound / tiling.size..<columns.upperBound / tiling.size + 1
    down = rows.lowerBound / tiling.size..<rows.upperBound / tiling.size + 1
  }

  private static func range(_ low: Double, _ high: Double, _ count: Int) -> ClosedRange<Int>? {
    let first = max(0, low - 1)
    let last = min(Double(count - 1), high + 1)
    return first <= last ? Int(first)...Int(last) : nil
  }

  func forEach(_ width: Int, _ body: (Int) -> Void) {
    for row in down { for column in across { body(row * width + column) } }
  }
}
