import Foundation
import Glibc
import Servers
import Synchronization

/// Stands between a client and a server's socket and can cut the line at a chosen moment.
final class SocketProxy: Sendable {
  enum Mode: Int {
    /// Everything passes.
    case open
    /// What the client asks is cut off before it reaches the server.
    case cutQuestions
    /// What the client asks reaches the server; the answer does not come back.
    case cutAnswers
  }

  let folder: Folder
  private let listener: Int32
  private let server: String
  private let mode = Atomic(Mode.open.rawValue)

  /// Listens in a folder of its own, under the name that libpq expects.
  init(server: String) throws {
    folder = try Folder()
    self.server = server
    listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    let code = Self.withAddress(folder.file(".s.PGSQL.5432")) { bind(listener, $0, $1) }
    guard code == 0, listen(listener, 8) == 0 else { throw PostgresServer.Absent(description: "no socket") }
    Thread.detachNewThread { [listener, server, mode = Reference(self)] in
      while true {
        let client = accept(listener, nil, nil)
        guard client >= 0 else { return }
        Thread.detachNewThread { Self.pass(client, to: server, mode) }
      }
    }
  }

  deinit { shutdown(listener, Int32(SHUT_RDWR)) }

  /// Chooses what happens to the next question.
  func set(_ mode: Mode) { self.mode.store(mode.rawValue, ordering: .sequentiallyConsistent) }

  /// The proxy as its threads see it: gone when the test lets it go.
  private final class Reference: Sendable {
    private let proxy: Mutex<WeakProxy>
    init(_ proxy: SocketProxy) { self.proxy = Mutex(WeakProxy(proxy: proxy)) }
    var mode: Mode {
      proxy.withLock { Mode(rawValue: $0.proxy?.mode.load(ordering: .sequentiallyConsistent) ?? 0) } ?? .open
    }
  }

  private struct WeakProxy { weak var proxy: SocketProxy? }

  private static func pass(_ client: Int32, to path: String, _ reference: Reference) {
    let server = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    defer {
      close(client)
      close(server)
    }
    guard withAddress(path, { connect(server, $0, $1) }) == 0 else { return }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var ends = [
      pollfd(fd: client, events: Int16(POLLIN), revents: 0),
      pollfd(fd: server, events: Int16(POLLIN), revents: 0),
    ]
    while true {
      guard poll(&ends, 2, 10_000) > 0 else { return }
      for (index, other) in [(0, server), (1, client)] where ends[index].revents != 0 {
        let count = recv(ends[index].fd, &buffer, buffer.count, 0)
        guard count > 0 else { return }
        if reference.mode == .cutQuestions, index == 0 { return }
        if reference.mode == .cutAnswers, index == 1 {
          // The first bytes of the answer may come before its end: the server finishes undisturbed.
          usleep(300_000)
          return
        }
        guard send(other, buffer, count, Int32(MSG_NOSIGNAL)) == count else { return }
      }
    }
  }

  private static func withAddress(
    _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { target in
      for (index, byte) in path.utf8.prefix(target.count - 1).enumerated() { target[index] = byte }
    }
    let size = socklen_t(MemoryLayout<sockaddr_un>.size)
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, size) }
    }
  }
}
