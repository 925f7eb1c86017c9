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
    let efficiency: RingedCells<Float>
    let length: RingedCells<Float>
    let streams: RingedCells<Float>
    let held: RingedCells<Double>
    let lengths: StepLengths
    let factors: FactorMemory
  }

  func open(_ frame: RingedTile, _ store: any PlaneStore) throws -> Field {
    Field(
      efficiency: try RingedCells(loading: efficiency, frame, beyond: .nan, in: store),
      length: try RingedCells(loading: length, frame, beyond: .nan, in: store),
      streams: try RingedCells(loading: streams, frame, beyond: .nan, in: store),
      held: try RingedCells(loading: plane, frame, beyond: .nan, in: store),
      lengths: StepLengths(frame, of: grid), factors: FactorMemory())
  }

  func settle(_ cell: Int, _ flow: FlowCells, _ field: Field) {
    let efficiency = Double(field.efficiency.cells[cell])
    let length = Double(field.length.cells[cell])
    let shares = FlowShares(bits: flow.shares[cell])
    if field.streams.cells[cell] == 1 || shares == .outlet {
      field.held.cells[cell] = 0
      return
    }
    if efficiency.isNaN || length.isNaN {
      field.held.cells[cell] = .nan
      return
    }
    var held = 0.0
    flow.forEachReceiver(of: cell) { other, way, share in
      let below = field.held.cells[other]
      if below.isNaN { return }
      let factor = field.factors.factor(step: field.lengths[cell, way], length: length, way)
      let passed = efficiency > below ? below * factor + efficiency * (1 - factor) : below
      held += passed * Double(share)
    }
    field.held.cells[cell] = held / Double(shares.sum)
  }

  func clear(_ cell: Int, _ field: Field) { field.held.cells[cell] = .nan }

  func close(_ field: Field, _ store: any PlaneStore) throws { try field.held.save(to: store) }
}

/// The last factor of each way: neighbours mostly have one length.
private final class FactorMemory {
  private var known = InlineArray<8, (step: Double, length: Double, factor: Double)>(repeating: (0, -1, 0))

  /// exp(−5 · step/length); 0 for no length.
  @inline(__always) func factor(step: Double, length: Double, _ way: Int) -> Double {
    let last = known[way]
    if last.length == length, last.step == step { return last.factor }
    let factor = length > 0 ? Elementary.exponential(-5 * step / length) : 0
    known[way] = (step, length, factor)
    return factor
  }
}
