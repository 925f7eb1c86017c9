/// Computes something along the flow: for each cell out of its own figures and of what is known of the cells
/// that drain into it, or of those that it drains to.
protocol FlowWalk: Sendable {
  /// A tile's own planes in memory: plain pointers, and who owns what they point to.
  associatedtype Field
  /// Whether a cell waits for those that drain into it; else for those that it drains to.
  static var isDownward: Bool { get }
  /// Takes the tile's planes out of the store.
  func open(_ frame: RingedTile, _ store: any PlaneStore) throws -> Field
  /// Computes a cell all of whose neighbours in question are known.
  func settle(_ cell: Int, _ flow: FlowCells, _ field: Field)
  /// Asks memory for what ``settle(_:_:_:)`` will read of a cell and its neighbours a little later.
  func foresee(_ cell: Int, _ flow: FlowCells, _ field: Field)
  /// Notes that a cell without height has nothing.
  func clear(_ cell: Int, _ field: Field)
  /// Keeps what was computed.
  func close(_ field: Field, _ store: any PlaneStore) throws
}

extension Routing {
  /// Walks along the flow, or against it.
  func walk<Walk: FlowWalk>(_ walk: Walk, along flow: Flow) throws {
    for round in Walk.isDownward ? flow.rounds : flow.rounds.reversed() {
      _ = try store.each(Array(round.indices)) { try turn(walk, flow.rule, round[$0]) }
    }
  }

  private func turn<Walk: FlowWalk>(_ walk: Walk, _ rule: FlowRule, _ turn: FlowTurn) throws {
    let tile = turn.tile
    let part = Tile(
      index: tile.index, column: tile.column, row: tile.row + turn.rows.lowerBound, width: tile.width,
      height: turn.rows.count)
    let frame = RingedTile(part, of: grid)
    let shares = try RingedCells(loading: rule.plane, frame, beyond: FlowShares.none.bits, in: store)
    let donors = try RingedCells(loading: Flow.donors(rule), frame, beyond: 0, in: store)
    let cells = FlowCells(shares: shares.cells, donors: donors.cells, steps: frame.steps)
    let field = try walk.open(frame, store)
    if turn.isFirst {
      frame.forEachOwn { if shares.cells[$0] == FlowShares.none.bits { walk.clear($0, field) } }
    }
    let above = turn.rows.lowerBound * frame.pitch
    try eachRun(of: turn, rule, isForward: Walk.isDownward) { order in
      Walk.isDownward
        ? follow(order, walk, cells, field, above) : follow(order.reversed(), walk, cells, field, above)
    }
    try walk.close(field, store)
    withExtendedLifetime((shares, donors, field)) {}
  }

  /// Takes cells in an order of which every cell is known long before its turn.
  @inline(__always)
  private func follow<Walk: FlowWalk, Order: RandomAccessCollection<UInt32>>(
    _ order: Order, _ walk: Walk, _ cells: FlowCells, _ field: Walk.Field, _ above: Int
  ) {
    var coming = order.dropFirst(FlowCells.foresight).makeIterator()
    for cell in order {
      if let coming = coming.next() {
        let coming = Int(coming) - above
        cells.foresee(coming)
        walk.foresee(coming, cells, field)
      }
      walk.settle(Int(cell) - above, cells, field)
    }
  }
}
