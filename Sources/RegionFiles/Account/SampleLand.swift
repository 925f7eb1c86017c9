import Accounts
import Geo
import GeoFiles

/// Land that stands for the region, on which the weight of assumptions is tried. It is taken while the data
/// are looked through, when the tiles lie in memory.
public struct SampleLand: Sendable {
  /// Tiles and, in each, cells that are taken at most.
  private static let (tiles, cells) = (8, 1024)

  private var sample: Sensitivity.Sample
  /// Whether it is all of the land, as it is where the land is given as a table.
  private let isWhole: Bool

  /// No land yet, of so many layers.
  init(layers: Int) {
    sample = .init(zones: [], areas: [], columns: [[Double]](repeating: [], count: layers))
    isWhole = false
  }

  /// All land of a table.
  init(_ rows: LandRows, columns: [[Double]]) {
    sample = .init(zones: rows.zones, areas: rows.areas, columns: columns)
    isWhole = true
  }

  /// The tiles of which cells are taken, evenly spread, out of so many.
  static func tiles(of count: Int) -> Set<Int> {
    Set((0..<min(tiles, count)).map { $0 * count / min(tiles, count) })
  }

  /// Cells that lie inside zones, evenly spread, of a tile that has been read.
  static func cells(of tile: Tile, _ job: GridJob, _ reading: TileReading) -> SampleLand {
    let zones = job.coverage.cover(tile, by: .centre).zones
    let inside = zones.indices.filter { zones[$0] != 0 }
    guard !inside.isEmpty else { return SampleLand(layers: job.layers.count) }
    let step = max(1, inside.count / cells)
    let chosen = stride(from: 0, to: inside.count, by: step).map { inside[$0] }
    // Each cell stands for as many of its tile, so that a tile full of land weighs more than one at the edge.
    let weight = Double(inside.count) / Double(chosen.count)
    var land = SampleLand(layers: job.layers.count)
    land.sample = .init(
      zones: chosen.map { zones[$0] },
      areas: chosen.map { job.ground.grid.cellArea(row: tile.row + $0 / tile.width) * weight },
      columns: reading.values(ofCells: chosen))
    return land
  }

  /// Takes in the land of a later tile.
  mutating func add(_ part: SampleLand) {
    sample.zones += part.sample.zones
    sample.areas += part.sample.areas
    for layer in sample.columns.indices { sample.columns[layer] += part.sample.columns[layer] }
  }

  /// The sample, made to stand for so many square metres: all land inside the zones.
  func standing(for area: Double) -> Sensitivity.Sample {
    guard !isWhole else { return sample }
    var standing = sample
    let taken = sample.areas.reduce(0, +)
    standing.areas = sample.areas.map { $0 * area / taken }
    return standing
  }
}
