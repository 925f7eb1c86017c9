extension Routing {
  /// How far it is on each flat to where it spills, into ``flatDistance``.
  ///
  /// A cell from which the land falls, or where water leaves it, has 0. On a flat the distance is that of
  /// the shortest way over cells of the same height, in widths of the grid's first cell. Steps are added up
  /// in Double, as in pygeoprocessing: of two ways of equal length with their steps in another order the last
  /// bit may make one the shorter.
  func measureFlats() throws {
    let begun = try store.each(Array(tiling.indices)) { try beginFlats($0) }
    var turns = TileTurns(tiling, store, waiting: begun)
    try turns.run { tile, _ in try spreadFlats(tile) }
  }

  /// - Returns: Whether a flat touches the tile's edge, so that its neighbours may know a shorter way.
  private func beginFlats(_ tile: Int) throws -> Bool {
    let frame = frame(tile)
    let heights = RingedCells(Self.filled, frame, beyond: .nan)
    try heights.load(from: store)
    let distances = RingedCells(Self.flatDistance, frame, beyond: .infinity)
    var flats = 0
    frame.forEachOwn { cell in
      let own = heights.cells[cell]
      if own.isNaN {
        distances.cells[cell] = 0
        return
      }
      // A missing neighbour is a way out too: not to be higher or equal is to be lower or missing.
      let drains = frame.steps.contains { !(heights.cells[cell + $0] >= own) }
      distances.cells[cell] = drains ? 0 : .infinity
      flats += drains ? 0 : 1
    }
    if flats > 0 {
      spread(heights, distances, from: Array(0..<frame.count).filter { frame.isOwn($0) })
    }
    try distances.save(to: store)
    var touches = false
    frame.forEachOwn { if distances.cells[$0] > 0, frame.sides(of: $0) != 0 { touches = true } }
    return touches
  }

  private func spreadFlats(_ tile: Int) throws -> UInt8 {
    let frame = frame(tile)
    let heights = RingedCells(Self.filled, frame, beyond: .nan)
    let distances = RingedCells(Self.flatDistance, frame, beyond: .infinity)
    try heights.load(from: store)
    try distances.load(from: store)
    var ring: [Int] = []
    frame.forEachRing { ring.append($0) }
    let sides = spread(heights, distances, from: ring)
    if sides.changed { try distances.save(to: store) }
    return sides.touched
  }

  /// Shortens distances over cells of equal height until none gets shorter.
  @discardableResult
  private func spread(
    _ heights: RingedCells<Float>, _ distances: RingedCells<Double>, from sources: [Int]
  ) -> (changed: Bool, touched: UInt8) {
    let frame = heights.frame
    let lengths = flatLengths(of: frame)
    var waiting = sources.filter { distances.cells[$0] < .infinity && !heights.cells[$0].isNaN }
    var (changed, touched) = (false, UInt8(0))
    var place = 0
    while place < waiting.count {
      let cell = waiting[place]
      place += 1
      let (own, height) = (distances.cells[cell], heights.cells[cell])
      for way in 0..<Compass.count {
        let other = cell + frame.steps[way]
        guard other >= 0, other < frame.count, heights.cells[other] == height, frame.isOwn(other) else {
          continue
        }
        // The way of the other cell back to this one has the length that its own row has.
        let longer = own + lengths[other / frame.pitch][way]
        guard longer < distances.cells[other] else { continue }
        distances.cells[other] = longer
        waiting.append(other)
        changed = true
        touched |= frame.sides(of: other)
      }
      if place > 65_536 {
        waiting.removeFirst(place)
        place = 0
      }
    }
    return (changed, touched)
  }

  /// Lengths of the eight ways by row of the ringed tile, in widths of the grid's first cell.
  func flatLengths(of frame: RingedTile) -> [[Double]] {
    let unit = grid.cellSize(row: 0).width
    return (-1...frame.tile.height).map { row in
      let onGrid = min(max(frame.tile.row + row, 0), grid.rows - 1)
      let size = grid.cellSize(row: onGrid)
      // On square cells 1 and √2 to the last bit: which of two ways is the shorter hangs on it.
      return Compass.lengths((size.width / unit, size.height / unit))
    }
  }
}
