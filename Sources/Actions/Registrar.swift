internal import Dispatch
internal import Foundation
public import Journal
public import Store
internal import Synchronization

/// The one writer of a registry: takes what is queued, decides it in order, makes it durable in one
/// transaction, and only then answers.
///
/// While one batch becomes durable the next one is decided; what was decided ahead is thrown away and decided
/// anew when the batch before it fails. It never waits for more than is queued: a lone client waits for one
/// flush, many clients share one.
public final class Registrar: Sendable {
  /// The most commands that one transaction takes.
  static let batchLimit = 1000
  /// How many commands are decided before the writer looks whether the store is free again.
  static let pieceLimit = 128

  typealias Waiting = (request: Request, answer: @Sendable (Answer) -> Void)

  private let queue = RequestQueue()
  private let ended = DispatchSemaphore(value: 0)
  private let turns = Turns()
  /// Touched by whoever has the turn.
  private let writer: Mutex<Writer>
  private let committer: Committer
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
    committer = Committer { [queue] in queue.wake() }
    let thread = Thread { [self] in run() }
    thread.name = "registrar"
    thread.stackSize = 8 << 20
    thread.start()
  }

  /// Asks, and hears the answer on a thread of the writer, which must not wait there for another answer.
  public func submit(_ request: Request, _ answer: @escaping @Sendable (Answer) -> Void) {
    if !queue.add((request, answer)) { answer(.failed(StoreFault(.closed, "registrar"))) }
  }

  /// Asks, and waits for the answer.
  public func submit(_ request: Request) async -> Answer {
    await withCheckedContinuation { waiting in submit(request) { waiting.resume(returning: $0) } }
  }

  /// Asks, and blocks the thread until the answer is there; where nobody else is about, the command is
  /// decided and made durable on this very thread, which spares a lone client the ways between threads.
  public func ask(_ request: Request) -> Answer {
    if let answer = turns.takeIfFree({ askAlone(request) }), let answer { return answer }
    let ready = DispatchSemaphore(value: 0)
    let answer = Mutex<Answer?>(nil)
    submit(request) { heard in
      answer.withLock { $0 = heard }
      ready.signal()
    }
    ready.wait()
    return answer.withLock { $0 } ?? .failed(StoreFault(.closed, "registrar"))
  }

  /// Reads the state as it is after all that was acknowledged; batches wait meanwhile.
  public func read<Value: Sendable>(_ body: (borrowing World) throws -> Value) throws -> Value {
    try stamped { world, _ in try body(world) }
  }

  /// Reads the state together with the sequence of the last entry that it rests on.
  public func stamped<Value: Sendable>(
    _ body: (borrowing World, _ sequence: UInt64) throws -> Value
  ) throws -> Value {
    try turns.take {
      // What was decided ahead is no state that anybody may see before it is durable.
      settle()
      return try writer.withLock { writer in try body(try writer.currentWorld(), writer.sequence) }
    }
  }

  /// The store as it is open now; after a fault it is another one.
  public var store: any RegistryStore { writer.withLock { $0.store } }

  /// Answers everything that is queued, then closes the store. Requests after it fail.
  public func close() {
    if queue.close() { ended.wait() }
  }
}

extension Registrar {
  private func run() {
    while queue.wait() { turns.take { writeBatch() } }
    turns.take {
      settle()
      committer.close()
      writer.withLock { $0.close() }
    }
    ended.signal()
  }

  /// Decides what is queued while the batch before becomes durable, then sends it the same way.
  private func writeBatch() {
    if !committer.isBusy { settle() }
    var batch = writer.withLock { $0.begin(at: clock()) }
    repeat {
      let piece = queue.take(Self.pieceLimit)
      if piece.isEmpty { break }
      writer.withLock { $0.decide(piece, into: &batch, isStoreBusy: committer.isBusy) }
    } while batch.count < Self.batchLimit && committer.isBusy
    if !batch.isEmpty { send(batch) }
  }

  private func send(_ batch: OpenBatch) {
    let (decided, store) = writer.withLock { ($0.close(batch), $0.store) }
    let isAlone = !committer.isPending
    guard settle() else {
      // What was decided ahead rests on what did not happen.
      queue.putBack(decided.answers.map(\.waiting))
      return
    }
    if isAlone && queue.isEmpty {
      // Nobody to decide for meanwhile: the other thread would only cost time.
      finish(decided, failed: decided.commit(to: store))
    } else {
      committer.hand(decided, to: store)
    }
  }

  /// Decides and writes one request on the caller's thread; `nil` when others wait or come before it.
  private func askAlone(_ request: Request) -> Answer? {
    guard queue.isIdle, !committer.isBusy else { return nil }
    settle()
    let heard = Mutex<Answer?>(nil)
    let hear: @Sendable (Answer) -> Void = { answer in heard.withLock { $0 = answer } }
    let (decided, store) = writer.withLock { writer in
      var batch = writer.begin(at: clock())
      writer.decide([(request, hear)], into: &batch, isStoreBusy: false)
      return (writer.close(batch), writer.store)
    }
    finish(decided, failed: decided.commit(to: store))
    return heard.withLock { $0 }
  }

  /// Waits until nothing is on its way.
  ///
  /// - Returns: Whether all of it became durable. If not, memory was loaded anew and everybody was answered.
  @discardableResult
  private func settle() -> Bool {
    guard let failed = committer.settle() else { return true }
    finish(failed.decided, failed: failed)
    return false
  }

  private func finish(_ decided: DecidedBatch, failed: FailedBatch?) {
    guard let failed else {
      decided.deliver()
      return writer.withLock { $0.store }.rest()
    }
    decided.deliver(failing: writer.withLock { $0.recover(from: failed) })
  }
}
