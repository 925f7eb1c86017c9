/// Water rising within one tile from its edge and from the rim of the land.
///
/// Every cell gets the number of the edge cell from which water reaches it (its basin), and the height to
/// which it is filled if water may leave over every edge cell. Where basins meet, they are linked at the
/// height of the pass.
/// - Source: Barnes 2016, Parallel Priority-Flood depression filling for trillion cell digital elevation
///   models on desktops or clusters, Computers & Geosciences 96: 56–68.
struct TileFlood {
  /// Two basins and the height at which water passes from one to the other.
  struct Link: Sendable {
    var from: UInt32
    var to: UInt32
    var height: Float
  }

  /// Beyond the rim of the land.
  static let sea: UInt32 = 0

  let frame: RingedTile
  let heights: UnsafeMutablePointer<Float>
  /// Nil for a tile that is the whole grid: water that leaves it is in the sea.
  let basins: UnsafeMutablePointer<UInt32>?
  private(set) var basinCount: UInt32 = 0
  /// Cells that were raised.
  private(set) var raised = 0
  private var passes: [UInt64: Float] = [:]
  private let marks: PlainMemory<UInt8>
  private var heap = FloodHeap()
  /// Cells below the water's present level.
  private var drowned: [UInt32] = []
  /// Cells above it, to which the land only rises: nothing fills them.
  private var risen: [UInt32] = []
  /// How many of these are done.
  private var done = 0

  /// What is known of a cell.
  private enum Mark {
    static let open: UInt8 = 0
    /// At the edge or the rim: water may leave over it.
    static let seed: UInt8 = 1
    static let reached: UInt8 = 2
    /// Beyond the land, or beyond a tile that is the whole grid.
    static let beyond: UInt8 = 3
    /// Of a neighbouring tile.
    static let ring: UInt8 = 4
  }

  /// - Parameters:
  ///   - heights: The tile's and its ring's, NaN beyond the land; the tile's own are filled in place.
  ///   - basins: Zero everywhere; nil where the tile is the whole grid.
  init(
    _ frame: RingedTile, heights: UnsafeMutablePointer<Float>, basins: UnsafeMutablePointer<UInt32>?
  ) {
    self.frame = frame
    self.heights = heights
    self.basins = basins
    marks = PlainMemory(repeating: Mark.open, count: frame.count)
    for cell in 0..<frame.count where heights[cell].isNaN { marks.items[cell] = Mark.beyond }
    frame.forEachRing { if marks.items[$0] == Mark.open { marks.items[$0] = Mark.ring } }
    seed()
    run()
  }

  var links: [Link] {
    passes.sorted { $0.key < $1.key }.map {
      Link(from: UInt32($0.key >> 32), to: UInt32(truncatingIfNeeded: $0.key), height: $0.value)
    }
  }

  private mutating func seed() {
    let tile = frame.tile
    for row in 0..<tile.height {
      for column in 0..<tile.width {
        let cell = frame.start(row: row) + column
        guard marks.items[cell] == Mark.open else { continue }
        let isEdge = row == 0 || column == 0 || row == tile.height - 1 || column == tile.width - 1
        guard isEdge || isRim(cell) else { continue }
        marks.items[cell] = Mark.seed
        heap.push(heights[cell], UInt32(cell))
      }
    }
  }

  /// Whether water leaves the land here: over the grid's edge, or beside a cell without height.
  @inline(__always) private func isRim(_ cell: Int) -> Bool {
    var isRim = false
    for way in 0..<Compass.count where marks.items[cell + frame.steps[way]] == Mark.beyond { isRim = true }
    return isRim
  }

  /// Takes the lowest cell from which water may fall; then all that it drowns, and all that rises from there.
  ///
  /// Land that only rises from what is reached keeps its height and needs no place in the heap (Zhou, Sun &
  /// Fu 2016, Computers & Geosciences 90: 87–96): there are only cells beside which lower land was left.
  private mutating func run() {
    while let (level, cell) = heap.pop() {
      begin(Int(cell))
      reach(from: Int(cell), level, isSpill: true)
      while true {
        if let cell = drowned.popLast() {
          reach(from: Int(cell), level, isSpill: true)
        } else if done < risen.count {
          let cell = Int(risen[done])
          done += 1
          reach(from: cell, heights[cell], isSpill: false)
        } else {
          break
        }
      }
      risen.removeAll(keepingCapacity: true)
      done = 0
    }
  }

  /// A seed that nothing has reached begins a basin.
  private mutating func begin(_ cell: Int) {
    guard marks.items[cell] == Mark.seed else { return }
    marks.items[cell] = Mark.reached
    guard let basins else { return }
    basinCount += 1
    basins[cell] = basinCount
  }

  /// Reaches the neighbours of a cell.
  ///
  /// - Parameter isSpill: Whether lower ones are drowned to its level; else it waits for its turn to do that.
  @inline(__always)
  private mutating func reach(from cell: Int, _ level: Float, isSpill: Bool) {
    var waits = false
    for way in 0..<Compass.count {
      let other = cell + frame.steps[way]
      let mark = marks.items[other]
      guard mark <= Mark.seed else {
        if let basins { meet(cell, other, mark, level, basins) }
        continue
      }
      let height = heights[other]
      if height < level, !isSpill {
        waits = true
        continue
      }
      marks.items[other] = Mark.reached
      if let basins { basins[other] = basins[cell] }
      if height <= level {
        if height < level { raised += 1 }
        heights[other] = level
        isSpill ? drowned.append(UInt32(other)) : risen.append(UInt32(other))
      } else {
        risen.append(UInt32(other))
      }
    }
    if waits { heap.push(level, UInt32(cell)) }
  }

  /// Links the basins of two neighbours, or a basin and the sea.
  private mutating func meet(
    _ cell: Int, _ other: Int, _ mark: UInt8, _ level: Float, _ basins: UnsafeMutablePointer<UInt32>
  ) {
    if mark == Mark.beyond { return link(basins[cell], Self.sea, level) }
    if mark == Mark.reached, basins[other] != basins[cell] {
      link(basins[cell], basins[other], max(level, heights[other]))
    }
  }

  private mutating func link(_ a: UInt32, _ b: UInt32, _ height: Float) {
    let key = a < b ? UInt64(a) << 32 | UInt64(b) : UInt64(b) << 32 | UInt64(a)
    if let known = passes[key], known <= height { return }
    passes[key] = height
  }
}
