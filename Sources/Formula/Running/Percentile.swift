extension Kernels {
  /// The percentile of several values in each lane, missing ones passed over.
  static func percentile(_ percent: Double, of blocks: [Input], _ out: Output, _ count: Int) {
    var values: [Double] = []
    values.reserveCapacity(blocks.count)
    for lane in 0..<count {
      values.removeAll(keepingCapacity: true)
      for block in blocks where isThere(block[lane]) { values.append(block[lane]) }
      out[lane] = Formula.percentile(percent, of: &values)
    }
  }
}

/// The percentile of values, which are sorted on the way: between two values it runs straight, as in
/// spreadsheets (PERCENTILE.INC); of no values it is missing.
///
/// - Parameter percent: 0…100.
public func percentile(_ percent: Double, of values: inout [Double]) -> Double {
  guard let last = values.indices.last else { return .nan }
  values.sort()
  let rank = percent / 100 * Double(last)
  let low = min(Int(rank), last)
  let (below, above) = (values[low], values[min(low + 1, last)])
  return below + (above - below) * (rank - Double(low))
}
