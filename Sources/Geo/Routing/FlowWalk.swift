/// Computes something along the flow: for each cell out of its own figures and of what is known of the cells
/// that drain into it, or of those that it drains to.
protocol FlowWalk: Sendable {
  /// A tile's own planes in memory.
  associatedtype Field
  /// Whether a cell waits for those that drain into it; else for those that it drains to.
  static var isDownward: Bool { get }
  /// Takes the tile's planes out of the store.
  func open(_ frame: RingedTile, _ store: any PlaneStore) throws -> Field
  /// Whether the cell needs to wait for nobody.
  func isSource(_ cell: Int, _ field: Field) -> Bool
  /// Computes a cell all of whose neighbours in question are known.
  func settle(_ cell: Int, _ flow: UnsafePointer<UInt32>, _ frame: RingedTile, _ field: Field)
  /// Notes that a cell without height has nothing.
  func clear(_ cell: Int, _ field: Field)
  /// Keeps what was computed.
  func close(_ field: Field, _ store: any PlaneStore) throws
}

extension FlowWalk {
  func isSource(_ cell: Int, _ field: Field) -> Bool { false }
}

extension Routing {
  private static let settled = Plane<UInt8>("settled")

  /// Walks along the flow.
  ///
  /// - Returns: How many turns tiles took: one each, and one more whenever a neighbour settled what a tile
  ///   was waiting for.
  @discardableResult
  func walk<Walk: FlowWalk>(_ walk: Walk, by rule: FlowRule) throws -> Int {
    try store.remove(Self.settled.name)
    var turns = TileTurns(tiling, store, waiting: [Bool](repeating: true, count: tiling.count))
    try turns.run { tile, isFirst in try turn(walk, rule, tile, isFirst) }
    try store.remove(Self.settled.name)
    return turns.turns
  }

  private func turn<Walk: FlowWalk>(
    _ walk: Walk, _ rule: FlowRule, _ tile: Int, _ isFirst: Bool
  ) throws -> UInt8 {
    let frame = frame(tile)
    let flow = RingedCells(rule.plane, frame, beyond: FlowShares.none.bits)
    let settled = RingedCells(Self.settled, frame, beyond: 0)
    try settled.load(from: store)
    try flow.load(from: store)
    let state = WalkState<Walk>(frame, flow.cells, settled.cells)
    guard isFirst || state.canGoOn else { return 0 }
    let field = try walk.open(frame, store)
    var turn = WalkTurn(walk, state, field)
    if isFirst { frame.forEachOwn { turn.begin($0) } } else { turn.goOn() }
    guard turn.changedAny else { return 0 }
    try walk.close(field, store)
    try settled.save(to: store)
    return turn.touched
  }
}

/// What of a tile is settled.
private struct WalkState<Walk: FlowWalk> {
  let frame: RingedTile
  let flow: UnsafeMutablePointer<UInt32>
  /// 0 not yet, 1 settled.
  let settled: UnsafeMutablePointer<UInt8>

  init(
    _ frame: RingedTile, _ flow: UnsafeMutablePointer<UInt32>, _ settled: UnsafeMutablePointer<UInt8>
  ) {
    self.frame = frame
    self.flow = flow
    self.settled = settled
  }

  /// Whether a neighbour in one way waits for a cell.
  @inline(__always) func follows(_ other: Int, _ cell: Int, _ way: Int) -> Bool {
    Walk.isDownward
      ? FlowShares(bits: flow[cell]).goes(way) : FlowShares(bits: flow[other]).goes(Compass.opposite(way))
  }

  /// Whether all that an unsettled cell waits for is settled.
  @inline(__always) func isReady(_ cell: Int) -> Bool {
    let own = FlowShares(bits: flow[cell])
    for way in 0..<Compass.count {
      let other = cell + frame.steps[way]
      let waits =
        Walk.isDownward ? FlowShares(bits: flow[other]).goes(Compass.opposite(way)) : own.goes(way)
      if waits && settled[other] == 0 { return false }
    }
    return true
  }

  /// Own cells at the tile's edge that wait for nobody any more.
  var readyAtEdge: [Int] {
    let (tile, pitch) = (frame.tile, frame.pitch)
    let (first, last) = (frame.start(row: 0), frame.start(row: tile.height - 1))
    var cells = Array(first..<first + tile.width) + Array(last..<last + tile.width)
    for row in 0..<tile.height { cells += [first + row * pitch, first + row * pitch + tile.width - 1] }
    return cells.filter { settled[$0] == 0 && flow[$0] != .max && isReady($0) }
  }

  var canGoOn: Bool { !readyAtEdge.isEmpty }
}

/// One tile's turn of a walk: settles cells until it is stuck.
private struct WalkTurn<Walk: FlowWalk> {
  private let walk: Walk
  private let state: WalkState<Walk>
  private let field: Walk.Field
  private let isRing: [Bool]
  private var stack: [Int32] = []
  private(set) var changedAny = false
  /// Sides on which neighbours may go on.
  private(set) var touched: UInt8 = 0

  init(_ walk: Walk, _ state: WalkState<Walk>, _ field: Walk.Field) {
    self.walk = walk
    self.state = state
    self.field = field
    var isRing = [Bool](repeating: false, count: state.frame.count)
    state.frame.forEachRing { isRing[$0] = true }
    self.isRing = isRing
  }

  /// On the first turn any cell may be ready.
  mutating func begin(_ cell: Int) {
    if state.flow[cell] == .max {
      walk.clear(cell, field)
      changedAny = true
    } else if state.settled[cell] == 0, isReady(cell) {
      settleFrom(cell)
    }
  }

  /// On later turns only what waited for a neighbour is ready.
  mutating func goOn() {
    for cell in state.readyAtEdge where state.settled[cell] == 0 { settleFrom(cell) }
  }

  /// Settles a cell that is ready, and all that become ready by it.
  private mutating func settleFrom(_ cell: Int) {
    settle(cell)
    while let cell = stack.popLast() {
      for way in 0..<Compass.count {
        let other = Int(cell) + state.frame.steps[way]
        guard state.follows(other, Int(cell), way), state.settled[other] == 0 else { continue }
        if isRing[other] {
          touched |= state.frame.side(ofRing: other)
        } else if isReady(other) {
          settle(other)
        }
      }
    }
  }

  private mutating func settle(_ cell: Int) {
    walk.settle(cell, state.flow, state.frame, field)
    state.settled[cell] = 1
    changedAny = true
    stack.append(Int32(cell))
  }

  @inline(__always) private func isReady(_ cell: Int) -> Bool {
    walk.isSource(cell, field) || state.isReady(cell)
  }
}
