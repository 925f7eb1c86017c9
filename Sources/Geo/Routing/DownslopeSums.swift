internal import CElementary

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
    _ weight: Plane<Float>?, measure: StepMeasure, streams: Plane<Float>, along flow: Flow,
    into plane: Plane<Double>
  ) throws {
    try walk(
      DownslopeSum(grid: grid, weight: weight, measure: measure, streams: streams, plane: plane), along: flow)
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
    let kept: RingedCells<Double>
    let owners: [AnyObject]
    let weights: UnsafeMutablePointer<Float>?
    let streams: UnsafeMutablePointer<Float>
    let sums: UnsafeMutablePointer<Double>
    let lengths: StepLengths
  }

  func open(_ frame: RingedTile, _ store: any PlaneStore) throws -> Field {
    let weights = try weight.map { try RingedCells(loading: $0, frame, beyond: .nan, in: store) }
    let streams = try RingedCells(loading: streams, frame, beyond: .nan, in: store)
    let sums = try RingedCells(loading: plane, frame, beyond: .nan, in: store)
    return Field(
      kept: sums, owners: [streams] + (weights.map { [$0] } ?? []), weights: weights?.cells,
      streams: streams.cells, sums: sums.cells, lengths: StepLengths(frame, of: grid))
  }

  @inline(__always) func foresee(_ cell: Int, _ flow: FlowCells, _ field: Field) {
    if let weights = field.weights { flow.foresee(weights, around: cell) }
    lanes_foresee(field.streams + cell)
    flow.foresee(field.sums, around: cell)
  }

  @inline(__always) func settle(_ cell: Int, _ flow: FlowCells, _ field: Field) {
    if field.streams[cell] == 1 {
      field.sums[cell] = 0
      return
    }
    var (sum, reached) = (0.0, 0.0)
    flow.forEachReceiver(of: cell) { other, way, share in
      let below = field.sums[other]
      if below.isNaN { return }
      reached += Double(share)
      sum += Double(share) * (step(cell, other, way, field) + below)
    }
    field.sums[cell] = reached > 0 ? sum / reached : .nan
  }

  @inline(__always)
  private func step(_ cell: Int, _ other: Int, _ way: Int, _ field: Field) -> Double {
    guard let weights = field.weights else { return measure == .metres ? field.lengths[cell, way] : 1 }
    let weight = Double(weights[measure == .cells ? other : cell])
    if weight.isNaN { return 0 }
    return measure == .metres ? weight * field.lengths[cell, way] : weight
  }

  func clear(_ cell: Int, _ field: Field) { field.sums[cell] = .nan }

  func close(_ field: Field, _ store: any PlaneStore) throws { try field.kept.save(to: store) }
}
