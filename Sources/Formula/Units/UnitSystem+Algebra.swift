extension UnitSystem {
  /// Reads a unit: `t/(hm2.a)`, `万元/亩`, `m³/a`, `%`, `1`.
  ///
  /// - Throws: ``UnitError`` for a text that is no unit, with the nearest name for a misspelt one.
  public func parse(_ text: String) throws(UnitError) -> MeasureUnit {
    let unit = try UnitReader.read(text)
    for factor in unit.factors {
      let name = NumberPrefix.split(factor.name).unit
      guard isKnown(name) else {
        let near = nearest(to: name, in: Self.usualNames)
        throw .unknown(name: name, text: text, nearest: near)
      }
    }
    guard isKnown(unit.udunitsText) else { throw .notAUnit(text: text, offset: 0) }
    return unit
  }

  /// What a figure in one unit is multiplied by to stand in another; nil if they do not convert, or only with
  /// an offset (°C and K).
  public func factor(from: MeasureUnit, to: MeasureUnit) -> Double? {
    guard let line = line(from: from, to: to), line.offset == 0 else { return nil }
    return line.scale
  }

  /// A figure in another unit, temperatures included; nil if the units do not convert.
  public func convert(_ x: Double, from: MeasureUnit, to: MeasureUnit) -> Double? {
    line(from: from, to: to).map { $0.offset == 0 ? x * $0.scale : x * $0.scale + $0.offset }
  }

  /// Whether two units mean the same: `hm2` and `ha`.
  public func same(_ a: MeasureUnit, _ b: MeasureUnit) -> Bool {
    line(from: a, to: b).map { $0.scale == 1 && $0.offset == 0 } ?? false
  }

  /// Whether a unit is a plain ratio: `1`, `%`, `rad`, `mm/m`.
  public func isDimensionless(_ unit: MeasureUnit) -> Bool {
    line(from: unit, to: .one) != nil
  }

  /// Whether a unit has a zero of its own: °C.
  public func isAffine(_ unit: MeasureUnit) -> Bool {
    guard unit.factors.count == 1, let factor = unit.factors.first, factor.power == 1 else { return false }
    guard let base = inBaseUnits(unit) else { return false }
    return base.contains("@") || base.contains("from")
  }

  /// The unit of a product.
  public func multiply(_ a: MeasureUnit, _ b: MeasureUnit) -> MeasureUnit { a.times(b) }
  /// The unit of a quotient.
  public func divide(_ a: MeasureUnit, _ b: MeasureUnit) -> MeasureUnit { a.times(b, power: -1) }
  /// The unit of a whole power, which may be negative.
  public func power(_ unit: MeasureUnit, _ power: Int) -> MeasureUnit { unit.raised(to: power) }
  /// The unit whose power this is; nil if there is none.
  public func root(_ unit: MeasureUnit, _ degree: Int) -> MeasureUnit? { unit.root(degree) }
  /// The unit's normalised text.
  public func format(_ unit: MeasureUnit) -> String { unit.text }
  /// The unit of a plain number.
  public var one: MeasureUnit { .one }

  /// Names offered when a unit is misspelt.
  static let usualNames = [
    "m", "km", "hm", "cm", "mm", "m2", "km2", "hm2", "ha", "亩", "m3", "L", "mL", "kg", "g", "mg", "t", "s",
    "min", "h", "d", "a", "J", "kJ", "MJ", "GJ", "kWh", "W", "kW", "Pa", "kPa", "hPa", "K", "degC", "°C",
    "rad",
    "degree", "%", "‰", "permille", "ppm", "元", "万元", "亿元", "人", "人次", "户", "床", "头", "只", "羽", "株",
    "辆", "次", "个", "件", "间", "餐", "场", "处", "dB", "mol",
  ]
}
