/// One message of a stream of events (WHATWG HTML, section 9.2).
public struct ServerEvent: Hashable, Sendable {
  /// The kind of event; empty for `message`.
  public let name: String
  /// What it says; may have several lines.
  public let data: String
  /// By which a client that lost its connection says where to go on; empty for none.
  public let id: String

  /// An event of its parts.
  public init(_ data: String, name: String = "", id: String = "") {
    (self.name, self.data, self.id) = (name, data, id)
  }
}

/// What is answered.
public struct HTTPResponse: Sendable {
  /// What stands behind the head.
  public enum Body: Sendable {
    case bytes([UInt8])
    /// A file, sent as it lies on disk; the server answers ranges of it (RFC 9110, section 14) by itself.
    case file(path: String)
    /// Events, sent as they come, until the stream ends or the client goes away.
    case events(AsyncStream<ServerEvent>)
  }

  public var status: Int
  /// Header fields in their order; the server adds length, ranges, date and connection.
  public var headers: [NamedValue]
  public var body: Body

  /// A response of its parts.
  public init(_ status: Int, headers: [NamedValue] = [], body: Body = .bytes([])) {
    (self.status, self.headers, self.body) = (status, headers, body)
  }

  /// A text of a media type.
  public static func text(_ text: String, status: Int = 200, type: String = "text/plain; charset=utf-8")
    -> HTTPResponse
  {
    HTTPResponse(status, headers: [NamedValue("Content-Type", type)], body: .bytes(Array(text.utf8)))
  }

  /// Leads elsewhere by a GET, as after a form (RFC 9110, section 15.4.4).
  public static func seeOther(_ path: String) -> HTTPResponse {
    HTTPResponse(303, headers: [NamedValue("Location", path)])
  }

  /// The same response with one more header field.
  public func with(_ name: String, _ value: String) -> HTTPResponse {
    var response = self
    response.headers.append(NamedValue(name, value))
    return response
  }

  /// The first header field of a name, capitals being of no matter.
  public func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}
