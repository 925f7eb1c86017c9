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
  let basins: UnsafeMutablePointer<UInt32>
  private(set) var basinCount: UInt32 = 0
  private var passes: [UInt64: Float] = [:]
  /// 0 untouched, ``queued``, or ``ring``.
  private var marks: [UInt8]
  private static let queued: UInt8 = 1
  private static let ring: UInt8 = 2
  private var heap = FloodHeap()
  /// Cells below the water's present level.
  private var drowned: [UInt32] = []

  /// - Parameters:
  ///   - heights: The tile's and its ring's, NaN beyond the land; the tile's own are filled in place.
  ///   - basins: Zero everywhere.
  init(
    _ frame: RingedTile, heights: UnsafeMutablePointer<Float>, basins: UnsafeMutablePointer<UInt32>
  ) {
    self.frame = frame
    self.heights = heights
    self.basins = basins
    marks = [UInt8](repeating: 0, count: frame.count)
    frame.forEachRing { marks[$0] = Self.ring }
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
        guard !heights[cell].isNaN else { continue }
        let isEdge = row == 0 || column == 0 || row == tile.height - 1 || column == tile.width - 1
        guard isEdge || isRim(cell) else { continue }
        marks[cell] = Self.queued
        heap.push(heights[cell], UInt32(cell))
      }
    }
  }

  /// Whether water leaves the land here: over the grid's edge, or beside a cell without height.
  @inline(__always) private func isRim(_ cell: Int) -> Bool {
    for way in 0..<Compass.count where heights[cell + frame.steps[way]].isNaN { return true }
    return false
  }

  private mutating func run() {
    while let cell = drowned.popLast() ?? heap.pop()?.number {
      let cell = Int(cell)
      if basins[cell] == 0 {
        basinCount += 1
        basins[cell] = basinCount
      }
      let (basin, level) = (basins[cell], heights[cell])
      for way in 0..<Compass.count {
        let other = cell + frame.steps[way]
        guard !heights[other].isNaN else {
          link(basin, Self.sea, level)
          continue
        }
        let mark = marks[other]
        if mark == Self.ring { continue }
        if basins[other] != 0 {
          if basins[other] != basin { link(basin, basins[other], max(level, heights[other])) }
          continue
        }
        basins[other] = basin
        if mark == Self.queued { continue }
        marks[other] = Self.queued
        if heights[other] <= level {
          heights[other] = level
          drowned.append(UInt32(other))
        } else {
          heap.push(heights[other], UInt32(other))
        }
      }
    }
  }

  private mutating func link(_ a: UInt32, _ b: UInt32, _ height: Float) {
    let key = a < b ? UInt64(a) << 32 | UInt64(b) : UInt64(b) << 32 | UInt64(a)
    if let known = passes[key], known <= height { return }
    passes[key] = height
  }
}
