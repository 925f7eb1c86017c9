import Accounts
import Geo

/// Gathers statistics of tiles; the sums themselves are not wanted.
struct SurveyWorker: TileWalk.Worker {
  private var worker: GridWorker
  private let gathering: Gathering
  private let report: (Int, RegionSurvey.Seen) -> Void

  /// - Parameter report: Called with each tile and what was seen in it.
  init(
    _ job: GridJob, bounds: [(low: Double, high: Double)],
    report: @escaping (Int, RegionSurvey.Seen) -> Void
  ) throws {
    let gathering = Gathering(bounds)
    self.gathering = gathering
    self.report = report
    worker = try GridWorker(
      job,
      keep: { tile, coverage, first, count, quantities in
        gathering.add(tile, coverage, first: first, count: count, quantities)
      })
  }

  mutating func tile(_ number: Int) throws -> TileSums {
    gathering.begin()
    let sums = try worker.tile(number)
    var seen = gathering.seen
    seen.classes = worker.unknownClasses
    report(number, seen)
    return sums
  }
}

/// What one thread gathers of its present tile.
private final class Gathering {
  private let bounds: [(low: Double, high: Double)]
  private(set) var seen: RegionSurvey.Seen

  init(_ bounds: [(low: Double, high: Double)]) {
    self.bounds = bounds
    seen = .init(statistics: bounds.map { _ in ValueStatistics() })
  }

  func begin() { seen = .init(statistics: bounds.map { _ in ValueStatistics() }) }

  func add(
    _ tile: Tile, _ coverage: TileCoverage, first: Int, count: Int, _ quantities: [UnsafePointer<Double>]
  ) {
    // Blocks of one tile share its coverage.
    if first == 0 { seen.add(overlaps: coverage.overlaps) }
    coverage.zones.withUnsafeBufferPointer { zones in
      guard let start = zones.baseAddress else { return }
      for (quantity, values) in quantities.enumerated() {
        seen.statistics[quantity].add(
          values, zones: start + first, count: count, low: bounds[quantity].low, high: bounds[quantity].high,
          tile: tile.index, first: first)
      }
      for cell in first..<first + count {
        if zones[cell] == 0 { seen.outside += 1 } else { seen.inside += 1 }
      }
    }
  }
}
