public import Formula

/// How a layer is brought to the region's grid.
public enum Resampling: String, Hashable, Sendable, CaseIterable {
  case nearest, bilinear, average, mode
}

/// What a region must bring.
public struct InputDeclaration: Sendable {
  /// What kind of thing it is.
  public enum Kind: Sendable {
    case quantity(MeasureUnit, priceYear: Int?)
    /// Classes of a code list.
    case code(Reference)
    /// A table that the region brings.
    case table(TableShape)
  }

  /// Bounds outside of which a figure is suspect, in the input's unit.
  public struct Plausible: Hashable, Sendable {
    /// Of each cell.
    public let min: Double?
    /// Of each cell.
    public let max: Double?
    /// Of the region's mean.
    public let mean: ClosedRange<Double>?
    /// Of the amount for a square kilometre of the zone that it belongs to.
    public let density: ClosedRange<Double>?
  }

  public let name: String
  public let label: Label
  public let kind: Kind
  public let context: Context
  public let plausible: Plausible?
  public let resample: Resampling?
  /// The office that has it.
  public let department: Label?
  /// Formulas that can stand in for it.
  public let derivations: [Reference]
  /// The value that the norm itself gives for want of a better one, in the input's unit.
  public let defaultValue: Double?
  public let source: Citation?
  public let place: Place

  /// Its unit; nil for classes and tables.
  public var unit: MeasureUnit? {
    if case .quantity(let unit, _) = kind { unit } else { nil }
  }
}

/// A rule that a region's data should keep.
public struct PackCheck: Sendable {
  public let name: String
  /// An expression that is 1 where the rule is kept.
  public let rule: FormulaSource
  /// The share of cells that must keep it, 0…1.
  public let atLeast: Double
  /// What it says to people.
  public let says: Label
  public let source: Citation?
  public let place: Place
}
