internal import CElementary

extension Routing {
  /// How much of what comes from upslope settles in each cell, in the unit of the load.
  ///
  /// With the delivery ratio r of a cell and that of the cells below it by their shares, the part
  /// (r below − r)/(1 − r) of what arrives settles, all of it where r is 1; the rest goes on, together with
  /// what the cell itself adds.
  /// - Parameters:
  ///   - load: What each cell adds to the flow, for a unit of area.
  ///   - ratio: Its delivery ratio, 0 … 1; NaN, where no stream is reached, lets nothing settle or go on.
  /// - Source: InVEST 3.20 User's Guide, sdr.rst, "Sediment Downslope Deposition".
  public func settle(
    load: Plane<Float>, ratio: Plane<Float>, along flow: Flow, into plane: Plane<Double>
  ) throws {
    let flux = Plane<Double>(plane.name + "-flux")
    try walk(DepositionWalk(load: load, ratio: ratio, flux: flux, plane: plane), along: flow)
    try store.remove(flux.name)
  }
}

private struct DepositionWalk: FlowWalk {
  static var isDownward: Bool { true }

  let load: Plane<Float>
  let ratio: Plane<Float>
  let flux: Plane<Double>
  let plane: Plane<Double>

  struct Field {
    let kept: [RingedCells<Double>]
    let owners: [AnyObject]
    let load: UnsafeMutablePointer<Float>
    let ratio: UnsafeMutablePointer<Float>
    let flux: UnsafeMutablePointer<Double>
    let settled: UnsafeMutablePointer<Double>
  }

  func open(_ frame: RingedTile, _ store: any PlaneStore) throws -> Field {
    let load = try RingedCells(loading: load, frame, beyond: .nan, in: store)
    let ratio = try RingedCells(loading: ratio, frame, beyond: .nan, in: store)
    let flux = try RingedCells(loading: flux, frame, beyond: .nan, in: store)
    let settled = try RingedCells(loading: plane, frame, beyond: .nan, in: store)
    return Field(
      kept: [flux, settled], owners: [load, ratio], load: load.cells, ratio: ratio.cells, flux: flux.cells,
      settled: settled.cells)
  }

  @inline(__always) func foresee(_ cell: Int, _ flow: FlowCells, _ field: Field) {
    lanes_foresee(field.load + cell)
    lanes_foresee(field.settled + cell)
    flow.foresee(field.ratio, around: cell)
    flow.foresee(field.flux, around: cell)
  }

  @inline(__always) func settle(_ cell: Int, _ flow: FlowCells, _ field: Field) {
    let (load, ratio) = (Double(field.load[cell]), Double(field.ratio[cell]))
    guard !load.isNaN, !ratio.isNaN else { return clear(cell, field) }
    var arriving = 0.0
    flow.forEachDonor(of: cell) { other, part in
      let flux = field.flux[other]
      if !flux.isNaN { arriving += flux * part }
    }
    let below = max(ratio, ratioBelow(cell, flow, field))
    let part = ratio == 1 ? 1 : (below - ratio) / (1 - ratio)
    field.settled[cell] = part * arriving
    field.flux[cell] = (1 - part) * arriving + load
  }

  @inline(__always)
  private func ratioBelow(_ cell: Int, _ flow: FlowCells, _ field: Field) -> Double {
    let shares = FlowShares(bits: flow.shares[cell])
    var sum = 0.0
    flow.forEachReceiver(of: cell) { other, way, _ in
      let ratio = Double(field.ratio[other])
      if !ratio.isNaN { sum += ratio * shares.part(way) }
    }
    return sum
  }

  func clear(_ cell: Int, _ field: Field) {
    field.settled[cell] = .nan
    field.flux[cell] = .nan
  }

  func close(_ field: Field, _ store: any PlaneStore) throws {
    for kept in field.kept { try kept.save(to: store) }
  }
}
