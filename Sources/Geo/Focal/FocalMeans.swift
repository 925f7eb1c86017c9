/// Means around each cell, weighted by distance, tile by tile.
public struct FocalMeans: Sendable {
  /// Cells without a figure have no mean; around others they weigh nothing.
  private let grid: Grid
  private let store: any PlaneStore

  /// Planes lie in the store.
  public init(_ grid: Grid, store: any PlaneStore) {
    self.grid = grid
    self.store = store
  }

  /// Averages the figures around each cell that has one.
  ///
  /// What lies beyond the grid, or is missing, weighs nothing: the mean is over what is known. On a
  /// geographic grid distances are those at the middle row of each tile, whose size follows from the kernel.
  /// - Parameters:
  ///   - scale: What the mean is multiplied by; ``wholeWeight(of:)`` makes a sum of it.
  ///   - plane: A figure for each cell, NaN where there is none.
  public func average(
    _ plane: Plane<Float>, by kernel: FocalKernel, scale: Double = 1, into target: Plane<Float>
  ) throws {
    let tiling = Tiling(grid, size: side(for: kernel))
    let common = grid.reference.isGeographic ? nil : maker(kernel, row: 0, tiling)
    _ = try store.each(Array(tiling.indices)) { number in
      let tile = tiling[number]
      let middle = tile.row + tile.height / 2
      let reach = reach(of: kernel, row: middle)
      let columns = around(tile.columns, reach.across, within: grid.columns)
      let rows = around(tile.rows, reach.down, within: grid.rows)
      let signal = try read(plane, columns, rows)
      if !signal.contains(where: { !$0.isNaN }) {
        return try write(signal, scale, from: (columns, rows), tile, to: target)
      }
      let maker = common ?? maker(kernel, row: middle, tiling)
      let means = maker.means(of: signal, columns: columns.count, rows: rows.count)
      try write(means, scale, from: (columns, rows), tile, to: target)
    }
  }

  private func around(_ range: Range<Int>, _ reach: Int, within count: Int) -> Range<Int> {
    max(0, range.lowerBound - reach)..<min(count, range.upperBound + reach)
  }

  private func maker(_ kernel: FocalKernel, row: Int, _ tiling: Tiling) -> any WindowMeans & Sendable {
    let reach = reach(of: kernel, row: row)
    if kernel.shape == .disc, 2 * reach.down < DiscMeans.mostRows {
      return DiscMeans(kernel, cell: grid.cellSize(row: row))
    }
    return Convolution(
      columns: min(tiling.size, grid.columns) + 2 * reach.across,
      rows: min(tiling.size, grid.rows) + 2 * reach.down, kernel: kernel, cell: grid.cellSize(row: row))
  }

  private func reach(of kernel: FocalKernel, row: Int) -> (across: Int, down: Int) {
    let size = grid.cellSize(row: row)
    return (kernel.radius(size.width), kernel.radius(size.height))
  }

  /// The weight of all cells around one, its own with it: the sum is the mean times it, as if what is missing
  /// were like what is known.
  public func wholeWeight(of kernel: FocalKernel) -> Double {
    let size = grid.cellSize(row: grid.rows / 2)
    let (across, down) = reach(of: kernel, row: grid.rows / 2)
    var sum = 0.0
    for row in -down...down {
      for column in -across...across { sum += kernel.weight(column, row, size) }
    }
    return sum
  }

  /// The side with which least is transformed, ring and all, while the work of a thread stays small.
  private func side(for kernel: FocalKernel) -> Int {
    let size = grid.cellSize(row: grid.rows / 2)
    let reach = kernel.radius(min(size.width, size.height))
    let most = max(1250, 6 * reach)
    var best = (side: 0, cells: Int.max)
    for parts in 1...max(1, max(grid.columns, grid.rows) / 64 + 1) {
      let side = (max(grid.columns, grid.rows) + parts - 1) / parts
      let transformed = TransformLength.fast(atLeast: side + 2 * reach)
      if transformed > most { continue }
      let tiling = Tiling(grid, size: min(side, 32_768))
      let cells = tiling.count * transformed * transformed
      if cells < best.cells { best = (side, cells) }
      if side < reach { break }
    }
    return best.side > 0 ? min(best.side, 32_768) : min(most, 32_768)
  }

  private func read(_ plane: Plane<Float>, _ columns: Range<Int>, _ rows: Range<Int>) throws -> [Float] {
    var cells = [Float](repeating: .nan, count: columns.count * rows.count)
    try cells.withUnsafeMutableBytes { bytes in
      guard let start = bytes.baseAddress else { return }
      try store.read(
        plane.name, cellBytes: 4, columns: columns, rows: rows, into: start, pitch: columns.count * 4)
    }
    return cells
  }

  private func write(
    _ means: [Float], _ scale: Double, from window: (columns: Range<Int>, rows: Range<Int>), _ tile: Tile,
    to target: Plane<Float>
  ) throws {
    var cells: [Float] = []
    cells.reserveCapacity(tile.count)
    for row in tile.rows {
      let above = row - window.rows.lowerBound
      let first = above * window.columns.count + tile.column - window.columns.lowerBound
      for value in means[first..<first + tile.width] { cells.append(Float(Double(value) * scale)) }
    }
    try cells.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress else { return }
      try store.write(
        target.name, cellBytes: 4, columns: tile.columns, rows: tile.rows, from: start, pitch: tile.width * 4)
    }
  }
}
