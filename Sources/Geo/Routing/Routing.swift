/// Where water runs over a grid that may be larger than memory: tile by tile, and to the bit as if the whole
/// grid lay in memory.
///
/// Nothing depends on the order in which tiles take their turns. Hollows are filled to the least surface from
/// which water finds its way out; on flats it runs the shortest way to where the flat spills; and a cell adds
/// up what comes from its neighbours in one fixed order, after all of them are known.
public struct Routing: Sendable {
  /// The grid and the tiles that it is worked in.
  public let tiling: Tiling
  let store: any PlaneStore

  /// Heights with hollows filled to their spill, in metres; NaN where there is none.
  public static let filled = Plane<Float>("filled")
  /// On flats, cells to where the flat spills; 0 elsewhere.
  static let flatDistance = Plane<Double>("flat-distance")
  static let basins = Plane<UInt32>("basins")

  /// Planes lie in the store; each of the tiles fits into memory with all planes of a step.
  public init(_ tiling: Tiling, store: any PlaneStore) {
    self.tiling = tiling
    self.store = store
  }

  var grid: Grid { tiling.grid }

  func frame(_ tile: Int) -> RingedTile { RingedTile(tiling[tile], of: grid) }

  /// Fills the hollows of a plane of heights in metres, into ``filled``.
  ///
  /// Water leaves the land over the grid's edge and beside cells without height (NaN).
  /// - Returns: Number of cells that were raised.
  @discardableResult
  public func fillHollows(of heights: Plane<Float>) throws -> Int {
    if tiling.count == 1 { return try fillWhole(heights) }
    let reports = try store.each(Array(tiling.indices)) { try flood(heights, $0) }
    let levels = SpillGraph(tiling, reports).levels()
    let raised = try store.each(Array(tiling.indices)) { try raise(heights, $0, levels[$0]) }
    try store.remove(Self.basins.name)
    return raised.reduce(0, +)
  }

  /// Fills a grid that is one tile: there are no basins to be linked.
  private func fillWhole(_ heights: Plane<Float>) throws -> Int {
    let water = try water(over: heights, frame(0))
    let flood = TileFlood(water.frame, heights: water.cells, basins: nil)
    try water.save(to: store)
    return flood.raised
  }

  /// The heights, to be filled.
  private func water(over heights: Plane<Float>, _ frame: RingedTile) throws -> RingedCells<Float> {
    let given = try RingedCells(loading: heights, frame, beyond: .nan, in: store)
    let water = try RingedCells(Self.filled, frame, beyond: .nan, in: store)
    // −0 and 0 are one height, so that they shall have the same bits.
    for cell in 0..<frame.count { water.cells[cell] = given.cells[cell] + 0 }
    return water
  }

  private func flood(_ heights: Plane<Float>, _ tile: Int) throws -> SpillGraph.TileReport {
    let frame = frame(tile)
    let water = try water(over: heights, frame)
    let basins = try RingedCells(Self.basins, frame, beyond: 0, in: store)
    basins.cells.update(repeating: 0, count: frame.count)
    let flood = TileFlood(frame, heights: water.cells, basins: basins.cells)
    try water.save(to: store)
    try basins.save(to: store)
    return report(flood, basins.cells)
  }

  private func report(
    _ flood: TileFlood, _ basins: UnsafeMutablePointer<UInt32>
  ) -> SpillGraph.TileReport {
    let (frame, tile) = (flood.frame, flood.frame.tile)
    func edge(_ first: Int, _ step: Int, _ count: Int) -> SpillGraph.Edge {
      let cells = (0..<count).map { first + $0 * step }
      return .init(basins: cells.map { basins[$0] }, heights: cells.map { flood.heights[$0] })
    }
    let (first, last) = (frame.start(row: 0), frame.start(row: tile.height - 1))
    return .init(
      basinCount: flood.basinCount, links: flood.links, north: edge(first, 1, tile.width),
      south: edge(last, 1, tile.width), west: edge(first, frame.pitch, tile.height),
      east: edge(first + tile.width - 1, frame.pitch, tile.height))
  }

  private func raise(_ heights: Plane<Float>, _ tile: Int, _ levels: [Float]) throws -> Int {
    let frame = frame(tile)
    let water = try RingedCells(loading: Self.filled, frame, beyond: .nan, in: store)
    let basins = try RingedCells(loading: Self.basins, frame, beyond: 0, in: store)
    let given = try RingedCells(loading: heights, frame, beyond: .nan, in: store)
    var raised = 0
    frame.forEachOwn { cell in
      let level = levels[Int(basins.cells[cell])]
      if water.cells[cell] < level { water.cells[cell] = level }
      if given.cells[cell] < water.cells[cell] { raised += 1 }
    }
    try water.save(to: store)
    return raised
  }
}
