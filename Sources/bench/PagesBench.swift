import Foundation

/// Clients that ask for pages at set moments, whatever became of the request before: what waits behind a slow
/// answer counts from the moment at which it was due, as it does for people.
struct PagesBench {
  let port: Int
  let clients: Int
  let seconds: Int
  let paths: [String]

  /// What one client saw.
  private struct Seen {
    /// Milliseconds from the moment due to the last byte, by path.
    var times: [(path: Int, ms: Double)] = []
    var errors: [String] = []
  }

  func run() throws {
    let everybody = SeenByAll()
    let begin = Date().addingTimeInterval(0.5)
    let threads = (0..<clients).map { number in
      Thread { everybody.add(client(number, from: begin)) }
    }
    for thread in threads {
      thread.stackSize = 1 << 20
      thread.start()
    }
    report(everybody.wait(for: clients))
  }

  /// One client: a request a second on a connection that is kept, its second shifted by its number.
  private func client(_ number: Int, from begin: Date) -> Seen {
    var seen = Seen()
    let connection = PlainConnection(port: port)
    for second in 0..<seconds {
      let due = begin.addingTimeInterval(Double(second) + Double(number) / Double(clients))
      let early = due.timeIntervalSinceNow
      if early > 0 { Thread.sleep(forTimeInterval: early) }
      // Every client goes through all paths, and in each second all paths are asked for alike.
      let path = (number + second) % paths.count
      let status = connection.get(paths[path])
      let late = -due.timeIntervalSinceNow * 1000
      if (200..<400).contains(status) {
        seen.times.append((path, late))
      } else {
        seen.errors.append("\(status) \(paths[path])")
      }
    }
    return seen
  }

  private func report(_ all: [Seen]) {
    let times = all.flatMap(\.times)
    let errors = all.flatMap(\.errors)
    for (number, path) in paths.enumerated() {
      let own = times.filter { $0.path == number }.map(\.ms).sorted()
      print("\(text(quantile(own, 0.5)))\t\(text(quantile(own, 0.99)))\t\(text(own.last ?? 0))\t\(path)")
    }
    for error in Set(errors).sorted().prefix(10) { print("error: \(error)") }
    let sorted = times.map(\.ms).sorted()
    print("requests: \(times.count + errors.count)")
    print("errors: \(errors.count)")
    print("p50-ms: \(text(quantile(sorted, 0.5)))")
    print("p99-ms: \(text(quantile(sorted, 0.99)))")
    print("max-ms: \(text(sorted.last ?? 0))")
  }

  /// The least time that at least the given part of all do not exceed.
  private func quantile(_ sorted: [Double], _ part: Double) -> Double {
    guard !sorted.isEmpty else { return 0 }
    return sorted[min(sorted.count - 1, max(0, Int((Double(sorted.count) * part).rounded(.up)) - 1))]
  }

  private func text(_ ms: Double) -> String { String(format: "%.2f", ms) }

  /// What the clients saw, gathered from their threads.
  private final class SeenByAll: @unchecked Sendable {
    private let condition = NSCondition()
    private var all: [Seen] = []

    func add(_ seen: Seen) {
      condition.withLock {
        all.append(seen)
        condition.signal()
      }
    }

    func wait(for count: Int) -> [Seen] {
      condition.withLock {
        while all.count < count { condition.wait() }
        return all
      }
    }
  }
}

/// A connection to a server on this machine that sends GET and reads whole answers with a known length.
private final class PlainConnection {
  private let port: Int
  private var descriptor: Int32 = -1

  init(port: Int) { self.port = port }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// The status of an answer read to its end; 0 when there was none.
  func get(_ path: String) -> Int {
    if descriptor < 0 { open() }
    let request = "GET \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nAccept: text/html\r\n\r\n"
    if let status = exchange(request) { return status }
    // The server may have closed a connection that was idle.
    open()
    return exchange(request) ?? 0
  }

  private func open() {
    if descriptor >= 0 { close(descriptor) }
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var place = sockaddr_in()
    place.sin_family = sa_family_t(AF_INET)
    place.sin_port = UInt16(port).bigEndian
    place.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    _ = withUnsafePointer(to: &place) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    var (yes, limit): (Int32, timeval) = (1, timeval(tv_sec: 20, tv_usec: 0))
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
  }

  private func exchange(_ request: String) -> Int? {
    let bytes = Array(request.utf8)
    guard send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else { return nil }
    var (got, buffer): ([UInt8], [UInt8]) = ([], [UInt8](repeating: 0, count: 1 << 16))
    var whole: Int?
    while whole.map({ got.count < $0 }) ?? true {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      got += buffer.prefix(count)
      if whole == nil { whole = Self.wholeLength(got) }
    }
    return String(decoding: got.prefix(16), as: UTF8.self).split(separator: " ").dropFirst().first
      .flatMap { Int($0) }
  }

  /// Bytes of head and body; `nil` while the head has not come whole.
  private static func wholeLength(_ got: [UInt8]) -> Int? {
    guard let gap = Data(got).range(of: Data("\r\n\r\n".utf8)) else { return nil }
    let head = String(decoding: got[..<gap.lowerBound], as: UTF8.self).lowercased()
    let line = head.split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
    return gap.upperBound + (line.flatMap { Int($0.dropFirst(15).filter { $0 != " " }) } ?? 0)
  }
}
