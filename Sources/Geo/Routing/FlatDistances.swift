extension Routing {
  /// How far it is on each flat to where it spills, into ``flatDistance``.
  ///
  /// A cell from which the land falls, or where water leaves it, has 0. On a flat the distance is that of
  /// the shortest way over cells of the same height, in widths of the grid's first cell. Steps are added up
  /// in Double, as in pygeoprocessing: of two ways of equal length with their steps in another order the last
  /// bit may make one the shorter.
  func measureFlats() throws {
    let begun = try store.each(Array(tiling.indices)) { try beginFlats($0) }
    var turns = TileTurns([TileCut(tiling)], store, waiting: begun)
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

  private func spreadFlats(_ tile: Tile) throws -> UInt8 {
    let frame = RingedTile(tile, of: grid)
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
    var spreading = FlatSpreading(heights, distances, of: grid)
    spreading.run(from: sources.filter { distances.cells[$0] < .infinity && !heights.cells[$0].isNaN })
    return (spreading.changed, spreading.touched)
  }
}

/// Distances that get shorter, over cells of equal height.
private struct FlatSpreading {
  private let frame: RingedTile
  private let heights: UnsafeMutablePointer<Float>
  private let distances: UnsafeMutablePointer<Double>
  private let lengths: StepLengths
  /// Where cells came from that wait: the beginning, and steps of each length. A queue takes what lies one
  /// length beyond what was taken before, so that each queue is in the order of distance where all rows have
  /// the same lengths; the least of their first is then final. Elsewhere it may get shorter still, and is
  /// taken again.
  private var queues = [Queue](repeating: Queue(), count: 4)
  private(set) var changed = false
  /// Sides on which something changed.
  private(set) var touched: UInt8 = 0

  private struct Queue {
    var cells: [(distance: Double, cell: Int32)] = []
    var place = 0

    /// Infinite where nothing waits.
    @inline(__always) var least: Double { place < cells.count ? cells[place].distance : .infinity }

    @inline(__always) mutating func take() -> Int {
      let cell = Int(cells[place].cell)
      place += 1
      if place == cells.count {
        cells.removeAll(keepingCapacity: true)
        place = 0
      } else if place > 65_536, place * 2 > cells.count {
        cells.removeFirst(place)
        place = 0
      }
      return cell
    }
  }

  init(_ heights: RingedCells<Float>, _ distances: RingedCells<Double>, of grid: Grid) {
    frame = heights.frame
    self.heights = heights.cells
    self.distances = distances.cells
    lengths = StepLengths(frame, of: grid, unit: grid.cellSize(row: 0).width)
  }

  mutating func run(from sources: [Int]) {
    queues[0].cells = sources.map { (distances[$0], Int32($0)) }
    let first = queues[0].least
    if queues[0].cells.contains(where: { $0.distance != first }) {
      queues[0].cells.sort { $0.distance < $1.distance }
    }
    while true {
      var (chosen, least) = (0, Double.infinity)
      for queue in 0..<4 where queues[queue].least < least { (chosen, least) = (queue, queues[queue].least) }
      if least == .infinity { return }
      let cell = queues[chosen].take()
      // A shorter way was found since.
      if distances[cell] == least { goOn(from: cell, least) }
    }
  }

  @inline(__always)
  private mutating func goOn(from cell: Int, _ own: Double) {
    let height = heights[cell]
    for way in 0..<Compass.count {
      let other = cell + frame.steps[way]
      guard other >= 0, other < frame.count, heights[other] == height else { continue }
      // The way of the other cell back to this one has the length that its own row has.
      let longer = own + lengths[other, way]
      guard longer < distances[other], frame.isOwn(other) else { continue }
      distances[other] = longer
      // East and west, north and south, across.
      queues[way & 1 == 1 ? 3 : way & 2 == 0 ? 1 : 2].cells.append((longer, Int32(other)))
      changed = true
      touched |= frame.sides(of: other)
    }
  }
}
