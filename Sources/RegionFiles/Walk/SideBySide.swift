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
