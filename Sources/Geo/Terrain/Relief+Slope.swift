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
  /// At the grid's edge and beside cells without height the difference is over what is known. NaN where the
  /// cell has no height.
  /// - Source: Horn 1981, Hill shading and the reflectance map, Proceedings of the IEEE 69(1): 14–47;
  ///   one-sided differences as in pygeoprocessing 2.4, `calculate_slope`.
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
  /// and exact on a plane. NaN where the cell has no height.
  ///
  /// With Horn's gradient g, cos of the slope is 1 / √(1 + g²).
  public func surfaceRatio(rows: Range<Int>) -> [Float] {
    rows.flatMap { row in
      gradients(row: row).map { Float((1 + $0.x * $0.x + $0.y * $0.y).squareRoot()) }
    }
  }

  /// Rise per metre eastwards (x) and northwards (y) of each cell of a row.
  func gradients(row: Int) -> [(x: Double, y: Double)] {
    let (columns, size) = (grid.columns, cellSize(row: row))
    let first = (row - rows.lowerBound) * columns
    let (above, below) = (row > rows.lowerBound, row + 1 < rows.upperBound)
    return heights.withUnsafeBufferPointer { heights in
      (0..<columns).map { column in
        let own = Double(heights[first + column])
        if own.isNaN { return (own, own) }
        func height(_ down: Int, _ across: Int) -> Double {
          let inside = column + across >= 0 && column + across < columns
          guard inside, down == 0 || (down < 0 ? above : below) else { return .nan }
          return Double(heights[first + down * columns + column + across])
        }
        let (a, b, c) = (height(-1, -1), height(-1, 0), height(-1, 1))
        let (d, f) = (height(0, -1), height(0, 1))
        let (g, h, i) = (height(1, -1), height(1, 0), height(1, 1))
        let whole = (c + 2 * f + i) - (a + 2 * d + g)
        // The sum of all eight is a number if all are.
        if !(whole + b + h).isNaN {
          return (whole / (8 * size.width), ((a + 2 * b + c) - (g + 2 * h + i)) / (8 * size.height))
        }
        let east = rise([(a, b, c), (d, own, f), (g, h, i)], own)
        let north = rise([(g, d, a), (h, own, b), (i, f, c)], own)
        return (east / size.width, north / size.height)
      }
    }
  }

  /// Rise from one cell to the next out of three lines of three cells, the middle line weighing double, where
  /// some have no height: over two steps if both ends are known, else over one, else none.
  private func rise(_ lines: [(Double, Double, Double)], _ own: Double) -> Double {
    var (sum, steps) = (0.0, 0.0)
    for (number, line) in lines.enumerated() {
      let weight = number == 1 ? 2.0 : 1
      // A corner alone stands against the cell itself, √2 steps away.
      let (middle, scale) = line.1.isNaN ? (own, (2.0).squareRoot()) : (line.1, 1)
      if !line.0.isNaN, !line.2.isNaN {
        sum += weight * (line.2 - line.0)
        steps += 2 * weight
      } else if !line.0.isNaN {
        sum += weight * (middle - line.0) * scale
        steps += weight
      } else if !line.2.isNaN {
        sum += weight * (line.2 - middle) * scale
        steps += weight
      }
    }
    return steps > 0 ? sum / steps : 0
  }
}
