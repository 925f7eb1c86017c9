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
    load: Plane<Float>, ratio: Plane<Float>, by rule: FlowRule, into plane: Plane<Double>
  ) throws {
    let flux = Plane<Double>(plane.name + "-flux")
    try walk(DepositionWalk(load: load, ratio: ratio, flux: flux, plane: plane), by: rule)
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
    let field = Field(
      load: RingedCells(load, frame, beyond: .nan), ratio: RingedCells(ratio, frame, beyond: .nan),
      flux: RingedCells(flux, frame, beyond: .nan), settled: RingedCells(plane, frame, beyond: .nan))
    for cells in [field.load, field.ratio] { try cells.load(from: store) }
    for cells in [field.flux, field.settled] { try cells.load(from: store) }
    return field
  }

  func settle(_ cell: Int, _ flow: UnsafePointer<UInt32>, _ frame: RingedTile, _ field: Field) {
    let (load, ratio) = (Double(field.load.cells[cell]), Double(field.ratio.cells[cell]))
    guard !load.isNaN, !ratio.isNaN else { return clear(cell, field) }
    var arriving = 0.0
    for way in 0..<Compass.count {
      let other = cell + frame.steps[way]
      let shares = FlowShares(bits: flow[other])
      let back = Compass.opposite(way)
      guard shares.goes(back), !field.flux.cells[other].isNaN else { continue }
      arriving += field.flux.cells[other] * shares.part(back)
    }
    let below = max(ratio, ratioBelow(cell, FlowShares(bits: flow[cell]), frame, field))
    let part = ratio == 1 ? 1 : (below - ratio) / (1 - ratio)
    field.settled.cells[cell] = part * arriving
    field.flux.cells[cell] = (1 - part) * arriving + load
  }

  private func ratioBelow(_ cell: Int, _ shares: FlowShares, _ frame: RingedTile, _ field: Field) -> Double {
    var sum = 0.0
    for way in 0..<Compass.count where shares.goes(way) {
      let ratio = Double(field.ratio.cells[cell + frame.steps[way]])
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
