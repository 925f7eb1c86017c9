extension Routing {
  /// What each cell adds to a sum along the flow.
  public enum Weight: Hashable, Sendable {
    /// One for each cell.
    case one
    /// The true area of the cell, m².
    case area
    /// A figure for each cell; where it is missing the cell adds nothing.
    case plane(Plane<Float>)
    /// One for each cell where the plane has a figure.
    case known(Plane<Float>)
  }

  /// Adds up, for each cell, the weights of all land that drains through it, its own counted; a divided cell
  /// gives to each neighbour its part. NaN where there is no height.
  ///
  /// - Parameters:
  ///   - weights: What is added up.
  ///   - planes: Where each sum goes.
  /// - Returns: How many turns the tiles took.
  @discardableResult
  public func addUpslope(
    _ weights: [Weight], by rule: FlowRule, into planes: [Plane<Double>]
  ) throws -> Int {
    precondition(weights.count == planes.count, "Each sum has a place.")
    return try walk(UpslopeSums(grid: grid, weights: weights, planes: planes), by: rule)
  }
}

private struct UpslopeSums: FlowWalk {
  static var isDownward: Bool { true }

  let grid: Grid
  let weights: [Routing.Weight]
  let planes: [Plane<Double>]

  final class Field {
    var weights: [RingedCells<Float>?] = []
    var sums: [RingedCells<Double>] = []
    var areas: [Double] = []
  }

  func open(_ frame: RingedTile, _ store: any PlaneStore) throws -> Field {
    let field = Field()
    for weight in weights {
      switch weight {
      case .one, .area: field.weights.append(nil)
      case .plane(let plane), .known(let plane):
        let cells = RingedCells(plane, frame, beyond: .nan)
        try cells.load(from: store)
        field.weights.append(cells)
      }
    }
    for plane in planes {
      let cells = RingedCells(plane, frame, beyond: .nan)
      try cells.load(from: store)
      field.sums.append(cells)
    }
    if weights.contains(.area) { field.areas = grid.cellAreas(rows: frame.tile.rows) }
    return field
  }

  func settle(_ cell: Int, _ flow: UnsafePointer<UInt32>, _ frame: RingedTile, _ field: Field) {
    var parts = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    withUnsafeMutableBytes(of: &parts) { bytes in
      let parts = bytes.bindMemory(to: Double.self)
      for way in 0..<Compass.count {
        let shares = FlowShares(bits: flow[cell + frame.steps[way]])
        let back = Compass.opposite(way)
        parts[way] = shares.goes(back) ? shares.part(back) : 0
      }
      for (number, sums) in field.sums.enumerated() {
        var sum = own(weights[number], field.weights[number], cell, frame, field)
        for way in 0..<Compass.count where parts[way] > 0 {
          sum += sums.cells[cell + frame.steps[way]] * parts[way]
        }
        sums.cells[cell] = sum
      }
    }
  }

  @inline(__always)
  private func own(
    _ weight: Routing.Weight, _ given: RingedCells<Float>?, _ cell: Int, _ frame: RingedTile, _ field: Field
  ) -> Double {
    switch weight {
    case .one: return 1
    case .area: return field.areas[cell / frame.pitch - 1]
    case .plane, .known:
      let value = given?.cells[cell] ?? .nan
      if value.isNaN { return 0 }
      if case .known = weight { return 1 }
      return Double(value)
    }
  }

  func clear(_ cell: Int, _ field: Field) { for sums in field.sums { sums.cells[cell] = .nan } }

  func close(_ field: Field, _ store: any PlaneStore) throws {
    for sums in field.sums { try sums.save(to: store) }
  }
}
