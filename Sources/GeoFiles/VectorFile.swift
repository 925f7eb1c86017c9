internal import CGDAL

/// A file of features: GeoPackage, shapefile, GeoJSON, FlatGeobuf, file geodatabase, KML and so on.
///
/// One worker holds one; it is closed when the last reference goes. Nothing is written beside it.
public final class VectorFile {
  public let path: String
  /// The driver's short name, such as `GPKG`.
  public let format: String
  public let layers: [LayerFacts]
  /// What a person should know, such as an encoding that had to be found out.
  public let notes: [String]
  let handle: GDALDatasetH

  /// Opens a file and reads the facts of its layers.
  ///
  /// A shapefile's attributes are taken as UTF-8 or GB18030, whichever its bytes are, also where the
  /// `.cpg` file is missing or wrong.
  /// - Parameter encoding: The encoding of attributes, such as `GBK`, where a person knows it.
  /// - Throws: ``GeoFileError``: missing, unreadable, empty, in use, not a vector file, unknown encoding.
  public init(_ path: String, encoding: String? = nil) throws(GeoFileError) {
    try checkReadable(path)
    try checkNotInUse(path)
    let choice = try chooseEncoding(of: path, given: encoding)
    var options = choice.option.map { ["ENCODING=\($0)"] } ?? []
    if path.lowercased().hasSuffix(".gpkg") { options.append("IMMUTABLE=YES") }
    let flags = UInt32(GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR)
    let (opened, heard) = listening {
      withConstantList(options) { GDALOpenEx(path, flags, nil, $0, nil) }
    }
    guard let opened else {
      throw GeoFileError(path, .notOpened(wanted: "vector file"), said: heard.failures)
    }
    self.path = path
    handle = opened
    format = text(GDALGetDriverShortName(GDALGetDatasetDriver(opened))) ?? ""
    notes = heard.warnings + choice.notes
    let (found, told) = listening { readLayers(of: opened) }
    layers = found
    // A damaged sheet is read as far as it goes, and the rows behind are gone without a word.
    guard told.failures.isEmpty || !["XLSX", "XLS", "ODS"].contains(format) else {
      throw GeoFileError(path, .readFailed(place: "sheet"), said: told.failures)
    }
  }

  deinit { _ = listening { GDALClose(handle) } }

  /// The facts of a layer by name; of the first for nil.
  public func layer(_ name: String?) throws(GeoFileError) -> LayerFacts {
    guard let found = name == nil ? layers.first : layers.first(where: { $0.name == name }) else {
      throw GeoFileError(path, .noSuchLayer(name ?? "1", has: layers.map(\.name)))
    }
    return found
  }
}

/// A GeoPackage that another program has open keeps its last changes in a second file.
///
/// Reading it would miss them or write beside it, so it is refused.
private func checkNotInUse(_ path: String) throws(GeoFileError) {
  guard path.lowercased().hasSuffix(".gpkg"), sizeOfFile(path + "-wal") > 0 else { return }
  throw GeoFileError(path, .inUse)
}
