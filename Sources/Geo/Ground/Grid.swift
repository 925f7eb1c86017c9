/// Why a grid cannot be made, in the order of the checks.
public enum GridFault: Error, Hashable, Sendable {
  /// A semi-major axis or flattening that is not the Earth's.
  case ellipsoid
  /// The origin is not a finite number.
  case origin
  /// A cell's width or height is not a positive finite number.
  case cellSize
  /// No columns, no rows, or more than 2³¹ − 1 of either.
  case size
  /// The far edges are no finite numbers, or cells so small that coordinates cannot tell them apart.
  case precision
}

/// What the coordinates of a grid mean.
public struct ReferenceSystem: Hashable, Sendable {
  /// How lengths and areas follow from coordinates.
  public enum Measure: Hashable, Sendable {
    /// Plane coordinates; one unit is so many metres.
    case plane(metresPerUnit: Double)
    /// Longitude and latitude in degrees.
    case degrees(Ellipsoid)
  }

  /// WKT or authority text, such as `EPSG:4549`; two systems are the same when text and measure are.
  public var text: String
  /// How lengths and areas follow.
  public var measure: Measure

  /// A system by its name and its measure.
  public init(text: String, measure: Measure) {
    self.text = text
    self.measure = measure
  }

  /// Whether coordinates are longitude and latitude.
  public var isGeographic: Bool { if case .degrees = measure { true } else { false } }
}

/// An upright raster grid: rows run south from `north`, columns east from `west`.
public struct Grid: Hashable, Sendable {
  /// x of the left edge of column 0, in units of the reference system.
  public let west: Double
  /// y of the upper edge of row 0.
  public let north: Double
  /// Positive, in units of the reference system.
  public let cellWidth: Double
  /// Positive, in units of the reference system.
  public let cellHeight: Double
  /// Cells from west to east.
  public let columns: Int
  /// Cells from north to south.
  public let rows: Int
  /// What the coordinates mean.
  public let reference: ReferenceSystem

  /// A grid by its upper left corner, its cells and its size.
  ///
  /// - Throws: ``GridFault`` in the order of its cases.
  public init(
    west: Double, north: Double, cellWidth: Double, cellHeight: Double, columns: Int, rows: Int,
    reference: ReferenceSystem
  ) throws(GridFault) {
    guard west.isFinite, north.isFinite else { throw .origin }
    guard cellWidth > 0, cellHeight > 0, cellWidth.isFinite, cellHeight.isFinite else { throw .cellSize }
    let limit = Int(Int32.max)
    guard columns > 0, rows > 0, columns <= limit, rows <= limit else { throw .size }
    self.west = west
    self.north = north
    self.cellWidth = cellWidth
    self.cellHeight = cellHeight
    self.columns = columns
    self.rows = rows
    self.reference = reference
    guard east.isFinite, south.isFinite else { throw .precision }
    let coarsest = (max(abs(west), abs(east)).ulp, max(abs(north), abs(south)).ulp)
    guard cellWidth >= 16 * coarsest.0, cellHeight >= 16 * coarsest.1 else { throw .precision }
  }

  /// Number of cells.
  public var count: Int { columns * rows }
  /// x of the right edge.
  public var east: Double { x(column: columns) }
  /// y of the lower edge.
  public var south: Double { y(row: rows) }

  /// x of a column's left edge; `columns` gives the right edge of the grid.
  public func x(column: Int) -> Double { west + Double(column) * cellWidth }
  /// y of a row's upper edge; `rows` gives the lower edge of the grid.
  public func y(row: Int) -> Double { north - Double(row) * cellHeight }

  /// The centre of a cell.
  public func centre(column: Int, row: Int) -> Point {
    Point(x: west + (Double(column) + 0.5) * cellWidth, y: north - (Double(row) + 0.5) * cellHeight)
  }

  /// The cell that holds a point, or nil outside. A point on an edge belongs to the cell east or south of it.
  public func cell(at point: Point) -> (column: Int, row: Int)? {
    let across = ((point.x - west) / cellWidth).rounded(.down)
    let down = ((north - point.y) / cellHeight).rounded(.down)
    guard across >= 0, down >= 0, across < Double(columns), down < Double(rows) else { return nil }
    return (Int(across), Int(down))
  }
}
