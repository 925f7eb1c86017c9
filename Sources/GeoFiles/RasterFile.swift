internal import CGDAL

/// A raster file open for reading.
///
/// One worker holds one; handles of GDAL are not for several threads at once. The file is closed when
/// the last reference goes. Nothing is written beside it.
public final class RasterFile {
  /// Size, place, reference system and bands.
  public let facts: RasterFacts
  let handle: GDALDatasetH
  let cells = ScratchMemory()
  let masks = ScratchMemory()
  let codeCells = ScratchMemory()
  let hasOwnBlocks: Bool
  /// Kept alive as long as this one reads through it.
  private let source: RasterFile?

  /// Opens a file and reads its facts.
  ///
  /// - Parameter path: A file of this machine, of any raster format that GDAL knows.
  /// - Parameter given: What a person states in place of what the file says.
  /// - Throws: ``GeoFileError``: missing, unreadable, empty, not a raster, no or absurdly many cells,
  ///   no or rotated georeferencing, complex numbers.
  public convenience init(_ path: String, given: RasterGiven = .nothing) throws(GeoFileError) {
    try self.init(path, given: given, known: nil)
  }

  /// - Parameter known: What another worker has found the file to be; asked anew where its cells are stored
  ///   otherwise by now.
  init(_ path: String, given: RasterGiven, known: RasterFacts?) throws(GeoFileError) {
    try checkReadable(path)
    let flags = UInt32(GDAL_OF_RASTER | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR)
    let (opened, heard) = listening { GDALOpenEx(path, flags, nil, nil, nil) }
    guard let opened else {
      throw GeoFileError(path, .notOpened(wanted: "raster"), said: heard.failures)
    }
    do {
      facts =
        if let known, storesCells(as: known, opened) { known } else {
          try readFacts(of: opened, path: path, given: given, warnings: heard.warnings)
        }
    } catch {
      GDALClose(opened)
      throw error
    }
    handle = opened
    hasOwnBlocks = ownsBlocks(opened)
    source = nil
  }

  /// Takes over a dataset that reads through another one.
  init(taking handle: GDALDatasetH, path: String, over source: RasterFile) throws(GeoFileError) {
    do {
      facts = try readFacts(of: handle, path: path, given: .nothing, warnings: [])
    } catch {
      GDALClose(handle)
      throw error
    }
    self.handle = handle
    hasOwnBlocks = false
    self.source = source
  }

  deinit { _ = listening { GDALClose(handle) } }

  /// The facts of a band, counted from 1.
  public func band(_ number: Int) throws(GeoFileError) -> BandFacts {
    guard facts.bands.indices.contains(number - 1) else {
      throw GeoFileError(facts.path, .noSuchBand(number, has: facts.bands.count))
    }
    return facts.bands[number - 1]
  }
}

/// What a person states about a raster in place of what the file says.
public struct RasterGiven: Hashable, Sendable {
  /// The number that marks cells without value; replaces the tag of every band.
  public var nodata: Double?
  /// The reference system of the file's coordinates; replaces the file's own.
  public var coordinateSystem: CoordinateSystem?

  public init(nodata: Double? = nil, coordinateSystem: CoordinateSystem? = nil) {
    self.nodata = nodata
    self.coordinateSystem = coordinateSystem
  }

  /// The file speaks for itself.
  public static var nothing: RasterGiven { RasterGiven() }
}
