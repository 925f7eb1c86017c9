public import Law
public import Reports
public import Serving

/// One link of a page's head or of a path.
public struct PageLink: Sendable {
  public let label: Label
  public let path: String

  /// A link of its parts.
  public init(_ path: String, zh: String, en: String) {
    self.path = path
    label = Label(zh: zh, en: en)
  }
}

/// What all pages share: head, ways to the other pages, the switch of language, and who is logged in.
public struct PageFrame: Sendable {
  public let language: Language
  /// The path of the page itself with its query, to which the switch of language leads back.
  public let address: String
  /// The code of who is logged in, `person@organisation`; `nil` for nobody.
  public let person: String?
  /// What a form must send back in its field `csrf`; empty for nobody.
  public let formToken: String
  /// Whether the language was just chosen, so that the browser shall remember it.
  private var isChosen = false

  /// A frame of its parts.
  public init(language: Language, address: String, person: String? = nil, formToken: String = "") {
    (self.language, self.address) = (language, address)
    (self.person, self.formToken) = (person, formToken)
  }

  /// The frame of a request, nobody being logged in: the language by `?lang=`, else by the cookie `lang`,
  /// else Chinese.
  public init(_ request: HTTPRequest) {
    let wanted = request.query("lang") ?? request.cookie("lang") ?? ""
    let rest = request.query.filter { $0.name != "lang" }
      .map { URLEncoding.encode($0.name) + "=" + URLEncoding.encode($0.value) }
    self.init(
      language: Language(rawValue: wanted) ?? .zh,
      address: request.path + (rest.isEmpty ? "" : "?" + rest.joined(separator: "&")))
    isChosen = request.query("lang").flatMap { Language(rawValue: $0) } != nil
  }

  /// One of two texts by the page's language.
  public func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

  /// A whole page.
  ///
  /// - Parameters:
  ///   - scripts: Paths of scripts that the page needs, in their order.
  ///   - styles: Paths of style sheets besides the common one.
  public func page(
    _ title: String, scripts: [String] = [], styles: [String] = [], status: Int = 200, _ content: [Markup]
  ) -> HTTPResponse {
    var text = "<!DOCTYPE html>\n"
    tag(
      "html", ["lang": language == .zh ? "zh-CN" : "en"],
      head(title, scripts: scripts, styles: styles),
      tag("body", [:], [skip, bar] + [tag("main", ["id": "content", "tabindex": "-1"], content)] + [foot])
    ).write(into: &text)
    let page = HTTPResponse.text(text, status: status, type: "text/html; charset=utf-8").secured
    guard isChosen else { return page }
    return page.with(
      "Set-Cookie", "lang=\(language.rawValue); Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly")
  }

  /// For those who go by the keyboard: past the head.
  private var skip: Markup {
    tag("a", ["class": "skip", "href": "#content"], .text(say("跳到正文", "Skip to the content")))
  }

  private func head(_ title: String, scripts: [String], styles: [String]) -> Markup {
    tag(
      "head", [:],
      [
        tag("meta", ["charset": "utf-8"]),
        tag("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
        tag("meta", ["name": "theme-color", "content": "#17483f"]),
        tag("title", [:], .text(title + " · " + say("山水", "Shanshui"))),
        tag("link", ["rel": "icon", "type": "image/svg+xml", "href": "/assets/shanshui.svg"]),
      ]
        + ([
          "/assets/bootstrap/bootstrap.min.css", "/assets/shanshui.css", "/assets/tables.css",
        ] + styles)
        .map { tag("link", ["rel": "stylesheet", "href": $0]) }
        + scripts.map { tag("script", ["src": $0, "defer": ""], .text("")) })
  }

  private var bar: Markup {
    let links = [
      PageLink("/", zh: "自然价值", en: "Value of nature"), PageLink("/check", zh: "查验", en: "Check"),
      PageLink("/registry", zh: "登记簿", en: "Registry"), PageLink("/api", zh: "接口", en: "API"),
    ]
    let other: Language = language == .zh ? .en : .zh
    let back = address + (address.contains("?") ? "&" : "?") + "lang=" + other.rawValue
    return tag(
      "header", ["class": "site"],
      tag("a", ["class": "brand", "href": "/"], .text(say("山水", "Shanshui"))),
      tag("nav", ["aria-label": say("各页", "Pages")], links.map(link)),
      tag("a", ["class": "language", "href": back, "hreflang": other.rawValue], .text(say("English", "中文"))),
      tag(
        "a", ["class": "person", "href": person == nil ? "/login" : "/me"],
        .text(person ?? say("登录", "Log in"))))
  }

  /// A link of the head, marked where the page belongs to it.
  private func link(_ link: PageLink) -> Markup {
    let path = address.prefix { $0 != "?" }
    let isHere =
      link.path == "/" ? path == "/" || path.hasPrefix("/accounts/") : path.hasPrefix(link.path)
    let mark = isHere ? attributes(["aria-current": "page"]) : []
    return .element("a", attributes(["href": link.path]) + mark, [.text(link.label[language])])
  }

  private var foot: Markup {
    tag(
      "footer", ["class": "site"],
      .text(
        say(
          "山水：自然值多少、权利归谁，都有出处。",
          "Shanshui: what nature is worth and whose the rights are, each with its source.")))
  }
}

extension HTTPResponse {
  /// With the header fields that every page has: own scripts and styles only, no frames, no guessed types.
  public var secured: HTTPResponse {
    with(
      "Content-Security-Policy",
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
        + "connect-src 'self'; worker-src 'self' blob:; form-action 'self'; base-uri 'none'; "
        + "frame-ancestors 'none'"
    )
    .with("X-Content-Type-Options", "nosniff")
    .with("Referrer-Policy", "same-origin")
    .with("Cache-Control", "no-store")
  }
}
