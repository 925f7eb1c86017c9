import Accounts
import Formula
import Foundation
import Geo
import GeoFiles
import Land
import Seals
import Synchronization

/// Statistics over all cells inside the zones, which formulas need before the walk: percentiles of NDVI,
/// means of a load.
///
/// Percentiles take two passes (range, then 65 536 counted bins); results are kept by the digest of what they
/// were made from, so that shards and later runs do not count again.
struct RegionStatistics {
  let study: Study
  let body: PreparedRegion.GridBody
  /// Digests of what the region file names.
  let inputs: [String]
  let scratch: URL
  let threads: Int

  /// - Parameter only: Ids of those that are wanted; nil wants all. What is there already stays.
  func add(to data: inout StudyData, only: Set<String>? = nil) throws {
    for reduction in PlanMaker(study: study, data: data).regionReductions
    where data.numbers[reduction.id] == nil && only?.contains(reduction.id) != false {
      data.numbers[reduction.id] = try value(of: reduction, data)
    }
  }

  private func value(of reduction: CellReduction, _ data: StudyData) throws -> Double {
    let layout = SumLayout(quantities: [reduction.id + ".inner"])
    let plan = try PlanMaker(study: study, data: data).cellPlan(layout: layout, traces: false)
    let kept = scratch.appendingPathComponent("statistic-\(digest(reduction, data).prefix(24)).txt")
    if let text = try? String(contentsOf: kept, encoding: .utf8), let bits = UInt64(text, radix: 16) {
      return Double(bitPattern: bits)
    }
    let value = try compute(reduction, plan)
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    try String(value.bitPattern, radix: 16).write(to: kept, atomically: true, encoding: .utf8)
    return value
  }

  private func digest(_ reduction: CellReduction, _ data: StudyData) -> String {
    let texts = study.checked.formulas.values.map(\.text.text).sorted()
    let all = [reduction.id, reduction.text, study.region.text] + inputs + data.texts + texts
    return ContentDigest(of: Array(all.joined(separator: "\n").utf8), by: .sha256).description
  }

  private func compute(_ reduction: CellReduction, _ plan: CellPlan) throws -> Double {
    let range = Mutex(ValueRange())
    let cube = try walk(plan) { values in range.withLock { $0.add(values) } }
    switch reduction.operation {
    case .min: return range.withLock { $0.minimum <= $0.maximum ? $0.minimum : .nan }
    case .max: return range.withLock { $0.minimum <= $0.maximum ? $0.maximum : .nan }
    case .sum: return total(cube, column: cube.layout.sum(0)) * (reduction.areaFactor ?? 1)
    case .mean:
      let known = total(cube, column: SumLayout.area) - total(cube, column: cube.layout.missing(0))
      return total(cube, column: cube.layout.sum(0)) / known
    case .percentile:
      let histogram = Mutex(Histogram(over: range.withLock { $0 }))
      _ = try walk(plan) { values in histogram.withLock { $0.add(values) } }
      return histogram.withLock { $0.percentile(reduction.percent ?? 50) }
    }
  }

  private func total(_ cube: Cube, column: Int) -> Double {
    (1...max(1, cube.zoneCount)).reduce(0) { $0 + cube.total(zone: $1, column: column) }
  }

  /// Hands on the values of the cells that lie inside zones.
  private static func insideZones(
    _ take: @escaping @Sendable (UnsafeBufferPointer<Double>) -> Void
  ) -> GridWorker.Keep {
    { _, coverage, first, count, quantities in
      var inside: [Double] = []
      inside.reserveCapacity(count)
      for cell in 0..<count where coverage.zones[first + cell] != 0 { inside.append(quantities[0][cell]) }
      inside.withUnsafeBufferPointer(take)
    }
  }

  /// Walks all tiles; gives the values of cells inside zones to `take`, and the sums.
  private func walk(
    _ plan: CellPlan, take: @escaping @Sendable (UnsafeBufferPointer<Double>) -> Void
  ) throws -> Cube {
    let job = GridJob(
      ground: body.ground, coverage: body.coverage, rule: body.rule, layers: body.layers, plan: plan)
    let tiles = Mutex<[TileSums]>([])
    _ = try TileWalk(threads: threads).run(
      Array(body.ground.tiling.indices), worker: { try GridWorker(job, keep: Self.insideZones(take)) },
      stop: { false },
      deliver: { sums in tiles.withLock { $0.append(sums) } })
    var cube = Cube(layout: plan.layout, zoneCount: plan.zoneCount, ecosystemCount: plan.ecosystemCount)
    for tile in tiles.withLock({ $0 }).sorted(by: { $0.tile < $1.tile }) { try cube.add(tile) }
    return cube
  }
}
