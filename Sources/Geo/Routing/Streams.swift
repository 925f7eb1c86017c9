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
    _ gathered: Plane<Double>, threshold: Double, trace: Double, by rule: FlowRule, into plane: Plane<Float>
  ) throws {
    let least = threshold * trace
    let reached = Plane<UInt8>(plane.name + "-reached")
    try walk(ReachWalk(gathered: gathered, threshold: threshold, least: least, plane: reached), by: rule)
    try walk(
      StreamWalk(gathered: gathered, reached: reached, threshold: threshold, plane: plane), by: rule)
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
  let plane: Plane<UInt8>

  struct Field {
    let gathered: RingedCells<Double>
    let reached: RingedCells<UInt8>
  }

  func open(_ frame: RingedTile, _ store: any PlaneStore) throws -> Field {
    let field = Field(
      gathered: RingedCells(gathered, frame, beyond: .nan), reached: RingedCells(plane, frame, beyond: 0))
    try field.gathered.load(from: store)
    try field.reached.load(from: store)
    return field
  }

  /// Most cells are no streams, and need nobody to know it.
  func isSource(_ cell: Int, _ field: Field) -> Bool { field.gathered.cells[cell] < least }

  func settle(_ cell: Int, _ flow: UnsafePointer<UInt32>, _ frame: RingedTile, _ field: Field) {
    let shares = FlowShares(bits: flow[cell])
    var isReached = shares == .outlet && field.gathered.cells[cell] >= threshold
    if field.gathered.cells[cell] >= least {
      for way in 0..<Compass.count where shares.goes(way) {
        if field.reached.cells[cell + frame.steps[way]] == 1 { isReached = true }
      }
    }
    field.reached.cells[cell] = isReached ? 1 : 0
  }

  func clear(_ cell: Int, _ field: Field) { field.reached.cells[cell] = 0 }

  func close(_ field: Field, _ store: any PlaneStore) throws { try field.reached.save(to: store) }
}

private struct StreamWalk: FlowWalk {
  static var isDownward: Bool { true }

  let gathered: Plane<Double>
  let reached: Plane<UInt8>
  let threshold: Double
  let plane: Plane<Float>

  struct Field {
    let gathered: RingedCells<Double>
    let reached: RingedCells<UInt8>
    let streams: RingedCells<Float>
  }

  func open(_ frame: RingedTile, _ store: any PlaneStore) throws -> Field {
    let field = Field(
      gathered: RingedCells(gathered, frame, beyond: .nan), reached: RingedCells(reached, frame, beyond: 0),
      streams: RingedCells(plane, frame, beyond: .nan))
    try field.gathered.load(from: store)
    try field.reached.load(from: store)
    try field.streams.load(from: store)
    return field
  }

  /// What is above or below both thresholds needs nobody.
  func isSource(_ cell: Int, _ field: Field) -> Bool {
    field.reached.cells[cell] == 0 || field.gathered.cells[cell] >= threshold
  }

  func settle(_ cell: Int, _ flow: UnsafePointer<UInt32>, _ frame: RingedTile, _ field: Field) {
    let isReached = field.reached.cells[cell] == 1
    var isStream = isReached && field.gathered.cells[cell] >= threshold
    if isReached, !isStream {
      for way in 0..<Compass.count {
        let other = cell + frame.steps[way]
        let comes = FlowShares(bits: flow[other]).goes(Compass.opposite(way))
        if comes, field.streams.cells[other] == 1 { isStream = true }
      }
    }
    field.streams.cells[cell] = isStream ? 1 : 0
  }

  func clear(_ cell: Int, _ field: Field) { field.streams.cells[cell] = .nan }

  func close(_ field: Field, _ store: any PlaneStore) throws { try field.streams.save(to: store) }
}
