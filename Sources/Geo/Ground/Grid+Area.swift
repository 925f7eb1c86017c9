extension Grid {
  /// True area of each cell of a row, in m².
  ///
  /// In a plane system width × height; in degrees the area on the ellipsoid between the row's parallels.
  public func cellArea(row: Int) -> Double {
    switch reference.measure {
    case .plane(let metres): cellWidth * metres * (cellHeight * metres)
    case .degrees(let ellipsoid):
      ellipsoid.area(south: y(row: row + 1), north: y(row: row), width: cellWidth)
    }
  }

  /// ``cellArea(row:)`` of each row of a range, in m².
  public func cellAreas(rows range: Range<Int>) -> [Double] {
    guard reference.isGeographic else {
      return [Double](repeating: cellArea(row: range.lowerBound), count: range.count)
    }
    return range.map { cellArea(row: $0) }
  }

  /// Width and height in metres of the cells of a row, at the middle of the row.
  public func cellSize(row: Int) -> (width: Double, height: Double) {
    switch reference.measure {
    case .plane(let metres): return (cellWidth * metres, cellHeight * metres)
    case .degrees(let ellipsoid):
      let degree = ellipsoid.metresPerDegree(latitude: north - (Double(row) + 0.5) * cellHeight)
      return (cellWidth * degree.east, cellHeight * degree.north)
    }
  }
}
