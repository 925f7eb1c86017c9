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
/// Making it takes one pass over areas and sums; each look-up takes constant time.
public struct AccountFigures: Sendable {
  private struct Cell: Hashable {
    var zone: String
    var ecosystem: String
    var indicator: String
  }
  private struct Place: Hashable {
    var zone: String
    var other: String
  }

  /// Zones without a parent in the account, in its order: together they are the whole region.
  public let roots: [Account.Zone]
  private var cells: [Cell: AccountFigure] = [:]
  private var zones: [Place: AccountFigure] = [:]
  private var areas: [Place: Double] = [:]
  private var wholeAreas: [String: Double] = [:]
  private var depths: [String: Int] = [:]

  public init(_ account: Account) {
    let known = Set(account.zones.map(\.code))
    roots = account.zones.filter { $0.parent.isEmpty || !known.contains($0.parent) }
    for zone in account.zones { depths[zone.code] = (depths[zone.parent] ?? -1) + 1 }
    for row in account.areas {
      areas[Place(zone: row.zone, other: row.ecosystem), default: 0] += row.area
      wholeAreas[row.zone, default: 0] += row.area
    }
    for row in account.sums { add(row) }
  }

  private mutating func add(_ row: Account.Sum) {
    let cell = Cell(zone: row.zone, ecosystem: row.ecosystem, indicator: row.indicator)
    cells[cell] = sum(cells[cell], row)
    let zone = Place(zone: row.zone, other: row.indicator)
    zones[zone] = sum(zones[zone], row)
  }

  private func sum(_ before: AccountFigure?, _ row: Account.Sum) -> AccountFigure {
    guard let before else { return AccountFigure(physical: row.physical, value: row.value) }
    return AccountFigure(physical: before.physical + row.physical, value: before.value + row.value)
  }

  /// All ecosystems of a zone together; nil where the account has no such figure.
  public func figure(zone: String, indicator: String) -> AccountFigure? {
    zones[Place(zone: zone, other: indicator)]
  }

  /// One ecosystem of a zone; `""` is what is not allocated to ecosystems.
  public func figure(zone: String, ecosystem: String, indicator: String) -> AccountFigure? {
    cells[Cell(zone: zone, ecosystem: ecosystem, indicator: indicator)]
  }

  /// Hectares of a zone; nil where the account has no areas for it.
  public func area(zone: String) -> Double? {
    wholeAreas[zone]
  }

  /// Hectares of one ecosystem in a zone; nil where there is none.
  public func area(zone: String, ecosystem: String) -> Double? {
    areas[Place(zone: zone, other: ecosystem)]
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
      physical: parts.reduce(0) { $0 + $1.physical }, value: parts.reduce(0) { $0 + $1.value })
  }

  /// The value of all indicators in a zone, in yuan; nil where it has no figure.
  public func value(zone: String, of indicators: [Account.IndicatorTotal]) -> Double? {
    let parts = indicators.compactMap { figure(zone: zone, indicator: $0.id)?.value }
    return parts.isEmpty ? nil : parts.reduce(0, +)
  }
}
