import Foundation

/// One request over a connection of its own: what Foundation's client cannot do, since it refuses the head of
/// chromedriver's answers.
struct DriverConnection {
  /// What went wrong below the protocol.
  struct Broken: Error, CustomStringConvertible {
    let description: String
  }

  let port: UInt16

  /// Sends a request and reads its answer to the end.
  func exchange(_ method: String, _ path: String, _ body: Data) throws -> (status: Int, body: Data) {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw Broken(description: "socket") }
    defer { close(descriptor) }
    try connect(descriptor)
    let head =
      "\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nContent-Type: application/json\r\n"
      + "Content-Length: \(body.count)\r\nConnection: close\r\n\r\n"
    try send(Data(head.utf8) + body, to: descriptor)
    return try answer(from: descriptor)
  }

  private func connect(_ descriptor: Int32) throws {
    var wait = timeval(tv_sec: 180, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let outcome = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard outcome == 0 else { throw Broken(description: "no connection to \(port)") }
  }

  private func send(_ data: Data, to descriptor: Int32) throws {
    var sent = 0
    while sent < data.count {
      let step = data.withUnsafeBytes { bytes in
        Glibc.send(
          descriptor, bytes.baseAddress?.advanced(by: sent), data.count - sent, Int32(MSG_NOSIGNAL))
      }
      guard step > 0 else { throw Broken(description: "the connection to \(port) broke") }
      sent += step
    }
  }

  private func answer(from descriptor: Int32) throws -> (status: Int, body: Data) {
    var data = Data()
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    let end = Data("\r\n\r\n".utf8)
    var wanted: (start: Int, count: Int)?
    while wanted.map({ data.count < $0.start + $0.count }) ?? true {
      let step = recv(descriptor, &piece, piece.count, 0)
      guard step >= 0 else { throw Broken(description: "no answer within three minutes") }
      if step == 0 { break }
      data.append(contentsOf: piece[..<step])
      if wanted == nil, let head = data.range(of: end) {
        let text = String(decoding: data[..<head.lowerBound], as: UTF8.self).lowercased()
        let length = text.firstMatch(of: /content-length: *(\d+)/).flatMap { Int($0.output.1) }
        wanted = (head.upperBound, length ?? .max / 2)
      }
    }
    let status = String(decoding: data.prefix(12), as: UTF8.self).split(separator: " ").last.flatMap {
      Int($0)
    }
    guard let wanted, let status else { throw Broken(description: "no answer of HTTP") }
    return (status, data.dropFirst(wanted.start))
  }
}
