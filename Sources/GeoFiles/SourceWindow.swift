internal import Geo

extension LayerRequest {
  /// The cells of a layer that count for a grid: what lies under it, and some more for the kernel.
  ///
  /// - Throws: ``GeoFileError`` when there are none.
  func sourceWindow(
    of file: RasterFile, in own: CoordinateSystem, under frame: GridFrame, in system: CoordinateSystem
  ) throws(GeoFileError) -> CellWindow {
    let back = try transformation(from: system, to: own, of: file)
    let source = file.facts.frame
    var columns: [Double] = []
    var rows: [Double] = []
    for point in lattice(of: frame) {
      guard let place = back.apply(to: [point])?.first else { continue }
      columns.append((place.x - source.west) / source.cellWidth)
      rows.append((source.north - place.y) / source.cellHeight)
    }
    guard let window = box(columns, rows, beyond: reach(of: frame, columns, rows)),
      let common = window.common(with: source.whole)
    else {
      let (here, there) = ("\(source.words) \(own.name)", "\(frame.words) \(system.name)")
      throw GeoFileError(path, .noOverlap(extent: here, target: there))
    }
    return common
  }

  /// A kernel widens with the grid's cells where they are larger than the layer's.
  private func reach(of frame: GridFrame, _ columns: [Double], _ rows: [Double]) -> Double {
    guard let left = columns.min(), let right = columns.max(), let top = rows.min(), let bottom = rows.max()
    else { return 0 }
    let ratio = max((right - left) / Double(frame.columns), (bottom - top) / Double(frame.rows), 1)
    return Double(resampling.reach) * ratio + 2
  }
}

/// Points all over a grid, its edges included; enough to find the bulge of a projected edge.
private func lattice(of frame: GridFrame) -> [Point] {
  let steps = 40
  return (0...steps).flatMap { i in
    (0...steps).map { j in
      let (across, down) = (Double(i) / Double(steps), Double(j) / Double(steps))
      return Point(
        x: frame.west + across * (frame.east - frame.west),
        y: frame.north + down * (frame.south - frame.north))
    }
  }
}

/// The window around places given in cells; nil for none, or for places beyond any raster.
private func box(_ columns: [Double], _ rows: [Double], beyond reach: Double) -> CellWindow? {
  guard let left = columns.min(), let right = columns.max(), let top = rows.min(), let bottom = rows.max(),
    [left, right, top, bottom].allSatisfy({ abs($0) < 1e12 })
  else { return nil }
  let start = (column: Int(left - reach), row: Int(top - reach))
  return CellWindow(
    column: start.column, row: start.row, columns: Int(right + reach) - start.column + 1,
    rows: Int(bottom + reach) - start.row + 1)
}
