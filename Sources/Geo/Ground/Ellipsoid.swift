/// The figure of the Earth behind a geographic reference system.
public struct Ellipsoid: Hashable, Sendable {
  /// Semi-major axis, in metres.
  public let semiMajor: Double
  /// (a − b) / a; zero for a sphere.
  public let flattening: Double

  /// - Throws: ``GridFault/ellipsoid`` unless the axis is positive and the flattening in 0 ..< 0.02
  ///   (every ellipsoid of the Earth is near 1/300).
  public init(semiMajor: Double, flattening: Double) throws(GridFault) {
    guard semiMajor > 0, semiMajor.isFinite, flattening >= 0, flattening < 0.02 else { throw .ellipsoid }
    self.init(checkedSemiMajor: semiMajor, flattening: flattening)
  }

  private init(checkedSemiMajor: Double, flattening: Double) {
    self.semiMajor = checkedSemiMajor
    self.flattening = flattening
  }

  /// CGCS2000, GB 22021-2008: a = 6 378 137 m, f = 1/298.257222101.
  public static let cgcs2000 = Ellipsoid(checkedSemiMajor: 6_378_137, flattening: 1 / 298.257222101)
  /// WGS 84: a = 6 378 137 m, f = 1/298.257223563.
  public static let wgs84 = Ellipsoid(checkedSemiMajor: 6_378_137, flattening: 1 / 298.257223563)

  /// First eccentricity squared.
  var eccentricitySquared: Double { flattening * (2 - flattening) }

  /// Area in m² between two parallels and two meridians.
  ///
  /// The closed authalic formula, written as a difference so that a small cell loses no digits:
  /// `b²/2 · Δλ · (Δ[s/(1−e²s²)] + Δ[atanh(e·s)]/e)` with `s = sin φ`.
  /// - Parameter south: Southern latitude, in degrees; latitudes beyond a pole count as the pole.
  /// - Parameter width: Difference of longitude, in degrees.
  public func area(south: Double, north: Double, width: Double) -> Double {
    let (low, high) = (radians(max(-90, min(90, south))), radians(max(-90, min(90, north))))
    let (s1, s2) = (Elementary.sin(low), Elementary.sin(high))
    let rise = 2 * Elementary.cos((low + high) / 2) * Elementary.sin((high - low) / 2)
    let e2 = eccentricitySquared
    let first = rise * (1 + e2 * s1 * s2) / ((1 - e2 * s1 * s1) * (1 - e2 * s2 * s2))
    let second = inverseTangentByEccentricity(rise / (1 - e2 * s1 * s2))
    let semiMinor = semiMajor * (1 - flattening)
    return semiMinor * semiMinor / 2 * radians(width) * (first + second)
  }

  /// Metres along one degree at a latitude in degrees: eastwards and northwards.
  public func metresPerDegree(latitude: Double) -> (east: Double, north: Double) {
    let phi = radians(max(-90, min(90, latitude)))
    let s = Elementary.sin(phi)
    let root = (1 - eccentricitySquared * s * s).squareRoot()
    let east = semiMajor / root * Elementary.cos(phi)
    let north = semiMajor * (1 - eccentricitySquared) / (root * root * root)
    return (radians(1) * east, radians(1) * north)
  }

  /// atanh(e·x)/e by its series: it keeps all digits when x is small, and needs no logarithm.
  private func inverseTangentByEccentricity(_ x: Double) -> Double {
    let square = eccentricitySquared * x * x
    var sum = 0.0
    // With e < 0.2 and |x| ≤ 2 the square is below 0.16: forty terms are beyond the last bit.
    for term in stride(from: 40, through: 0, by: -1) { sum = sum * square + 1 / Double(2 * term + 1) }
    return x * sum
  }
}

/// Degrees to radians.
func radians(_ degrees: Double) -> Double { degrees * (Double.pi / 180) }
