internal import Law
internal import Serving

/// A text of JSON on its way out.
struct JSONAnswer: Sendable {
  static let geo = "application/geo+json"
  private(set) var response: HTTPResponse

  /// An answer of a value.
  ///
  /// - Parameter version: What the entity tag begins with; empty for no tag.
  init(_ value: JSONValue, type: String = "application/json", version: String = "") {
    self.init(text: value.canonical(), type: type, version: version)
  }

  /// An answer of a text that is JSON.
  init(text: String, type: String, version: String = "") {
    response = HTTPResponse.text(text + "\n", type: type).with("X-Content-Type-Options", "nosniff")
    // Asked for anew each time, and sent anew only when it has changed.
    response = response.with("Cache-Control", "no-cache")
    if !version.isEmpty { response = response.with("ETag", "\"\(version)-\(Self.sum(text))\"") }
  }

  /// A response that is there already.
  init(_ response: HTTPResponse) { self.response = response }

  /// The same with one more header field.
  func with(_ name: String, _ value: String) -> JSONAnswer { JSONAnswer(response.with(name, value)) }

  /// Tells one content from another (FNV-1a).
  private static func sum(_ text: String) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return String(hash, radix: 16)
  }
}

/// Where a request says that it came to: links must lead back there.
struct Origin: Sendable {
  private let base: String

  init(_ request: HTTPRequest) {
    // Only a proxy that is believed may say so; the server has dropped it otherwise.
    let scheme = request.header("x-forwarded-proto") == "https" ? "https" : "http"
    let host = request.header("host") ?? ""
    base = host.isEmpty ? "" : scheme + "://" + host
  }

  /// The whole address of a path.
  func url(_ path: String) -> String { base + path }

  /// A link (RFC 8288) as OGC API has it.
  func link(_ relation: String, _ path: String, type: String, title: String = "") -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("rel", .string(relation)), ("href", .string(url(path))), ("type", .string(type)),
    ]
    if !title.isEmpty { members.append(("title", .string(title))) }
    return .object(members)
  }
}
