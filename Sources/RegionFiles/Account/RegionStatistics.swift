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
    var waiting = PlanMaker(study: study, data: data).regionReductions.filter {
      data.numbers[$0.id] == nil && only?.contains($0.id) != false
    }
    while let first = waiting.first {
      // What needs none of the others is counted in one walk with the first.
      var (together, later) = ([first], [CellReduction]())
      for reduction in waiting.dropFirst() {
        let isReady = (try? plan(together + [reduction], data)) != nil
        if isReady { together.append(reduction) } else { later.append(reduction) }
      }
      for (reduction, value) in zip(together, try values(of: together, data)) {
        data.numbers[reduction.id] = value
      }
      waiting = later
    }
  }

  private func plan(_ reductions: [CellReduction], _ data: StudyData) throws -> CellPlan {
    let layout = SumLayout(quantities: reductions.map { $0.id + ".inner" })
    return try PlanMaker(study: study, data: data).cellPlan(layout: layout, traces: false)
  }

  private func values(of reductions: [CellReduction], _ data: StudyData) throws -> [Double] {
    let files = reductions.map {
      scratch.appendingPathComponent("statistic-\(digest($0, data).prefix(24)).txt")
    }
    var values = files.map { file in
      (try? String(contentsOf: file, encoding: .utf8)).flatMap { UInt64($0, radix: 16) }
        .map(Double.init(bitPattern:))
    }
    let wanted = values.indices.filter { values[$0] == nil }
    if !wanted.isEmpty {
      let missing = wanted.map { reductions[$0] }
      let computed = try compute(missing, plan(missing, data))
      try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
      for (place, value) in zip(wanted, computed) {
        try String(value.bitPattern, radix: 16).write(to: files[place], atomically: true, encoding: .utf8)
        values[place] = value
      }
    }
    return values.map { $0 ?? .nan }
  }

  private func digest(_ reduction: CellReduction, _ data: StudyData) -> String {
    let texts = study.checked.formulas.values.map(\.text.text).sorted()
    let all = [reduction.id, reduction.text, study.region.text] + inputs + data.texts + texts
    return ContentDigest(of: Array(all.joined(separator: "\n").utf8), by: .sha256).description
  }

  private func compute(_ reductions: [CellReduction], _ plan: CellPlan) throws -> [Double] {
    let ranges = Mutex(reductions.map { _ in ValueRange() })
    let cube = try walk(plan) { number, values in
      var range = ValueRange()
      range.add(values)
      ranges.withLock { $0[number].add(range) }
    }
    let found = ranges.withLock { $0 }
    let bins = try histograms(reductions, plan, found)
    return reductions.enumerated().map { number, reduction in
      let (range, sum) = (found[number], total(cube, column: cube.layout.sum(number)))
      switch reduction.operation {
      case .min: return range.minimum <= range.maximum ? range.minimum : .nan
      case .max: return range.minimum <= range.maximum ? range.maximum : .nan
      case .sum: return sum * (reduction.areaFactor ?? 1)
      case .mean:
        return sum / (total(cube, column: SumLayout.area) - total(cube, column: cube.layout.missing(number)))
      case .percentile: return bins[number]?.percentile(reduction.percent ?? 50) ?? .nan
      }
    }
  }

  /// The counts of those that are percentiles.
  private func histograms(
    _ reductions: [CellReduction], _ plan: CellPlan, _ ranges: [ValueRange]
  ) throws -> [Int: Histogram] {
    let percentiles = reductions.indices.filter { reductions[$0].operation == .percentile }
    if percentiles.isEmpty { return [:] }
    let bins = Mutex(Dictionary(uniqueKeysWithValues: percentiles.map { ($0, Histogram(over: ranges[$0])) }))
    _ = try walk(plan) { number, values in bins.withLock { $0[number]?.add(values) } }
    return bins.withLock { $0 }
  }

  private func total(_ cube: Cube, column: Int) -> Double {
    (1...max(1, cube.zoneCount)).reduce(0) { $0 + cube.total(zone: $1, column: column) }
  }

  /// Receives values of cells inside zones, and the number of the reduction that they belong to.
  private typealias Take = @Sendable (_ number: Int, _ values: UnsafeBufferPointer<Double>) -> Void

  /// Hands on the values of the cells that lie inside zones.
  private static func insideZones(_ take: @escaping Take) -> GridWorker.Keep {
    var inside = [Double](repeating: .nan, count: TileEvaluator.block)
    return { _, coverage, first, count, quantities in
      for (number, values) in quantities.enumerated() {
        var found = 0
        for cell in 0..<count {
          inside[found] = values[cell]
          found += coverage.zones[first + cell] == 0 ? 0 : 1
        }
        inside.withUnsafeBufferPointer { take(number, UnsafeBufferPointer(rebasing: $0[..<found])) }
      }
    }
  }

  /// Walks all tiles; gives the values of cells inside zones to `take`, and the sums.
  private func walk(_ plan: CellPlan, take: @escaping Take) throws -> Cube {
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
