public import Accounts
import Geo
import GeoFiles
import Synchronization

/// Land that stands for the region, on which the weight of assumptions is tried.
public enum SampleLand {
  /// Tiles and, in each, cells that are taken at most.
  private static let (tiles, cells) = (8, 1024)

  /// - Parameter area: Square metres of all land inside the zones, which the sample is made to stand for.
  public static func take(of region: PreparedRegion, area: Double, threads: Int) throws -> Sensitivity.Sample
  {
    switch region.body {
    case .rows(let rows, let columns): return .init(zones: rows.zones, areas: rows.areas, columns: columns)
    case .grid(let body): return try take(of: body, area: area, threads: threads)
    }
  }

  private static func take(
    of body: PreparedRegion.GridBody, area: Double, threads: Int
  ) throws -> Sensitivity.Sample {
    let count = body.ground.tiling.count
    let numbers = Set((0..<min(tiles, count)).map { $0 * count / min(tiles, count) }).sorted()
    let parts = Mutex<[Int: Result<Sensitivity.Sample, any Error>]>([:])
    sideBySide(numbers.count, threads: threads) { index in
      let part = Result { try cells(of: body.ground.tiling[numbers[index]], in: body) }
      parts.withLock { $0[index] = part }
    }
    var sample = Sensitivity.Sample(zones: [], areas: [], columns: body.layers.map { _ in [] })
    for (_, part) in parts.withLock({ $0 }).sorted(by: { $0.key < $1.key }) {
      let part = try part.get()
      sample.zones += part.zones
      sample.areas += part.areas
      for layer in sample.columns.indices { sample.columns[layer] += part.columns[layer] }
    }
    let taken = sample.areas.reduce(0, +)
    sample.areas = sample.areas.map { $0 * area / taken }
    return sample
  }

  /// Cells of a tile that lie inside zones, evenly spread.
  private static func cells(of tile: Tile, in body: PreparedRegion.GridBody) throws -> Sensitivity.Sample {
    let zones = body.coverage.cover(tile, by: .centre).zones
    let inside = zones.indices.filter { zones[$0] != 0 }
    guard !inside.isEmpty else { return .init(zones: [], areas: [], columns: body.layers.map { _ in [] }) }
    let step = max(1, inside.count / cells)
    let chosen = stride(from: 0, to: inside.count, by: step).map { inside[$0] }
    let buffer = UnsafeMutableBufferPointer<Double>.allocate(capacity: tile.count)
    defer { buffer.deallocate() }
    let columns = try body.layers.map { layer in
      try LayerReader(layer).read(CellWindow(tile), into: buffer)
      return chosen.map { buffer[$0] }
    }
    // Each cell stands for as many of its tile, so that a tile full of land weighs more than one at the edge.
    let weight = Double(inside.count) / Double(chosen.count)
    return .init(
      zones: chosen.map { zones[$0] },
      areas: chosen.map { body.ground.grid.cellArea(row: tile.row + $0 / tile.width) * weight },
      columns: columns)
  }
}
