extension Drainage {
  /// Number of cells that drain into each cell, itself not counted; 0 where there is no height.
  public func upstreamCells() -> [UInt32] {
    var counts = [UInt32](repeating: 0, count: grid.count)
    forEachDownhill { cell, next in if let next { counts[next] += counts[cell] + 1 } }
    return counts
  }

  /// True area in m² that drains into each cell, its own not counted; NaN where there is no height.
  public func upslopeArea() -> [Float] {
    if !grid.reference.isGeographic {
      let area = grid.cellArea(row: 0)
      return zip(upstreamCells(), ways).map { $1 == Self.none ? .nan : Float(Double($0) * area) }
    }
    let cellAreas = grid.cellAreas(rows: 0..<grid.rows)
    var areas = [Double](repeating: 0, count: grid.count)
    forEachDownhill { cell, next in
      if let next { areas[next] += areas[cell] + cellAreas[cell / grid.columns] }
    }
    return zip(areas, ways).map { $1 == Self.none ? .nan : Float($0) }
  }

  /// Length in metres, seen from above, of the longest way that water has run to the middle of each cell;
  /// NaN where there is no height.
  ///
  /// A cell into which nothing drains begins with half its own step. Where the fall drops below `cutoff`
  /// times the fall of the cell above, soil settles and the length begins anew.
  /// - Parameter cutoff: 0 … 1; 0 never begins anew.
  /// - Source: Hickey 2000, Slope angle and slope length solutions for GIS, Cartography 29(1): 1–8.
  public func slopeLength(cutoff: Double) -> [Float] {
    var longest = [Float](repeating: 0, count: grid.count)
    forEachDownhill { cell, next in
      if longest[cell] == 0 { longest[cell] = Float(step(cell) / 2) }
      if let next, fall(next) >= cutoff * fall(cell) {
        longest[next] = max(longest[next], Float(Double(longest[cell]) + step(cell)))
      }
    }
    for cell in longest.indices where ways[cell] == Self.none { longest[cell] = .nan }
    return longest
  }

  /// Visits every cell with height once, each after all that drain into it.
  private func forEachDownhill(_ visit: (_ cell: Int, _ next: Int?) -> Void) {
    var waiting = [UInt8](repeating: 0, count: grid.count)
    for cell in ways.indices { if let next = next(cell) { waiting[next] += 1 } }
    // A visited cell is marked, so that the scan does not begin again in the middle of a way.
    let visited = UInt8.max
    for source in ways.indices where ways[source] != Self.none && waiting[source] == 0 {
      var cell = source
      while true {
        waiting[cell] = visited
        let next = next(cell)
        visit(cell, next)
        guard let next else { break }
        waiting[next] -= 1
        if waiting[next] > 0 { break }
        cell = next
      }
    }
  }
}
