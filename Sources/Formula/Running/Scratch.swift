/// The registers of a running program. One for each thread and program; a scratch that goes from program to
/// program works too, and is filled anew each time.
public struct Scratch {
  private var storage: Storage?

  public init() {}

  private final class Storage {
    let code: Program.Code
    let values: UnsafeMutablePointer<Double>
    let blocks: Blocks
    /// Blocks a multiple of 4096 bytes apart would lie on the same lines of the cache and wait for each
    /// other.
    private static let stride = Program.pieceSize + 40

    init(_ code: Program.Code) {
      self.code = code
      let owned = code.registerCount + code.constants.count
      let valueCount = owned * Self.stride
      values = .allocate(capacity: max(valueCount, 1))
      values.initialize(repeating: 0, count: valueCount)
      let count = owned + code.inputCount + code.outputCount
      blocks = .allocate(capacity: max(count, 1))
      for index in 0..<count {
        (blocks + index).initialize(to: values + min(index, max(owned - 1, 0)) * Self.stride)
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
