internal import CElementary

/// Turns stored cells into Doubles, and cells without value into NaN, in one tight loop per type.
func widen(
  _ raw: UnsafeMutableRawPointer, _ type: CellType, marker: Double?, count: Int,
  into target: UnsafeMutablePointer<Double>
) {
  switch type {
  case .uint8: widenBytes(raw.assumingMemoryBound(to: UInt8.self), marker, count, target)
  case .int8: widenWhole(raw, Int8.self, marker, count, target)
  case .uint16: widenWhole(raw, UInt16.self, marker, count, target)
  case .int16: widenWhole(raw, Int16.self, marker, count, target)
  case .uint32: widenWhole(raw, UInt32.self, marker, count, target)
  case .int32: widenWhole(raw, Int32.self, marker, count, target)
  case .uint64: widenWhole(raw, UInt64.self, marker, count, target)
  case .int64: widenWhole(raw, Int64.self, marker, count, target)
  case .float32: widenSingle(raw.assumingMemoryBound(to: Float.self), marker, count, target)
  case .float64: cleanDouble(raw.assumingMemoryBound(to: Double.self), marker, count, target)
  }
}

/// Applies a band's scale and offset; NaN stays NaN.
func stretch(_ values: UnsafeMutablePointer<Double>, count: Int, scale: Double, offset: Double) {
  for i in 0..<count { values[i] = values[i] * scale + offset }
}

@inline(__always)
private func widenWhole<Whole: FixedWidthInteger>(
  _ raw: UnsafeMutableRawPointer, _: Whole.Type, _ marker: Double?, _ count: Int,
  _ target: UnsafeMutablePointer<Double>
) {
  let cells = raw.assumingMemoryBound(to: Whole.self)
  if let marker, let missing = Whole(exactly: marker) {
    for i in 0..<count { target[i] = cells[i] == missing ? .nan : Double(cells[i]) }
  } else {
    for i in 0..<count { target[i] = Double(cells[i]) }
  }
}

/// Classes are mostly bytes.
private func widenBytes(
  _ cells: UnsafeMutablePointer<UInt8>, _ marker: Double?, _ count: Int,
  _ target: UnsafeMutablePointer<Double>
) {
  lanes_widen_bytes(cells, marker.flatMap { UInt8(exactly: $0) }.map { Int32($0) } ?? -1, target, count)
}

private func widenSingle(
  _ cells: UnsafeMutablePointer<Float>, _ marker: Double?, _ count: Int,
  _ target: UnsafeMutablePointer<Double>
) {
  // Tags are printed with few digits: the comparison must happen in the cells' own precision.
  lanes_widen(cells, marker.map { Float($0) } ?? .nan, target, count)
}

private func cleanDouble(
  _ cells: UnsafeMutablePointer<Double>, _ marker: Double?, _ count: Int,
  _ target: UnsafeMutablePointer<Double>
) {
  let missing = marker ?? .nan
  for i in 0..<count {
    let cell = cells[i]
    target[i] = cell == missing ? .nan : cell + (cell - cell)
  }
}
