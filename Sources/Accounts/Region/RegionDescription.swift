public import Law

/// A region as its `region.json5` describes it (docs/region-format.md): nothing is opened or guessed here.
public struct RegionDescription: Sendable {
  public var id: String
  public var name: Label
  public var year: Int
  public var priceYear: Int
  /// Prices are not this place's own: everything priced is marked 演示.
  public var demonstration: Bool
  /// Name of a pack in `Packs/methods`, or a path.
  public var pack: String
  /// The folder from which a path to a pack starts, seen from the region's folder; empty for that itself.
  public var packFolder: String
  public var variants: [String: String]
  public var overrides: [RegionOverride]
  /// Cells of the pack's tables to which the region gives its own figure.
  public var cells: [RegionCell]
  public var excluded: [Exclusion]
  public var included: [Inclusion]
  public var land: LandDescription
  public var inputs: [RegionInput]
  public var formulas: [RegionFormula]
  /// The region's file and those that it is laid over.
  public var texts: [RegionText]
  public var place: Place
  /// What stands in the file and could not be read, which has been told: names of inputs, keys of the head.
  public var unread: Set<String> = []
  /// Variants that a file below the region's own chose.
  var borrowed: Set<String> = []

  /// The files' whole texts: an account's sums depend on them.
  public var text: String { texts.map(\.text).joined(separator: "\n") }

  /// The binding of a name, if the region has one.
  public func binding(of name: String) -> RegionInput? { inputs.first { $0.name == name } }
}

/// A parameter to which the region gives its own value.
public struct RegionOverride: Sendable {
  public var name: String
  public var value: Quantity
  /// The year of the prices in it; nil where it is the parameter's own.
  public var priceYear: Int?
  /// How sure it is, in the value's own unit.
  public var spread: Spread?
  public var source: Citation
  public var place: Place
}

/// A cell of a pack's table that the region fills or replaces, mostly one that the document leaves open.
public struct RegionCell: Sendable {
  public var table: String
  /// Which row: the value of each of its keys, as the pack writes it.
  public var row: [(key: String, value: String)]
  public var column: String
  public var value: Quantity
  public var source: Citation
  public var place: Place

  /// The cell in one word, like `rootDepth(forest).depth`.
  public var name: String { "\(table)(\(row.map(\.value).joined(separator: ", "))).\(column)" }
}

/// An indicator that the region leaves out, and why.
public struct Exclusion: Sendable {
  public var indicator: String
  public var why: String
  public var place: Place
}

/// An indicator that the pack leaves out and the region counts.
public struct Inclusion: Sendable {
  public var indicator: String
  public var place: Place
}

/// A formula of the region itself: it defines an input of the pack, or a name of its own.
public struct RegionFormula: Sendable {
  public var text: String
  /// What it is called by people, where the region says so.
  public var label: Label?
  public var empirical: Bool
  public var source: Citation
  public var place: Place
}

/// How the land is given.
public enum LandDescription: Sendable {
  /// Cells of a grid, and zones as polygons.
  case grid(GridDescription, ZoneDescription)
  /// Areas by zone and ecosystem, in a table file.
  case table(LandTable, units: [UnitDescription])
  /// Areas by zone and ecosystem, written out in the region file.
  case written([WrittenLand], units: [UnitDescription])

  /// Whether land comes as cells; else each row of a table brings its ecosystem with it.
  var isGrid: Bool { if case .grid = self { true } else { false } }

  /// The source of a table of areas.
  var source: Citation? { if case .table(let table, _) = self { table.source } else { nil } }
}

/// The region's grid: like that of a file, or by cell and extent.
public struct GridDescription: Sendable {
  /// Where the cells lie: like those of a raster file, or by cell size and bounds in units of the reference
  /// system.
  public enum Frame: Hashable, Sendable {
    case like(file: String)
    case extent(cell: [Double], bounds: [Double])
  }

  public var crs: String?
  public var frame: Frame
  /// Name of the input that tells by how much the true surface of a cell is larger than its plan area; nil
  /// where
  /// land is measured in plan.
  public var surface: String?
  public var place: Place
}

/// Zones as polygons in a vector file.
public struct ZoneDescription: Sendable {
  /// Which land counts to a zone: the cells whose centre lies in it, or each cell by the share of its area.
  public enum Rule: String, Hashable, Sendable, CaseIterable { case centre, area }

  /// A level above the leaves: from an attribute of the leaves, or one zone for all.
  public struct Above: Sendable {
    public var level: String
    public var code: String
    public var name: String
    /// Whether code and name are attributes; else they are the zone's own.
    public var byAttribute: Bool
  }

  public var file: String
  public var layer: String?
  /// Reference system for a file that names none, or a wrong one.
  public var crs: String?
  /// Encoding of the attributes, like `GBK`, where it cannot be found out.
  public var encoding: String?
  public var code: String
  public var name: String
  public var level: String
  public var rule: Rule
  public var above: [Above]
  public var place: Place
}

/// A table of areas.
public struct LandTable: Sendable {
  public var file: String
  public var sheet: String?
  public var zone: String
  public var ecosystem: String
  public var area: String
  public var areaUnit: String
  /// What the words of the ecosystem column mean, where they are no codes: word → code or name of the pack's
  /// list.
  public var classes: [String: String]
  /// The table of the pack that holds for all other words.
  public var classTable: Reference?
  /// The column of the zones' names; the zone's code is its name where there is none.
  public var name: String?
  /// The level of the zones.
  public var level: String
  /// The levels above them: by columns, or one zone for all.
  public var above: [ZoneDescription.Above]
  public var source: Citation
  public var place: Place
}

/// A piece of land written out in the region file.
public struct WrittenLand: Sendable {
  public var zone: String
  public var ecosystem: String
  public var area: Quantity
  public var source: Citation
  public var place: Place
}

/// A statistical unit: code, name, level and what lies above it.
public struct UnitDescription: Sendable {
  public var code: String
  public var name: Label
  public var level: String
  public var parent: String?
  /// The area that the unit is said to have, against which the land is held.
  public var area: Quantity?
  public var source: Citation?
  public var place: Place
}

extension RegionDescription {
  /// Name of the input by which plan areas are brought to the true surface; nil where they are not.
  public var surface: String? {
    if case .grid(let grid, _) = land { grid.surface } else { nil }
  }
}
