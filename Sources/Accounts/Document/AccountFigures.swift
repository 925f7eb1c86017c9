/// A physical quantity and its value.
public struct AccountFigure: Hashable, Sendable {
  /// In the indicator's unit.
  public var physical: Double
  /// In yuan at the price year.
  public var value: Double

  public init(physical: Double, value: Double) {
    self.physical = physical
    self.value = value
  }
}

/// Look-ups over the sums of one account, made once and then read often.
///
/// Making it takes one pass over areas and sums; each look-up takes constant time. Names are kept once, so
/// that the look-ups of a million sums take some tens of megabytes.
public struct AccountFigures: Sendable {
  /// Zones without a parent in the account, in its order: together they are the whole region.
  public let roots: [Account.Zone]
  private var zones = NameNumbers()
  private var ecosystems = NameNumbers()
  private var indicators = NameNumbers()
  private var cells: [Place: AccountFigure] = [:]
  private var sums: [Place: AccountFigure] = [:]
  private var areas: [Place: Double] = [:]
  private var wholeAreas: [String: Double] = [:]
  private var depths: [String: Int] = [:]

  /// Numbers of a zone, an ecosystem and an indicator; what does not matter is 0.
  private struct Place: Hashable {
    var zone: Int32
    var ecosystem: Int32 = 0
    var indicator: Int32 = 0
  }

  /// Indexes the areas and figures of an account once.
  public init(_ account: Account) {
    roots = account.roots
    sums.reserveCapacity(account.sums.count)
    cells.reserveCapacity(account.sums.count)
    areas.reserveCapacity(account.areas.count)
    for zone in account.zones { depths[zone.code] = (depths[zone.parent] ?? -1) + 1 }
    for row in account.areas {
      let place = Place(zone: zones.number(of: row.zone), ecosystem: ecosystems.number(of: row.ecosystem))
      areas[place, default: 0] += row.area
      wholeAreas[row.zone, default: 0] += row.area
    }
    for row in account.sums { add(row) }
  }

  private mutating func add(_ row: Account.Sum) {
    var place = Place(zone: zones.number(of: row.zone), indicator: indicators.number(of: row.indicator))
    sums[place].add(row)
    place.ecosystem = ecosystems.number(of: row.ecosystem)
    cells[place].add(row)
  }

  /// All ecosystems of a zone together; nil where the account has no such figure.
  public func figure(zone: String, indicator: String) -> AccountFigure? {
    guard let zone = zones[zone], let indicator = indicators[indicator] else { return nil }
    return sums[Place(zone: zone, indicator: indicator)]
  }

  /// One ecosystem of a zone; `""` is what is not allocated to ecosystems.
  public func figure(zone: String, ecosystem: String, indicator: String) -> AccountFigure? {
    guard let zone = zones[zone], let ecosystem = ecosystems[ecosystem], let indicator = indicators[indicator]
    else { return nil }
    return cells[Place(zone: zone, ecosystem: ecosystem, indicator: indicator)]
  }

  /// Hectares of a zone; nil where the account has no areas for it.
  public func area(zone: String) -> Double? {
    wholeAreas[zone]
  }

  /// Hectares of one ecosystem in a zone; nil where there is none.
  public func area(zone: String, ecosystem: String) -> Double? {
    guard let zone = zones[zone], let ecosystem = ecosystems[ecosystem] else { return nil }
    return areas[Place(zone: zone, ecosystem: ecosystem)]
  }

  /// How many parents stand above a zone, 0 for roots.
  public func depth(of zone: String) -> Int {
    depths[zone] ?? 0
  }

  /// Hectares of the whole region, nil without any areas.
  public var area: Double? {
    let parts = roots.compactMap { area(zone: $0.code) }
    return parts.isEmpty ? nil : parts.reduce(0, +)
  }

  /// Hectares of one ecosystem in the whole region, nil where there is none.
  public func area(ecosystem: String) -> Double? {
    let parts = roots.compactMap { area(zone: $0.code, ecosystem: ecosystem) }
    return parts.isEmpty ? nil : parts.reduce(0, +)
  }

  /// One ecosystem in the whole region, nil where there is no figure.
  public func figure(ecosystem: String, indicator: String) -> AccountFigure? {
    let parts = roots.compactMap { figure(zone: $0.code, ecosystem: ecosystem, indicator: indicator) }
    guard !parts.isEmpty else { return nil }
    return AccountFigure(
      physical: sumOfKnown(parts.map(\.physical)), value: sumOfKnown(parts.map(\.value)))
  }

  /// The value of all indicators in a zone, in yuan; nil where none has one.
  public func value(zone: String, of indicators: [Account.IndicatorTotal]) -> Double? {
    let sum = sumOfKnown(indicators.compactMap { figure(zone: zone, indicator: $0.id)?.value })
    return sum.isNaN ? nil : sum
  }
}

extension AccountFigure? {
  /// Takes in a row of the cube.
  mutating func add(_ row: Account.Sum) {
    guard let before = self else {
      self = AccountFigure(physical: row.physical, value: row.value)
      return
    }
    self = AccountFigure(
      physical: sumOfKnown(before.physical, row.physical), value: sumOfKnown(before.value, row.value))
  }
}

/// Numbers for names, in the order in which the names are met.
private struct NameNumbers: Sendable {
  private var numbers: [String: Int32] = [:]
  /// Rows of one zone come one after the other.
  private var last: (name: String, number: Int32)?

  subscript(name: String) -> Int32? { numbers[name] }

  mutating func number(of name: String) -> Int32 {
    if let last, last.name == name { return last.number }
    let number = numbers[name] ?? Int32(numbers.count)
    numbers[name] = number
    last = (name, number)
    return number
  }
}

extension Account {
  /// Zones without a parent in the account, in its order: together they are the whole region.
  var roots: [Zone] {
    let known = Set(zones.map(\.code))
    return zones.filter { $0.parent.isEmpty || !known.contains($0.parent) }
  }

  /// Hectares of the whole region, nil without any areas; for who asks for nothing else.
  public var area: Double? { area { _ in true } }

  /// Hectares of one ecosystem in the whole region, nil where there is none.
  public func area(ecosystem: String) -> Double? { area { $0.ecosystem == ecosystem } }

  private func area(where isWanted: (AreaSum) -> Bool) -> Double? {
    let roots = roots.map(\.code)
    var parts: [String: Double] = [:]
    for row in areas where roots.contains(row.zone) && isWanted(row) {
      parts[row.zone, default: 0] += row.area
    }
    return parts.isEmpty ? nil : roots.compactMap { parts[$0] }.reduce(0, +)
  }
}
