import Accounts
import Geo
import GeoFiles

/// Keeps the values of one tile as Float32 until all its blocks are there, then writes them.
final class MapKeeper {
  private let scratch: MapScratch
  private var cells: [[Float]]

  init(_ scratch: MapScratch, cells count: Int) {
    self.scratch = scratch
    cells = scratch.quantities.map { _ in [Float](repeating: .nan, count: count) }
  }

  func keep(_ quantities: [UnsafePointer<Double>], first: Int, count: Int) {
    for (quantity, values) in quantities.enumerated() {
      cells[quantity].withUnsafeMutableBufferPointer { kept in
        for index in 0..<count { kept[first + index] = Float(values[index]) }
      }
    }
  }

  func write(_ tile: Tile) throws {
    for quantity in cells.indices { try scratch.write(cells[quantity], quantity: quantity, tile: tile) }
  }

  /// A worker that keeps maps if there is a scratch for them.
  static func worker(_ job: GridJob, scratch: MapScratch?, readsAll: Bool) throws -> GridWorker {
    guard let scratch else { return try GridWorker(job, readsAll: readsAll) }
    let side = job.ground.tiling.size
    let keeper = MapKeeper(scratch, cells: side * side)
    return try GridWorker(
      job, readsAll: readsAll,
      keep: { _, _, first, count, quantities in keeper.keep(quantities, first: first, count: count) },
      finish: { try keeper.write($0) })
  }
}
