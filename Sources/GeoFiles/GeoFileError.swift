/// Why a file of map data or a table could not be read or written.
///
/// `description` says what, where and what to do, in Chinese and English.
public struct GeoFileError: Error, Hashable, Sendable {
  /// The file as it was asked for.
  public let file: String
  /// What is wrong.
  public let fault: GeoFileFault
  /// What the library below said, word for word; for a log or a curious reader.
  public let said: [String]

  public init(_ file: String, _ fault: GeoFileFault, said: [String] = []) {
    self.file = file
    self.fault = fault
    self.said = said
  }
}

/// The faults of files, in the order in which a reader meets them.
public enum GeoFileFault: Hashable, Sendable {
  // The file itself.
  case missing
  case notPermitted
  case emptyFile
  case inUse
  case notOpened(wanted: String)
  case readFailed(place: String)

  // Rasters.
  case noCells(columns: Int, rows: Int)
  case absurdSize(columns: Int, rows: Int)
  case absurdBlock(bytes: Int)
  case noGeotransform
  case cellsTooFine(Double)
  case rotated
  case southUp
  case complexNumbers(band: Int)
  case noSuchBand(Int, has: Int)
  case outsideRaster(window: String, size: String)
  case notACode(value: Double, column: Int, row: Int)

  // Reference systems.
  case noCoordinateSystem
  case badCoordinateSystem(String)
  case noTransformation(from: String, to: String)
  case noOverlap(extent: String, target: String)

  // Vectors and tables.
  case noSuchLayer(String, has: [String])
  case noSuchColumn(String, has: [String])
  case unknownEncoding
  case noHeader
  case sheetWithoutTable(String, has: [String])
  case duplicateColumn(String, first: Int, second: Int)
  /// Rows of other lengths than the header's; the first ones, and how many more there are.
  case ragged([RaggedRow], more: Int, columns: Int)
  case openQuote(row: Int)
  case badCell(row: Int, column: String, text: String, problem: CellProblem)

  // Writing.
  case folderMissing(String)
  case notWritable(reason: String)
  case diskFull
  case unwritableContent(String)
}

/// A row that does not fit its header.
public struct RaggedRow: Hashable, Sendable {
  /// Where it stands in the file, from 1.
  public let row: Int
  public let cells: Int

  public init(row: Int, cells: Int) {
    self.row = row
    self.cells = cells
  }
}
