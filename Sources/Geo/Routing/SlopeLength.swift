extension Routing {
  /// Length in metres, seen from above, of the longest way that water has run to the middle of each cell by
  /// D8; NaN where there is no height.
  ///
  /// A cell into which nothing drains begins with half its own step. Where the fall drops below `cutoff`
  /// times the fall of the cell above, soil settles and the length begins anew.
  /// - Parameters:
  ///   - cutoff: 0 … 1; 0 never begins anew.
  ///   - flow: The flow by D8.
  /// - Source: Hickey 2000, Slope angle and slope length solutions for GIS, Cartography 29(1): 1–8.
  public func measureSlopes(cutoff: Double, along flow: Flow, into plane: Plane<Double>) throws {
    precondition(flow.rule == .d8, "Slope lengths are those of D8.")
    let walk = SlopeLengthWalk(grid: grid, cutoff: cutoff, plane: plane)
    try self.walk(walk, along: flow)
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
    let lengths: StepLengths
  }

  var falls: Plane<Double> { Plane(plane.name + "-falls") }

  func open(_ frame: RingedTile, _ store: any PlaneStore) throws -> Field {
    Field(
      filled: try RingedCells(loading: Routing.filled, frame, beyond: .nan, in: store),
      longest: try RingedCells(loading: plane, frame, beyond: .nan, in: store),
      falls: try RingedCells(loading: falls, frame, beyond: .nan, in: store),
      lengths: StepLengths(frame, of: grid))
  }

  func foresee(_ cell: Int, _ flow: FlowCells, _ field: Field) {
    flow.foresee(field.filled.cells, around: cell)
    flow.foresee(field.longest.cells, around: cell)
    flow.foresee(field.falls.cells, around: cell)
  }

  func settle(_ cell: Int, _ flow: FlowCells, _ field: Field) {
    let (way, fall) = wayDown(cell, flow, field)
    var longest = 0.0
    var left = flow.donors[cell]
    while left != 0 {
      let way = left.trailingZeroBitCount
      left &= left &- 1
      let other = cell + flow.steps[way]
      guard fall >= cutoff * field.falls.cells[other] else { continue }
      longest = max(longest, field.longest.cells[other] + field.lengths[other, Compass.opposite(way)])
    }
    // At an outlet half of the step lies on the land, as if it ran straight east.
    field.longest.cells[cell] = longest > 0 ? longest : field.lengths[cell, way] / 2
    field.falls.cells[cell] = fall
  }

  /// The way to where a cell drains, and rise over run along it; unlimited at an outlet, beyond which nothing
  /// is known.
  private func wayDown(_ cell: Int, _ flow: FlowCells, _ field: Field) -> (way: Int, fall: Double) {
    var found = (way: 0, fall: Double.infinity)
    flow.forEachReceiver(of: cell) { other, way, _ in
      let drop = Double(field.filled.cells[cell]) - Double(field.filled.cells[other])
      found = (way, drop / field.lengths[cell, way])
    }
    return found
  }

  func clear(_ cell: Int, _ field: Field) { field.longest.cells[cell] = .nan }

  func close(_ field: Field, _ store: any PlaneStore) throws {
    try field.longest.save(to: store)
    try field.falls.save(to: store)
  }
}
