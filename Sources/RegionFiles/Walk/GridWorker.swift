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
  private let buffers: TileBuffers
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
    readers = try job.layers.map { try LayerReader($0) }
    let side = job.ground.tiling.size
    buffers = TileBuffers(layers: job.layers.count, cells: side * side)
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
    for (layer, reader) in readers.enumerated() {
      try reader.read(CellWindow(tile), into: buffers.buffer(layer, count: tile.count))
    }
    let coverage = job.coverage.cover(tile, by: job.rule)
    let grid = job.ground.grid
    let (areas, sizes) = (
      grid.cellAreas(rows: tile.rows), tile.rows.map { grid.cellSize(row: $0).width }
    )
    if let drawing {
      return drawing.sums(of: coverage, layers: buffers.pointers, cellAreas: areas, cellSizes: sizes)
    }
    var sink: TileEvaluator.MapSink?
    if let keep { sink = { keep(tile, coverage, $0, $1, $2) } }
    unknownClasses = [:]
    for (layer, reader) in zip(job.layers, readers) where layer.isClasses {
      let cells = reader.takeUnknownClasses()
      if !cells.isEmpty { unknownClasses[layer.name] = cells }
    }
    var sums = evaluator.sums(
      of: coverage, layers: buffers.pointers, cellAreas: areas, cellSizes: sizes, keep: sink)
    try finish?(tile)
    for (name, count) in countsByClass { sums.missingByFormula[name] = count }
    return sums
  }
}

/// One buffer for the cells of each layer of a tile.
private final class TileBuffers {
  private let cells: Int
  private let memory: [UnsafeMutablePointer<Double>]

  init(layers: Int, cells: Int) {
    self.cells = cells
    memory = (0..<layers).map { _ in
      let start = UnsafeMutablePointer<Double>.allocate(capacity: cells)
      start.initialize(repeating: .nan, count: cells)
      return start
    }
  }

  deinit { for start in memory { start.deallocate() } }

  var pointers: [UnsafePointer<Double>] { memory.map { UnsafePointer($0) } }

  func buffer(_ layer: Int, count: Int) -> UnsafeMutableBufferPointer<Double> {
    UnsafeMutableBufferPointer(start: memory[layer], count: count)
  }
}
