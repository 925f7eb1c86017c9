extension Routing {
  /// How much of what a cell gives off is held back on its way to the stream by what grows there, 0 … 1;
  /// NaN where a figure of the cell is missing.
  ///
  /// In the stream, and where water leaves the land, it is 0. Going up, with s = exp(−5 · step/length) of the
  /// cell: it is eff · (1 − s) + below · s where the cell's own efficiency exceeds what is held below, and
  /// what is held below otherwise; by the shares where flow is divided.
  /// - Parameters:
  ///   - efficiency: The most that the cell's vegetation can hold, 0 … 1.
  ///   - length: The way after which it holds nearly that, in metres; 0 holds it at once.
  /// - Source: InVEST 3.20 User's Guide, ndr.rst; `ndr/retention.h`.
  public func retain(
    efficiency: Plane<Float>, length: Plane<Float>, streams: Plane<Float>, by rule: FlowRule,
    into plane: Plane<Double>
  ) throws {
    try walk(
      RetentionWalk(grid: grid, efficiency: efficiency, length: length, streams: streams, plane: plane),
      by: rule)
  }
}

private struct RetentionWalk: FlowWalk {
  static var isDownward: Bool { false }

  let grid: Grid
  let efficiency: Plane<Float>
  let length: Plane<Float>
  let streams: Plane<Float>
  let plane: Plane<Double>

  struct Field {
    let efficiency: RingedCells<Float>
    let length: RingedCells<Float>
    let streams: RingedCells<Float>
    let held: RingedCells<Double>
    let lengths: [[Double]]
  }

  func open(_ frame: RingedTile, _ store: any PlaneStore) throws -> Field {
    let field = Field(
      efficiency: RingedCells(efficiency, frame, beyond: .nan),
      length: RingedCells(length, frame, beyond: .nan), streams: RingedCells(streams, frame, beyond: .nan),
      held: RingedCells(plane, frame, beyond: .nan),
      lengths: frame.tile.rows.map { Compass.lengths(grid.cellSize(row: $0)) })
    for cells in [field.efficiency, field.length, field.streams] { try cells.load(from: store) }
    try field.held.load(from: store)
    return field
  }

  func isSource(_ cell: Int, _ field: Field) -> Bool { field.streams.cells[cell] == 1 }

  func settle(_ cell: Int, _ flow: UnsafePointer<UInt32>, _ frame: RingedTile, _ field: Field) {
    let efficiency = Double(field.efficiency.cells[cell])
    let length = Double(field.length.cells[cell])
    let shares = FlowShares(bits: flow[cell])
    if field.streams.cells[cell] == 1 || shares == .outlet {
      field.held.cells[cell] = 0
      return
    }
    if efficiency.isNaN || length.isNaN {
      field.held.cells[cell] = .nan
      return
    }
    var held = 0.0
    // A step is straight or slanting: two of the factors differ on a square grid.
    var (known, factor) = (-1.0, 0.0)
    for way in 0..<Compass.count where shares.goes(way) {
      let below = field.held.cells[cell + frame.steps[way]]
      if below.isNaN { continue }
      let step = field.lengths[cell / frame.pitch - 1][way]
      if step != known {
        (known, factor) = (step, length > 0 ? Elementary.exponential(-5 * step / length) : 0)
      }
      let passed = efficiency > below ? below * factor + efficiency * (1 - factor) : below
      held += passed * Double(shares.share(way))
    }
    field.held.cells[cell] = held / Double(shares.sum)
  }

  func clear(_ cell: Int, _ field: Field) { field.held.cells[cell] = .nan }

  func close(_ field: Field, _ store: any PlaneStore) throws { try field.held.save(to: store) }
}
