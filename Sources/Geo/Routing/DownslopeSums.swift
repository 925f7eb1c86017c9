extension Routing {
  /// How a step on the way down counts.
  public enum StepMeasure: String, CaseIterable, Sendable {
    /// The weight of the cell that is left, times the metres of the step.
    /// - Source: Borselli, Cassi & Torri 2008, Catena 75: 268–277: D_dn = Σ dᵢ/(Wᵢ·Sᵢ).
    case metres
    /// The weight of the cell that is entered, however long the step is.
    /// - Source: pygeoprocessing 2.4, `distance_to_channel_mfd` with weights.
    case cells
    /// The weight of the cell that is left, however long the step is.
    /// - Source: pygeoprocessing 2.4, `distance_to_channel_d8` with weights.
    case cellsLeft
  }

  /// Adds up weights along the way down to the stream; 0 in the stream, NaN where no water reaches one.
  ///
  /// Where flow is divided this is the mean over those of the ways that reach a stream, by their shares.
  /// - Parameter weight: A figure for each cell; nil counts the way itself. A missing figure counts 0.
  public func addDownslope(
    _ weight: Plane<Float>?, measure: StepMeasure, streams: Plane<Float>, by rule: FlowRule,
    into plane: Plane<Double>
  ) throws {
    try walk(
      DownslopeSum(grid: grid, weight: weight, measure: measure, streams: streams, plane: plane), by: rule)
  }
}

private struct DownslopeSum: FlowWalk {
  static var isDownward: Bool { false }

  let grid: Grid
  let weight: Plane<Float>?
  let measure: Routing.StepMeasure
  let streams: Plane<Float>
  let plane: Plane<Double>

  struct Field {
    let weights: RingedCells<Float>?
    let streams: RingedCells<Float>
    let sums: RingedCells<Double>
    let lengths: [[Double]]
  }

  func open(_ frame: RingedTile, _ store: any PlaneStore) throws -> Field {
    let field = Field(
      weights: weight.map { RingedCells($0, frame, beyond: .nan) },
      streams: RingedCells(streams, frame, beyond: .nan), sums: RingedCells(plane, frame, beyond: .nan),
      lengths: frame.tile.rows.map { Compass.lengths(grid.cellSize(row: $0)) })
    try field.weights?.load(from: store)
    try field.streams.load(from: store)
    try field.sums.load(from: store)
    return field
  }

  func isSource(_ cell: Int, _ field: Field) -> Bool { field.streams.cells[cell] == 1 }

  func settle(_ cell: Int, _ flow: UnsafePointer<UInt32>, _ frame: RingedTile, _ field: Field) {
    if field.streams.cells[cell] == 1 {
      field.sums.cells[cell] = 0
      return
    }
    let shares = FlowShares(bits: flow[cell])
    var (sum, reached) = (0.0, 0.0)
    for way in 0..<Compass.count where shares.goes(way) {
      let other = cell + frame.steps[way]
      let below = field.sums.cells[other]
      if below.isNaN { continue }
      let share = Double(shares.share(way))
      reached += share
      sum += share * (step(cell, other, way, frame, field) + below)
    }
    field.sums.cells[cell] = reached > 0 ? sum / reached : .nan
  }

  @inline(__always)
  private func step(_ cell: Int, _ other: Int, _ way: Int, _ frame: RingedTile, _ field: Field) -> Double {
    let metres = field.lengths[cell / frame.pitch - 1][way]
    guard let weights = field.weights else { return measure == .metres ? metres : 1 }
    let weight = Double(weights.cells[measure == .cells ? other : cell])
    if weight.isNaN { return 0 }
    return measure == .metres ? weight * metres : weight
  }

  func clear(_ cell: Int, _ field: Field) { field.sums.cells[cell] = .nan }

  func close(_ field: Field, _ store: any PlaneStore) throws { try field.sums.save(to: store) }
}
