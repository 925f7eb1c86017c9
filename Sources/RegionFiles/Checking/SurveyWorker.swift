import Accounts
import Geo

/// Looks through tiles: gathers statistics of their values, takes cells for the sample, and computes for the
/// account what it can while a tile lies in memory.
struct SurveyWorker: TileWalk.Worker {
  private let job: GridJob
  private let bounds: [(low: Double, high: Double)]
  private let sampled: Set<Int>
  private let reading: TileReading
  private let evaluator: TileEvaluator
  private let beginning: Beginning?

  /// What of the account is computed on the way: the tiles, and the worker that does it.
  struct Beginning {
    let tiles: Set<Int>
    let worker: GridWorker
  }

  /// - Parameters:
  ///   - bounds: What a single value of each quantity of the plan may be.
  ///   - sampled: Tiles of which cells are taken for the sample.
  init(
    _ job: GridJob, bounds: [(low: Double, high: Double)], sampled: Set<Int>, beginning: Beginning?
  ) throws {
    self.job = job
    self.beginning = beginning
    self.bounds = bounds
    self.sampled = sampled
    reading = try beginning?.worker.reading ?? TileReading(job.layers)
    evaluator = TileEvaluator(job.plan)
  }

  func tile(_ number: Int) throws -> (tile: Int, seen: RegionSurvey.Seen) {
    let tile = job.ground.tiling[number]
    try reading.read(tile)
    let coverage = job.coverage.cover(tile, by: job.rule)
    var seen = RegionSurvey.Seen(statistics: bounds.map { _ in ValueStatistics() })
    seen.inside = coverage.zones.reduce(0) { $1 == 0 ? $0 : $0 + 1 }
    seen.outside = coverage.zones.count - seen.inside
    seen.add(overlaps: coverage.overlaps)
    let (areas, sizes) = job.ground.grid.measures(of: tile)
    evaluator.values(of: coverage, layers: reading.layers, cellAreas: areas, cellSizes: sizes) {
      add($2, coverage, first: $0, count: $1, to: &seen)
    }
    // What the sample makes of classes was counted with the tile.
    seen.classes = reading.takeUnknownClasses()
    if sampled.contains(number) {
      seen.sample = SampleLand.cells(of: tile, job, reading)
      _ = reading.takeUnknownClasses()
    }
    if let beginning, beginning.tiles.contains(number) {
      seen.begun[number] = try beginning.worker.sums(of: tile, coverage)
    }
    return (number, seen)
  }

  private func add(
    _ quantities: [UnsafePointer<Double>], _ coverage: TileCoverage, first: Int, count: Int,
    to seen: inout RegionSurvey.Seen
  ) {
    coverage.zones.withUnsafeBufferPointer { zones in
      guard let start = zones.baseAddress else { return }
      for (quantity, values) in quantities.enumerated() {
        seen.statistics[quantity].add(
          values, zones: start + first, count: count, low: bounds[quantity].low, high: bounds[quantity].high,
          tile: coverage.tile.index, first: first)
      }
    }
  }
}
