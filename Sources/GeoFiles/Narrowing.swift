/// Turns Doubles into the cells of one stored tile; NaN becomes the band's nodata.
///
/// - Parameter corner: The first cell of the part within the caller's rows.
/// - Parameter rowLength: Cells in one of the caller's rows.
/// - Returns: False when a value does not fit the type, or NaN has no nodata to become.
func narrow(
  _ corner: UnsafePointer<Double>, rowLength: Int, _ part: CellWindow, _ plan: BandPlan,
  into raw: UnsafeMutableRawPointer
) -> Bool {
  let source = TileSource(corner: corner, rowLength: rowLength, columns: part.columns, rows: part.rows)
  let nodata = plan.nodata
  return switch plan.type {
  case .uint8: narrowWhole(source, UInt8.self, nodata, raw)
  case .int8: narrowWhole(source, Int8.self, nodata, raw)
  case .uint16: narrowWhole(source, UInt16.self, nodata, raw)
  case .int16: narrowWhole(source, Int16.self, nodata, raw)
  case .uint32: narrowWhole(source, UInt32.self, nodata, raw)
  case .int32: narrowWhole(source, Int32.self, nodata, raw)
  case .uint64: narrowWhole(source, UInt64.self, nodata, raw)
  case .int64: narrowWhole(source, Int64.self, nodata, raw)
  case .float32: narrowReal(source, Float.self, nodata, raw)
  case .float64: narrowReal(source, Double.self, nodata, raw)
  }
}

/// The caller's cells that belong into one stored tile.
private struct TileSource {
  let corner: UnsafePointer<Double>
  let rowLength: Int
  let columns: Int
  let rows: Int
}

/// Cells of an edge tile beyond the raster are stored too; they are set so that equal rasters give equal
/// bytes.
@inline(__always)
private func narrowReal<Real: BinaryFloatingPoint>(
  _ source: TileSource, _: Real.Type, _ nodata: Double?, _ raw: UnsafeMutableRawPointer
) -> Bool {
  let side = RasterWriter.tileSide
  let cells = raw.bindMemory(to: Real.self, capacity: side * side)
  let missing = nodata.map { Real($0) } ?? .nan
  for row in 0..<side {
    let target = cells + row * side
    let width = row < source.rows ? source.columns : 0
    let line = source.corner + (width > 0 ? row * source.rowLength : 0)
    for i in 0..<width { target[i] = line[i].isNaN ? missing : Real(line[i]) }
    for i in width..<side { target[i] = missing }
  }
  return true
}

@inline(__always)
private func narrowWhole<Whole: FixedWidthInteger>(
  _ source: TileSource, _: Whole.Type, _ nodata: Double?, _ raw: UnsafeMutableRawPointer
) -> Bool {
  let side = RasterWriter.tileSide
  let cells = raw.bindMemory(to: Whole.self, capacity: side * side)
  let missing = nodata.flatMap { Whole(exactly: $0) }
  // Above the largest value by one, which a Double holds for every type; the lowest it holds itself.
  let (low, end) = (Double(Whole.min), Double(sign: .plus, exponent: bits(of: Whole.self), significand: 1))
  for row in 0..<side {
    let target = cells + row * side
    let width = row < source.rows ? source.columns : 0
    let line = source.corner + (width > 0 ? row * source.rowLength : 0)
    for i in 0..<width {
      let value = line[i].rounded(.toNearestOrEven)
      if value >= low && value < end {
        target[i] = Whole(value)
      } else if value.isNaN, let missing {
        target[i] = missing
      } else {
        return false
      }
    }
    for i in width..<side { target[i] = missing ?? 0 }
  }
  return true
}

/// Bits of a whole type that count: all but the sign.
private func bits<Whole: FixedWidthInteger>(of _: Whole.Type) -> Int {
  Whole.bitWidth - (Whole.isSigned ? 1 : 0)
}
