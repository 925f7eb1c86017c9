import Accounts
import Geo
import GeoFiles

/// What all workers of a grid share.
struct GridJob: Sendable {
  let ground: RegionGround
  let coverage: ZoneCoverage
  let rule: CoverageRule
  /// In the order in which the plan's feeds number them.
  let layers: [PreparedLayer]
  let plan: CellPlan
}

/// Reads and evaluates tiles of a grid: file handles, buffers and evaluator of one thread.
struct GridWorker: TileWalk.Worker {
  /// What is kept of a tile beside its sums: called with the tile's coverage and, block by block, the values.
  typealias Keep = (
    _ tile: Tile, _ coverage: TileCoverage, _ first: Int, _ count: Int, _ quantities: [UnsafePointer<Double>]
  ) -> Void

  let job: GridJob
  let reading: TileReading
  private let evaluator: TileEvaluator
  private let keep: Keep?
  private let finish: ((Tile) throws -> Void)?
  private let drawing: DrawStretch?

  /// - Parameters:
  ///   - keep: Receives each block of each tile.
  ///   - finish: Called when all blocks of a tile have been kept, before its sums are delivered.
  ///   - drawing: Draws that each tile is put through, in place of the job's plan.
  ///   - readsAll: Whether also layers are read that the job's plan does not need.
  init(
    _ job: GridJob, drawing: DrawStretch? = nil, readsAll: Bool = false, keep: Keep? = nil,
    finish: ((Tile) throws -> Void)? = nil
  ) throws {
    self.job = job
    self.drawing = drawing
    self.keep = keep
    self.finish = finish
    reading = try TileReading(job.layers, needed: readsAll || drawing != nil ? nil : job.plan.layers)
    evaluator = TileEvaluator(job.plan)
  }

  /// More values of a tile than these are not kept: the layer is none of classes.
  private static let mostClasses = 20

  /// The name under which a value without a class is counted beside formulas that gave nothing; no formula's
  /// name has an equals sign.
  private static func countsByClass(_ classes: [String: [Int: Int]]) -> [(String, Int)] {
    classes.flatMap { name, cells in
      cells.sorted { $0.key < $1.key }.prefix(mostClasses).map { ("\(name)=\($0.key)", $0.value) }
    }
  }

  func tile(_ number: Int) throws -> TileSums {
    let tile = job.ground.tiling[number]
    try reading.read(tile)
    return try sums(of: tile, job.coverage.cover(tile, by: job.rule))
  }

  /// The sums of a tile that has been read already.
  func sums(of tile: Tile, _ coverage: TileCoverage) throws -> TileSums {
    let (areas, sizes) = job.ground.grid.measures(of: tile)
    if let drawing {
      return drawing.sums(of: coverage, layers: reading.layers, cellAreas: areas, cellSizes: sizes)
    }
    var sink: TileEvaluator.MapSink?
    if let keep { sink = { keep(tile, coverage, $0, $1, $2) } }
    var sums = evaluator.sums(
      of: coverage, layers: reading.layers, cellAreas: areas, cellSizes: sizes, keep: sink)
    let unknown = reading.takeUnknownClasses()
    try finish?(tile)
    for (name, count) in Self.countsByClass(unknown) { sums.missingByFormula[name] = count }
    return sums
  }
}

/// Reads and evaluates tiles of a grid whose figures are kept, without any sums.
struct KeepingWorker: TileWalk.Worker {
  private let job: GridJob
  private let reading: TileReading
  private let evaluator: TileEvaluator
  private let keep: TileEvaluator.MapSink
  private let finish: (Tile) throws -> Void
  private let readsZones: Bool

  /// - Parameters:
  ///   - keep: Receives each block of each tile.
  ///   - finish: Called when all blocks of a tile have been kept.
  init(
    _ job: GridJob, keep: @escaping TileEvaluator.MapSink, finish: @escaping (Tile) throws -> Void
  ) throws {
    self.job = job
    self.keep = keep
    self.finish = finish
    reading = try TileReading(job.layers, needed: job.plan.layers)
    evaluator = TileEvaluator(job.plan)
    readsZones = job.plan.feeds.contains { if case .zone = $0 { true } else { false } }
  }

  func tile(_ number: Int) throws {
    let tile = job.ground.tiling[number]
    try reading.read(tile)
    let coverage =
      readsZones
      ? job.coverage.cover(tile, by: job.rule)
      : TileCoverage(tile: tile, zones: [UInt32](repeating: 0, count: tile.count))
    let (areas, sizes) = job.ground.grid.measures(of: tile)
    evaluator.values(
      of: coverage, layers: reading.layers, cellAreas: areas, cellSizes: sizes, to: keep)
    // What has no class is told when the account is computed.
    _ = reading.takeUnknownClasses()
    try finish(tile)
  }
}

extension CellPlan {
  /// Numbers of the layers that the program takes values from.
  fileprivate var layers: Set<Int> {
    Set(feeds.compactMap { feed in if case .layer(let number) = feed { number } else { nil } })
  }
}
