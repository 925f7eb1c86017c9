/// The cells of a block in which something is missing, packed together: they are few, and following them is dear.
final class MissingLanes {
  private let quantities: Int
  /// For each quantity which cells of the block are missing.
  private let all: UnsafeMutablePointer<UInt8>
  private let packedMarks: UnsafeMutablePointer<UInt8>
  private let packedInputs: UnsafeMutablePointer<Double>
  private let inputs: [UnsafePointer<Double>]

  init(quantities: Int, inputs count: Int) {
    self.quantities = quantities
    let block = TileEvaluator.block
    all = .allocate(capacity: max(1, quantities) * block)
    packedMarks = .allocate(capacity: max(1, quantities) * block)
    packedInputs = .allocate(capacity: count * block)
    let start = packedInputs
    inputs = (0..<count).map { UnsafePointer(start + $0 * block) }
  }

  deinit {
    all.deallocate()
    packedMarks.deallocate()
    packedInputs.deallocate()
  }

  /// Where the marks of a quantity are to be put.
  func marks(_ quantity: Int, block: Int) -> UnsafeMutablePointer<UInt8> { all + quantity * block }

  /// Brings the cells that any quantity has marked together.
  ///
  /// - Returns: How many there are, their inputs, and their marks quantity after quantity.
  func pack(
    _ cells: Int, _ blocks: [UnsafePointer<Double>]
  ) -> (count: Int, inputs: [UnsafePointer<Double>], marks: UnsafePointer<UInt8>) {
    let block = TileEvaluator.block
    let chosen = (0..<cells).filter { cell in
      (0..<quantities).contains { all[$0 * block + cell] != 0 }
    }
    for quantity in 0..<quantities {
      for (place, cell) in chosen.enumerated() {
        packedMarks[quantity * chosen.count + place] = all[quantity * block + cell]
      }
    }
    for (input, values) in blocks.enumerated() {
      for (place, cell) in chosen.enumerated() { packedInputs[input * block + place] = values[cell] }
    }
    return (chosen.count, inputs, UnsafePointer(packedMarks))
  }
}
