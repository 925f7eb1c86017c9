/// How one account differs from an earlier one: what was done otherwise, and every change split into the
/// effects of areas, of what a hectare yields, and of prices.
public struct AccountComparison: Hashable, Sendable {
  public var old: Account.RegionTitle
  public var new: Account.RegionTitle
  /// What makes the two hard to compare, the gravest first: another pack, variants, rules, price years.
  public var remarks: [Remark]
  /// Changes of the whole region, one for each indicator that both accounts have.
  public var region: [Change]
  /// Changes by zone, in the order of the new account, for zones that both have.
  public var zones: [ZoneChange]
  public var newZones: [Account.Zone]
  public var vanishedZones: [Account.Zone]
  public var newIndicators: [Account.IndicatorTotal]
  public var vanishedIndicators: [Account.IndicatorTotal]

  /// The values of all indicators of the region that have one in both accounts; nil where none has.
  public var value: Effects? { Effects.sumOfKnown(region.map(\.value)) }

  /// Something that differs, in both languages.
  public struct Remark: Hashable, Sendable {
    /// `region pack variant rule price demonstration unit unvalued coverage`.
    public var code: String
    public var zh: String
    public var en: String
  }

  /// One indicator of the region or of a zone.
  public struct Change: Hashable, Sendable {
    public var indicator: String
    public var zh: String
    public var en: String
    public var unit: String
    /// nil when the unit is not the same in both accounts, or one of them does not know the quantity.
    public var physical: Effects?
    /// In yuan, each account at its own price year; nil when one of them has no value: what is not known has
    /// not changed.
    public var value: Effects?
  }

  /// All indicators of one zone.
  public struct ZoneChange: Hashable, Sendable {
    public var zone: Account.Zone
    public var changes: [Change]

    /// The values of all indicators that have one in both accounts; nil where none has.
    public var value: Effects? { Effects.sumOfKnown(changes.map(\.value)) }
  }
}

/// A figure before and after, and the change in four parts that add up to it.
public struct Effects: Hashable, Sendable {
  public var old: Double
  public var new: Double
  /// What comes from more or less land of each ecosystem, at the mean of both yields and prices.
  public var area: Double
  /// The part of ``area`` that comes from more or less land being known at all, its composition unchanged: a
  /// map that covers less, not land that changed.
  public var coverage: Double
  /// What comes from another price of a unit, at the mean of both quantities; 0 for quantities.
  public var price: Double
  /// What belongs to no ecosystem, or to one without an area, and so cannot be split.
  public var unsplit: Double

  public init(
    old: Double, new: Double, area: Double = 0, coverage: Double = 0, price: Double = 0, unsplit: Double = 0
  ) {
    self.old = old
    self.new = new
    self.area = area
    self.coverage = coverage
    self.price = price
    self.unsplit = unsplit
  }

  public static let zero = Effects(old: 0, new: 0)

  /// New less old.
  public var change: Double { new - old }

  /// What comes from more or less on each hectare, at the mean of both areas and prices. It is the rest of
  /// the change, so that the parts always add up.
  public var quality: Double { change - area - price - unsplit }

  static func sum(_ parts: [Effects]) -> Effects {
    parts.reduce(zero) { $0.adding($1) }
  }

  /// nil where nothing is known.
  static func sumOfKnown(_ parts: [Effects?]) -> Effects? {
    let known = parts.compactMap { $0 }
    return known.isEmpty ? nil : sum(known)
  }

  func adding(_ other: Effects) -> Effects {
    Effects(
      old: old + other.old, new: new + other.new, area: area + other.area,
      coverage: coverage + other.coverage, price: price + other.price, unsplit: unsplit + other.unsplit)
  }
}
