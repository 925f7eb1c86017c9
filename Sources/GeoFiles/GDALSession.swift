internal import CGDAL

/// The one set-up of GDAL for the whole process.
///
/// Every file type of this target calls ``start()`` by itself. A program calls it first only to choose the
/// size of the block cache.
public enum GDALSession {
  /// Bytes that GDAL may hold in decoded blocks unless ``limitCache(bytes:)`` says otherwise.
  public static let usualCacheBytes = 256 << 20

  /// Registers the drivers and sets the house rules, once.
  ///
  /// - Nothing is ever written beside an input: no `.aux.xml` (PAM is off), and no network is used by PROJ.
  /// - Nothing is printed: what GDAL says goes into the Swift error of the call that caused it.
  /// - Coordinates are always x (easting, longitude) then y, whatever the authority's axis order.
  public static func start() { _ = registered }

  /// Sets how many bytes of decoded blocks GDAL may keep for all open files together.
  ///
  /// - Parameter bytes: At least one row of blocks of every striped layer read side by side, else each
  ///   strip is decoded again for every tile.
  public static func limitCache(bytes: Int) {
    start()
    GDALSetCacheMax64(GIntBig(bytes))
  }

  /// The version of GDAL that is linked, such as `3.6.2`; it belongs in the provenance of an account.
  public static var version: String { String(cString: GDALVersionInfo("RELEASE_NAME")) }

  private static let registered: Void = {
    CPLSetErrorHandler(swallow)
    for (key, value) in settings { CPLSetConfigOption(key, value) }
    OSRSetPROJEnableNetwork(0)
    GDALAllRegister()
    GDALSetCacheMax64(GIntBig(usualCacheBytes))
  }()

  private static let settings = [
    ("GDAL_PAM_ENABLED", "NO"),
    // Overviews of a map lie in a file for a moment: to compress it costs more than to write it.
    ("COG_TMP_COMPRESSION", "NONE"),
    ("OSR_DEFAULT_AXIS_MAPPING_STRATEGY", "TRADITIONAL_GIS_ORDER"),
    ("GDAL_TIFF_INTERNAL_MASK", "YES"),
    ("SHAPE_RESTORE_SHX", "NO"),
    // Attribute cells of workbooks come as they stand, header row included; types are our own affair.
    ("OGR_XLSX_HEADERS", "DISABLE"),
    ("OGR_XLSX_FIELD_TYPES", "STRING"),
    ("OGR_ODS_HEADERS", "DISABLE"),
    ("OGR_ODS_FIELD_TYPES", "STRING"),
    ("OGR_XLS_HEADERS", "DISABLE"),
    ("OGR_XLS_FIELD_TYPES", "STRING"),
    // A time stamp inside a written GeoPackage would make equal contents differ.
    ("OGR_CURRENT_DATE", "2000-01-01T00:00:00.000Z"),
  ]
}

/// Takes what GDAL says outside ``listening(_:)``, for example on threads of its own, and drops it.
private func swallow(_: CPLErr, _: CPLErrorNum, _: UnsafePointer<CChar>?) {}
