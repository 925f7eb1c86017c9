public import Accounts
import Formula
import Foundation
import Geo
import GeoFiles
import Law
import Seals
import Synchronization

/// Draws an account many times: the tiles are read once, and each is put through all draws.
///
/// Draws are taken in stretches that fit into memory; what no draw moves, or moves by a ratio only, is taken
/// from the account's own sums. Finished tiles are kept on disk as those of the account are.
public struct DrawRun: Sendable {
  public let region: PreparedRegion
  public let options: AccountRun.Options
  public let drawing: Drawing

  /// Bytes that the sums of one stretch may take.
  private static let memory = 512 << 20
  /// Plans that are kept at a time.
  private static let plans = 2000

  /// - Parameter draws: How many, at least two.
  /// - Throws: ``DrawRefusal`` when nothing can be drawn.
  public init(_ region: PreparedRegion, options: AccountRun.Options, draws: Int, seed: UInt64) throws {
    self.region = region
    self.options = options
    drawing = try Drawing(region.maker, count: draws, seed: seed, statistics: region.drawnStatistics)
  }

  /// How a run ended.
  public enum Outcome: Sendable {
    /// The sums of every free quantity by group, for each draw.
    case complete([[Int: [Double]]])
    case partial(finished: Int, of: Int)
  }

  /// Computes what is not yet there.
  ///
  /// - Parameter stop: Asked before each tile; true leaves the finished tiles for the next run.
  public func run(
    progress: @escaping AccountRun.Progress, stop: @escaping @Sendable () -> Bool
  ) throws -> Outcome {
    guard !drawing.free.isEmpty else {
      return .complete((0..<drawing.count).map { _ in [:] })
    }
    let stretches = self.stretches
    let all = region.tileCount * stretches.count
    var drawn: [[Int: [Double]]] = []
    var finished = 0
    for draws in stretches {
      let stretch = try DrawStretch(drawing, draws: draws)
      let tiles = try tiles(of: stretch, progress: { [finished] in progress(finished + $0, all) }, stop: stop)
      finished += tiles.count
      guard !stop() || tiles.count == region.tileCount else { break }
      guard tiles.count == region.tileCount, options.mergeOnly || options.shard.count == 1 else { continue }
      var cube = Cube(layout: stretch.layout, zoneCount: stretch.zoneCount, ecosystemCount: 0)
      for number in tiles.keys.sorted() { if let tile = tiles[number] { try cube.add(tile) } }
      drawn += draws.map { stretch.free($0, from: cube) }
    }
    return drawn.count == drawing.count ? .complete(drawn) : .partial(finished: finished, of: all)
  }

  /// As many draws at a time as fit into memory, with all their tiles.
  private var stretches: [Range<Int>] {
    let each = region.tileCount * drawing.groupCount * drawing.free.count * 16
    let size = max(1, min(Self.plans, Self.memory / max(1, each)))
    return stride(from: 0, to: drawing.count, by: size).map { $0..<min($0 + size, drawing.count) }
  }

  private func tiles(
    of stretch: DrawStretch, progress: @escaping @Sendable (Int) -> Void,
    stop: @escaping @Sendable () -> Bool
  ) throws -> [Int: TileSums] {
    let digest = digest(stretch.draws)
    try FileManager.default.createDirectory(at: options.work, withIntermediateDirectories: true)
    let found = try TileLog.finished(in: options.work, plan: digest)
    let missing = (0..<region.tileCount).filter { found[$0] == nil && options.shard.holds($0) }
    guard !options.mergeOnly, !missing.isEmpty else { return found }
    let kept = Mutex(DrawnTiles(try TileLog(folder: options.work, plan: digest, shard: options.shard), found))
    let deliver: @Sendable (TileSums) throws -> Void = { sums in
      progress(try kept.withLock { try $0.add(sums) })
    }
    let walk = TileWalk(threads: options.threads)
    switch region.body {
    case .rows(let rows, let columns):
      _ = try walk.run(
        missing, worker: { DrawnRowWorker(stretch: stretch, rows: rows, columns: columns) }, stop: stop,
        deliver: deliver)
    case .grid(let body):
      let job = GridJob(
        ground: body.ground, coverage: body.coverage, rule: body.rule, layers: body.layers, plan: region.plan)
      _ = try walk.run(
        missing, worker: { try GridWorker(job, drawing: stretch) }, stop: stop, deliver: deliver)
    }
    let tiles = try kept.withLock { try $0.close() }
    // Other shards may have finished theirs meanwhile.
    return tiles.count < region.tileCount ? try TileLog.finished(in: options.work, plan: digest) : tiles
  }

  private func digest(_ draws: Range<Int>) -> String {
    let text = "draws 1 \(region.digest) \(drawing.seed) \(draws) \(drawing.free)"
    return ContentDigest(of: Array(text.utf8), by: .sha256).description
  }
}

/// The tiles that are there, and the log of those that come; used by one thread at a time, under the lock.
private struct DrawnTiles: @unchecked Sendable {
  private let log: TileLog
  private var tiles: [Int: TileSums]

  init(_ log: TileLog, _ tiles: [Int: TileSums]) { (self.log, self.tiles) = (log, tiles) }

  /// - Returns: how many are there now.
  mutating func add(_ sums: TileSums) throws -> Int {
    try log.append(sums)
    tiles[sums.tile] = sums
    return tiles.count
  }

  func close() throws -> [Int: TileSums] {
    try log.close()
    return tiles
  }
}

/// The one tile of a region that is given as a table.
private struct DrawnRowWorker: TileWalk.Worker {
  let stretch: DrawStretch
  let rows: LandRows
  let columns: [[Double]]

  func tile(_ number: Int) -> TileSums {
    stretch.sums(columns: columns, zones: rows.zones, areas: rows.areas, tile: number)
  }
}

extension PreparedRegion {
  /// Reckons reductions over the whole region anew; nil on a grid, whose cells are not at hand.
  var drawnStatistics: (@Sendable (StudyData) throws -> [String: Double])? {
    guard case .rows(let rows, let columns) = body else { return nil }
    let study = study
    let ids = maker.regionReductions
    return { data in
      var data = data
      var values: [String: Double] = [:]
      for reduction in ids {
        let value = try PlanMaker(study: study, data: data).value(
          of: reduction, columns: columns, rows: rows)
        data.numbers[reduction.id] = value
        values[reduction.id] = value
      }
      return values
    }
  }
}
