/// Adds the known values of a run of cells, and counts the missing ones.
///
/// Long runs are added in eight lanes, so that a memory-bound loop stays one; the lanes' order is fixed,
/// hence the bits.
@inline(__always)
func runSum(_ values: UnsafePointer<Double>, from start: Int, to end: Int) -> (sum: Double, missing: Int) {
  var sum = 0.0
  var missing = 0
  var index = start
  if end - start >= 16 { (sum, missing, index) = laneSum(values, from: start, to: end) }
  while index < end {
    let value = values[index]
    if value == value { sum += value } else { missing += 1 }
    index += 1
  }
  return (sum, missing)
}

/// The whole eights of a run: their sum, how many are missing, and where the rest begins.
@inline(__always)
private func laneSum(
  _ values: UnsafePointer<Double>, from start: Int, to end: Int
) -> (Double, Int, Int) {
  var lanes = SIMD8<Double>()
  var unknown = SIMD8<Int64>()
  var index = start
  while index + 8 <= end {
    let eight = UnsafeRawPointer(values + index).loadUnaligned(as: SIMD8<Double>.self)
    let known = eight .== eight
    lanes += SIMD8<Double>().replacing(with: eight, where: known)
    unknown &+= SIMD8<Int64>(repeating: 1).replacing(with: 0, where: known)
    index += 8
  }
  return (lanes.sum(), Int(unknown.wrappedSum()), index)
}
