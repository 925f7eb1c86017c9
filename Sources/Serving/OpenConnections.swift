import Glibc

/// The connections that are open, and until when each must have got on.
final class OpenConnections: Sendable {
  struct Entry: Sendable {
    let socket: Int32
    let opened: Tick
    /// When it is cut off; `nil` for never.
    var deadline: Tick?
    /// The request under way.
    var exchange: Exchange?
    /// The stream of events under way.
    var pipe: EventPipe?
    /// Whether a request has begun on it.
    var wasUsed = false
  }

  private let entries = Guarded<[ConnectionHandle: Entry]>([:])

  /// A client has connected.
  func open(_ handle: ConnectionHandle, socket: Int32, deadline: Tick) {
    entries.withLock { $0[handle] = Entry(socket: socket, opened: .now, deadline: deadline) }
  }

  /// The connection is no more.
  func close(_ handle: ConnectionHandle) { entries.withLock { _ = $0.removeValue(forKey: handle) } }

  /// Changes what is known of a connection.
  func update(_ handle: ConnectionHandle, _ change: (inout Entry) -> Void) {
    entries.withLock { if $0[handle] != nil { change(&$0[handle]!) } }
  }

  var count: Int { entries.withLock { $0.count } }

  /// Requests under way.
  var exchanges: [Exchange] { entries.withLock { $0.values.compactMap(\.exchange) } }

  /// Streams under way.
  var pipes: [EventPipe] { entries.withLock { $0.values.compactMap(\.pipe) } }

  /// Whether something runs, or a client has just come and not yet said what it wants.
  func isBusy(_ now: Tick) -> Bool {
    entries.withLock {
      $0.values.contains { $0.exchange != nil || (!$0.wasUsed && $0.opened.after(1) > now) }
    }
  }

  /// Cuts off those whose time is over, ends streams whose client has gone and keeps the others alive.
  func sweep(_ now: Tick, pulse: Double) {
    let quiet = entries.withLock { entries in
      for (handle, entry) in entries where entry.deadline.map({ $0 < now }) ?? false {
        // Only shut: closing is the library's, which sees the end of the stream.
        shutdown(entry.socket, Int32(SHUT_RDWR))
        entries[handle]?.deadline = nil
      }
      return entries.values.compactMap { entry in entry.pipe.map { ($0, Self.isGone(entry.socket)) } }
    }
    for (pipe, isGone) in quiet {
      if isGone { pipe.end() } else { pipe.pulse(now, after: pulse) }
    }
  }

  private static func isGone(_ socket: Int32) -> Bool {
    var byte: UInt8 = 0
    let got = recv(socket, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT))
    return got == 0 || (got < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR)
  }
}
