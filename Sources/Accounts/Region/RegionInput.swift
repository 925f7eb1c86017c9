public import Law

/// What the region gives for one name.
public struct RegionInput: Sendable {
  public var name: String
  /// What it is called by people, where the region says so.
  public var label: Label?
  public var binding: InputBinding
  /// Absent only where the binding needs none (`derive`, `terrain`, `open`).
  public var source: Citation?
  /// The year that the data describe, where the region says it.
  public var year: Int?
  /// How sure a value for the whole region is, in its own unit.
  public var spread: Spread?
  /// How sure all other figures are, as factors.
  public var factorSpread: FactorSpread?
  public var place: Place

  public init(
    name: String, label: Label? = nil, binding: InputBinding, source: Citation?, year: Int?,
    spread: Spread? = nil, factorSpread: FactorSpread? = nil, place: Place
  ) {
    self.name = name
    self.label = label
    self.binding = binding
    self.spread = spread
    self.factorSpread = factorSpread
    self.source = source
    self.year = year
    self.place = place
  }
}

/// The ways in which a region can give an input.
public enum InputBinding: Sendable {
  case layer(LayerBinding)
  /// One number, or one code, for the whole region.
  case constant(Quantity)
  case code(String)
  /// A column of a table with one row for each zone.
  case zoneTable(ZoneTableBinding)
  /// Values by zone code, written out.
  case zoneValues([(zone: String, value: Quantity)], level: String?)
  /// Values by ecosystem, written out; they hold on all land of that type.
  case ecosystemValues([(ecosystem: String, value: Quantity)])
  /// A column of the table of areas.
  case landColumn(column: String, unit: String)
  /// A table (or, with a day column, a series) that formulas read.
  case table(TableBinding)
  /// A formula of the pack stands in; its own inputs are bound here too.
  case derive(String)
  case terrain(TerrainBinding)
  case focal(FocalBinding)
  case stations(StationBinding)
  /// Said aloud that nobody knows it.
  case open(String)
}

/// A band of a raster file.
public struct LayerBinding: Sendable {
  public var file: String
  public var band: Int
  /// Absent for classes.
  public var unit: String?
  public var resample: String?
  /// Reference system for a file that names none.
  public var crs: String?
  public var nodata: Double?
  /// Value of the raster → code; empty when it is a number.
  public var classes: [(value: Int, code: String)]
  /// The table of the pack that holds for all other values.
  public var classTable: Reference?
}

/// How cells of a layer that lie otherwise than the grid's are brought onto it.
enum LayerResampling: String, CaseIterable {
  case nearest, mode, bilinear, cubic, average, sum
}

/// How a figure is spread between stations: that of the nearest, or weighted by distance.
enum StationRule: String, CaseIterable {
  case nearest, idw
}

/// A table with one row for each zone.
public struct ZoneTableBinding: Sendable {
  public var file: String
  public var sheet: String?
  public var zone: String
  public var column: String
  public var unit: String
  public var level: String?
}

/// A table or series for formulas.
public struct TableBinding: Sendable {
  /// A column of the formulas' table, the column of the file that it is read from, and the file's unit.
  public struct Column: Sendable {
    public var name: String
    public var column: String
    public var unit: String?
    /// How sure its figures are, as factors.
    public var spread: FactorSpread?
  }

  public var file: String
  public var sheet: String?
  /// The column of days, for a series.
  public var day: String?
  public var columns: [Column]
}

/// A layer interpolated from stations.
public struct StationBinding: Sendable {
  public var file: String
  public var x: String
  public var y: String
  public var crs: String
  public var column: String
  public var unit: String
  /// `nearest` or `idw`.
  public var method: String
  public var power: Double
  public var neighbours: Int
}
