extension Account {
  /// One ecosystem type.
  public struct EcosystemTitle: Hashable, Sendable {
    public var id: String
    public var zh: String
    public var en: String

    public init(id: String, zh: String, en: String) {
      self.id = id
      self.zh = zh
      self.en = en
    }
  }

  /// One zone; leaves and parents alike.
  public struct Zone: Hashable, Sendable {
    public var code: String
    public var name: String
    public var level: String
    /// Code of the parent, or empty.
    public var parent: String

    public init(code: String, name: String, level: String, parent: String) {
      self.code = code
      self.name = name
      self.level = level
      self.parent = parent
    }
  }

  /// One indicator with its totals over all zones.
  public struct IndicatorTotal: Hashable, Sendable {
    public var id: String
    public var group: String
    /// `supply`, `regulating` or `cultural`.
    public var kind: String
    public var zh: String
    public var en: String
    /// Unit of the physical quantity, as `m3/a`.
    public var unit: String
    public var physicalTotal: Double
    /// In yuan at the price year.
    public var valueTotal: Double
    /// Hectares inside zones on which the quantity is missing.
    public var missingArea: Double
    /// Zone level at which the figure is decided, empty when it adds up cell by cell.
    public var decidedAt: String
    /// Reference service of SEEA EA, empty when the pack names none.
    public var seea: String

    public init(
      id: String, group: String, kind: String, zh: String, en: String, unit: String, physicalTotal: Double,
      valueTotal: Double, missingArea: Double, decidedAt: String, seea: String
    ) {
      self.id = id
      self.group = group
      self.kind = kind
      self.zh = zh
      self.en = en
      self.unit = unit
      self.physicalTotal = physicalTotal
      self.valueTotal = valueTotal
      self.missingArea = missingArea
      self.decidedAt = decidedAt
      self.seea = seea
    }
  }

  /// Area of one ecosystem in one zone.
  public struct AreaSum: Hashable, Sendable {
    public var zone: String
    public var ecosystem: String
    /// Hectares.
    public var area: Double

    public init(zone: String, ecosystem: String, area: Double) {
      self.zone = zone
      self.ecosystem = ecosystem
      self.area = area
    }
  }

  /// One figure of the cube.
  public struct Sum: Hashable, Sendable {
    public var zone: String
    public var ecosystem: String
    public var indicator: String
    /// In the indicator's unit.
    public var physical: Double
    /// In yuan at the price year.
    public var value: Double

    public init(zone: String, ecosystem: String, indicator: String, physical: Double, value: Double) {
      self.zone = zone
      self.ecosystem = ecosystem
      self.indicator = indicator
      self.physical = physical
      self.value = value
    }
  }

  /// Totals by class of product, in yuan at the price year.
  public struct Totals: Hashable, Sendable {
    public var supply: Double
    public var regulating: Double
    public var cultural: Double
    /// What is no product of ecosystems, in accounts of another subject.
    public var other: Double
    public var all: Double

    public init(supply: Double, regulating: Double, cultural: Double, other: Double = 0, all: Double) {
      self.supply = supply
      self.regulating = regulating
      self.cultural = cultural
      self.other = other
      self.all = all
    }

    /// The totals of the indicators' values, those that are known.
    init(_ indicators: [IndicatorTotal]) {
      func sum(_ kind: String) -> Double {
        indicators.filter { $0.kind == kind && !$0.valueTotal.isNaN }.reduce(0) { $0 + $1.valueTotal }
      }
      let (supply, regulating, cultural) = (sum("supply"), sum("regulating"), sum("cultural"))
      let other = sum("other")
      self.init(
        supply: supply, regulating: regulating, cultural: cultural, other: other,
        all: supply + regulating + cultural + other)
    }
  }

  /// An indicator that could not be computed, and why.
  public struct NotComputed: Hashable, Sendable {
    public var indicator: String
    /// Label of the indicator.
    public var zh: String
    public var en: String
    public var why: String
    public var whyEn: String

    public init(indicator: String, zh: String, en: String, why: String, whyEn: String) {
      self.indicator = indicator
      self.zh = zh
      self.en = en
      self.why = why
      self.whyEn = whyEn
    }
  }

  /// Zones + outside = the raster's total, for one indicator.
  public struct ReconciliationLine: Hashable, Sendable {
    public var indicator: String
    public var zones: Double
    public var outside: Double
    public var raster: Double

    public init(indicator: String, zones: Double, outside: Double, raster: Double) {
      self.indicator = indicator
      self.zones = zones
      self.outside = outside
      self.raster = raster
    }
  }

  /// How a figure that was decided for a zone is shared over the zone's land: in proportion to a key.
  public struct Share: Hashable, Sendable {
    public var zone: String
    public var indicator: String
    /// Name of the formula that is the key.
    public var key: String
    /// The key over the whole zone: its unit × m² when it is per area.
    public var total: Double

    public init(zone: String, indicator: String, key: String, total: Double) {
      self.zone = zone
      self.indicator = indicator
      self.key = key
      self.total = total
    }
  }
}
