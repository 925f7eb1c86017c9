extension Routing {
  /// Marks where water gathers to a stream: 1, else 0; NaN where there is no height.
  ///
  /// A cell is a stream where the sum reaches the threshold, and below a stream as long as it reaches a part
  /// of it: divided flow thins out where it crosses flat land.
  /// - Parameters:
  ///   - gathered: The sum along the flow, of whatever the threshold counts.
  ///   - trace: The part of the threshold that is enough below a stream; 1 asks for all of it.
  /// - Source: pygeoprocessing 2.4, `extract_streams_mfd`, `trace_threshold_proportion`.
  public func findStreams(
    _ gathered: Plane<Double>, threshold: Double, trace: Double, by rule: FlowRule, into plane: Plane<Float>
  ) throws {
    _ = try walk(
      StreamWalk(gathered: gathered, threshold: threshold, least: threshold * trace, plane: plane), by: rule)
  }
}

private struct StreamWalk: FlowWalk {
  static var isDownward: Bool { true }

  let gathered: Plane<Double>
  let threshold: Double
  let least: Double
  let plane: Plane<Float>

  struct Field {
    let gathered: RingedCells<Double>
    let streams: RingedCells<Float>
  }

  func open(_ frame: RingedTile, _ store: any PlaneStore) throws -> Field {
    let field = Field(
      gathered: RingedCells(gathered, frame, beyond: .nan), streams: RingedCells(plane, frame, beyond: .nan))
    try field.gathered.load(from: store)
    try field.streams.load(from: store)
    return field
  }

  /// What is above or below both thresholds needs nobody.
  func isSource(_ cell: Int, _ field: Field) -> Bool {
    let own = field.gathered.cells[cell]
    return own >= threshold || own < least
  }

  func settle(_ cell: Int, _ flow: UnsafePointer<UInt32>, _ frame: RingedTile, _ field: Field) {
    let own = field.gathered.cells[cell]
    var isStream = own >= threshold
    if !isStream, own >= least {
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
