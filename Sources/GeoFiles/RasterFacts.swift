/// What is known of a raster file before a cell is read.
public struct RasterFacts: Hashable, Sendable {
  /// The path it was opened by.
  public let path: String
  /// The driver's short name, such as `GTiff`.
  public let format: String
  public let frame: GridFrame
  /// The reference system: the given one, else the file's; nil when neither is there.
  public let coordinateSystem: CoordinateSystem?
  /// The bands; band 1 is the first.
  public let bands: [BandFacts]
  /// What a person should know: warnings at opening, files beside it that are not read.
  public let notes: [String]
}

/// What is known of one band.
public struct BandFacts: Hashable, Sendable {
  public let type: CellType
  public let nodata: Nodata
  /// True when a mask band or an alpha band marks cells without value.
  public let hasMask: Bool
  /// Physical value = stored value × scale + offset.
  public let scale: Double
  /// See ``scale``.
  public let offset: Double
  /// The unit as the file writes it; nil when it does not.
  public let unit: String?
  public let description: String?
  /// Columns of one stored block.
  public let blockColumns: Int
  /// Rows of one stored block.
  public let blockRows: Int

  /// Whether stored values are not the physical ones.
  public var isScaled: Bool { scale != 1 || offset != 0 }
}
