import Glibc

/// A client that sends just the bytes it is told to, for requests that no honest client makes.
final class RawClient {
  let socket: Int32

  init(_ port: UInt16, seconds: Int = 10) throws {
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var place = sockaddr_in()
    place.sin_family = sa_family_t(AF_INET)
    place.sin_port = port.bigEndian
    inet_pton(AF_INET, "127.0.0.1", &place.sin_addr)
    let connected = withUnsafePointer(to: &place) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard connected == 0 else { throw NoConnection(errno: errno) }
    var limit = timeval(tv_sec: seconds, tv_usec: 0)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit { close(socket) }

  struct NoConnection: Error { let errno: Int32 }

  /// Sends bytes; `false` when the server has closed.
  @discardableResult
  func send(_ text: String) -> Bool { send(Array(text.utf8)) }

  @discardableResult
  func send(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// Says that no more will be sent.
  func shut() { shutdown(socket, Int32(SHUT_WR)) }

  /// All that comes until the server closes or the time is over.
  func readToEnd() -> String {
    var all: [UInt8] = []
    while let more = some() { all += more }
    return String(decoding: all, as: UTF8.self)
  }

  /// Reads until a text has come; what came until then.
  func read(until text: String) -> String {
    var all: [UInt8] = []
    while !String(decoding: all, as: UTF8.self).contains(text), let more = some() { all += more }
    return String(decoding: all, as: UTF8.self)
  }

  /// The next bytes; `nil` when there will be none.
  func some() -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = recv(socket, &buffer, buffer.count, 0)
    return count > 0 ? Array(buffer.prefix(count)) : nil
  }

  /// Reads one answer: its head and as many bytes as it announces.
  func answer() -> (status: Int, head: String, body: String)? {
    var all: [UInt8] = []
    let gap = Array("\r\n\r\n".utf8)
    while true {
      if let end = all.indices.first(where: { all[$0...].starts(with: gap) }) {
        let head = String(decoding: all[..<end], as: UTF8.self)
        let length = Self.length(head)
        while all.count < end + 4 + length, let more = some() { all += more }
        let status = head.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return (status, head, String(decoding: all[(end + 4)...].prefix(length), as: UTF8.self))
      }
      guard let more = some() else { return nil }
      all += more
    }
  }

  private static func length(_ head: String) -> Int {
    for line in head.split(separator: "\r\n") where line.lowercased().hasPrefix("content-length:") {
      return Int(line.drop { $0 != ":" }.dropFirst().filter { $0 != " " }) ?? 0
    }
    return 0
  }
}
