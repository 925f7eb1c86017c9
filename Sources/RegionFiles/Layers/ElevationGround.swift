import Foundation
import Geo
import GeoFiles

/// The relief of one layer of heights, and what was found out about its water: each step is done once,
/// however many layers rest on it.
final class ElevationGround {
  static let heights = Plane<Float>("heights")

  let planes: FilePlanes
  let routing: Routing
  private var isFilled = false
  private var flows: [FlowRule: Flow] = [:]
  private var counted: Set<FlowRule> = []
  private var streams: Set<String> = []
  private var measured: Set<String> = []

  /// - Parameters:
  ///   - metres: Metres in the layer's unit.
  ///   - memory: Bytes that routing may take.
  init(
    _ elevation: PreparedLayer, metres: Double, on grid: Grid, planes: FilePlanes, memory: Int
  ) throws {
    self.planes = planes
    let side = Self.tileSide(of: grid, threads: planes.threads, memory: memory)
    routing = Routing(Tiling(grid, size: side), store: planes)
    let tiling = Tiling(grid, size: RasterWriter.tileSide)
    let bands = (0..<tiling.down).map { $0 * tiling.across..<($0 + 1) * tiling.across }
    _ = try planes.each(Array(bands.indices)) { band in
      let reader = try LayerReader(elevation)
      for tile in bands[band] {
        let tile = tiling[tile]
        var values = [Double](repeating: .nan, count: tile.count)
        try values.withUnsafeMutableBufferPointer { try reader.read(CellWindow(tile), into: $0) }
        try planes.put(values.map { Float($0 * metres) }, Self.heights, tile)
      }
    }
  }

  /// Side of the tiles that water is followed in; what comes out does not depend on it.
  ///
  /// A tile is taken up again whenever a neighbour knows more, so that few large tiles save much: one for the
  /// whole grid if it fits, else as large as fit side by side.
  static func tileSide(of grid: Grid, threads: Int, memory: Int) -> Int {
    if holds(grid, memory: memory) { return max(grid.columns, grid.rows) }
    // Four sums with their weights, the shares, the order: the widest walk.
    let cells = memory / 64
    let side = Int(Double(cells / threads).squareRoot()) / RasterWriter.tileSide * RasterWriter.tileSide
    return max(RasterWriter.tileSide, side)
  }

  /// Whether most planes of a grid fit into memory side by side.
  static func holds(_ grid: Grid, memory: Int) -> Bool {
    grid.count <= memory / 96 && max(grid.columns, grid.rows) <= 32_768
  }

  /// Heights with hollows filled.
  func filled() throws -> Plane<Float> {
    if !isFilled { try routing.fillHollows(of: Self.heights) }
    isFilled = true
    return Routing.filled
  }

  /// The ways of the water.
  func flow(_ rule: FlowRule) throws -> Flow {
    if let flow = flows[rule] { return flow }
    _ = try filled()
    let flow = try routing.direct(by: rule)
    flows[rule] = flow
    return flow
  }

  /// Cells that drain through each cell, its own counted.
  func count(_ rule: FlowRule) throws -> Plane<Double> {
    let plane = Plane<Double>("count-\(rule.rawValue)")
    guard counted.insert(rule).inserted else { return plane }
    try routing.addUpslope([.one], along: flow(rule), into: [plane])
    return plane
  }

  /// Area that drains through each cell, its own counted, m².
  func area(_ rule: FlowRule) throws -> Plane<Double> {
    let plane = Plane<Double>("area-\(rule.rawValue)")
    guard measured.insert(plane.name).inserted else { return plane }
    try routing.addUpslope([.area], along: flow(rule), into: [plane])
    return plane
  }

  /// Length of slope above each cell, in metres.
  func slopeLength(cutoff: Double) throws -> Plane<Double> {
    let plane = Plane<Double>("slope-lengths")
    try routing.measureSlopes(cutoff: cutoff, along: flow(.d8), into: plane)
    return plane
  }

  /// Where at least so many cells drain through a cell.
  func streams(_ rule: FlowRule, threshold: Double, trace: Double) throws -> Plane<Float> {
    let plane = Plane<Float>("streams-\(rule.rawValue)-\(threshold)-\(trace)")
    guard streams.insert(plane.name).inserted else { return plane }
    try routing.findStreams(
      try count(rule), threshold: threshold, trace: trace, along: flow(rule), into: plane)
    return plane
  }
}

extension FilePlanes {
  /// Writes a tile's cells.
  func put(_ cells: [Float], _ plane: Plane<Float>, _ tile: Tile) throws {
    try cells.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress else { return }
      try write(
        plane.name, cellBytes: 4, columns: tile.columns, rows: tile.rows, from: start, pitch: tile.width * 4)
    }
  }

  /// Reads a window's cells.
  func get<Cell: BinaryFloatingPoint & BitwiseCopyable>(
    _ plane: Plane<Cell>, columns: Range<Int>, rows: Range<Int>
  ) throws -> [Cell] {
    var cells = [Cell](repeating: .nan, count: columns.count * rows.count)
    try get(plane, columns: columns, rows: rows, into: &cells)
    return cells
  }

  /// Reads a window's cells to the beginning of an array that has room for them.
  func get<Cell: BinaryFloatingPoint & BitwiseCopyable>(
    _ plane: Plane<Cell>, columns: Range<Int>, rows: Range<Int>, into cells: inout [Cell]
  ) throws {
    precondition(cells.count >= columns.count * rows.count, "The cells of the window have room.")
    let size = MemoryLayout<Cell>.stride
    try cells.withUnsafeMutableBytes { bytes in
      guard let start = bytes.baseAddress else { return }
      try read(
        plane.name, cellBytes: size, columns: columns, rows: rows, into: start, pitch: columns.count * size)
    }
  }
}

/// The reliefs that one preparation has opened, by what they are made from.
final class ElevationGrounds {
  private var known: [String: ElevationGround] = [:]
  private var planes: FilePlanes?

  /// The store of figures of cells, made when it is first asked for.
  func store(make: () throws -> FilePlanes) throws -> FilePlanes {
    if let planes { return planes }
    let made = try make()
    planes = made
    return made
  }

  func ground(named name: String, make: () throws -> ElevationGround) throws -> ElevationGround {
    if let ground = known[name] { return ground }
    let ground = try make()
    known[name] = ground
    return ground
  }
}
