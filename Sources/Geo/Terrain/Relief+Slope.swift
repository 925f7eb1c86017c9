/// What a slope is given in.
public enum SlopeMeasure: Hashable, Sendable, CaseIterable {
  /// Rise over run: 1 is 45°.
  case ratio
  /// 100 × rise over run.
  case percent
  case radians
  case degrees
}

extension Relief {
  /// Steepness of each cell of some rows, by Horn's weighted 3 × 3 differences.
  ///
  /// At the grid's edge the nearest cell stands for the one outside; a neighbour without height counts as
  /// high as the cell itself. NaN where the cell has no height.
  /// - Source: Horn 1981, Hill shading and the reflectance map, Proceedings of the IEEE 69(1): 14–47.
  public func slope(in measure: SlopeMeasure, rows: Range<Int>) -> [Float] {
    var slopes: [Float] = []
    slopes.reserveCapacity(rows.count * grid.columns)
    for row in rows {
      var line = gradients(row: row).map { ($0.x * $0.x + $0.y * $0.y).squareRoot() }
      switch measure {
      case .ratio: break
      case .percent: for column in line.indices { line[column] *= 100 }
      case .radians: Elementary.arctangent(&line)
      case .degrees:
        Elementary.arctangent(&line)
        for column in line.indices { line[column] *= 180 / Double.pi }
      }
      for value in line { slopes.append(Float(value)) }
    }
    return slopes
  }

  /// Direction in which each cell of some rows falls, in degrees clockwise from north, 0 ..< 360;
  /// NaN where the cell is flat or has no height.
  public func aspect(rows: Range<Int>) -> [Float] {
    rows.flatMap { row in
      gradients(row: row).map { gradient -> Float in
        guard gradient.x != 0 || gradient.y != 0 else { return .nan }
        // Downhill is against the gradient; an azimuth is atan2(east, north).
        let degrees = Elementary.arctangent(y: -gradient.x, x: -gradient.y) * (180 / Double.pi)
        let azimuth = Float(degrees < 0 ? degrees + 360 : degrees)
        return azimuth >= 360 ? 0 : azimuth
      }
    }
  }

  /// x = |sin α| + |cos α| of the aspect α: how long the contour through a cell is, in cell widths.
  ///
  /// 1 where the cell is flat, as if it fell along an axis; NaN where it has no height.
  /// - Source: Desmet & Govers 1996, Journal of Soil and Water Conservation 51(5): 427–433.
  public func aspectLength(rows: Range<Int>) -> [Float] {
    rows.flatMap { row in
      gradients(row: row).map { gradient -> Float in
        let steepness = (gradient.x * gradient.x + gradient.y * gradient.y).squareRoot()
        return steepness == 0 ? 1 : Float((abs(gradient.x) + abs(gradient.y)) / steepness)
      }
    }
  }

  /// The true area of each cell of some rows by its plan area: 1 / cos of the slope, so 1 where it is flat
  /// and
  /// exact on a plane. NaN where the cell has no height.
  ///
  /// With Horn's gradient g, cos of the slope is 1 / √(1 + g²).
  public func surfaceRatio(rows: Range<Int>) -> [Float] {
    rows.flatMap { row in
      gradients(row: row, isExactAtEdges: true).map { Float((1 + $0.x * $0.x + $0.y * $0.y).squareRoot()) }
    }
  }

  /// Rise per metre eastwards (x) and northwards (y) of each cell of a row.
  ///
  /// - Parameter isExactAtEdges: Whether a difference at the grid's edge is taken over the one cell that it
  ///   spans, so that a plane has its own gradient there too.
  func gradients(row: Int, isExactAtEdges: Bool = false) -> [(x: Double, y: Double)] {
    let (columns, size) = (grid.columns, cellSize(row: row))
    let above = (max(row - 1, rows.lowerBound) - rows.lowerBound) * columns
    let below = (min(row + 1, rows.upperBound - 1) - rows.lowerBound) * columns
    let here = (row - rows.lowerBound) * columns
    let down = isExactAtEdges ? max(1, (below - above) / max(1, columns)) : 2
    return heights.withUnsafeBufferPointer { heights in
      (0..<columns).map { column in
        let own = Double(heights[here + column])
        func height(_ row: Int, _ column: Int) -> Double {
          let other = Double(heights[row + column])
          return other.isNaN ? own : other
        }
        let (left, right) = (max(column - 1, 0), min(column + 1, columns - 1))
        let west = height(above, left) + 2 * height(here, left) + height(below, left)
        let east = height(above, right) + 2 * height(here, right) + height(below, right)
        let north = height(above, left) + 2 * height(above, column) + height(above, right)
        let south = height(below, left) + 2 * height(below, column) + height(below, right)
        if own.isNaN { return (own, own) }
        let across = isExactAtEdges ? max(1, right - left) : 2
        return (
          (east - west) / (Double(4 * across) * size.width),
          (north - south) / (Double(4 * down) * size.height)
        )
      }
    }
  }
}
