/// A unit of measure: a product of named units to whole powers, and perhaps a plain factor.
///
/// Equality is by name; whether two units mean the same is for ``UnitSystem/same(_:_:)`` to say.
public struct MeasureUnit: Hashable, Sendable, CustomStringConvertible {
  /// One named unit to a power: `hm` and −2 in `t/hm2`.
  struct Factor: Hashable, Sendable {
    var name: String
    var power: Int
  }

  /// The unit's normalised text, such as `t/(hm2.a)`; reading it gives the same unit again.
  public let text: String
  /// The plain factor in front, 1 in most units.
  let scale: Double
  /// In the order in which they were first named; no name twice, no power of zero.
  let factors: [Factor]

  /// The unit of a plain number.
  public static let one = MeasureUnit(scale: 1, factors: [])

  init(scale: Double, factors: [Factor]) {
    var merged: [Factor] = []
    for factor in factors {
      if let index = merged.firstIndex(where: { $0.name == factor.name }) {
        merged[index].power += factor.power
      } else {
        merged.append(factor)
      }
    }
    merged.removeAll { $0.power == 0 }
    self.scale = scale
    self.factors = merged
    text = Self.text(scale: scale, factors: merged)
  }

  public var description: String { text }

  /// The power of the yuan in this unit: 1 in 元/m3, 0 in m3.
  var moneyPower: Int {
    factors.reduce(0) { $0 + (NumberPrefix.split($1.name).unit == "元" ? $1.power : 0) }
  }

  func times(_ other: MeasureUnit, power: Int = 1) -> MeasureUnit {
    let more = other.factors.map { Factor(name: $0.name, power: $0.power * power) }
    return MeasureUnit(scale: scale * wholePower(other.scale, power), factors: factors + more)
  }

  func raised(to power: Int) -> MeasureUnit {
    MeasureUnit.one.times(self, power: power)
  }

  /// The unit whose power this is; nil if some factor is not a whole power of another.
  func root(_ degree: Int) -> MeasureUnit? {
    guard degree > 0, scale == 1, factors.allSatisfy({ $0.power % degree == 0 }) else { return nil }
    return MeasureUnit(
      scale: 1, factors: factors.map { Factor(name: $0.name, power: $0.power / degree) })
  }
}

/// x to a whole power, by repeated multiplication or division.
private func wholePower(_ x: Double, _ power: Int) -> Double {
  guard x != 1 else { return 1 }
  return (0..<abs(power)).reduce(1) { product, _ in power > 0 ? product * x : product / x }
}
