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
  private let readers: [LayerReader]
  private let layers: [TileLayer]
  private let evaluator: TileEvaluator
  private let keep: Keep?
  private let finish: ((Tile) throws -> Void)?
  private let drawing: DrawStretch?

  /// - Parameters:
  ///   - keep: Receives each block of each tile.
  ///   - finish: Called when all blocks of a tile have been kept, before its sums are delivered.
  ///   - drawing: Draws that each tile is put through, in place of the job's plan.
  init(
    _ job: GridJob, drawing: DrawStretch? = nil, keep: Keep? = nil, finish: ((Tile) throws -> Void)? = nil
  ) throws {
    self.job = job
    self.drawing = drawing
    self.keep = keep
    self.finish = finish
    let readers = try job.layers.map { try LayerReader($0) }
    self.readers = readers
    layers = readers.map { reader in .made { reader.values($0, into: $1) } }
    evaluator = TileEvaluator(job.plan)
  }

  /// Raster values without a class, by layer name, in the tile that was read last.
  private(set) var unknownClasses: [String: [Int: Int]] = [:]

  /// More values of a tile than these are not kept: the layer is none of classes.
  private static let mostClasses = 20

  /// The name under which a value without a class is counted beside formulas that gave nothing; no formula's
  /// name has an equals sign.
  private var countsByClass: [(String, Int)] {
    unknownClasses.flatMap { name, cells in
      cells.sorted { $0.key < $1.key }.prefix(Self.mostClasses).map { ("\(name)=\($0.key)", $0.value) }
    }
  }

  mutating func tile(_ number: Int) throws -> TileSums {
    let tile = job.ground.tiling[number]
    for reader in readers { try reader.read(CellWindow(tile)) }
    let coverage = job.coverage.cover(tile, by: job.rule)
    let grid = job.ground.grid
    let (areas, sizes) = (
      grid.cellAreas(rows: tile.rows), tile.rows.map { grid.cellSize(row: $0).width }
    )
    if let drawing {
      return drawing.sums(of: coverage, layers: layers, cellAreas: areas, cellSizes: sizes)
    }
    var sink: TileEvaluator.MapSink?
    if let keep { sink = { keep(tile, coverage, $0, $1, $2) } }
    var sums = evaluator.sums(
      of: coverage, layers: layers, cellAreas: areas, cellSizes: sizes, keep: sink)
    // Classes are translated as the cells are evaluated.
    unknownClasses = [:]
    for (layer, reader) in zip(job.layers, readers) where layer.isClasses {
      let cells = reader.takeUnknownClasses()
      if !cells.isEmpty { unknownClasses[layer.name] = cells }
    }
    try finish?(tile)
    for (name, count) in countsByClass { sums.missingByFormula[name] = count }
    return sums
  }
}
