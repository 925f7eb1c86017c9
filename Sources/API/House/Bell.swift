public import Serving
internal import Synchronization

/// Tells pages that are open that something was entered into the journal, and nothing about what: they ask
/// anew, and the guard says what they may see.
public final class Bell: Sendable {
  private struct State {
    var next = 0
    var listeners: [Int: AsyncStream<ServerEvent>.Continuation] = [:]
  }

  private let state = Mutex(State())

  /// A bell that nobody hears yet.
  public init() {}

  /// One who listens, until the stream is dropped. Strokes that were not fetched in time are one stroke.
  public func stream() -> AsyncStream<ServerEvent> {
    let (stream, continuation) = AsyncStream.makeStream(
      of: ServerEvent.self, bufferingPolicy: .bufferingNewest(1))
    let number = state.withLock { state in
      state.next += 1
      state.listeners[state.next] = continuation
      return state.next
    }
    continuation.onTermination = { [weak self] _ in
      self?.state.withLock { $0.listeners[number] = nil }
    }
    return stream
  }

  /// How many listen.
  var count: Int { state.withLock { $0.listeners.count } }

  func ring() {
    // Outside of the lock: who has gone takes itself off the list at once.
    for listener in state.withLock({ Array($0.listeners.values) }) {
      listener.yield(ServerEvent("entry", name: "changed"))
    }
  }
}

extension HTTPRequest {
  /// Where pages hear the bell.
  public static let bellPath = "/registry/events"

  /// Whether a page asks by itself, nobody being there perhaps: that keeps no session awake.
  var isOfPage: Bool { path == Self.bellPath || header("x-watching") != nil }
}
