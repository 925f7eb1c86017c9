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
    let load: RingedCells<Float>
    let ratio: RingedCells<Float>
    let flux: RingedCells<Double>
    let settled: RingedCells<Double>
  }

  func open(_ frame: RingedTile, _ store: any PlaneStore) throws -> Field {
    Field(
      load: try RingedCells(loading: load, frame, beyond: .nan, in: store),
      ratio: try RingedCells(loading: ratio, frame, beyond: .nan, in: store),
      flux: try RingedCells(loading: flux, frame, beyond: .nan, in: store),
      settled: try RingedCells(loading: plane, frame, beyond: .nan, in: store))
  }

  func settle(_ cell: Int, _ flow: FlowCells, _ field: Field) {
    let (load, ratio) = (Double(field.load.cells[cell]), Double(field.ratio.cells[cell]))
    guard !load.isNaN, !ratio.isNaN else { return clear(cell, field) }
    var arriving = 0.0
    flow.forEachDonor(of: cell) { other, part in
      let flux = field.flux.cells[other]
      if !flux.isNaN { arriving += flux * part }
    }
    let below = max(ratio, ratioBelow(cell, flow, field))
    let part = ratio == 1 ? 1 : (below - ratio) / (1 - ratio)
    field.settled.cells[cell] = part * arriving
    field.flux.cells[cell] = (1 - part) * arriving + load
  }

  private func ratioBelow(_ cell: Int, _ flow: FlowCells, _ field: Field) -> Double {
    let shares = FlowShares(bits: flow.shares[cell])
    var sum = 0.0
    flow.forEachReceiver(of: cell) { other, way, _ in
      let ratio = Double(field.ratio.cells[other])
      if !ratio.isNaN { sum += ratio * shares.part(way) }
    }
    return sum
  }

  func clear(_ cell: Int, _ field: Field) {
    field.settled.cells[cell] = .nan
    field.flux.cells[cell] = .nan
  }

  func close(_ field: Field, _ store: any PlaneStore) throws {
    try field.settled.save(to: store)
    try field.flux.save(to: store)
  }
}
