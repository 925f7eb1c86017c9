import CMicrohttpd

extension ServerEvent {
  /// As it goes over the wire; a line break within the data begins a new line of data.
  var encoded: [UInt8] {
    var text = ""
    if !id.isEmpty { text += "id: \(Self.oneLine(id))\n" }
    if !name.isEmpty { text += "event: \(Self.oneLine(name))\n" }
    for line in data.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      text += "data: \(line)\n"
    }
    return Array((text + "\n").utf8)
  }

  private static func oneLine(_ text: String) -> String {
    String(text.map { $0.isNewline || $0 == "\0" ? " " : $0 })
  }
}

/// Between a stream of events and the connection that fetches them. The connection sleeps while there is
/// nothing to send.
final class EventPipe: Sendable {
  /// What a client that does not read may leave lying before it is cut off.
  private static let mostWaiting = 1 << 20

  struct State {
    var bytes: [UInt8] = Array("retry: 3000\n\n".utf8)
    var first = 0
    var isEnded = false
    /// The connection, when it sleeps.
    var sleeper: ConnectionHandle?
    var lastMoved = Tick.now
    var sent = 0
    var pump: Task<Void, Never>?
  }

  private let connection: ConnectionHandle
  private let state = Guarded(State())

  init(_ connection: ConnectionHandle) { self.connection = connection }

  /// Begins to take events from a stream.
  func pump(_ stream: AsyncStream<ServerEvent>, on pool: HandlerPool) {
    let task = Task(executorPreference: pool) {
      for await event in stream { self.push(event.encoded) }
      self.end()
    }
    state.withLock { $0.pump = task }
  }

  /// Adds bytes and wakes the connection.
  func push(_ bytes: [UInt8]) {
    state.withLock { state in
      guard !state.isEnded else { return }
      if state.bytes.count - state.first > Self.mostWaiting {
        state.isEnded = true
      } else {
        state.bytes += bytes
      }
      state.wake()
    }
  }

  /// Ends the stream when what waits is sent.
  func end() {
    let pump = state.withLock { state in
      state.isEnded = true
      state.wake()
      return state.pump
    }
    pump?.cancel()
  }

  /// Sends a comment when nothing has moved for some time: so both sides see that the other is there.
  func pulse(_ now: Tick, after seconds: Double) {
    state.withLock { state in
      guard !state.isEnded, now > state.lastMoved.after(seconds) else { return }
      state.bytes += Array(":\n\n".utf8)
      state.wake()
    }
  }

  /// How many bytes were sent.
  var sent: Int { state.withLock { $0.sent } }

  /// Gives the connection what there is; puts it to sleep when there is nothing.
  func read(_ buffer: UnsafeMutableRawPointer, _ most: Int) -> Int {
    state.withLock { state in
      let count = min(most, state.bytes.count - state.first)
      guard count > 0 else {
        if state.isEnded { return -1 }
        state.sleeper = connection
        connection.suspend()
        return 0
      }
      state.bytes.withUnsafeBytes {
        buffer.copyMemory(from: $0.baseAddress! + state.first, byteCount: count)
      }
      state.took(count)
      return count
    }
  }
}

extension EventPipe.State {
  mutating func wake() {
    lastMoved = .now
    sleeper?.resume()
    sleeper = nil
  }

  mutating func took(_ count: Int) {
    first += count
    sent += count
    lastMoved = .now
    if first == bytes.count {
      bytes.removeAll(keepingCapacity: bytes.capacity < 1 << 16)
      first = 0
    }
  }
}

/// The library asks for the next bytes of a stream.
func readEvents(
  _ pipe: UnsafeMutableRawPointer?, _ place: UInt64, _ buffer: UnsafeMutablePointer<CChar>?, _ most: Int
) -> Int {
  guard let pipe, let buffer else { return -2 }
  return Unmanaged<EventPipe>.fromOpaque(pipe).takeUnretainedValue().read(buffer, most)
}

/// The library is done with a stream: it has ended, or the client went away.
func dropEvents(_ pipe: UnsafeMutableRawPointer?) {
  guard let pipe else { return }
  Unmanaged<EventPipe>.fromOpaque(pipe).takeRetainedValue().end()
}
