public import Geo

extension CoordinateSystem {
  /// The same system as the ground knows it: its text, and how lengths and areas follow from coordinates.
  ///
  /// - Throws: ``GeoFileError`` for an ellipsoid that is not the Earth's.
  public func reference() throws(GeoFileError) -> ReferenceSystem {
    let text = epsg.map { "EPSG:\($0)" } ?? wkt
    if kind != .geographic {
      return ReferenceSystem(text: text, measure: .plane(metresPerUnit: metresPerUnit ?? 1))
    }
    let flattening = inverseFlattening == 0 ? 0 : 1 / inverseFlattening
    do throws(GridFault) {
      return ReferenceSystem(
        text: text, measure: .degrees(try Ellipsoid(semiMajor: semiMajorAxis, flattening: flattening)))
    } catch {
      throw GeoFileError(name, .badCoordinateSystem(name))
    }
  }
}

extension GridFrame {
  /// The frame with a meaning of its coordinates.
  public func grid(in system: CoordinateSystem) throws(GeoFileError) -> Grid {
    let reference = try system.reference()
    do throws(GridFault) {
      return try Grid(
        west: west, north: north, cellWidth: cellWidth, cellHeight: cellHeight, columns: columns, rows: rows,
        reference: reference)
    } catch {
      let isFine = error == .precision
      throw GeoFileError(
        system.name,
        isFine ? .cellsTooFine(min(cellWidth, cellHeight)) : .absurdSize(columns: columns, rows: rows))
    }
  }

  /// The frame of a grid.
  public init(_ grid: Grid) {
    self.init(
      west: grid.west, north: grid.north, cellWidth: grid.cellWidth, cellHeight: grid.cellHeight,
      columns: grid.columns, rows: grid.rows)
  }
}

extension CellWindow {
  /// The cells of a tile.
  public init(_ tile: Tile) {
    self.init(column: tile.column, row: tile.row, columns: tile.width, rows: tile.height)
  }
}
