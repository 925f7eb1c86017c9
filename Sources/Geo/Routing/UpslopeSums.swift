internal import CElementary

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

    var countsKnown: Bool { if case .known = weight { true } else { false } }
  }

  struct Field {
    let kept: [RingedCells<Double>]
    let owners: [AnyObject]
    let sums: UnsafeMutableBufferPointer<Sum>
    let pitch: Int
  }

  /// A sum's cells of the tile, and what they add.
  struct Sum {
    let sums: UnsafeMutablePointer<Double>
    /// Nil for a weight that no plane gives.
    let given: UnsafeMutablePointer<Float>?
    let countsKnown: Bool
    /// By row of the tile; nil where each cell weighs one.
    let areas: UnsafeMutablePointer<Double>?

    @inline(__always) func own(_ cell: Int, _ pitch: Int) -> Double {
      guard let given else { return areas.map { $0[cell / pitch - 1] } ?? 1 }
      let value = given[cell]
      return value.isNaN ? 0 : countsKnown ? 1 : Double(value)
    }
  }

  func open(_ frame: RingedTile, _ store: any PlaneStore) throws -> Field {
    let kept = try terms.map { try RingedCells(loading: $0.plane, frame, beyond: .nan, in: store) }
    var owners: [AnyObject] = []
    let sums = try zip(terms, kept).map { term, kept in
      var (given, areas): (UnsafeMutablePointer<Float>?, UnsafeMutablePointer<Double>?) = (nil, nil)
      switch term.weight {
      case .one: break
      case .area:
        let memory = PlainMemory(grid.cellAreas(rows: frame.tile.rows))
        owners.append(memory)
        areas = memory.items.baseAddress
      case .plane(let plane), .known(let plane):
        let cells = try RingedCells(loading: plane, frame, beyond: .nan, in: store)
        owners.append(cells)
        given = cells.cells
      }
      return Sum(sums: kept.cells, given: given, countsKnown: term.countsKnown, areas: areas)
    }
    let memory = PlainMemory(sums)
    return Field(kept: kept, owners: owners + [memory], sums: memory.items, pitch: frame.pitch)
  }

  @inline(__always) func foresee(_ cell: Int, _ flow: FlowCells, _ field: Field) {
    for term in field.sums {
      if let given = term.given { lanes_foresee(given + cell) }
      flow.foresee(term.sums, around: cell)
    }
  }

  @inline(__always) func settle(_ cell: Int, _ flow: FlowCells, _ field: Field) {
    var others = InlineArray<8, Int>(repeating: 0)
    var parts = InlineArray<8, Double>(repeating: 0)
    var count = 0
    flow.forEachDonor(of: cell) { other, part in
      others[count] = other
      parts[count] = part
      count += 1
    }
    for term in field.sums {
      var sum = term.own(cell, field.pitch)
      for donor in 0..<count { sum += term.sums[others[donor]] * parts[donor] }
      term.sums[cell] = sum
    }
  }

  func clear(_ cell: Int, _ field: Field) { for term in field.sums { term.sums[cell] = .nan } }

  func close(_ field: Field, _ store: any PlaneStore) throws {
    for kept in field.kept { try kept.save(to: store) }
  }
}
