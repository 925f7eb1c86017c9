extension ZoneCoverage {
  /// Gives each cell to the zone that holds its centre.
  ///
  /// A centre on an outline belongs to the side east of it; on a level outline, to the side north of it.
  /// Each outline is taken half open, so two zones sharing an edge never both or neither get a cell.
  func byCentre(_ tile: Tile) -> TileCoverage {
    let window = TileWindow(tile, of: tiling.grid)
    var coverage = TileCoverage(tile: tile, zones: [UInt32](repeating: 0, count: tile.count))
    // How the winding number changes at a cell, seen from the west; cleared again after each zone.
    let turns = UnsafeMutableBufferPointer<Int32>.allocate(capacity: tile.count + tile.height)
    turns.initialize(repeating: 0)
    defer { turns.deallocate() }
    for number in candidates(tile) {
      let zone = outlines.zones[Int(number)]
      guard let cells = window.cells(zone.extent) else { continue }
      outlines.edges(of: zone, in: window) { Self.cross($0, cells, turns, tile.width + 1) }
      coverage.claim(number + 1, cells, zone.rule, turns)
    }
    return coverage
  }

  /// Marks in each row whose centre line the edge crosses the first cell whose centre is not west of it.
  private static func cross(
    _ edge: Edge, _ cells: CellWindow, _ turns: UnsafeMutableBufferPointer<Int32>, _ stride: Int
  ) {
    let first = max(Double(cells.rows.lowerBound), (edge.top.y - 0.5).rounded(.up))
    let end = min(Double(cells.rows.upperBound), (edge.bottom.y - 0.5).rounded(.up))
    guard first < end else { return }
    let (west, east) = (Double(cells.columns.lowerBound), Double(cells.columns.upperBound))
    for row in Int(first)..<Int(end) {
      let column = (edge.x(at: Double(row) + 0.5) - 0.5).rounded(.up)
      turns[row * stride + Int(min(max(column, west), east))] += Int32(edge.direction)
    }
  }
}

extension TileCoverage {
  fileprivate mutating func claim(
    _ number: UInt32, _ cells: CellWindow, _ rule: FillRule, _ turns: UnsafeMutableBufferPointer<Int32>
  ) {
    var (lost, strayed) = (0, 0)
    let width = tile.width
    zones.withUnsafeMutableBufferPointer { zones in
      for row in cells.rows {
        let line = row * (width + 1)
        var (winding, column): (Int32, Int) = (0, cells.columns.lowerBound)
        while column < cells.columns.upperBound {
          winding += turns[line + column]
          turns[line + column] = 0
          let first = column
          repeat { column += 1 } while column < cells.columns.upperBound && turns[line + column] == 0
          if winding == 0 { continue }
          if winding != 1 { strayed += column - first }
          if rule == .evenOdd && winding & 1 == 0 { continue }
          for cell in row * width + first..<row * width + column {
            if zones[cell] == 0 { zones[cell] = number } else { lost += 1 }
          }
        }
        turns[line + cells.columns.upperBound] = 0
      }
    }
    if lost > 0 { overlaps.append(ZoneAmount(zone: number, cells: Double(lost))) }
    if strayed > 0 { crossings.append(ZoneAmount(zone: number, cells: Double(strayed))) }
  }
}
