extension RasterFile {
  /// Reads class codes; a cell without value becomes `missing`.
  ///
  /// Codes that a floating type holds exactly are taken, since many land covers are stored so.
  /// - Parameter missing: A code that no class has.
  /// - Parameter into: Row by row from the north; exactly `window.count` cells.
  /// - Throws: ``GeoFileError``, ``GeoFileFault/notACode(value:column:row:)`` for a value that is not whole.
  public func readCodes(
    band: Int, _ window: CellWindow, missing: Int32, into codes: UnsafeMutableBufferPointer<Int32>
  ) throws(GeoFileError) {
    precondition(codes.count == window.count, "The buffer holds the window.")
    let raw = codeCells.bytes(window.count * MemoryLayout<Double>.stride)
    let values = UnsafeMutableBufferPointer(
      start: raw.bindMemory(to: Double.self, capacity: window.count), count: window.count)
    try read(band: band, window, as: .physical, into: values)
    for i in 0..<window.count {
      let value = values[i]
      if value.isNaN {
        codes[i] = missing
      } else if let code = Int32(exactly: value) {
        codes[i] = code
      } else {
        let place = (column: window.column + i % window.columns, row: window.row + i / window.columns)
        throw GeoFileError(facts.path, .notACode(value: value, column: place.column, row: place.row))
      }
    }
  }
}
