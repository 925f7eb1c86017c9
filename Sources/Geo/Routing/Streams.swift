internal import CElementary

extension Routing {
  /// Marks where water gathers to a stream: 1, else 0; NaN where there is no height.
  ///
  /// A stream is followed upstream from where water leaves the land, as far as the sum reaches the threshold;
  /// on the way it may fall to a part of it, since divided flow thins out where it crosses flat land. What
  /// reaches only that part is a stream below one that reaches the threshold.
  /// - Parameters:
  ///   - gathered: The sum along the flow, of whatever the threshold counts.
  ///   - trace: The part of the threshold that is enough on the way; 1 asks for all of it.
  /// - Source: pygeoprocessing 2.4, `extract_streams_mfd`, `trace_threshold_proportion`.
  public func findStreams(
    _ gathered: Plane<Double>, threshold: Double, trace: Double, along flow: Flow, into plane: Plane<Float>
  ) throws {
    let least = threshold * trace
    // Where the whole threshold is asked for on the way, all that is reached is a stream.
    let isAll = least >= threshold
    let reached = isAll ? plane : Plane<Float>(plane.name + "-reached")
    try walk(ReachWalk(gathered: gathered, threshold: threshold, least: least, plane: reached), along: flow)
    if isAll { return }
    try walk(
      StreamWalk(gathered: gathered, reached: reached, threshold: threshold, plane: plane), along: flow)
    try store.remove(reached.name)
  }
}

/// Follows what may be a stream upstream from where water leaves the land.
private struct ReachWalk: FlowWalk {
  static var isDownward: Bool { false }

  let gathered: Plane<Double>
  let threshold: Double
  let least: Double
  /// 1 where a stream can be followed to.
  let plane: Plane<Float>

  struct Field {
    let kept: RingedCells<Float>
    let owner: RingedCells<Double>
    let gathered: UnsafeMutablePointer<Double>
    let reached: UnsafeMutablePointer<Float>
  }

  func open(_ frame: RingedTile, _ store: any PlaneStore) throws -> Field {
    let gathered = try RingedCells(loading: gathered, frame, beyond: .nan, in: store)
    let reached = try RingedCells(loading: plane, frame, beyond: .nan, in: store)
    return Field(kept: reached, owner: gathered, gathered: gathered.cells, reached: reached.cells)
  }

  @inline(__always) func foresee(_ cell: Int, _ flow: FlowCells, _ field: Field) {
    lanes_foresee(field.gathered + cell)
    flow.foresee(field.reached, around: cell)
  }

  @inline(__always) func settle(_ cell: Int, _ flow: FlowCells, _ field: Field) {
    let sum = field.gathered[cell]
    var isReached = sum >= threshold && flow.shares[cell] == FlowShares.outlet.bits
    if sum >= least {
      flow.forEachReceiver(of: cell) { other, _, _ in
        if field.reached[other] == 1 { isReached = true }
      }
    }
    field.reached[cell] = isReached ? 1 : 0
  }

  func clear(_ cell: Int, _ field: Field) { field.reached[cell] = .nan }

  func close(_ field: Field, _ store: any PlaneStore) throws { try field.kept.save(to: store) }
}

private struct StreamWalk: FlowWalk {
  static var isDownward: Bool { true }

  let gathered: Plane<Double>
  let reached: Plane<Float>
  let threshold: Double
  let plane: Plane<Float>

  struct Field {
    let kept: RingedCells<Float>
    let owners: [AnyObject]
    let gathered: UnsafeMutablePointer<Double>
    let reached: UnsafeMutablePointer<Float>
    let streams: UnsafeMutablePointer<Float>
  }

  func open(_ frame: RingedTile, _ store: any PlaneStore) throws -> Field {
    let gathered = try RingedCells(loading: gathered, frame, beyond: .nan, in: store)
    let reached = try RingedCells(loading: reached, frame, beyond: .nan, in: store)
    let streams = try RingedCells(loading: plane, frame, beyond: .nan, in: store)
    return Field(
      kept: streams, owners: [gathered, reached], gathered: gathered.cells, reached: reached.cells,
      streams: streams.cells)
  }

  @inline(__always) func foresee(_ cell: Int, _ flow: FlowCells, _ field: Field) {
    lanes_foresee(field.gathered + cell)
    lanes_foresee(field.reached + cell)
    flow.foresee(field.streams, around: cell)
  }

  @inline(__always) func settle(_ cell: Int, _ flow: FlowCells, _ field: Field) {
    let isReached = field.reached[cell] == 1
    var isStream = isReached && field.gathered[cell] >= threshold
    if isReached, !isStream {
      flow.forEachDonor(of: cell) { other, _ in if field.streams[other] == 1 { isStream = true } }
    }
    field.streams[cell] = isStream ? 1 : 0
  }

  func clear(_ cell: Int, _ field: Field) { field.streams[cell] = .nan }

  func close(_ field: Field, _ store: any PlaneStore) throws { try field.kept.save(to: store) }
}
