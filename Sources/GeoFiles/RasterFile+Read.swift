internal import CGDAL

/// Which number of a cell is wanted.
public enum CellReading: Hashable, Sendable {
  /// As stored.
  case stored
  /// Stored × scale + offset, by the band's own tags.
  case physical
}

extension RasterFile {
  /// Reads cells as they are stored, missing ones included.
  ///
  /// - Parameter band: Counted from 1. Its type must be `Cell`: nothing is converted.
  /// - Parameter into: Row by row from the north; exactly `window.count` cells.
  /// - Throws: ``GeoFileError`` for a window outside the raster, or when the file cannot be read there.
  public func readStored<Cell: RasterCell>(
    band: Int, _ window: CellWindow, into cells: UnsafeMutableBufferPointer<Cell>
  ) throws(GeoFileError) {
    precondition(cells.count == window.count, "The buffer holds the window.")
    let type = try self.band(band).type
    precondition(type == Cell.cellType, "Cells are read as they are stored.")
    guard let start = cells.baseAddress else { return }
    try readRaw(bandHandle(band), window, Cell.cellType, UnsafeMutableRawPointer(start))
  }

  /// Reads cells as Doubles; a cell without value becomes NaN.
  ///
  /// Without value are: cells equal to the nodata tag, cells that the mask hides, NaN and infinities.
  /// Whole numbers beyond 2⁵³ lose their last digits.
  ///
  /// - Parameter into: Row by row from the north; exactly `window.count` cells.
  public func read(
    band: Int, _ window: CellWindow, as reading: CellReading,
    into values: UnsafeMutableBufferPointer<Double>
  ) throws(GeoFileError) {
    precondition(values.count == window.count, "The buffer holds the window.")
    let facts = try self.band(band)
    guard let target = values.baseAddress else { return }
    if isWholeBlocks(window, facts) {
      try readBlocks(band, window, facts, into: target)
    } else {
      let raw = cells.bytes(window.count * facts.type.bytes)
      try readRaw(bandHandle(band), window, facts.type, raw)
      widen(raw, facts.type, marker: facts.nodata.marker, count: window.count, into: target)
    }
    if reading == .physical && facts.isScaled {
      stretch(target, count: window.count, scale: facts.scale, offset: facts.offset)
    }
    if facts.hasMask { try hideMasked(band, window, target) }
  }

  /// Reads cells as they are stored, with what is needed to make values of them.
  func read(
    band: Int, _ window: CellWindow, as reading: CellReading, into tile: RawTile
  ) throws(GeoFileError) {
    let facts = try self.band(band)
    if isWholeBlocks(window, facts) {
      try readBlocks(band, window, facts, as: reading, into: tile)
    } else {
      let raw = tile.begin(facts, as: reading, cells: window.count)
      try readRaw(bandHandle(band), window, facts.type, raw)
    }
    if facts.hasMask {
      let mask = tile.beginMask(cells: window.count)
      try readRaw(GDALGetMaskBand(bandHandle(band)), window, .uint8, mask)
    }
  }

  /// The cells of a window as an array of Doubles, NaN where there is no value.
  public func values(
    band: Int, _ window: CellWindow, as reading: CellReading
  ) throws(GeoFileError) -> [Double] {
    var values = [Double](repeating: .nan, count: window.count)
    var failure: GeoFileError?
    values.withUnsafeMutableBufferPointer { buffer in
      do throws(GeoFileError) {
        try read(band: band, window, as: reading, into: buffer)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return values
  }

  func bandHandle(_ number: Int) -> GDALRasterBandH? { GDALGetRasterBand(handle, Int32(number)) }

  /// One call to GDAL's reader.
  func readRaw(
    _ band: GDALRasterBandH?, _ window: CellWindow, _ type: CellType, _ target: UnsafeMutableRawPointer
  ) throws(GeoFileError) {
    try checkInside(window)
    let (columns, rows) = (Int32(window.columns), Int32(window.rows))
    let (outcome, heard) = listening {
      GDALRasterIO(
        band, GF_Read, Int32(window.column), Int32(window.row), columns, rows, target, columns, rows,
        type.gdal, 0, 0)
    }
    guard outcome == CE_None && heard.failures.isEmpty else {
      throw GeoFileError(facts.path, .readFailed(place: window.words), said: heard.failures)
    }
  }

  func checkInside(_ window: CellWindow) throws(GeoFileError) {
    guard facts.frame.whole.common(with: window) == window else {
      let size = "\(facts.frame.columns)×\(facts.frame.rows)"
      throw GeoFileError(facts.path, .outsideRaster(window: window.words, size: size))
    }
  }

  /// Sets cells to NaN where the mask is 0.
  private func hideMasked(
    _ band: Int, _ window: CellWindow, _ values: UnsafeMutablePointer<Double>
  ) throws(GeoFileError) {
    let raw = masks.bytes(window.count)
    try readRaw(GDALGetMaskBand(bandHandle(band)), window, .uint8, raw)
    let mask = raw.assumingMemoryBound(to: UInt8.self)
    for i in 0..<window.count where mask[i] == 0 { values[i] = .nan }
  }
}

extension CellWindow {
  /// For messages: columns and rows, counted from 0.
  var words: String {
    "columns \(column)..<\(column + columns), rows \(row)..<\(row + rows)"
  }
}
