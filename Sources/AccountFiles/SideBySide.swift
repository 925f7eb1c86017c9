internal import Dispatch
internal import Synchronization

/// Does several things on so many threads, each begun in its order; returns when all have ended.
///
/// - Throws: Of those that failed, what the first one threw.
func sideBySide(threads: Int, _ tasks: [@Sendable () throws -> Void]) throws {
  let next = Atomic(0)
  let failures = Mutex<[Int: any Error]>([:])
  DispatchQueue.concurrentPerform(iterations: min(max(1, threads), tasks.count)) { _ in
    while true {
      let number = next.add(1, ordering: .relaxed).oldValue
      guard number < tasks.count else { return }
      do { try tasks[number]() } catch { failures.withLock { $0[number] = error } }
    }
  }
  if let first = failures.withLock({ $0.min { $0.key < $1.key } }) { throw first.value }
}

/// A value that one thread makes and others wait for. Whoever makes it must have begun before anybody waits,
/// and make it whatever else fails, or all wait for ever.
final class Awaited<Value: Sendable>: Sendable {
  private let made = Mutex<Result<Value, any Error>?>(nil)
  private let group = DispatchGroup()

  init() { group.enter() }

  /// Makes the value; a failure is thrown here and to all who wait.
  func keep(_ make: () throws -> Value) throws {
    let result = Result { try make() }
    made.withLock { $0 = result }
    group.leave()
    _ = try result.get()
  }

  func value() throws -> Value {
    group.wait()
    guard let result = made.withLock({ $0 }) else { preconditionFailure("What is awaited has been made.") }
    return try result.get()
  }
}
