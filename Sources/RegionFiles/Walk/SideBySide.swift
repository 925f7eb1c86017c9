import Dispatch
import Synchronization

/// Calls `body` with each number below `count`, in their order, on so many threads; returns when all calls
/// have.
func sideBySide(_ count: Int, threads: Int, _ body: @Sendable (Int) -> Void) {
  let next = Atomic(0)
  DispatchQueue.concurrentPerform(iterations: min(max(1, threads), count)) { _ in
    while true {
      let number = next.add(1, ordering: .relaxed).oldValue
      guard number < count else { return }
      body(number)
    }
  }
}

/// Does two things at the same time where there are threads for both.
///
/// - Throws: What the first one threw, else what the second one did.
func together<First: Sendable, Second: Sendable>(
  threads: Int, _ first: @Sendable () throws -> First, _ second: @Sendable () throws -> Second
) throws -> (First, Second) {
  let done = Mutex<(Result<First, any Error>?, Result<Second, any Error>?)>((nil, nil))
  sideBySide(2, threads: threads) { number in
    if number == 0 {
      let result = Result { try first() }
      done.withLock { $0.0 = result }
    } else {
      let result = Result { try second() }
      done.withLock { $0.1 = result }
    }
  }
  guard case (let one?, let other?) = done.withLock({ $0 }) else { preconditionFailure("Both were done.") }
  return (try one.get(), try other.get())
}
