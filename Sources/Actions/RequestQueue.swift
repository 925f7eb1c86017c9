internal import Dispatch
internal import Synchronization

/// What clients asked and nobody has decided yet, in the order of asking.
final class RequestQueue: Sendable {
  private struct State {
    var waiting: [Registrar.Waiting] = []
    /// How many of the first were taken.
    var taken = 0
    var isOpen = true
    /// Whether the writer sleeps until the bell rings.
    var isWriterAsleep = false
    /// Whether the writer is wanted though nothing may be queued.
    var isWanted = false
  }

  private let state = Mutex(State())
  private let bell = DispatchSemaphore(value: 0)

  /// Whether nothing is queued.
  var isEmpty: Bool { state.withLock { $0.taken == $0.waiting.count } }
  /// Whether nothing is queued and something may come still.
  var isIdle: Bool { state.withLock { $0.isOpen && $0.taken == $0.waiting.count } }

  /// Queues a request; no after the closing.
  func add(_ waiting: Registrar.Waiting) -> Bool {
    change { state in
      if state.isOpen { state.waiting.append(waiting) }
      return state.isOpen
    }
  }

  /// Queues requests again that were taken last, before all others.
  func putBack(_ rest: [Registrar.Waiting]) {
    change { state in
      state.waiting.replaceSubrange(..<state.taken, with: rest)
      state.taken = 0
    }
  }

  /// Wakes the writer.
  func wake() { change { $0.isWanted = true } }

  /// Takes no more; whether it was open before.
  func close() -> Bool {
    change { state in
      defer { state.isOpen = false }
      return state.isOpen
    }
  }

  private func change<Value: Sendable>(_ body: (inout sending State) -> sending Value) -> Value {
    let (value, rings) = state.withLock { state in
      let value = body(&state)
      defer { state.isWriterAsleep = false }
      return (value, state.isWriterAsleep)
    }
    if rings { bell.signal() }
    return value
  }

  /// Takes the first requests, at most so many.
  func take(_ limit: Int) -> [Registrar.Waiting] {
    state.withLock { state in
      let end = min(state.waiting.count, state.taken + limit)
      let piece = Array(state.waiting[state.taken..<end])
      state.taken = end
      if end == state.waiting.count {
        state.waiting.removeAll(keepingCapacity: true)
        state.taken = 0
      }
      return piece
    }
  }

  /// Waits until there is something to do; no when everything is done and nothing more can come.
  func wait() -> Bool {
    while true {
      let hasWork: Bool? = state.withLock { state in
        defer { state.isWanted = false }
        if state.isWanted || state.taken < state.waiting.count { return true }
        state.isWriterAsleep = state.isOpen
        return state.isOpen ? nil : false
      }
      if let hasWork { return hasWork }
      bell.wait()
    }
  }
}
