internal import AccountFiles
internal import Accounts
internal import Law
internal import Quantities
internal import Reports
internal import Serving

/// The pages of one account, with what they share.
struct AccountPage: Sendable {
  let opened: OpenAccount
  let frame: PageFrame
  /// Of totals and indicators.
  let scale: MoneyUnit

  var account: Account { opened.account }
  var language: Language { frame.language }

  init(_ opened: OpenAccount, _ frame: PageFrame) {
    (self.opened, self.frame) = (opened, frame)
    scale = MoneyUnit(for: opened.account.totals.all, in: frame.language)
  }

  func say(_ zh: String, _ en: String) -> String { frame.say(zh, en) }

  /// The path of the account, or of something below it.
  func path(_ rest: String = "") -> String { "/accounts/" + URLEncoding.encode(opened.id) + rest }

  /// The path of a figure's origin.
  func figurePath(_ indicator: String, zone: String?) -> String {
    let query = zone.map { "?zone=" + URLEncoding.encode($0) } ?? ""
    return path("/figures/" + URLEncoding.encode(indicator) + query)
  }

  func name(_ indicator: Account.IndicatorTotal) -> String {
    wording(indicator.zh, indicator.en, or: indicator.id, in: language)
  }

  /// Whose account it is.
  var title: String {
    let (name, year) = (regionName(account.region, in: language), account.region.year)
    return say(
      "\(name) \(year) 年\(accountSubject(account, in: .zh))",
      "\(name) \(year): \(accountSubject(account, in: .en))")
  }

  /// The whole page.
  func whole(_ request: HTTPRequest) -> HTTPResponse {
    let outlines = Result { try opened.earth.outlines() }
    let sections =
      [head, mapSection((try? outlines.get())?.isEmpty == false), compositionSection]
      + [zoneSection(request), downloads, remarks]
    let hasMap = (try? outlines.get())?.isEmpty == false
    return frame.page(
      title,
      scripts: (hasMap ? ["/assets/maplibre/maplibre-gl.js", "/assets/map-layers.js", "/assets/map.js"] : [])
        + ["/assets/echarts/echarts.min.js", "/assets/chart.js"],
      styles: hasMap ? ["/assets/maplibre/maplibre-gl.css"] : [], sections)
  }

  /// Total, standing, classes and what to beware of.
  private var head: Markup {
    let state = (try? opened.folder.life())?.state ?? .draft
    return tag(
      "section", ["class": "account-head"],
      [
        tag("h1", [:], .text(title)), standingMarks(account.pack, account.region, frame),
        tag(
          "p", ["class": "total"], .text(accountTotal(account, in: language) + " "),
          tag(
            "a", ["class": "figure", "href": "#indicators"], .text(moneyText(account.totals.all, in: scale))),
          .text(" "), tag("span", ["class": "unit"], .text(scale.name + yearly))),
        classes, circumstances(state),
      ] + warnings)
  }

  private var yearly: String { account.pack.subject?.isStock == true ? "" : say("（每年）", " a year") }

  private var classes: Markup {
    let kinds = ["supply", "regulating", "cultural", "other"].filter { kind in
      account.indicators.contains { $0.kind == kind }
    }
    return tag(
      "ul", ["class": "classes"],
      kinds.map { kind in
        let sum = account.indicators.filter { $0.kind == kind && !$0.valueTotal.isNaN }
          .reduce(0) { $0 + $1.valueTotal }
        return tag(
          "li", [:], tag("span", ["class": "name"], .text(productClassName(kind, of: account, in: language))),
          tag("a", ["class": "figure", "href": "#indicators"], .text(moneyText(sum, in: language))),
          tag("span", ["class": "note"], .text(percentText(sum / account.totals.all))))
      })
  }

  private func circumstances(_ state: AccountLife.State) -> Markup {
    let area = opened.figures.area.map { say("，面积 ", ", area ") + quantityText($0) + " hm²" } ?? ""
    let (prices, zones) = (account.region.priceYear, account.zones.count)
    return tag(
      "p", ["class": "note"], .text(normTitle(account.pack, in: language)),
      quoted(normNumber(account.pack, in: language)),
      .text(
        say("；按 \(prices) 年价格；核算单元 \(zones) 个", "; prices of \(prices); zones: \(zones)") + area
          + say("；状态：\(state.label.zh)", "; state: \(state.label.en)")))
  }

  /// What must be read before a figure is used.
  private var warnings: [Markup] {
    var boxes: [Markup] = []
    if account.pack.basis == "参照" {
      boxes.append(
        paragraph(
          say(
            "规范条文尚未经人逐条核对，故称“参照”。", "Nobody has yet compared the norm's clauses one by one, hence \"after\".")
        ))
    }
    if !account.assumptions.isEmpty {
      let leading = leadingAssumptions(account).prefix(5)
      boxes.append(
        paragraph(
          say(
            "含 \(account.assumptions.count) 项假设（无人在文件或文献中读到的数）。影响总值最大的：",
            "Rests on \(account.assumptions.count) figures that nobody has read in a document. The mightiest:"
          )))
      boxes.append(
        tag(
          "ul", [:],
          leading.map { item in
            let label = wording(item.zh, item.en, or: item.name, in: language)
            let share = shareText(item.share, in: language)
            return tag(
              "li", [:], .text(label + " = "), quoted(unitText(item.value, in: language)),
              .text(say("（变动 1%，总值变动 \(share)）", " (1% of it moves the total by \(share))")))
          }))
    }
    boxes += account.overlaps.map { overlap in
      let amount = moneyText(overlap.amount, in: language)
      return paragraph(
        say(
          "可能重复计算，最多 \(amount)：\(overlap.zh)。",
          "Perhaps counted twice, at most \(amount): \(overlap.en)."))
    }
    // Overlaps stand above in words of their own.
    boxes += account.warnings.filter { !$0.code.hasPrefix("overlap.") }.map {
      tag("p", [:], quoted(half(language == .zh ? $0.zh : $0.en, in: language)))
    }
    return boxes.isEmpty ? [] : [tag("div", ["class": "warning"], boxes)]
  }
}
