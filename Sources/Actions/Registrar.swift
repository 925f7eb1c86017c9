internal import Dispatch
internal import Foundation
public import Journal
public import Store
internal import Synchronization

/// The one writer of a registry: takes what is queued, decides it in order, makes it durable in one
/// transaction, and only then answers.
///
/// It never waits for more than is queued: a lone client waits for one flush, many clients share one.
public final class Registrar: Sendable {
  /// The most commands that one transaction takes.
  static let batchLimit = 1000
  /// How long a batch may be decided before it is made durable.
  static let deciding = Duration.milliseconds(2)

  typealias Waiting = (request: Request, answer: @Sendable (Answer) -> Void)

  private struct Queue: Sendable {
    var waiting: [Waiting] = []
    var isOpen = true
  }

  private let queue = Mutex(Queue())
  private let bell = DispatchSemaphore(value: 0)
  private let ended = DispatchSemaphore(value: 0)
  private let writer: Mutex<Writer>
  private let clock: @Sendable () -> Moment

  /// Starts the writer over a registry that was opened.
  ///
  /// - Parameter clock: What time it is. Nothing below reads a clock.
  /// - Throws: A fault of the store, or ``MalformedRow`` when the tables cannot be read.
  public init(
    store: any RegistryStore, hash: HashFunction, rules: RegistryRules,
    clock: @escaping @Sendable () -> Moment
  ) throws {
    writer = Mutex(try Writer(store: store, hash: hash, rules: rules))
    self.clock = clock
    let thread = Thread { [self] in run() }
    thread.name = "registrar"
    thread.stackSize = 8 << 20
    thread.start()
  }

  /// Asks, and hears the answer on the writer's thread.
  public func submit(_ request: Request, _ answer: @escaping @Sendable (Answer) -> Void) {
    let isQueued = queue.withLock { queue in
      if queue.isOpen { queue.waiting.append((request, answer)) }
      return queue.isOpen
    }
    if isQueued { bell.signal() } else { answer(.failed(StoreFault(.closed, "registrar"))) }
  }

  /// Asks, and waits for the answer.
  public func submit(_ request: Request) async -> Answer {
    await withCheckedContinuation { waiting in submit(request) { waiting.resume(returning: $0) } }
  }

  /// Reads the state as it is after all that was acknowledged; batches wait meanwhile.
  public func read<Value: Sendable>(_ body: (borrowing World) throws -> Value) throws -> Value {
    try writer.withLock { writer in try body(try writer.currentWorld()) }
  }

  /// Reads the state together with the sequence of the last entry that it rests on.
  public func stamped<Value: Sendable>(
    _ body: (borrowing World, _ sequence: UInt64) throws -> Value
  ) throws -> Value {
    try writer.withLock { writer in try body(try writer.currentWorld(), writer.sequence) }
  }

  /// Answers everything that is queued, then closes the store. Requests after it fail.
  public func close() {
    let wasOpen = queue.withLock { queue in
      defer { queue.isOpen = false }
      return queue.isOpen
    }
    guard wasOpen else { return }
    bell.signal()
    ended.wait()
  }

  private func run() {
    while let batch = nextBatch() {
      let count = writer.withLock { writer in writer.handle(batch, at: clock) }
      putBack(batch[count...])
    }
    writer.withLock { $0.close() }
    ended.signal()
  }

  /// What is queued, at most ``batchLimit``; waits while there is nothing; `nil` at the end.
  private func nextBatch() -> ArraySlice<Waiting>? {
    while true {
      let (batch, isOpen) = queue.withLock { queue in
        let batch = queue.waiting.prefix(Self.batchLimit)
        queue.waiting.removeFirst(batch.count)
        return (batch, queue.isOpen)
      }
      if !batch.isEmpty { return batch }
      if !isOpen { return nil }
      bell.wait()
    }
  }

  private func putBack(_ rest: ArraySlice<Waiting>) {
    guard !rest.isEmpty else { return }
    queue.withLock { $0.waiting.insert(contentsOf: rest, at: 0) }
  }
}
