public import Accounts
import Formula
public import Foundation
import Geo
import GeoFiles
import Synchronization

/// Computes the tiles of a prepared region, keeps each as it is finished, and puts them together.
public struct AccountRun: Sendable {
  /// What a run shall do.
  public struct Options: Sendable {
    /// Folder for tiles, maps in the making, warped and derived layers.
    public var work: URL
    public var threads: Int
    public var shard: Shard
    /// Whether maps are made.
    public var maps: Bool
    /// Only put together what shards have computed.
    public var mergeOnly: Bool

    public init(work: URL, threads: Int, shard: Shard, maps: Bool, mergeOnly: Bool) {
      self.work = work
      self.threads = threads
      self.shard = shard
      self.maps = maps
      self.mergeOnly = mergeOnly
    }
  }

  /// Called after each tile: finished tiles, all tiles.
  public typealias Progress = @Sendable (Int, Int) -> Void

  /// How a run ended; a shard ends with a part, whatever the others have done.
  public enum Outcome: Sendable {
    /// All tiles are there: the sums of the region.
    case complete(Cube)
    /// Tiles are still to be computed, by other shards or by going on.
    case partial(finished: Int, of: Int)
  }

  public let region: PreparedRegion
  public let options: Options

  public init(_ region: PreparedRegion, options: Options) {
    self.region = region
    self.options = options
  }

  /// Runs what is not yet there.
  ///
  /// - Parameters:
  ///   - begun: Tiles that were computed while the data were looked through.
  ///   - stop: Asked before each tile; true leaves the finished tiles for the next run.
  public func run(
    begun: [Int: TileSums] = [:], progress: @escaping Progress, stop: @escaping @Sendable () -> Bool
  ) throws -> Outcome {
    try FileManager.default.createDirectory(at: options.work, withIntermediateDirectories: true)
    let found = try TileLog.finished(in: options.work, plan: planDigest)
    let missing = missing(beside: found)
    var tiles = found
    if !missing.isEmpty {
      let computed = try compute(
        missing, begun: begun, finished: found.count, progress: progress, stop: stop)
      tiles.merge(computed) { before, _ in before }
    }
    // Other shards may have finished theirs meanwhile.
    if tiles.count < region.tileCount { tiles = try TileLog.finished(in: options.work, plan: planDigest) }
    // A shard never puts the account together, even if it is the last: of two that end at once both would, in
    // one folder.
    guard tiles.count == region.tileCount, options.mergeOnly || !options.shard.isPart else {
      return .partial(finished: tiles.count, of: region.tileCount)
    }
    return .complete(try cube(tiles))
  }

  /// Tiles that this run has to compute.
  private func missing(beside found: [Int: TileSums]) -> [Int] {
    options.mergeOnly ? [] : (0..<region.tileCount).filter { found[$0] == nil && options.shard.holds($0) }
  }

  /// What a look through the data computes of this run on the way, made for each of its threads; nil when
  /// there is nothing to compute.
  func beginning(
    _ body: PreparedRegion.GridBody
  ) throws -> (@Sendable () throws -> SurveyWorker.Beginning)? {
    let tiles = Set(missing(beside: try TileLog.finished(in: options.work, plan: planDigest)))
    guard !tiles.isEmpty else { return nil }
    // The look through the data takes samples of every layer.
    let worker = try worker(body, readsAll: true)
    return { SurveyWorker.Beginning(tiles: tiles, worker: try worker()) }
  }

  private func job(_ body: PreparedRegion.GridBody) -> GridJob {
    GridJob(
      ground: body.ground, coverage: body.coverage, rule: body.rule, layers: body.layers, plan: region.plan)
  }

  /// Makes the worker of a thread, which keeps maps where they are wanted.
  private func worker(
    _ body: PreparedRegion.GridBody, readsAll: Bool
  ) throws -> @Sendable () throws -> GridWorker {
    let job = job(body)
    let scratch = options.maps ? try mapScratch() : nil
    return { try MapKeeper.worker(job, scratch: scratch, readsAll: readsAll) }
  }

  /// Tiles computed with maps cannot stand for tiles computed without.
  var planDigest: String { options.maps ? region.digest : String(region.digest.reversed()) }

  private func compute(
    _ tiles: [Int], begun: [Int: TileSums], finished: Int, progress: @escaping Progress,
    stop: @escaping @Sendable () -> Bool
  ) throws -> [Int: TileSums] {
    let log = Mutex(LogBox(try TileLog(folder: options.work, plan: planDigest, shard: options.shard)))
    let computed = Mutex<[Int: TileSums]>([:])
    let deliver: @Sendable (TileSums) throws -> Void = { sums in
      try log.withLock { try $0.log.append(sums) }
      let count = computed.withLock { computed in
        computed[sums.tile] = sums
        return computed.count
      }
      progress(finished + count, region.tileCount)
    }
    for number in tiles { if let sums = begun[number] { try deliver(sums) } }
    let tiles = tiles.filter { begun[$0] == nil }
    let walk = TileWalk(threads: options.threads)
    switch region.body {
    case .rows(let rows, let columns):
      let plan = region.plan
      _ = try walk.run(
        tiles, worker: { RowWorker(plan: plan, rows: rows, columns: columns) }, stop: stop, deliver: deliver)
    case .grid(let body):
      _ = try walk.run(tiles, worker: try worker(body, readsAll: false), stop: stop, deliver: deliver)
    }
    try log.withLock { try $0.log.close() }
    return computed.withLock { $0 }
  }

  func mapScratch() throws -> MapScratch? {
    guard case .grid(let body) = region.body else { return nil }
    return try MapScratch(
      folder: options.work, plan: planDigest, quantities: region.layout.quantities, frame: body.ground.frame)
  }

  private func cube(_ tiles: [Int: TileSums]) throws -> Cube {
    var cube = Cube(
      layout: region.layout, zoneCount: region.plan.zoneCount, ecosystemCount: region.plan.ecosystemCount)
    for number in tiles.keys.sorted() {
      if let tile = tiles[number] { try cube.add(tile) }
    }
    return cube
  }
}

/// The log is used by one thread at a time, under the lock.
private struct LogBox: @unchecked Sendable {
  let log: TileLog

  init(_ log: TileLog) { self.log = log }
}

/// The one tile of a region that is given as a table.
private struct RowWorker: TileWalk.Worker {
  let plan: CellPlan
  let rows: LandRows
  let columns: [[Double]]

  func tile(_ number: Int) -> TileSums {
    TileEvaluator(plan).sums(columns: columns, zones: rows.zones, areas: rows.areas, tile: number)
  }
}
