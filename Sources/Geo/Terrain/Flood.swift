/// Water rising from the rim of the land: fills every hollow to where it spills, and knows for each cell the
/// neighbour from which the water came.
///
/// Cells are taken in order of height; those of one height in order of their distance from where the flat or
/// the hollow drains, so that every cell of a flat has a way out.
/// - Source: Barnes, Lehman & Mulla 2014, Priority-flood, Computers & Geosciences 62: 117–127.
struct Flood {
  private(set) var heights: [Float]
  /// For each cell the way to the neighbour that the flood came from, or ``Drainage/outlet``,
  /// or ``Drainage/none``.
  private(set) var ways: [UInt8]

  private let columns: Int
  private let rows: Int
  private var heap = FloodHeap()
  /// Cells at the water's present level, first in first out.
  private var level: [UInt32] = []
  private var levelStart = 0

  init(_ relief: Relief) {
    heights = relief.heights
    columns = relief.grid.columns
    rows = relief.grid.rows
    ways = [UInt8](repeating: Drainage.none, count: heights.count)
    seed()
    run()
  }

  /// Water leaves the land over the grid's edge and beside cells without height.
  private mutating func seed() {
    for row in 0..<rows {
      for column in 0..<columns {
        let cell = row * columns + column
        guard !heights[cell].isNaN, isRim(column, row) else { continue }
        ways[cell] = Drainage.outlet
        heap.push(heights[cell], UInt32(cell))
      }
    }
  }

  private func isRim(_ column: Int, _ row: Int) -> Bool {
    if column == 0 || row == 0 || column == columns - 1 || row == rows - 1 { return true }
    for way in 0..<Compass.count {
      let (x, y) = (column + Compass.columnSteps[way], row + Compass.rowSteps[way])
      if heights[y * columns + x].isNaN { return true }
    }
    return false
  }

  private mutating func run() {
    var water = -Float.infinity
    while let cell = next(&water) {
      let (column, row) = (Int(cell) % columns, Int(cell) / columns)
      for way in Compass.nearestFirst {
        let (x, y) = (column + Compass.columnSteps[way], row + Compass.rowSteps[way])
        guard x >= 0, y >= 0, x < columns, y < rows else { continue }
        let other = y * columns + x
        guard ways[other] == Drainage.none, !heights[other].isNaN else { continue }
        ways[other] = UInt8(Compass.opposite(way))
        if heights[other] <= water {
          heights[other] = water
          level.append(UInt32(other))
        } else {
          heap.push(heights[other], UInt32(other))
        }
      }
    }
  }

  /// The next cell to be flooded. What waited at this level before the water reached it comes first.
  private mutating func next(_ water: inout Float) -> UInt32? {
    if let top = heap.topHeight, top == water || levelStart == level.count {
      water = top
      return heap.pop()
    }
    guard levelStart < level.count else { return nil }
    levelStart += 1
    let cell = level[levelStart - 1]
    if levelStart == level.count {
      level.removeAll(keepingCapacity: true)
      levelStart = 0
    }
    return cell
  }
}

/// Cells by height, then by place.
private struct FloodHeap {
  /// The height, made sortable, above the cell's place.
  private var items: [UInt64] = []

  var topHeight: Float? { items.first.map { Self.height(UInt32($0 >> 32)) } }

  mutating func push(_ height: Float, _ cell: UInt32) {
    items.append(UInt64(Self.order(height)) << 32 | UInt64(cell))
    var place = items.count - 1
    let item = items[place]
    while place > 0 {
      let parent = (place - 1) >> 2
      if items[parent] <= item { break }
      items[place] = items[parent]
      place = parent
    }
    items[place] = item
  }

  mutating func pop() -> UInt32? {
    guard let top = items.first, let last = items.popLast() else { return nil }
    if !items.isEmpty { sink(last) }
    return UInt32(truncatingIfNeeded: top)
  }

  private mutating func sink(_ item: UInt64) {
    items.withUnsafeMutableBufferPointer { items in
      var place = 0
      while true {
        let first = place << 2 + 1
        if first >= items.count { break }
        var least = first
        for child in first..<min(first + 4, items.count) where items[child] < items[least] { least = child }
        if items[least] >= item { break }
        items[place] = items[least]
        place = least
      }
      items[place] = item
    }
  }

  /// Bits that sort as the numbers do; −0 is 0.
  private static func order(_ height: Float) -> UInt32 {
    let bits = (height + 0).bitPattern
    return bits >> 31 == 0 ? bits | 0x8000_0000 : ~bits
  }

  private static func height(_ order: UInt32) -> Float {
    Float(bitPattern: order >> 31 == 0 ? ~order : order & 0x7FFF_FFFF)
  }
}
