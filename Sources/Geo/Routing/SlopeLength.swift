extension Routing {
  /// Length in metres, seen from above, of the longest way that water has run to the middle of each cell by
  /// D8; NaN where there is no height.
  ///
  /// A cell into which nothing drains begins with half its own step. Where the fall drops below `cutoff`
  /// times the fall of the cell above, soil settles and the length begins anew.
  /// - Parameter cutoff: 0 … 1; 0 never begins anew.
  /// - Source: Hickey 2000, Slope angle and slope length solutions for GIS, Cartography 29(1): 1–8.
  public func measureSlopes(cutoff: Double, into plane: Plane<Double>) throws {
    let walk = SlopeLengthWalk(grid: grid, cutoff: cutoff, plane: plane)
    _ = try self.walk(walk, by: .d8)
    try store.remove(walk.falls.name)
  }
}

private struct SlopeLengthWalk: FlowWalk {
  static var isDownward: Bool { true }

  let grid: Grid
  let cutoff: Double
  let plane: Plane<Double>

  struct Field {
    let filled: RingedCells<Float>
    /// Length and fall on leaving the cell: the ring's own receivers may lie beyond the ring.
    let longest: RingedCells<Double>
    let falls: RingedCells<Double>
    let lengths: [[Double]]
  }

  var falls: Plane<Double> { Plane(plane.name + "-falls") }

  func open(_ frame: RingedTile, _ store: any PlaneStore) throws -> Field {
    let last = grid.rows - 1
    let field = Field(
      filled: RingedCells(Routing.filled, frame, beyond: .nan),
      longest: RingedCells(plane, frame, beyond: .nan), falls: RingedCells(falls, frame, beyond: .nan),
      lengths: (frame.tile.row - 1...frame.tile.row + frame.tile.height).map {
        Compass.lengths(grid.cellSize(row: min(max($0, 0), last)))
      })
    try field.filled.load(from: store)
    try field.longest.load(from: store)
    try field.falls.load(from: store)
    return field
  }

  func settle(_ cell: Int, _ flow: UnsafePointer<UInt32>, _ frame: RingedTile, _ field: Field) {
    let fall = fall(cell, flow, frame, field)
    var longest = 0.0
    for way in 0..<Compass.count {
      let (other, back) = (cell + frame.steps[way], Compass.opposite(way))
      guard FlowShares(bits: flow[other]).goes(back), fall >= cutoff * field.falls.cells[other] else {
        continue
      }
      longest = max(longest, field.longest.cells[other] + field.lengths[other / frame.pitch][back])
    }
    field.longest.cells[cell] = longest > 0 ? longest : step(cell, flow, frame, field) / 2
    field.falls.cells[cell] = fall
  }

  /// Metres to where a cell drains; at an outlet half of them lie on the land, as if it ran straight east.
  private func step(
    _ cell: Int, _ flow: UnsafePointer<UInt32>, _ frame: RingedTile, _ field: Field
  ) -> Double {
    let shares = FlowShares(bits: flow[cell])
    let way = (0..<Compass.count).first { shares.goes($0) } ?? 0
    return field.lengths[cell / frame.pitch][way]
  }

  /// Rise over run along the flow; unlimited at an outlet, beyond which nothing is known.
  private func fall(
    _ cell: Int, _ flow: UnsafePointer<UInt32>, _ frame: RingedTile, _ field: Field
  ) -> Double {
    let shares = FlowShares(bits: flow[cell])
    guard let way = (0..<Compass.count).first(where: { shares.goes($0) }) else { return .infinity }
    let drop = Double(field.filled.cells[cell]) - Double(field.filled.cells[cell + frame.steps[way]])
    return drop / field.lengths[cell / frame.pitch][way]
  }

  func clear(_ cell: Int, _ field: Field) { field.longest.cells[cell] = .nan }

  func close(_ field: Field, _ store: any PlaneStore) throws {
    try field.longest.save(to: store)
    try field.falls.save(to: store)
  }
}
