import Formula

extension Program {
  /// Runs over columns that are at hand as arrays, block after block: zones beside zones, rows beside rows.
  ///
  /// - Parameters:
  ///   - columns: One for each input, each with `count` values.
  /// - Returns: One column for each output.
  func run(columns: [[Double]], count: Int) -> [[Double]] {
    var results = outputs.map { _ in [Double](repeating: .nan, count: count) }
    var scratch = Scratch()
    let block = TileEvaluator.block
    for start in stride(from: 0, to: count, by: block) {
      let part = min(block, count - start)
      let fed = columns.map { column in Self.copy(column[start..<start + part]) }
      let made = (0..<max(1, slotCount)).map { _ in UnsafeMutablePointer<Double>.allocate(capacity: part) }
      defer { for pointer in fed + made { pointer.deallocate() } }
      // A program without inputs is still handed a pointer that it never reads.
      let inputs = fed.isEmpty ? made.map { UnsafePointer($0) } : fed.map { UnsafePointer($0) }
      inputs.withUnsafeBufferPointer { inputs in
        made.withUnsafeBufferPointer { made in
          guard let inputs = inputs.baseAddress, let made = made.baseAddress else { return }
          run(count: part, inputs: inputs, outputs: made, scratch: &scratch)
        }
      }
      for (index, output) in outputs.enumerated() {
        for row in 0..<part { results[index][start + row] = Self.value(output, row, made) }
      }
    }
    return results
  }

  private static func value(_ output: Output, _ row: Int, _ slots: [UnsafeMutablePointer<Double>]) -> Double {
    switch output {
    case .constant(let value): value
    case .slot(let slot): slots[slot][row]
    case .scaled(let slot, let factor): slots[slot][row] * factor
    }
  }

  private static func copy(_ values: ArraySlice<Double>) -> UnsafeMutablePointer<Double> {
    let start = UnsafeMutablePointer<Double>.allocate(capacity: max(1, values.count))
    _ = UnsafeMutableBufferPointer(start: start, count: values.count).initialize(from: values)
    return start
  }
}
