/// The registers of a running program. One for each thread and program; a scratch that goes from program to program
/// works too, and is filled anew each time.
public struct Scratch {
  private var storage: Storage?

  public init() {}

  private final class Storage {
    let code: Program.Code
    let values: UnsafeMutablePointer<Double>
    let blocks: Blocks
    private let valueCount: Int

    init(_ code: Program.Code) {
      self.code = code
      let owned = code.registerCount + code.constants.count
      valueCount = owned * Program.pieceSize
      values = .allocate(capacity: max(valueCount, 1))
      values.initialize(repeating: 0, count: valueCount)
      let count = owned + code.inputCount + code.outputCount
      blocks = .allocate(capacity: max(count, 1))
      for index in 0..<count {
        (blocks + index).initialize(to: values + min(index, max(owned - 1, 0)) * Program.pieceSize)
      }
      for (index, constant) in code.constants.enumerated() {
        blocks[code.registerCount + index].update(repeating: constant, count: Program.pieceSize)
      }
    }

    deinit {
      values.deallocate()
      blocks.deallocate()
    }
  }

  mutating func blocks(for code: Program.Code) -> Blocks {
    if let storage, storage.code === code { return storage.blocks }
    let made = Storage(code)
    storage = made
    return made.blocks
  }
}
