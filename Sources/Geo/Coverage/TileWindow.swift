/// A tile as the coverage rules see it: coordinates in cells from its upper left corner, y downwards.
///
/// Coordinates are made small before anything is accumulated, so that a northing of 3 000 000 m keeps its
/// digits; every point is turned the same way, so that zones sharing an edge see the same edge.
struct TileWindow {
  let width: Int
  let height: Int
  private let west: Double
  private let north: Double
  private let cellWidth: Double
  private let cellHeight: Double

  init(_ tile: Tile, of grid: Grid) {
    width = tile.width
    height = tile.height
    west = grid.x(column: tile.column)
    north = grid.y(row: tile.row)
    cellWidth = grid.cellWidth
    cellHeight = grid.cellHeight
  }

  @inline(__always) func x(_ x: Double) -> Double { Self.near((x - west) / cellWidth) }
  @inline(__always) func y(_ y: Double) -> Double { Self.near((north - y) / cellHeight) }

  /// Keeps what is absurdly far away where arithmetic still works; no form in the tile changes by it.
  @inline(__always) private static func near(_ cells: Double) -> Double { min(max(cells, -1e18), 1e18) }

  /// The cells of the tile that an extent may touch, or nil.
  func cells(_ extent: Extent) -> CellWindow? {
    guard !extent.isEmpty else { return nil }
    let west = max(0, x(extent.west).rounded(.down))
    let east = min(Double(width), x(extent.east).rounded(.up))
    let north = max(0, y(extent.north).rounded(.down))
    let south = min(Double(height), y(extent.south).rounded(.up))
    guard west < east, north < south else { return nil }
    return CellWindow(columns: Int(west)..<Int(east), rows: Int(north)..<Int(south))
  }
}

/// Columns and rows within a tile.
struct CellWindow {
  let columns: Range<Int>
  let rows: Range<Int>
}

/// A piece of outline in tile coordinates, going down: `top.y < bottom.y`.
struct Edge {
  let top: Point
  let bottom: Point
  /// +1 when the outline itself runs down here, −1 when it runs up.
  let direction: Double
  private let slope: Double

  /// Nil for a level edge: it bounds nothing sideways.
  @inline(__always) init?(_ start: Point, _ end: Point) {
    if start.y == end.y { return nil }
    // The same two points give the same edge in both directions: shared edges cancel to the bit.
    (top, bottom, direction) = start.y < end.y ? (start, end, 1) : (end, start, -1)
    slope = (bottom.x - top.x) / (bottom.y - top.y)
  }

  /// x where the edge meets a level between its ends.
  @inline(__always) func x(at y: Double) -> Double {
    if y <= top.y { return top.x }
    if y >= bottom.y { return bottom.x }
    let x = top.x + (y - top.y) * slope
    return min(max(x, min(top.x, bottom.x)), max(top.x, bottom.x))
  }
}

extension Outlines {
  /// Calls for every edge of a zone that matters to the cells of a window.
  ///
  /// What lies above, below or right of the window changes nothing in it. A chain left of it counts only by
  /// how far down it goes, so its ends stand for it.
  func edges(of zone: Zone, in tile: TileWindow, _ body: (Edge) -> Void) {
    points.withUnsafeBufferPointer { points in
      for chain in chains[zone.chains] {
        let extent = chain.extent
        if tile.y(extent.south) <= 0 || tile.y(extent.north) >= Double(tile.height) { continue }
        if tile.x(extent.west) >= Double(tile.width) { continue }
        let stride = tile.x(extent.east) <= 0 ? chain.last - chain.first : 1
        var before = Point(x: tile.x(points[chain.first].x), y: tile.y(points[chain.first].y))
        for place in Swift.stride(from: chain.first + stride, through: chain.last, by: stride) {
          let now = Point(x: tile.x(points[place].x), y: tile.y(points[place].y))
          if let edge = Edge(before, now) { body(edge) }
          before = now
        }
      }
    }
  }
}
