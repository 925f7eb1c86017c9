internal import Synchronization

extension Routing {
  /// 0…8 cells above that are not settled yet, or one of ``FlowMark``.
  private static let pending = Plane<UInt8>("pending")

  /// Finds an order in which each cell comes after all that drain into it.
  func order(by rule: FlowRule) throws -> Flow {
    // Divided flow goes to and fro across a line that lies along a slope, a cell each time. Two cuts by turns
    // put each line amid the other's tiles, so that one turn settles all of it.
    let cuts = [TileCut(tiling), TileCut(tiling, isShifted: true)]
    var turns = TileTurns(cuts, store, waiting: [Bool](repeating: true, count: tiling.count))
    let taken = Atomic(0)
    let rounds = try turns.run { tile, isFirst in try order(rule, tile, isFirst, taken) }
    try store.remove(Self.pending.name)
    return Flow(rule: rule, rounds: rounds.map { $0.compactMap(\.self) }.filter { !$0.isEmpty })
  }

  private func order(
    _ rule: FlowRule, _ tile: Tile, _ isFirst: Bool, _ taken: borrowing Atomic<Int>
  ) throws -> (sides: UInt8, record: FlowTurn?) {
    let frame = RingedTile(tile, of: grid)
    let shares = try RingedCells(
      loading: rule.plane, frame, beyond: FlowShares.none.bits, in: store)
    let pending = try RingedCells(loading: Self.pending, frame, beyond: 0, in: store)
    var turn = OrderTurn(frame, shares.cells, pending.cells)
    if isFirst {
      let donors = try RingedCells(Flow.donors(rule), frame, beyond: 0, in: store)
      turn.count(donors.cells)
      try donors.save(to: store)
    } else {
      guard turn.recount() else { return (0, nil) }
    }
    turn.closeRing()
    frame.forEachOwn { turn.settleFrom($0) }
    try pending.save(to: store)
    let first = taken.add(turn.order.count, ordering: .relaxed).oldValue
    let places = first..<first + turn.order.count
    try put(turn.order, at: places, Flow.order(rule))
    let rows = isFirst ? 0..<tile.height : turn.rows
    return (turn.touched, FlowTurn(tile: tile, places: places, rows: rows, isFirst: isFirst))
  }

  /// Keeps the order that a turn found.
  private func put(_ cells: [UInt32], at places: Range<Int>, _ plane: Plane<UInt32>) throws {
    try cells.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress else { return }
      try forEachRow(of: places) { columns, row, place in
        try store.write(
          plane.name, cellBytes: 4, columns: columns, rows: row..<row + 1, from: start + place * 4, pitch: 0)
      }
    }
  }

  /// Calls for the runs of cells of a turn, in the order or against it; those of a whole grid that the store
  /// holds are read where they lie.
  func eachRun(
    of turn: FlowTurn, _ rule: FlowRule, isForward: Bool, _ body: (UnsafeBufferPointer<UInt32>) -> Void
  ) throws {
    guard RingedTile(turn.tile, of: grid).isWhole,
      let whole = try store.whole(Flow.order(rule).name, cellBytes: 4)?.assumingMemoryBound(to: UInt32.self)
    else { return try order(turn, rule).withUnsafeBufferPointer(body) }
    var runs: [UnsafeBufferPointer<UInt32>] = []
    forEachRow(of: turn.places) { columns, row, _ in
      let first = whole + (row + 1) * (grid.columns + 2) + columns.lowerBound + 1
      runs.append(UnsafeBufferPointer(start: first, count: columns.count))
    }
    for run in isForward ? runs : runs.reversed() { body(run) }
  }

  /// Takes a part of a tile's order.
  func order(_ turn: FlowTurn, _ rule: FlowRule) throws -> [UInt32] {
    let plane = Flow.order(rule)
    let count = turn.places.count
    return try [UInt32](unsafeUninitializedCapacity: count) { cells, filled in
      guard let start = UnsafeMutableRawPointer(cells.baseAddress) else { return }
      try forEachRow(of: turn.places) { columns, row, place in
        try store.read(
          plane.name, cellBytes: 4, columns: columns, rows: row..<row + 1, into: start + place * 4, pitch: 0)
      }
      filled = count
    }
  }

  /// Calls for the pieces of rows of the grid in which places of the order lie.
  private func forEachRow(
    of places: Range<Int>, _ body: (_ columns: Range<Int>, _ row: Int, _ place: Int) throws -> Void
  ) rethrows {
    var place = places.lowerBound
    while place < places.upperBound {
      let (row, column) = (place / grid.columns, place % grid.columns)
      let count = min(grid.columns - column, places.upperBound - place)
      try body(column..<column + count, row, place - places.lowerBound)
      place += count
    }
  }
}

/// What stands in the place of a number of cells.
private enum FlowMark {
  static let ring: UInt8 = 254
  /// Also of cells without height, which nobody waits for.
  static let settled: UInt8 = 255
}

/// One tile's turn of ordering: takes cells until it is stuck.
private struct OrderTurn {
  let frame: RingedTile
  let shares: UnsafeMutablePointer<UInt32>
  let pending: UnsafeMutablePointer<UInt8>
  /// The cells taken, in their order.
  private(set) var order: [UInt32] = []
  /// Sides on which neighbours may go on.
  private(set) var touched: UInt8 = 0
  private var stack: [Int32] = []

  init(
    _ frame: RingedTile, _ shares: UnsafeMutablePointer<UInt32>, _ pending: UnsafeMutablePointer<UInt8>
  ) {
    self.frame = frame
    self.shares = shares
    self.pending = pending
  }

  /// Counts what each own cell waits for.
  mutating func count(_ donors: UnsafeMutablePointer<UInt8>) {
    order.reserveCapacity(frame.tile.count)
    // Nobody is settled yet, whatever the store's memory held before.
    for row in 0..<frame.tile.height {
      (pending + frame.start(row: row)).update(repeating: 0, count: frame.tile.width)
    }
    frame.forEachOwn { cell in
      let sources = sources(of: cell)
      donors[cell] = sources
      // Inside nobody is settled yet.
      let isInside = frame.sides(of: cell) == 0
      let count = isInside ? UInt8(sources.nonzeroBitCount) : waiting(cell, sources)
      pending[cell] = shares[cell] == .max ? FlowMark.settled : count
    }
  }

  /// A bit for each way from which water comes.
  @inline(__always) private func sources(of cell: Int) -> UInt8 {
    var sources: UInt8 = 0
    for way in 0..<Compass.count {
      let other = FlowShares(bits: shares[cell + frame.steps[way]])
      if other.goes(Compass.opposite(way)) { sources |= 1 << UInt8(way) }
    }
    return sources
  }

  /// How many of those from which water comes are not settled.
  @inline(__always) private func waiting(_ cell: Int, _ sources: UInt8) -> UInt8 {
    var (left, count) = (sources, UInt8(sources.nonzeroBitCount))
    while left != 0 {
      let other = cell + frame.steps[left.trailingZeroBitCount]
      left &= left &- 1
      if pending[other] == FlowMark.settled { count -= 1 }
    }
    return count
  }

  /// Counts anew what the cells that are left wait for: tiles of the other cut had turns among them.
  ///
  /// - Returns: Whether any can go on.
  func recount() -> Bool {
    var canGoOn = false
    frame.forEachOwn { cell in
      guard pending[cell] != FlowMark.settled else { return }
      pending[cell] = waiting(cell, sources(of: cell))
      if pending[cell] == 0 { canGoOn = true }
    }
    return canGoOn
  }

  /// Marks the ring, so that it is told from own cells at once.
  func closeRing() { frame.forEachRing { pending[$0] = FlowMark.ring } }

  /// Takes a cell if it waits for nobody, and all that wait for nobody after that.
  @inline(__always)
  mutating func settleFrom(_ cell: Int) {
    guard pending[cell] == 0 else { return }
    stack.append(Int32(truncatingIfNeeded: cell))
    while let cell = stack.popLast() { settle(Int(cell)) }
  }

  @inline(__always)
  private mutating func settle(_ cell: Int) {
    order.append(UInt32(truncatingIfNeeded: cell))
    pending[cell] = FlowMark.settled
    var left = shares[cell]
    while left != 0 {
      let way = left.trailingZeroBitCount >> 2
      left &= ~(15 << UInt32(way * 4))
      let other = cell + frame.steps[way]
      let count = pending[other]
      if count == FlowMark.ring {
        touched |= frame.side(ofRing: other)
      } else {
        pending[other] = count - 1
        if count == 1 { stack.append(Int32(truncatingIfNeeded: other)) }
      }
    }
  }

  /// Rows of the tile in which the taken cells lie.
  var rows: Range<Int> {
    let rows = order.map { Int($0) / frame.pitch - 1 }
    guard let first = rows.min(), let last = rows.max() else { return 0..<1 }
    return first..<last + 1
  }
}
