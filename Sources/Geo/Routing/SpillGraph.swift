/// The basins of all tiles and the passes between them: how high water must rise in each until it finds its
/// way to the sea.
struct SpillGraph {
  /// One edge of a tile: the basin and the filled height of each cell, from west to east or north to south.
  struct Edge: Sendable {
    var basins: [UInt32]
    var heights: [Float]
  }

  /// What a tile tells about itself.
  struct TileReport: Sendable {
    var basinCount: UInt32
    var links: [TileFlood.Link]
    var north: Edge
    var south: Edge
    var west: Edge
    var east: Edge
  }

  private let tiling: Tiling
  private let reports: [TileReport]
  /// Number of a tile's basin 0 among all basins; 0 is the sea.
  private var offsets: [UInt32] = []
  private var count: UInt32 = 1
  private var links: [TileFlood.Link] = []

  init(_ tiling: Tiling, _ reports: [TileReport]) {
    self.tiling = tiling
    self.reports = reports
    for report in reports {
      offsets.append(count - 1)
      count += report.basinCount
    }
    for tile in tiling.indices {
      for link in reports[tile].links {
        links.append(.init(from: number(tile, link.from), to: number(tile, link.to), height: link.height))
      }
      join(tile)
    }
  }

  private func number(_ tile: Int, _ basin: UInt32) -> UInt32 { basin == 0 ? 0 : offsets[tile] + basin }

  /// Links a tile with its neighbours to the east, south-west, south and south-east.
  private mutating func join(_ tile: Int) {
    let (column, row) = (tile % tiling.across, tile / tiling.across)
    let own = reports[tile]
    if column + 1 < tiling.across { join(tile, own.east, tile + 1, reports[tile + 1].west) }
    guard row + 1 < tiling.down else { return }
    let below = tile + tiling.across
    join(tile, own.south, below, reports[below].north)
    if column > 0 {
      pass(tile, own.south, 0, below - 1, reports[below - 1].north, reports[below - 1].north.basins.count - 1)
    }
    if column + 1 < tiling.across {
      pass(tile, own.south, own.south.basins.count - 1, below + 1, reports[below + 1].north, 0)
    }
  }

  private mutating func join(_ tile: Int, _ edge: Edge, _ other: Int, _ facing: Edge) {
    for place in edge.basins.indices {
      for across in max(0, place - 1)...min(facing.basins.count - 1, place + 1) {
        pass(tile, edge, place, other, facing, across)
      }
    }
  }

  private mutating func pass(
    _ tile: Int, _ edge: Edge, _ place: Int, _ other: Int, _ facing: Edge, _ across: Int
  ) {
    // A cell without height is the sea, and links to it stand in the tile's own report.
    guard edge.basins[place] != 0, facing.basins[across] != 0 else { return }
    links.append(
      .init(
        from: offsets[tile] + edge.basins[place], to: offsets[other] + facing.basins[across],
        height: max(edge.heights[place], facing.heights[across])))
  }

  /// For each tile the height to which water rises in each of its basins, by basin; place 0 is unused.
  func levels() -> [[Float]] {
    var starts = [Int32](repeating: 0, count: Int(count) + 1)
    for link in links {
      starts[Int(link.from) + 1] += 1
      starts[Int(link.to) + 1] += 1
    }
    for node in 1..<starts.count { starts[node] += starts[node - 1] }
    var ends = starts
    var around = [(to: UInt32, height: Float)](repeating: (0, 0), count: links.count * 2)
    for link in links {
      around[Int(ends[Int(link.from)])] = (link.to, link.height)
      ends[Int(link.from)] += 1
      around[Int(ends[Int(link.to)])] = (link.from, link.height)
      ends[Int(link.to)] += 1
    }
    let water = rise(starts, around)
    return tiling.indices.map { tile in
      [-Float.infinity] + (0..<Int(reports[tile].basinCount)).map { water[Int(offsets[tile]) + $0 + 1] }
    }
  }

  /// The least of the highest passes on any way to the sea.
  private func rise(_ starts: [Int32], _ around: [(to: UInt32, height: Float)]) -> [Float] {
    var water = [Float](repeating: .infinity, count: Int(count))
    var done = [Bool](repeating: false, count: Int(count))
    var heap = FloodHeap()
    water[0] = -.infinity
    heap.push(-.infinity, 0)
    while let (level, node) = heap.pop() {
      guard !done[Int(node)] else { continue }
      done[Int(node)] = true
      for link in around[Int(starts[Int(node)])..<Int(starts[Int(node) + 1])] {
        let height = max(level, link.height)
        guard height < water[Int(link.to)] else { continue }
        water[Int(link.to)] = height
        heap.push(height, link.to)
      }
    }
    return water
  }
}
