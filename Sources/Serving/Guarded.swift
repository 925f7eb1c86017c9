internal import Foundation

/// A value that one thread at a time may touch. The system's own lock, which the thread sanitizer knows; it
/// does not see into the locks of `Synchronization`.
final class Guarded<Value>: @unchecked Sendable {
  private let lock = NSLock()
  private var value: Value

  init(_ value: sending Value) { self.value = value }

  /// Touches the value; nothing that takes long, or takes this lock again, may be done meanwhile.
  func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
    lock.lock()
    defer { lock.unlock() }
    return try body(&value)
  }
}
