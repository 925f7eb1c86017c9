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
  public func addUpslope(_ weights: [Weight], along flow: Flow, into planes: [Plane<Double>]) throws {
    precondition(weights.count == planes.count, "Each sum has a place.")
    let terms = zip(weights, planes).map { UpslopeSums.Term(weight: $0, plane: $1) }
    try walk(UpslopeSums(grid: grid, terms: terms), along: flow)
  }
}

private struct UpslopeSums: FlowWalk {
  static var isDownward: Bool { true }

  let grid: Grid
  let terms: [Term]

  /// One of the sums, and what it is of.
  struct Term {
    let weight: Routing.Weight
    let plane: Plane<Double>
  }

  /// A sum's cells of the tile.
  struct Sum {
    let weight: Routing.Weight
    let given: RingedCells<Float>?
    let sums: RingedCells<Double>
    /// By row of the tile.
    let areas: [Double]
    let pitch: Int

    @inline(__always) func own(_ cell: Int) -> Double {
      guard let given else { return areas.isEmpty ? 1 : areas[cell / pitch - 1] }
      let value = given.cells[cell]
      if value.isNaN { return 0 }
      if case .known = weight { return 1 }
      return Double(value)
    }
  }

  func open(_ frame: RingedTile, _ store: any PlaneStore) throws -> [Sum] {
    try terms.map { term in
      var (given, areas): (RingedCells<Float>?, [Double]) = (nil, [])
      switch term.weight {
      case .one: break
      case .area: areas = grid.cellAreas(rows: frame.tile.rows)
      case .plane(let plane), .known(let plane):
        given = try RingedCells(loading: plane, frame, beyond: .nan, in: store)
      }
      return Sum(
        weight: term.weight, given: given,
        sums: try RingedCells(loading: term.plane, frame, beyond: .nan, in: store), areas: areas,
        pitch: frame.pitch)
    }
  }

  func settle(_ cell: Int, _ flow: FlowCells, _ field: [Sum]) {
    var others = InlineArray<8, Int>(repeating: 0)
    var parts = InlineArray<8, Double>(repeating: 0)
    var count = 0
    flow.forEachDonor(of: cell) { other, part in
      others[count] = other
      parts[count] = part
      count += 1
    }
    for term in field {
      var sum = term.own(cell)
      for donor in 0..<count { sum += term.sums.cells[others[donor]] * parts[donor] }
      term.sums.cells[cell] = sum
    }
  }

  func clear(_ cell: Int, _ field: [Sum]) { for term in field { term.sums.cells[cell] = .nan } }

  func close(_ field: [Sum], _ store: any PlaneStore) throws {
    for term in field { try term.sums.save(to: store) }
  }
}
