/// What a request wants done (RFC 9110, section 9).
public enum HTTPMethod: String, Sendable, CaseIterable {
  case get = "GET"
  case head = "HEAD"
  case post = "POST"
  case put = "PUT"
  case delete = "DELETE"

  /// Whether it only reads (RFC 9110, section 9.2.1): whatever else may act must prove where it comes from.
  public var isSafe: Bool { self == .get || self == .head }
}

/// One `name=value` of a query or of a form.
public struct NamedValue: Hashable, Sendable {
  public let name: String
  public let value: String

  /// A pair of its parts.
  public init(_ name: String, _ value: String) { (self.name, self.value) = (name, value) }
}

/// A request as a handler sees it: read whole, within the server's limits, texts decoded from percent signs.
public struct HTTPRequest: Sendable {
  public let method: HTTPMethod
  /// The path, decoded, without the query: `/accounts/olinda`. Holds no `..` and no control
  /// characters.
  public let path: String
  /// What stands behind the question mark, decoded, in its order.
  public let query: [NamedValue]
  /// Header fields by their names in small letters; fields that stand twice are joined by a comma.
  public let headers: [String: String]
  public let body: [UInt8]
  /// The address of who asks, as text.
  public let peer: String

  /// A request of its parts.
  public init(
    _ method: HTTPMethod, _ path: String, query: [NamedValue] = [], headers: [String: String] = [:],
    body: [UInt8] = [], peer: String = ""
  ) {
    (self.method, self.path, self.query) = (method, path, query)
    (self.headers, self.body, self.peer) = (headers, body, peer)
  }

  /// The first value of a name in the query.
  public func query(_ name: String) -> String? { query.first { $0.name == name }?.value }

  /// A header field; the name in small letters.
  public func header(_ name: String) -> String? { headers[name] }

  /// The value of a cookie (RFC 6265, section 5.4).
  public func cookie(_ name: String) -> String? {
    guard let header = headers["cookie"] else { return nil }
    for part in header.split(separator: ";") {
      let pair = part.drop { $0 == " " }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if pair.count == 2, pair[0] == name { return String(pair[1]) }
    }
    return nil
  }

  /// The fields of a form (`application/x-www-form-urlencoded`), in their order; `nil` when the body is none.
  public var form: [NamedValue]? {
    guard let type = headers["content-type"], type.hasPrefix("application/x-www-form-urlencoded") else {
      return nil
    }
    guard let text = String(validating: body, as: UTF8.self) else { return nil }
    return URLEncoding.pairs(text)
  }
}
