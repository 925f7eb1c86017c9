internal import Dispatch
internal import Foundation
internal import Store
internal import Synchronization

/// Makes batches durable on a thread of its own and answers whoever waits for them, one batch at a time, so
/// that the next batch is decided meanwhile.
///
/// Whoever has the turn hands a batch over and asks how it went; both happen in no other way.
final class Committer: Sendable {
  /// A batch on its way.
  private struct Work {
    let decided: DecidedBatch
    let store: any RegistryStore
  }

  private struct State {
    var work: Work?
    /// Whether a batch was handed over of which nobody asked yet how it went.
    var isPending = false
    /// Whether it is being made durable still.
    var isBusy = false
    var failure: FailedBatch?
  }

  private let state = Mutex(State())
  private let bell = DispatchSemaphore(value: 0)
  private let done = DispatchSemaphore(value: 0)
  private let ended = DispatchSemaphore(value: 0)

  /// Starts the thread.
  ///
  /// - Parameter whenFailed: Told on that thread that a batch failed, so that somebody settles it soon.
  init(whenFailed: @escaping @Sendable () -> Void) {
    let thread = Thread { [self] in run(whenFailed) }
    thread.name = "committer"
    thread.stackSize = 8 << 20
    thread.start()
  }

  /// Whether a batch is being made durable.
  var isBusy: Bool { state.withLock { $0.isBusy } }

  /// Whether a batch was handed over that was not settled yet.
  var isPending: Bool { state.withLock { $0.isPending } }

  /// Takes a batch, after the one before it was settled.
  func hand(_ decided: DecidedBatch, to store: any RegistryStore) {
    state.withLock { state in
      precondition(!state.isPending, "The batch before was settled.")
      state.work = Work(decided: decided, store: store)
      (state.isPending, state.isBusy) = (true, true)
    }
    bell.signal()
  }

  /// Waits until no batch is on its way.
  ///
  /// - Returns: The batch, if it failed. Nobody of those who wait for it has been answered then.
  func settle() -> FailedBatch? {
    guard state.withLock({ $0.isPending }) else { return nil }
    done.wait()
    return state.withLock { state in
      defer { (state.isPending, state.failure) = (false, nil) }
      return state.failure
    }
  }

  /// Ends the thread after what it still does.
  func close() {
    bell.signal()
    ended.wait()
  }

  private func run(_ whenFailed: () -> Void) {
    while let work = nextWork() {
      let failure = work.decided.commit(to: work.store)
      state.withLock { state in
        state.isBusy = false
        state.failure = failure
      }
      done.signal()
      if failure == nil {
        work.decided.deliver()
        work.store.rest()
      } else {
        whenFailed()
      }
    }
    ended.signal()
  }

  /// What was handed over; `nil` when the bell rings for the end.
  private func nextWork() -> Work? {
    bell.wait()
    return state.withLock { state in
      defer { state.work = nil }
      return state.work
    }
  }
}

/// A batch that did not become durable, as far as anybody knows.
struct FailedBatch: Sendable {
  let decided: DecidedBatch
  let fault: StoreFault
}
