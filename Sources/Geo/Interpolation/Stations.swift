/// A place where something was measured.
public struct Station: Hashable, Sendable {
  /// Where, in units of the reference system.
  public var place: Point
  /// What was measured; NaN when nothing was.
  public var value: Double

  /// A measurement at a place.
  public init(place: Point, value: Double) {
    self.place = place
    self.value = value
  }
}

/// Why stations cannot be interpolated, in the order of the checks.
public enum InterpolationFault: Error, Hashable, Sendable {
  /// A station's place is not a finite number; stations are counted from 0.
  case place(station: Int)
  /// No station has a value.
  case noStations
  /// The power is not a positive finite number.
  case power
  /// Fewer than one neighbour.
  case neighbours
}

/// How values between stations are found.
public enum Interpolation: Hashable, Sendable {
  /// The value of the nearest station.
  case nearest
  /// Mean of the nearest stations, weighted by distance to the power −`power`.
  case inverseDistance(power: Double, neighbours: Int)
}

/// Stations spread over the cells of a grid.
///
/// In degrees a distance is measured as on the plane that touches the Earth at the cell's latitude; stations
/// across the 180th meridian are not near each other. Of stations equally far the first counts as nearer.
public struct StationField: Sendable {
  /// The grid over whose cells the values are spread.
  public let grid: Grid
  private let tree: StationTree
  private let interpolation: Interpolation

  /// - Parameter stations: In the units of the grid's reference system; those without a value (NaN) are
  ///   passed over.
  public init(_ stations: [Station], on grid: Grid, by interpolation: Interpolation)
    throws(InterpolationFault)
  {
    for (number, station) in stations.enumerated() where !station.place.isFinite {
      throw .place(station: number)
    }
    let known = stations.filter { !$0.value.isNaN }
    guard !known.isEmpty else { throw .noStations }
    if case .inverseDistance(let power, let neighbours) = interpolation {
      guard power > 0, power.isFinite else { throw .power }
      guard neighbours >= 1 else { throw .neighbours }
    }
    self.grid = grid
    self.interpolation = interpolation
    tree = StationTree(known)
  }

  /// The values of a tile's cells, at their centres, row by row.
  public func values(in tile: Tile) -> [Double] {
    var values: [Double] = []
    values.reserveCapacity(tile.count)
    for row in tile.rows {
      let squeeze = eastwardScale(row: row)
      for column in tile.columns {
        let centre = grid.centre(column: column, row: row)
        switch interpolation {
        case .nearest: values.append(tree.nearest(1, to: centre, squeeze)[0].value)
        case .inverseDistance(let power, let neighbours):
          values.append(Self.mean(tree.nearest(neighbours, to: centre, squeeze), power))
        }
      }
    }
    return values
  }

  /// How long a unit of x is, measured in units of y.
  private func eastwardScale(row: Int) -> Double {
    guard case .degrees(let ellipsoid) = grid.reference.measure else { return 1 }
    let degree = ellipsoid.metresPerDegree(latitude: grid.centre(column: 0, row: row).y)
    return degree.east / degree.north
  }

  /// The weighted mean; a station at the very place alone decides.
  private static func mean(_ found: [StationTree.Found], _ power: Double) -> Double {
    if found[0].squaredDistance == 0 { return found[0].value }
    // Weights relative to the nearest, so that no power overflows.
    let nearest = found[0].squaredDistance
    var (weights, sum) = (0.0, 0.0)
    for station in found {
      let ratio = nearest / station.squaredDistance
      let weight = power == 2 ? ratio : Elementary.power(ratio, power / 2)
      weights += weight
      sum += weight * station.value
    }
    return sum / weights
  }
}
