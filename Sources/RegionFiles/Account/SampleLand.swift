public import Accounts
import Geo
import GeoFiles

/// Land that stands for the region, on which the weight of assumptions is tried.
public enum SampleLand {
  /// Tiles and, in each, cells that are taken at most.
  private static let (tiles, cells) = (8, 1024)

  /// - Parameter area: Square metres of all land inside the zones, which the sample is made to stand for.
  public static func take(of region: PreparedRegion, area: Double) throws -> Sensitivity.Sample {
    switch region.body {
    case .rows(let rows, let columns): return .init(zones: rows.zones, areas: rows.areas, columns: columns)
    case .grid(let body): return try take(of: body, area: area)
    }
  }

  private static func take(of body: PreparedRegion.GridBody, area: Double) throws -> Sensitivity.Sample {
    var sample = Sensitivity.Sample(zones: [], areas: [], columns: body.layers.map { _ in [] })
    let readers = try body.layers.map { try LayerReader($0) }
    let count = body.ground.tiling.count
    for number in Set((0..<min(tiles, count)).map { $0 * count / min(tiles, count) }).sorted() {
      try add(body.ground.tiling[number], of: body, readers, to: &sample)
    }
    let taken = sample.areas.reduce(0, +)
    sample.areas = sample.areas.map { $0 * area / taken }
    return sample
  }

  private static func add(
    _ tile: Tile, of body: PreparedRegion.GridBody, _ readers: [LayerReader],
    to sample: inout Sensitivity.Sample
  ) throws {
    let zones = body.coverage.cover(tile, by: .centre).zones
    let inside = zones.indices.filter { zones[$0] != 0 }
    guard !inside.isEmpty else { return }
    let step = max(1, inside.count / cells)
    let chosen = stride(from: 0, to: inside.count, by: step).map { inside[$0] }
    let buffer = UnsafeMutableBufferPointer<Double>.allocate(capacity: tile.count)
    defer { buffer.deallocate() }
    for (layer, reader) in readers.enumerated() {
      try reader.read(CellWindow(tile), into: buffer)
      sample.columns[layer] += chosen.map { buffer[$0] }
    }
    // Each cell stands for as many of its tile, so that a tile full of land weighs more than one at the edge.
    let weight = Double(inside.count) / Double(chosen.count)
    sample.zones += chosen.map { zones[$0] }
    sample.areas += chosen.map { body.ground.grid.cellArea(row: tile.row + $0 / tile.width) * weight }
  }
}
