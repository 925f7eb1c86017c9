public import Geo

/// A band of a raster on the region's grid; a value that any worker can open for itself.
public struct AlignedLayer: Hashable, Sendable {
  /// The file that is read: the layer's own, or the warped one.
  public let path: String
  public let band: Int
  public let frame: GridFrame
  public let alignment: LayerAlignment
  /// The unit that the layer's own file states.
  public let unit: String?
  /// What a person stated about the file that is read.
  private let given: RasterGiven
  /// What the file was found to be, so that not every worker has to find it out again.
  private let facts: RasterFacts

  init(
    _ file: RasterFile, band: Int, given: RasterGiven, frame: GridFrame, alignment: LayerAlignment,
    unit: String?
  ) {
    path = file.facts.path
    facts = file.facts
    self.band = band
    self.given = given
    self.frame = frame
    self.alignment = alignment
    self.unit = unit
  }

  /// Opens the layer for one worker.
  public func open() throws(GeoFileError) -> AlignedReader {
    var offset = (columns: 0, rows: 0)
    if case .shifted(let columns, let rows) = alignment { offset = (columns, rows) }
    return AlignedReader(try RasterFile(path, given: given, known: facts), band, frame, offset)
  }
}

/// Reads windows of the region's grid from a layer; cells that the layer does not reach are NaN.
public final class AlignedReader {
  public let file: RasterFile
  private let band: Int
  private let frame: GridFrame
  private let offset: (columns: Int, rows: Int)
  private var part: [Double] = []

  init(_ file: RasterFile, _ band: Int, _ frame: GridFrame, _ offset: (columns: Int, rows: Int)) {
    self.file = file
    self.band = band
    self.frame = frame
    self.offset = offset
  }

  /// Reads the cells of a tile of the grid.
  ///
  /// - Parameter into: Row by row from the north; exactly `tile.count` cells.
  public func read(
    _ tile: Tile, as reading: CellReading, into values: UnsafeMutableBufferPointer<Double>
  ) throws(GeoFileError) {
    try read(CellWindow(tile), as: reading, into: values)
  }

  /// Reads cells of the grid.
  ///
  /// - Parameter into: Row by row from the north; exactly `window.count` cells.
  /// - Throws: ``GeoFileError`` for a window outside the grid or a file that breaks off.
  public func read(
    _ window: CellWindow, as reading: CellReading, into values: UnsafeMutableBufferPointer<Double>
  ) throws(GeoFileError) {
    precondition(values.count == window.count, "The buffer holds the window.")
    guard frame.whole.common(with: window) == window else {
      let size = "\(frame.columns)×\(frame.rows)"
      throw GeoFileError(file.facts.path, .outsideRaster(window: window.words, size: size))
    }
    let own = own(window)
    let common = file.facts.frame.whole.common(with: own)
    if common == own { return try file.read(band: band, own, as: reading, into: values) }
    values.update(repeating: .nan)
    if let common { try readPart(common, of: own, as: reading, into: values) }
  }

  /// Reads cells of the grid as they are stored, where the layer reaches all of them.
  ///
  /// - Throws: ``GeoFileError`` for a window outside the grid or a file that breaks off.
  public func read(
    _ window: CellWindow, as reading: CellReading, into tile: RawTile
  ) throws(GeoFileError) {
    let own = own(window)
    if frame.whole.common(with: window) == window, file.facts.frame.whole.common(with: own) == own {
      return try file.read(band: band, own, as: reading, into: tile)
    }
    try read(window, as: reading, into: tile.beginValues(cells: window.count))
  }

  /// The window in the layer's own cells.
  private func own(_ window: CellWindow) -> CellWindow {
    var own = window
    own.column -= offset.columns
    own.row -= offset.rows
    return own
  }

  /// Reads the part that the layer reaches and puts it in its place.
  private func readPart(
    _ common: CellWindow, of own: CellWindow, as reading: CellReading,
    into values: UnsafeMutableBufferPointer<Double>
  ) throws(GeoFileError) {
    part = try file.values(band: band, common, as: reading)
    for row in 0..<common.rows {
      let target = (common.row - own.row + row) * own.columns + (common.column - own.column)
      for column in 0..<common.columns { values[target + column] = part[row * common.columns + column] }
    }
  }
}
