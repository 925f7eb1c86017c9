public import Law

/// An indicator of the account, ready to be figured.
public struct PlannedIndicator: Sendable {
  /// Where its figures come from.
  public enum Source: Hashable, Sendable {
    /// Cell by cell: the quantities of the sum layout that hold its two figures.
    case cells(physical: Int, value: Int)
    /// Decided for each zone of a level by formulas over the zone's sums and statistics; shared downward by a
    /// quantity of the sum layout, or not at all.
    case zones(physical: String, value: String, level: String, share: Int?)
  }

  public var id: String
  public var group: String
  /// `supply`, `regulating` or `cultural`.
  public var kind: String
  public var label: Label
  /// Unit of the physical figure.
  public var unit: String
  public var source: Source
  /// Reference service of SEEA EA, empty when the pack names none.
  public var seea: String
  /// From the formula's unit (× m² when it is per area) to the indicator's unit.
  public var physicalFactor: Double
  /// From the value formula's unit (× m²) to yuan; NaN where nobody prices the quantity.
  public var valueFactor: Double

  public init(
    id: String, group: String, kind: String, label: Label, unit: String, source: Source, seea: String,
    physicalFactor: Double, valueFactor: Double
  ) {
    self.id = id
    self.group = group
    self.kind = kind
    self.label = label
    self.unit = unit
    self.source = source
    self.seea = seea
    self.physicalFactor = physicalFactor
    self.valueFactor = valueFactor
  }
}

extension PlannedIndicator {
  /// The level at which its figures are decided; empty where they add up cell by cell.
  var level: String { if case .zones(_, _, let level, _) = source { level } else { "" } }
}

/// The two figures of an indicator for a zone.
public struct ZoneFigure: Hashable, Sendable {
  public var physical: Double
  public var value: Double

  public init(physical: Double, value: Double) {
    self.physical = physical
    self.value = value
  }
}
