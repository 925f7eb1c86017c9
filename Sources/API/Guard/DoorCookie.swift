public import Access
internal import Journal
internal import Seals
public import Serving

/// What binds forms before log-in to the browser that opened them: a cookie of chance, and its digest in the
/// form. Nothing is kept of it.
public struct DoorCookie: Sendable {
  private let value: String

  static let name = "door"

  /// The cookie that a browser sent, if any.
  init(_ request: HTTPRequest) { value = request.cookie(Self.name) ?? "" }

  /// The cookie of a browser, or a new one.
  public init(_ request: HTTPRequest, chance: AccessChance) {
    let sent = request.cookie(Self.name) ?? ""
    let isFit = sent.utf8.count == 64 && sent.allSatisfy { $0.isASCII && $0.isHexDigit }
    value = isFit ? sent : Digest(bytes: chance.bytes(32)[...]).description
  }

  /// What the form sends back.
  public var formToken: String {
    HashFunction.sm3.digest(Array(("shanshui door 1 " + value).utf8)).description
  }

  func isOwn(_ token: String?) -> Bool {
    value.utf8.count == 64 && isEqualInConstantTime(Array((token ?? "").utf8), Array(formToken.utf8))
  }

  /// The response with the cookie.
  public func set(on response: HTTPResponse, isBehindTLS: Bool) -> HTTPResponse {
    response.with(
      "Set-Cookie",
      "\(Self.name)=\(value); Path=/; HttpOnly; SameSite=Strict" + (isBehindTLS ? "; Secure" : ""))
  }
}

extension RegistryHouse {
  /// The response with the cookie of a session, or without any session.
  public func setting(_ session: Session?, on response: HTTPResponse) -> HTTPResponse {
    let secure = settings.isBehindTLS ? "; Secure" : ""
    let value = session.map { "\(cookieName)=\($0.token)" } ?? "\(cookieName)=; Max-Age=0"
    return response.with("Set-Cookie", value + "; Path=/; HttpOnly; SameSite=Lax" + secure)
  }
}
