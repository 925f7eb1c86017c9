/// The cells of a block in which something is missing, packed together: they are few, and following them is
/// dear.
final class MissingLanes {
  /// The columns whose cells are looked at, each once.
  let columns: [Int]
  /// For each quantity that is traced the place of its column among these.
  private let quantities: [Int]
  /// For each column which cells of the block are missing.
  private let all: UnsafeMutablePointer<UInt8>
  private let packedMarks: UnsafeMutablePointer<UInt8>
  private let packedInputs: UnsafeMutablePointer<Double>
  private let inputs: [UnsafePointer<Double>]

  /// - Parameter traced: For each quantity that is traced the column of its values.
  init(columns traced: [Int], inputs count: Int) {
    let columns = Set(traced).sorted()
    self.columns = columns
    quantities = traced.map { columns.firstIndex(of: $0) ?? 0 }
    let block = TileEvaluator.block
    all = .allocate(capacity: max(1, columns.count) * block)
    packedMarks = .allocate(capacity: max(1, traced.count) * block)
    packedInputs = .allocate(capacity: count * block)
    let start = packedInputs
    inputs = (0..<count).map { UnsafePointer(start + $0 * block) }
  }

  deinit {
    all.deallocate()
    packedMarks.deallocate()
    packedInputs.deallocate()
  }

  /// Where the marks of a column are to be put, by its place in ``columns``.
  func marks(_ place: Int) -> UnsafeMutablePointer<UInt8> { all + place * TileEvaluator.block }

  /// Brings the cells that any quantity has marked together.
  ///
  /// - Returns: How many there are, their inputs, and their marks quantity after quantity.
  func pack(
    _ cells: Int, _ blocks: [UnsafePointer<Double>]
  ) -> (count: Int, inputs: [UnsafePointer<Double>], marks: UnsafePointer<UInt8>) {
    let block = TileEvaluator.block
    // Until the marks are packed, their room holds which cells any column has marked.
    packedMarks.update(repeating: 0, count: min(1, quantities.count) * cells)
    if !quantities.isEmpty {
      for column in columns.indices {
        for cell in 0..<cells { packedMarks[cell] |= all[column * block + cell] }
      }
    }
    let chosen = quantities.isEmpty ? [] : (0..<cells).filter { packedMarks[$0] != 0 }
    for (quantity, column) in quantities.enumerated() {
      for (place, cell) in chosen.enumerated() {
        packedMarks[quantity * chosen.count + place] = all[column * block + cell]
      }
    }
    for (input, values) in blocks.enumerated() {
      for (place, cell) in chosen.enumerated() { packedInputs[input * block + place] = values[cell] }
    }
    return (chosen.count, inputs, UnsafePointer(packedMarks))
  }
}
