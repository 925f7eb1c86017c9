extension ZoneCoverage {
  /// Shares each cell among zones by the exact area each covers.
  func byArea(_ tile: Tile) -> TileCoverage {
    let window = TileWindow(tile, of: tiling.grid)
    var claims = AreaClaims(tile)
    let ledger = AreaLedger(tile)
    defer { ledger.deallocate() }
    for number in candidates(tile) {
      let zone = outlines.zones[Int(number)]
      guard let cells = window.cells(zone.extent) else { continue }
      outlines.edges(of: zone, in: window) { ledger.add($0, cells) }
      claims.claim(number + 1, cells, zone.rule, ledger)
    }
    return claims.finished()
  }
}

/// Signed areas right of the edges of one zone, as differences along each row.
///
/// An edge adds to its own cell the part of it that lies east of the edge, and to the next cell the rest; the
/// running sum along a row is then each cell's covered part. This is exact for straight edges.
struct AreaLedger {
  private let differences: UnsafeMutableBufferPointer<Double>
  private let stride: Int

  init(_ tile: Tile) {
    stride = tile.width + 2
    differences = .allocate(capacity: stride * tile.height)
    differences.initialize(repeating: 0)
  }

  func deallocate() { differences.deallocate() }

  func add(_ edge: Edge, _ cells: CellWindow) {
    let top = max(edge.top.y, Double(cells.rows.lowerBound))
    let bottom = min(edge.bottom.y, Double(cells.rows.upperBound))
    guard top < bottom else { return }
    var (y, x) = (top, edge.x(at: top))
    var row = Int(top)
    while y < bottom {
      let nextY = min(bottom, Double(row + 1))
      let nextX = edge.x(at: nextY)
      addPiece((nextY - y) * edge.direction, min(x, nextX), max(x, nextX), row * stride, cells.columns)
      (y, x, row) = (nextY, nextX, row + 1)
    }
  }

  /// A piece within one row, going down by `fall` while x runs between `west` and `east`.
  private func addPiece(_ fall: Double, _ west: Double, _ east: Double, _ row: Int, _ columns: Range<Int>) {
    let (first, end) = (Double(columns.lowerBound), Double(columns.upperBound))
    if west >= end { return }
    if east <= first {
      differences[row + columns.lowerBound] += fall
      return
    }
    if east - west < 1e-13 {
      let column = max(columns.lowerBound, Int(west))
      return split(fall, min(max(0, west - Double(column)), 1), row + column)
    }
    let perColumn = fall / (east - west)
    if west < first { differences[row + columns.lowerBound] += perColumn * (first - west) }
    var x = max(west, first)
    var column = Int(x)
    if east <= Double(column + 1) {
      let here = west < first ? perColumn * (east - x) : fall
      return split(here, (x + east) / 2 - Double(column), row + column)
    }
    let limit = min(east, end)
    while x < limit {
      let next = min(limit, Double(column + 1))
      split(perColumn * (next - x), (x + next) / 2 - Double(column), row + column)
      (x, column) = (next, column + 1)
    }
  }

  @inline(__always) private func split(_ fall: Double, _ west: Double, _ place: Int) {
    differences[place] += fall * (1 - west)
    differences[place + 1] += fall * west
  }

  /// The covered part of a row's cells, from west to east; the row is cleared for the next zone.
  @inline(__always) func takeRow(_ row: Int, _ columns: Range<Int>, _ body: (Int, Double) -> Void) {
    var covered = 0.0
    for column in columns {
      covered += differences[row * stride + column]
      differences[row * stride + column] = 0
      body(column, covered)
    }
    differences[row * stride + columns.upperBound] = 0
  }
}
