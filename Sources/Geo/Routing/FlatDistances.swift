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
    try turns.run { tile, _ in (try spreadFlats(tile), ()) }
  }

  /// - Returns: Whether a flat touches the tile's edge, so that its neighbours may know a shorter way.
  private func beginFlats(_ tile: Int) throws -> Bool {
    let frame = frame(tile)
    let heights = try RingedCells(loading: Self.filled, frame, beyond: .nan, in: store)
    let distances = try RingedCells(Self.flatDistance, frame, beyond: .infinity, in: store)
    var flats: [Int] = []
    frame.forEachOwn { cell in
      let isFlat = isFlat(cell, heights)
      distances.cells[cell] = isFlat ? .infinity : 0
      if isFlat { flats.append(cell) }
    }
    if !flats.isEmpty { spread(heights, distances, from: spills(of: flats, heights, distances)) }
    try distances.save(to: store)
    return flats.contains { frame.sides(of: $0) != 0 }
  }

  /// Whether nothing around is lower or missing: a missing neighbour is a way out too.
  @inline(__always) private func isFlat(_ cell: Int, _ heights: RingedCells<Float>) -> Bool {
    let own = heights.cells[cell]
    // Not to be higher or equal is to be lower or missing; a missing cell is not higher than itself.
    var isFlat = true
    for way in 0..<Compass.count where !(heights.cells[cell + heights.frame.steps[way]] >= own) {
      isFlat = false
    }
    return isFlat
  }

  /// Own cells beside flats, of their height, from which the land falls.
  private func spills(
    of flats: [Int], _ heights: RingedCells<Float>, _ distances: RingedCells<Double>
  ) -> [Int] {
    var spills: [Int] = []
    for cell in flats {
      for way in 0..<Compass.count {
        let other = cell + heights.frame.steps[way]
        if distances.cells[other] == 0, heights.cells[other] == heights.cells[cell] { spills.append(other) }
      }
    }
    return spills
  }

  private func spreadFlats(_ tile: Int) throws -> UInt8 {
    let frame = frame(tile)
    let heights = try RingedCells(loading: Self.filled, frame, beyond: .nan, in: store)
    let distances = try RingedCells(loading: Self.flatDistance, frame, beyond: .infinity, in: store)
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
    let lengths = StepLengths(frame, of: grid, unit: grid.cellSize(row: 0).width)
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
        let longer = own + lengths[other, way]
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
}
