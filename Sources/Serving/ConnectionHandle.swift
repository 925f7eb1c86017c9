import CMicrohttpd
import Glibc

/// A connection of the library. It may be kept only while the connection is open or suspended, which those
/// who keep it see to.
struct ConnectionHandle: @unchecked Sendable, Hashable {
  let pointer: OpaquePointer

  /// Takes the connection from its thread until ``resume()``.
  func suspend() { MHD_suspend_connection(pointer) }

  /// Gives the connection back to its thread.
  func resume() { MHD_resume_connection(pointer) }

  /// The address of the client as text; empty when it is not known.
  var peer: String {
    guard let address = shanshui_connection_client(pointer) else { return "" }
    return SocketAddress.text(address)
  }

  /// The header fields by their names in small letters; fields that stand twice are joined by a comma.
  var headers: [String: String] {
    var fields: [String: String] = [:]
    withUnsafeMutablePointer(to: &fields) {
      _ = MHD_get_connection_values_n(pointer, .HEADER_KIND, takeField, $0)
    }
    return fields
  }
}

/// Adds one field to the dictionary behind the first pointer.
private func takeField(
  _ fields: UnsafeMutableRawPointer?, _ kind: MHD_ValueKind, _ key: UnsafePointer<CChar>?, _ keySize: Int,
  _ value: UnsafePointer<CChar>?, _ valueSize: Int
) -> MHD_Result {
  guard let fields, let key else { return .YES }
  let name = text(key, keySize).lowercased()
  let found = value.map { text($0, valueSize) } ?? ""
  let all = fields.assumingMemoryBound(to: [String: String].self)
  if let before = all.pointee[name] {
    // Cookies are joined by their own sign (RFC 9113, section 8.2.3).
    all.pointee[name] = before + (name == "cookie" ? "; " : ", ") + found
  } else {
    all.pointee[name] = found
  }
  return .YES
}

private func text(_ start: UnsafePointer<CChar>, _ count: Int) -> String {
  start.withMemoryRebound(to: UInt8.self, capacity: count) {
    String(decoding: UnsafeBufferPointer(start: $0, count: count), as: UTF8.self)
  }
}
