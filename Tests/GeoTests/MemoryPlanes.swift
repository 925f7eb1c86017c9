import Geo
import Synchronization
import Testing

/// Planes in memory, worked on in the order of the items or in reverse.
final class MemoryPlanes: PlaneStore {
  private let grid: Grid
  private let backwards: Bool
  private let holds: Bool
  private let planes = Mutex<[String: [UInt8]]>([:])
  private let whole = Mutex<[String: WholePlane]>([:])
  private let taken = Mutex(0)

  /// - Parameter holds: Whether planes are handed out as wholes.
  init(_ grid: Grid, backwards: Bool = false, holds: Bool = false) {
    self.grid = grid
    self.backwards = backwards
    self.holds = holds
  }

  func whole(_ plane: String, cellBytes: Int) throws -> UnsafeMutableRawPointer? {
    guard holds else { return nil }
    let bytes = (grid.columns + 2) * (grid.rows + 2) * cellBytes
    return whole.withLock { whole in
      let known = whole[plane] ?? WholePlane(bytes: bytes)
      whole[plane] = known
      return known.start
    }
  }

  /// Where a cell of a plane that is held as a whole lies.
  private func place(_ column: Int, _ row: Int) -> Int { (row + 1) * (grid.columns + 2) + column + 1 }

  func read(
    _ plane: String, cellBytes: Int, columns: Range<Int>, rows: Range<Int>,
    into start: UnsafeMutableRawPointer, pitch: Int
  ) throws {
    if let whole = try whole(plane, cellBytes: cellBytes) {
      for (line, row) in rows.enumerated() {
        (start + line * pitch).copyMemory(
          from: whole + place(columns.lowerBound, row) * cellBytes, byteCount: columns.count * cellBytes)
      }
      return
    }
    nonisolated(unsafe) let start = start
    planes.withLock { planes in
      let bytes = planes[plane] ?? [UInt8](repeating: 0, count: grid.count * cellBytes)
      for (line, row) in rows.enumerated() {
        let first = (row * grid.columns + columns.lowerBound) * cellBytes
        let part = bytes[first..<first + columns.count * cellBytes]
        (start + line * pitch).copyMemory(from: Array(part), byteCount: part.count)
      }
    }
  }

  func write(
    _ plane: String, cellBytes: Int, columns: Range<Int>, rows: Range<Int>, from start: UnsafeRawPointer,
    pitch: Int
  ) throws {
    if let whole = try whole(plane, cellBytes: cellBytes) {
      for (line, row) in rows.enumerated() {
        (whole + place(columns.lowerBound, row) * cellBytes).copyMemory(
          from: start + line * pitch, byteCount: columns.count * cellBytes)
      }
      return
    }
    nonisolated(unsafe) let start = start
    planes.withLock { planes in
      var bytes = planes[plane] ?? [UInt8](repeating: 0, count: grid.count * cellBytes)
      for (line, row) in rows.enumerated() {
        let first = (row * grid.columns + columns.lowerBound) * cellBytes
        let count = columns.count * cellBytes
        let part = UnsafeRawBufferPointer(start: start + line * pitch, count: count)
        bytes.replaceSubrange(first..<first + count, with: part)
      }
      planes[plane] = bytes
    }
  }

  func remove(_ plane: String) throws {
    planes.withLock { $0[plane] = nil }
    whole.withLock { $0[plane] = nil }
  }

  func each<Result: Sendable>(
    _ items: [Int], _ work: @Sendable (Int) throws -> Result
  ) throws -> [Result] {
    taken.withLock { $0 += items.count }
    return backwards ? try items.reversed().map(work).reversed() : try items.map(work)
  }

  /// Items of work done so far.
  var turns: Int { taken.withLock { $0 } }

  /// All cells of a plane.
  func cells<Cell: BitwiseCopyable>(_ plane: Plane<Cell>, _ zero: Cell) throws -> [Cell] {
    var cells = [Cell](repeating: zero, count: grid.count)
    try cells.withUnsafeMutableBytes { bytes in
      guard let start = bytes.baseAddress else { return }
      let size = MemoryLayout<Cell>.stride
      try read(
        plane.name, cellBytes: size, columns: 0..<grid.columns, rows: 0..<grid.rows, into: start,
        pitch: grid.columns * size)
    }
    return cells
  }

  func put(_ cells: [Float], _ plane: Plane<Float>) throws {
    try cells.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress else { return }
      try write(
        plane.name, cellBytes: 4, columns: 0..<grid.columns, rows: 0..<grid.rows, from: start,
        pitch: grid.columns * 4)
    }
  }
}

/// The memory of a plane that is handed out as a whole.
private final class WholePlane: @unchecked Sendable {
  let start: UnsafeMutableRawPointer

  init(bytes: Int) {
    start = .allocate(byteCount: bytes, alignment: 16)
    start.initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
  }

  deinit { start.deallocate() }
}

/// A relief in memory, routed in tiles of some size.
struct RoutedRelief {
  let grid: Grid
  let planes: MemoryPlanes
  let routing: Routing
  let raised: Int
  let flows: [FlowRule: Flow]

  static let heights = Plane<Float>("heights")
  static let weight = Plane<Float>("weight")
  static let sum = Plane<Double>("sum")
  static let streams = Plane<Float>("streams")

  init(
    _ grid: Grid, _ heights: [Float], tile: Int = 32_768, backwards: Bool = false, holds: Bool = false
  ) throws {
    self.grid = grid
    planes = MemoryPlanes(grid, backwards: backwards, holds: holds)
    routing = Routing(Tiling(grid, size: tile), store: planes)
    try planes.put(heights, Self.heights)
    raised = try routing.fillHollows(of: Self.heights)
    let routing = routing
    flows = try Dictionary(
      uniqueKeysWithValues: FlowRule.allCases.map { ($0, try routing.direct(by: $0)) })
  }

  /// A relief of cells of 10 m.
  init(
    _ columns: Int, _ rows: Int, tile: Int = 32_768, _ height: (Double, Double) -> Double
  ) throws {
    let grid = try planeGrid(columns: columns, rows: rows, cell: 10)
    try self.init(
      grid,
      (0..<grid.count).map { place in
        let centre = grid.centre(column: place % columns, row: place / columns)
        return Float(height(centre.x, centre.y))
      }, tile: tile)
  }

  func flow(_ rule: FlowRule) throws -> Flow { try #require(flows[rule]) }

  func filled() throws -> [Float] { try planes.cells(Routing.filled, 0) }

  func shares(_ rule: FlowRule) throws -> [FlowShares] {
    try planes.cells(rule.plane, 0).map { FlowShares(bits: $0) }
  }

  func upslope(_ weight: Routing.Weight, _ rule: FlowRule = .d8) throws -> [Double] {
    try routing.addUpslope([weight], along: flow(rule), into: [Self.sum])
    return try planes.cells(Self.sum, 0)
  }

  func slopeLength(cutoff: Double) throws -> [Double] {
    try routing.measureSlopes(cutoff: cutoff, along: flow(.d8), into: Self.sum)
    return try planes.cells(Self.sum, 0)
  }

  func streams(threshold: Double, trace: Double, _ rule: FlowRule) throws -> [Float] {
    try routing.addUpslope([.one], along: flow(rule), into: [Self.sum])
    try routing.findStreams(
      Self.sum, threshold: threshold, trace: trace, along: flow(rule), into: Self.streams)
    return try planes.cells(Self.streams, 0)
  }

  func downslope(
    _ weight: Plane<Float>?, _ measure: Routing.StepMeasure, _ rule: FlowRule
  ) throws -> [Double] {
    try routing.addDownslope(
      weight, measure: measure, streams: Self.streams, along: flow(rule), into: Self.sum)
    return try planes.cells(Self.sum, 0)
  }
}
