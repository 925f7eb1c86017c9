internal import CGDAL

/// A band to be written.
public struct BandPlan: Hashable, Sendable {
  public var type: CellType
  /// The number for cells without value; NaN for floating types, nil when every cell has one.
  public var nodata: Double?
  public var unit: String?
  public var description: String?

  public init(type: CellType, nodata: Double?, unit: String? = nil, description: String? = nil) {
    self.type = type
    self.nodata = nodata
    self.unit = unit
    self.description = description
  }
}

/// Writes a tiled GeoTIFF for our own later reading: 512² tiles, plain or ZSTD level 1 with a predictor.
///
/// Tiles go to disk in the order in which they are written, so equal calls give equal bytes. The file has
/// its name only after ``finish()``; if that never comes, nothing is left.
public final class RasterWriter {
  /// Columns and rows of a stored tile.
  public static let tileSide = 512
  public let path: String
  public let frame: GridFrame
  public let bands: [BandPlan]
  private let file: PendingFile
  private var handle: GDALDatasetH?
  private let tile = ScratchMemory()

  /// - Parameter isPacked: Whether tiles are compressed; scratch that is soon read again is faster without.
  /// - Throws: ``GeoFileError`` when the file cannot be begun.
  public init(
    _ path: String, frame: GridFrame, in system: CoordinateSystem?, bands: [BandPlan], isPacked: Bool = true
  ) throws(GeoFileError) {
    precondition(!bands.isEmpty && Set(bands.map(\.type)).count == 1, "A GeoTIFF has bands of one type.")
    self.path = path
    self.frame = frame
    self.bands = bands
    file = try PendingFile(path)
    let temporary = file.temporary
    let (made, heard) = listening { createTiff(temporary, frame, system, bands, isPacked) }
    guard let made else { throw file.failure(said: heard.failures) }
    handle = made
  }

  deinit {
    _ = listening { handle.map { GDALClose($0) } }
  }

  /// Writes cells of a window that starts at a tile's corner and ends at tiles' edges or the raster's.
  ///
  /// NaN becomes the band's nodata; other values are rounded to whole ones for whole types.
  /// - Throws: ``GeoFileError`` when the disk is full, or when a value does not fit the type.
  public func write(
    band: Int, _ window: CellWindow, from values: UnsafeBufferPointer<Double>
  ) throws(GeoFileError) {
    precondition(values.count == window.count, "The buffer holds the window.")
    guard let start = values.baseAddress else { return }
    let plan = bands[band - 1]
    for part in tiles(of: window) {
      let corner = start + (part.row - window.row) * window.columns + (part.column - window.column)
      let raw = tile.bytes(Self.tileSide * Self.tileSide * plan.type.bytes)
      let fits = narrow(corner, rowLength: window.columns, part, plan, into: raw)
      guard fits else {
        throw GeoFileError(path, .unwritableContent("band \(band), \(part.words): \(plan.type.rawValue)"))
      }
      try writeTile(band, part, raw)
    }
  }

  /// Closes the file and gives it its name.
  ///
  /// - Parameter isDurable: Whether to wait until the disk holds it; scratch files need not.
  public func finish(isDurable: Bool = false) throws(GeoFileError) {
    precondition(handle != nil, "A raster is finished once.")
    let (_, heard) = listening {
      GDALFlushCache(handle)
      GDALClose(handle)
    }
    handle = nil
    guard heard.failures.isEmpty else { throw file.failure(said: heard.failures) }
    try file.settle(isDurable: isDurable)
  }

  /// The stored tiles of a window, in row-major order.
  private func tiles(of window: CellWindow) -> [CellWindow] {
    let side = Self.tileSide
    let ends = (window.column + window.columns, window.row + window.rows)
    precondition(window.column % side == 0 && window.row % side == 0, "A window starts at a tile.")
    precondition(ends.0 % side == 0 || ends.0 == frame.columns, "A window ends at a tile.")
    precondition(ends.1 % side == 0 || ends.1 == frame.rows, "A window ends at a tile.")
    return stride(from: window.row, to: ends.1, by: side).flatMap { row in
      stride(from: window.column, to: ends.0, by: side).map { column in
        CellWindow(
          column: column, row: row, columns: min(side, ends.0 - column), rows: min(side, ends.1 - row))
      }
    }
  }

  private func writeTile(_ band: Int, _ part: CellWindow, _ raw: UnsafeMutableRawPointer) throws(GeoFileError)
  {
    let (column, row) = (Int32(part.column / Self.tileSide), Int32(part.row / Self.tileSide))
    let (outcome, heard) = listening {
      GDALWriteBlock(GDALGetRasterBand(handle, Int32(band)), column, row, raw)
    }
    guard outcome == CE_None && heard.failures.isEmpty else { throw file.failure(said: heard.failures) }
  }
}

/// Makes the empty file with its place, system, bands and nodata.
private func createTiff(
  _ path: String, _ frame: GridFrame, _ system: CoordinateSystem?, _ bands: [BandPlan], _ isPacked: Bool
) -> GDALDatasetH? {
  let type = bands[0].type
  let side = RasterWriter.tileSide
  var options = [
    "TILED=YES", "BLOCKXSIZE=\(side)", "BLOCKYSIZE=\(side)", "INTERLEAVE=BAND", "BIGTIFF=IF_SAFER",
  ]
  if isPacked { options += ["COMPRESS=ZSTD", "ZSTD_LEVEL=1", "PREDICTOR=2"] }
  if type == .int8 { options.append("PIXELTYPE=SIGNEDBYTE") }
  let driver = GDALGetDriverByName("GTiff")
  let made = withStringList(options) {
    GDALCreate(driver, path, Int32(frame.columns), Int32(frame.rows), Int32(bands.count), type.gdal, $0)
  }
  guard let made else { return nil }
  var transform = frame.geotransform
  GDALSetGeoTransform(made, &transform)
  system?.withHandle { _ = GDALSetSpatialRef(made, $0) }
  for (index, plan) in bands.enumerated() { describe(GDALGetRasterBand(made, Int32(index + 1)), plan) }
  return made
}

private func describe(_ band: GDALRasterBandH?, _ plan: BandPlan) {
  if let nodata = plan.nodata { GDALSetRasterNoDataValue(band, nodata) }
  if let unit = plan.unit { GDALSetRasterUnitType(band, unit) }
  if let description = plan.description { GDALSetDescription(band, description) }
}
