internal import Foundation

/// Who may touch the state: one at a time, in the order in which they asked.
final class Turns: @unchecked Sendable {
  // Both numbers change under the condition's lock alone.
  private let condition = NSCondition()
  private var next: UInt64 = 0
  private var served: UInt64 = 0

  /// Waits for the turn, does something, and ends the turn.
  func take<Value>(_ body: () throws -> Value) rethrows -> Value {
    condition.withLock {
      let mine = next
      next += 1
      while served != mine { condition.wait() }
    }
    defer { end() }
    return try body()
  }

  /// Does something if nobody has the turn or waits for it; else answers `nil` at once.
  func takeIfFree<Value>(_ body: () -> Value) -> Value? {
    let isMine = condition.withLock {
      guard next == served else { return false }
      next += 1
      return true
    }
    guard isMine else { return nil }
    defer { end() }
    return body()
  }

  private func end() {
    condition.withLock {
      served += 1
      if served != next { condition.broadcast() }
    }
  }
}
