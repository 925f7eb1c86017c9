/// A request before its body has come.
struct RequestHead: Sendable {
  let method: HTTPMethod
  let target: RequestTarget
  let headers: [String: String]
  let peer: String
  /// The length that was announced; `nil` for none or for pieces.
  let length: Int?

  /// Reads the head of a request.
  ///
  /// - Parameters:
  ///   - headers: By their names in small letters.
  ///   - isOld: Whether it is of HTTP/1.0, which need not name a host.
  ///   - peer: The address of who asks; for a proxy that is believed, whom it asks for.
  /// - Throws: ``Fault`` in the order of the checks.
  init(
    method: String, target: String, headers: [String: String], isOld: Bool, peer: String,
    proxies: Set<String>, bodyLimit: Int
  ) throws(Fault) {
    self.target = try RequestTarget(target)
    guard let known = HTTPMethod(rawValue: method) else { throw .unknownMethod }
    self.method = known
    length = try Self.length(headers)
    guard isOld || headers["host"] != nil, Self.isHost(headers["host"] ?? "") else {
      throw .unreadable(.host)
    }
    if let length, length > bodyLimit { throw .tooLarge(limit: bodyLimit) }
    var fields = headers
    var asker = peer
    if proxies.contains(peer) {
      asker = headers["x-forwarded-for"].flatMap(Self.lastAddress) ?? peer
    } else {
      for name in headers.keys where name.hasPrefix("x-forwarded-") || name == "forwarded" {
        fields[name] = nil
      }
    }
    (self.headers, self.peer) = (fields, asker)
  }

  /// The request with its body.
  func request(_ body: [UInt8]) -> HTTPRequest {
    HTTPRequest(method, target.path, query: target.query, headers: headers, body: body, peer: peer)
  }

  /// A length that a proxy might read otherwise than we do is refused (RFC 9112, section 6.3).
  private static func length(_ headers: [String: String]) throws(Fault) -> Int? {
    let pieces = headers["transfer-encoding"]
    guard let text = headers["content-length"] else {
      guard pieces == nil || pieces?.lowercased() == "chunked" else { throw .unreadable(.length) }
      return nil
    }
    guard pieces == nil, text.utf8.allSatisfy({ (48...57).contains($0) }), let length = Int(text) else {
      throw .unreadable(.length)
    }
    return length
  }

  private static func isHost(_ text: String) -> Bool {
    text.utf8.allSatisfy {
      switch $0 {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: ":"),
        UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "_"):
        true
      default: false
      }
    }
  }

  /// The proxy itself has added the last address; those before were told by the client.
  private static func lastAddress(_ text: String) -> String? {
    guard let last = text.split(separator: ",").last else { return nil }
    let address = last.filter { $0 != " " }
    return address.isEmpty || address.utf8.count > 64 ? nil : address
  }
}
