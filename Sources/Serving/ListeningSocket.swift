import CMicrohttpd
import Glibc

/// A server cannot listen.
public enum ListeningError: Error, CustomStringConvertible {
  /// No address of version 4 or 6.
  case notAnAddress(String)
  /// The system refuses: what was tried, and its own words.
  case refused(String, port: UInt16, reason: String)
  /// The library does not start.
  case notStarted

  public var description: String {
    switch self {
    case .notAnAddress(let text):
      "“\(text)” 不是网络地址（例如 127.0.0.1 或 ::1）· ‘\(text)’ is no network address, such as 127.0.0.1 or ::1"
    case .refused(let address, let port, let reason):
      "不能监听 \(address) 的端口 \(port)：\(reason)；请换一个端口，或停下占用它的程序 · "
        + "cannot listen at \(address), port \(port): \(reason); choose another port, or stop who uses it"
    case .notStarted:
      "服务启动失败：打开的文件或内存可能已到上限 · the server does not start; look at the limits of open files and memory"
    }
  }
}

/// A socket that waits for clients.
struct ListeningSocket {
  let descriptor: Int32
  /// The port at which it really listens.
  let port: UInt16

  /// Opens a socket.
  ///
  /// - Parameter port: 0 for any free one.
  init(_ address: String, port: UInt16) throws(ListeningError) {
    guard var place = SocketAddress(address, port: port) else { throw .notAnAddress(address) }
    let opened = socket(place.family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var yes: Int32 = 1
    setsockopt(opened, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    guard opened >= 0, place.bind(opened) == 0, listen(opened, 1024) == 0 else {
      let reason = String(cString: strerror(errno))
      if opened >= 0 { close(opened) }
      throw .refused(address, port: port, reason: reason)
    }
    _ = fcntl(opened, F_SETFL, fcntl(opened, F_GETFL) | O_NONBLOCK)
    (descriptor, self.port) = (opened, SocketAddress.port(of: opened))
  }
}

/// An address and a port in the system's form.
struct SocketAddress {
  private var storage = sockaddr_storage()
  let family: Int32

  /// Reads an address of version 4 or 6; `nil` for anything else.
  init?(_ text: String, port: UInt16) {
    var (four, six) = (sockaddr_in(), sockaddr_in6())
    if inet_pton(AF_INET, text, &four.sin_addr) == 1 {
      (four.sin_family, four.sin_port) = (sa_family_t(AF_INET), port.bigEndian)
      family = AF_INET
      withUnsafeMutableBytes(of: &storage) { $0.storeBytes(of: four, as: sockaddr_in.self) }
    } else if inet_pton(AF_INET6, text, &six.sin6_addr) == 1 {
      (six.sin6_family, six.sin6_port) = (sa_family_t(AF_INET6), port.bigEndian)
      family = AF_INET6
      withUnsafeMutableBytes(of: &storage) { $0.storeBytes(of: six, as: sockaddr_in6.self) }
    } else {
      return nil
    }
  }

  /// Gives a socket this address; 0 when the system agrees.
  mutating func bind(_ descriptor: Int32) -> Int32 {
    let size = family == AF_INET ? MemoryLayout<sockaddr_in>.size : MemoryLayout<sockaddr_in6>.size
    return withUnsafePointer(to: &storage) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.bind(descriptor, $0, socklen_t(size))
      }
    }
  }

  /// The port of a bound socket.
  static func port(of descriptor: Int32) -> UInt16 {
    var (place, size) = (sockaddr_storage(), socklen_t(MemoryLayout<sockaddr_storage>.size))
    return withUnsafeMutablePointer(to: &place) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { _ = getsockname(descriptor, $0, &size) }
      // The port lies at the same place in both versions.
      return $0.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
        UInt16(bigEndian: $0.pointee.sin_port)
      }
    }
  }

  /// An address in the system's form as text, without its port.
  static func text(_ address: UnsafePointer<sockaddr>) -> String {
    var letters = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    let raw = UnsafeRawPointer(address)
    if Int32(address.pointee.sa_family) == AF_INET {
      var four = raw.loadUnaligned(as: sockaddr_in.self).sin_addr
      inet_ntop(AF_INET, &four, &letters, socklen_t(letters.count))
    } else if Int32(address.pointee.sa_family) == AF_INET6 {
      var six = raw.loadUnaligned(as: sockaddr_in6.self).sin6_addr
      inet_ntop(AF_INET6, &six, &letters, socklen_t(letters.count))
    }
    return String(decoding: letters.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
