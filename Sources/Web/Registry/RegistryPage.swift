internal import API
internal import Access
internal import Journal
internal import Law
internal import RegistryDesk
internal import Reports
internal import Serving

/// One request for a page of the registry: who asks, in which language, and how the page is put together.
struct RegistryPage {
  let house: RegistryHouse
  let request: HTTPRequest
  let visitor: Visitor?
  let frame: PageFrame

  init(_ house: RegistryHouse, _ request: HTTPRequest, _ visitor: Visitor?) {
    (self.house, self.request, self.visitor) = (house, request, visitor)
    let plain = PageFrame(request)
    frame = PageFrame(
      language: plain.language, address: plain.address, person: visitor?.code,
      formToken: visitor?.session?.formToken ?? "")
  }

  var language: Language { frame.language }

  func say(_ zh: String, _ en: String) -> String { frame.say(zh, en) }

  /// Who asks, and the desk, behind routes that nobody reaches without both.
  func inside() throws(Bar) -> (Visitor, Desk) {
    guard let visitor else { throw .nobody }
    guard let desk = house.desk else { throw .notFounded }
    return (visitor, desk)
  }

  func may(_ deed: Deed) -> Bool { house.table.allows(deed, roles: visitor?.roles) }

  /// A whole page of the registry, with the ways within it.
  ///
  /// - Parameter isLive: Whether the page keeps itself as the registry is. Nothing may be typed into it.
  func show(_ title: String, status: Int = 200, isLive: Bool = false, _ content: [Markup]) -> HTTPResponse {
    let heading = tag("h1", ["class": "h3"], .text(title))
    let shown = isLive ? [tag("div", ["id": "live", "aria-live": "polite"], content)] : content
    let whole = (visitor == nil ? [] : [ways]) + [heading] + shown
    let response = frame.page(
      title, scripts: isLive ? ["/assets/live.js"] : [], status: status,
      [tag("div", ["class": "container registry"], whole)])
    guard let wanted = request.query("lang"), Language(rawValue: wanted) != nil else { return response }
    return response.with(
      "Set-Cookie", "lang=\(wanted); Path=/; Max-Age=31536000; SameSite=Lax")
  }

  private var ways: Markup {
    var links = [
      PageLink("/registry", zh: "总览", en: "Overview"),
      PageLink("/registry/accounts", zh: "账户", en: "Accounts"),
      PageLink("/registry/proposals", zh: "提案", en: "Proposals"),
      PageLink("/registry/do", zh: "办理", en: "Act"),
    ]
    if may(.seeParties) { links.append(PageLink("/registry/people", zh: "单位与人员", en: "People")) }
    if may(.seeLogIns) { links.append(PageLink("/registry/log-ins", zh: "登录记录", en: "Log-ins")) }
    links += [PageLink("/registry/rules", zh: "规则", en: "Rules"), PageLink("/me", zh: "我", en: "Me")]
    return tag(
      "nav", ["class": "ways nav nav-tabs mb-3", "aria-label": say("登记簿", "Registry")],
      links.map { link in
        let isHere = request.path == link.path
        return tag(
          "a", ["class": "nav-link" + (isHere ? " active" : ""), "href": link.path],
          .text(link.label[language]))
      })
  }

  /// A page that says no.
  func refusal(_ status: Int, _ label: Label) -> HTTPResponse {
    let title =
      switch status {
      case 403: say("不能办理", "Not allowed")
      case 404: say("没有此项", "Nothing here")
      default: say("未能办理", "Not done")
      }
    return show(title, status: status, [warning(label[language])])
  }

  /// A notice of what went wrong.
  func warning(_ text: String) -> Markup {
    tag("p", ["class": "alert alert-danger", "role": "alert"], .text(text))
  }

  /// A notice of what went well.
  func notice(_ text: String) -> Markup {
    tag("p", ["class": "alert alert-success", "role": "status"], .text(text))
  }

  /// A table; one of many columns becomes a card for each row on a narrow screen.
  func table(_ head: [String], _ rows: [[Markup]], figures: Set<Int> = []) -> Markup {
    let isCardable = head.count > 3
    func cells(_ name: String, _ row: [Markup]) -> Markup {
      tag(
        "tr", [:],
        row.enumerated().map { place, cell in
          // Codes, days and amounts stay whole; what people wrote, which stands last, may break.
          let style = figures.contains(place) ? "n" : place + 1 < row.count ? "text-nowrap" : ""
          return name == "th"
            ? tag(name, ["scope": "col", "class": style], cell)
            : tag(name, ["class": style, "data-head": head[place]], cell)
        })
    }
    if rows.isEmpty { return tag("p", ["class": "text-muted"], .text(say("暂无内容", "Nothing yet"))) }
    return tag(
      "div", ["class": "table-responsive"],
      tag(
        "table", ["class": "table table-sm" + (isCardable ? " cardable" : "")],
        tag("thead", [:], cells("th", head.map { .text($0) })),
        tag("tbody", [:], rows.map { cells("td", $0) })))
  }

  func link(_ path: String, _ text: String) -> Markup { tag("a", ["href": path], .text(text)) }

  func paragraph(_ text: String) -> Markup { tag("p", [:], .text(text)) }
}

extension Moment {
  /// As people read it: day and time in China.
  var shown: String { String(text.prefix(19)).replacing("T", with: " ") }
}
