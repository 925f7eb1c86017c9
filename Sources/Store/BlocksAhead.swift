internal import Dispatch
public import Journal
internal import Synchronization

extension RegistryView {
  /// Reads blocks in their order, each prepared on one of the machine's cores before its turn comes, until
  /// there are no more or `body` answers no.
  ///
  /// - Parameter prepare: What a block is made into; asked on other threads, and for some blocks behind the
  ///   one at which `body` stops.
  public func eachBlock<Prepared: Sendable>(
    from number: UInt64, ahead prepare: @escaping @Sendable (Block) -> Prepared,
    _ body: (Prepared) throws -> Bool
  ) throws {
    var (open, bytes): ([Block], Int) = ([], 0)
    var running: BlocksAhead<Prepared>?
    var isStopped = false
    func turn(_ next: BlocksAhead<Prepared>?) throws -> Bool {
      let ready = running?.wait() ?? []
      running = next
      isStopped = try !ready.allSatisfy { try body($0) }
      return !isStopped
    }
    try eachBlock(from: number) { block in
      open.append(block)
      bytes += block.entries.reduce(0) { $0 + $1.count }
      if bytes < blockBytesAhead, open.count < blocksAhead { return true }
      defer { (open, bytes) = ([], 0) }
      return try turn(BlocksAhead(open, prepare))
    }
    if isStopped { return }
    if try turn(open.isEmpty ? nil : BlocksAhead(open, prepare)) { _ = try turn(nil) }
  }
}

/// The most that is prepared at a time: it lies in memory three times.
private let blockBytesAhead = 4 << 20
private let blocksAhead = 256

/// Blocks that are being prepared.
private final class BlocksAhead<Prepared: Sendable>: Sendable {
  private let values: Mutex<[Prepared?]>
  private let done = DispatchSemaphore(value: 0)

  init(_ blocks: [Block], _ prepare: @escaping @Sendable (Block) -> Prepared) {
    values = Mutex(Array(repeating: nil, count: blocks.count))
    DispatchQueue.global(qos: .userInitiated).async { [self] in
      DispatchQueue.concurrentPerform(iterations: blocks.count) { index in
        let value = prepare(blocks[index])
        values.withLock { $0[index] = value }
      }
      done.signal()
    }
  }

  /// All of them, in their order; once.
  func wait() -> [Prepared] {
    done.wait()
    return values.withLock { $0.compactMap { $0 } }
  }
}
