/// One figure for each cell of a grid, kept by a ``PlaneStore`` while tiles take their turns.
public struct Plane<Cell: BitwiseCopyable & Sendable>: Hashable, Sendable {
  /// Under which the store keeps it.
  public let name: String

  /// A plane of that name; two of one name are the same.
  public init(_ name: String) { self.name = name }
}

/// Keeps planes that may be larger than memory, and does work side by side.
///
/// Geo knows no files and no threads: whoever routes brings both. Planes lie row by row, as bytes in the
/// order of this machine; cells that were never written are zero, in a plane that is held as a whole any
/// bits.
public protocol PlaneStore: Sendable {
  /// Copies a window of a plane; the rows begin `pitch` bytes apart at `start`.
  func read(
    _ plane: String, cellBytes: Int, columns: Range<Int>, rows: Range<Int>,
    into start: UnsafeMutableRawPointer, pitch: Int) throws
  /// Keeps a window of a plane; the rows begin `pitch` bytes apart at `start`.
  func write(
    _ plane: String, cellBytes: Int, columns: Range<Int>, rows: Range<Int>,
    from start: UnsafeRawPointer, pitch: Int) throws
  /// The cells of a plane that the store holds in memory as a whole, with a ring of one cell around the grid:
  /// rows begin two cells more than the grid's columns apart. Nil when it is held otherwise; the memory is
  /// the store's until the plane is removed.
  func whole(_ plane: String, cellBytes: Int) throws -> UnsafeMutableRawPointer?
  /// Forgets a plane.
  func remove(_ plane: String) throws
  /// Does the work for each item, in any order and perhaps side by side; the results are in the items' order.
  func each<Result: Sendable>(
    _ items: [Int], _ work: @Sendable (Int) throws -> Result
  ) throws -> [Result]
}

/// A tile with the ring of cells around it: how cells are numbered while the tile has its turn.
struct RingedTile: Sendable {
  let tile: Tile
  /// Whether the tile is the whole grid.
  let isWhole: Bool
  /// Cells of the ring that lie on the grid, and the tile's own.
  let columns: Range<Int>
  let rows: Range<Int>
  /// Cells from one row to the next.
  let pitch: Int
  /// From a cell to its neighbour in each of the eight ways.
  let steps: InlineArray<8, Int>

  init(_ tile: Tile, of grid: Grid) {
    self.tile = tile
    isWhole = tile.width == grid.columns && tile.height == grid.rows
    columns = max(0, tile.column - 1)..<min(grid.columns, tile.column + tile.width + 1)
    rows = max(0, tile.row - 1)..<min(grid.rows, tile.row + tile.height + 1)
    pitch = tile.width + 2
    let pitch = pitch
    steps = InlineArray { Compass.rowSteps[$0] * pitch + Compass.columnSteps[$0] }
  }

  /// The tile's cells and the ring's.
  var count: Int { pitch * (tile.height + 2) }

  /// Number of the first own cell of a row of the tile.
  @inline(__always) func start(row: Int) -> Int { (row + 1) * pitch + 1 }

  /// Whether a cell is the tile's own.
  @inline(__always) func isOwn(_ cell: Int) -> Bool {
    let (row, column) = (cell / pitch, cell % pitch)
    return row > 0 && column > 0 && row <= tile.height && column <= tile.width
  }

  /// Calls for every own cell.
  @inline(__always) func forEachOwn(_ body: (Int) -> Void) {
    for row in 0..<tile.height {
      let first = start(row: row)
      for cell in first..<first + tile.width { body(cell) }
    }
  }

  /// Calls for every cell of the ring, on the grid or not.
  func forEachRing(_ body: (Int) -> Void) {
    for cell in 0..<pitch { body(cell) }
    for row in 1...tile.height {
      body(row * pitch)
      body(row * pitch + pitch - 1)
    }
    for cell in (tile.height + 1) * pitch..<(tile.height + 2) * pitch { body(cell) }
  }

  /// The way in which the tile of a cell of the ring lies.
  func side(ofRing cell: Int) -> UInt8 {
    let (row, column) = (cell / pitch, cell % pitch)
    let down = row == 0 ? -1 : row > tile.height ? 1 : 0
    let across = column == 0 ? -1 : column > tile.width ? 1 : 0
    for way in 0..<Compass.count where Compass.rowSteps[way] == down && Compass.columnSteps[way] == across {
      return 1 << UInt8(way)
    }
    return 0
  }

  /// The sides on which an own cell touches other tiles, one bit for each of the eight ways.
  @inline(__always) func sides(of cell: Int) -> UInt8 {
    let (row, column) = (cell / pitch, cell % pitch)
    let (north, south) = (row == 1, row == tile.height)
    let (west, east) = (column == 1, column == tile.width)
    guard north || south || west || east else { return 0 }
    return (east ? 1 : 0) | (south && east ? 2 : 0) | (south ? 4 : 0) | (south && west ? 8 : 0)
      | (west ? 16 : 0) | (north && west ? 32 : 0) | (north ? 64 : 0) | (north && east ? 128 : 0)
  }
}

/// A plane's cells of a tile and its ring, in memory for one turn.
///
/// If the tile is the whole grid and the store holds the plane in memory, these are the store's own cells,
/// and nothing is copied.
final class RingedCells<Cell: BitwiseCopyable & Sendable> {
  let frame: RingedTile
  let plane: Plane<Cell>
  let cells: UnsafeMutablePointer<Cell>
  private let isStores: Bool

  /// - Parameter beyond: What cells outside of the grid hold, and of a copy all until it is loaded.
  init(_ plane: Plane<Cell>, _ frame: RingedTile, beyond: Cell, in store: any PlaneStore) throws {
    self.frame = frame
    self.plane = plane
    let bytes = MemoryLayout<Cell>.stride
    if frame.isWhole, let whole = try store.whole(plane.name, cellBytes: bytes) {
      let cells = whole.assumingMemoryBound(to: Cell.self)
      frame.forEachRing { cells[$0] = beyond }
      (self.cells, isStores) = (cells, true)
    } else {
      cells = .allocate(capacity: frame.count)
      cells.initialize(repeating: beyond, count: frame.count)
      isStores = false
    }
  }

  /// What the store has of a plane.
  convenience init(loading plane: Plane<Cell>, _ frame: RingedTile, beyond: Cell, in store: any PlaneStore)
    throws
  {
    try self.init(plane, frame, beyond: beyond, in: store)
    try load(from: store)
  }

  deinit { if !isStores { cells.deallocate() } }

  private var bytes: Int { MemoryLayout<Cell>.stride }

  /// Takes the tile and its ring out of the store.
  private func load(from store: any PlaneStore) throws {
    if isStores { return }
    let (tile, pitch) = (frame.tile, frame.pitch)
    let first = (frame.rows.lowerBound - tile.row + 1) * pitch + frame.columns.lowerBound - tile.column + 1
    try store.read(
      plane.name, cellBytes: bytes, columns: frame.columns, rows: frame.rows, into: cells + first,
      pitch: pitch * bytes)
  }

  /// Puts the tile's own cells into the store.
  func save(to store: any PlaneStore) throws {
    if isStores { return }
    let tile = frame.tile
    try store.write(
      plane.name, cellBytes: bytes, columns: tile.columns, rows: tile.rows, from: cells + frame.start(row: 0),
      pitch: frame.pitch * bytes)
  }
}

/// Items in memory that is reached without counting references or bounds.
final class PlainMemory<Item: BitwiseCopyable> {
  let items: UnsafeMutableBufferPointer<Item>

  init(_ given: [Item]) {
    items = .allocate(capacity: given.count)
    _ = items.initialize(from: given)
  }

  init(repeating item: Item, count: Int) {
    items = .allocate(capacity: count)
    items.initialize(repeating: item)
  }

  deinit { items.deallocate() }
}
