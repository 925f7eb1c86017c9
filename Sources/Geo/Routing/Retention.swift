internal import CElementary

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
    efficiency: Plane<Float>, length: Plane<Float>, streams: Plane<Float>, along flow: Flow,
    into plane: Plane<Double>
  ) throws {
    try walk(
      RetentionWalk(grid: grid, efficiency: efficiency, length: length, streams: streams, plane: plane),
      along: flow)
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
    let kept: RingedCells<Double>
    let owners: [AnyObject]
    let efficiency: UnsafeMutablePointer<Float>
    let length: UnsafeMutablePointer<Float>
    let streams: UnsafeMutablePointer<Float>
    let held: UnsafeMutablePointer<Double>
    let lengths: StepLengths
    /// The last factor of each way: neighbours mostly have one length.
    let factors: UnsafeMutableBufferPointer<Factor>
  }

  /// exp(−5 · step/length)
  struct Factor {
    var step = 0.0
    var length = -1.0
    var factor = 0.0
  }

  func open(_ frame: RingedTile, _ store: any PlaneStore) throws -> Field {
    let efficiency = try RingedCells(loading: efficiency, frame, beyond: .nan, in: store)
    let length = try RingedCells(loading: length, frame, beyond: .nan, in: store)
    let streams = try RingedCells(loading: streams, frame, beyond: .nan, in: store)
    let held = try RingedCells(loading: plane, frame, beyond: .nan, in: store)
    let factors = PlainMemory([Factor](repeating: .init(), count: Compass.count))
    return Field(
      kept: held, owners: [efficiency, length, streams, factors], efficiency: efficiency.cells,
      length: length.cells, streams: streams.cells, held: held.cells, lengths: StepLengths(frame, of: grid),
      factors: factors.items)
  }

  @inline(__always) func foresee(_ cell: Int, _ flow: FlowCells, _ field: Field) {
    lanes_foresee(field.efficiency + cell)
    lanes_foresee(field.length + cell)
    lanes_foresee(field.streams + cell)
    flow.foresee(field.held, around: cell)
  }

  @inline(__always) func settle(_ cell: Int, _ flow: FlowCells, _ field: Field) {
    let (efficiency, length) = (Double(field.efficiency[cell]), Double(field.length[cell]))
    let shares = FlowShares(bits: flow.shares[cell])
    if field.streams[cell] == 1 || shares == .outlet {
      field.held[cell] = 0
      return
    }
    if efficiency.isNaN || length.isNaN {
      field.held[cell] = .nan
      return
    }
    var held = 0.0
    flow.forEachReceiver(of: cell) { other, way, share in
      let below = field.held[other]
      if below.isNaN { return }
      let factor = factor(field.lengths[cell, way], length, &field.factors[way])
      let passed = efficiency > below ? below * factor + efficiency * (1 - factor) : below
      held += passed * Double(share)
    }
    field.held[cell] = held / Double(shares.sum)
  }

  /// 0 for no length.
  @inline(__always)
  private func factor(_ step: Double, _ length: Double, _ last: inout Factor) -> Double {
    if last.length == length, last.step == step { return last.factor }
    let factor = length > 0 ? Elementary.exponential(-5 * step / length) : 0
    last = Factor(step: step, length: length, factor: factor)
    return factor
  }

  func clear(_ cell: Int, _ field: Field) { field.held[cell] = .nan }

  func close(_ field: Field, _ store: any PlaneStore) throws { try field.kept.save(to: store) }
}
