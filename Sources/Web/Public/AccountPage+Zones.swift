internal import AccountFiles
internal import Accounts
internal import Law
internal import Reports
internal import Serving

extension AccountPage {
  /// So many rows of one level stand on the page; downloads have the others.
  private static let mostRows = 120

  /// What the table of zones shows, by the query: `level`, `show` (`value` or `physical`), `sort`.
  private struct ZoneChoice {
    let level: String
    let isPhysical: Bool
    /// An indicator, `all`, or `code`.
    let sort: String
  }

  /// Zones × indicators, sorted; on a narrow page a card for each zone.
  func zoneSection(_ request: HTTPRequest) -> Markup {
    let levels = levels
    let wanted = request.query("level") ?? ""
    let usual = levels.first { level in account.zones.count { $0.level == level } > 1 } ?? levels.first ?? ""
    let choice = ZoneChoice(
      level: levels.contains(wanted) ? wanted : usual, isPhysical: request.query("show") == "physical",
      sort: request.query("sort") ?? "all")
    let zones = sorted(account.zones.filter { $0.level == choice.level }, choice)
    let left = zones.count - Self.mostRows
    return tag(
      "section", ["id": "zones"],
      [
        tag("h2", [:], .text(say("各单元", "Zone by zone"))), switches(levels, choice),
        tag("div", ["class": "scroll", "tabindex": "0"], table(Array(zones.prefix(Self.mostRows)), choice)),
      ]
        + (left > 0
          ? [
            paragraph(
              say("另有 \(left) 个单元，见下载的工作簿。", "\(left) more zones are in the workbook below."))
          ] : []))
  }

  private var levels: [String] {
    account.zones.reduce(into: []) { levels, zone in
      if !levels.contains(zone.level) { levels.append(zone.level) }
    }
  }

  private func address(_ choice: ZoneChoice) -> String {
    path("?level=") + URLEncoding.encode(choice.level) + (choice.isPhysical ? "&show=physical" : "")
      + "&sort=" + URLEncoding.encode(choice.sort) + "#zones"
  }

  private func switches(_ levels: [String], _ choice: ZoneChoice) -> Markup {
    func link(_ text: String, _ other: ZoneChoice, isOn: Bool) -> Markup {
      let marks = isOn ? attributes(["aria-current": "true"]) : []
      return .element("a", attributes(["href": address(other)]) + marks, [.text(text)])
    }
    let byLevel = levels.map { level in
      link(
        zoneLevelName(level),
        ZoneChoice(level: level, isPhysical: choice.isPhysical, sort: choice.sort),
        isOn: level == choice.level)
    }
    let kinds = [
      link(
        say("价值", "Value"), ZoneChoice(level: choice.level, isPhysical: false, sort: choice.sort),
        isOn: !choice.isPhysical),
      link(
        say("实物量", "Quantity"), ZoneChoice(level: choice.level, isPhysical: true, sort: choice.sort),
        isOn: choice.isPhysical),
    ]
    let sorts = [("all", say("按总值排", "by total")), ("code", say("按代码排", "by code"))].map { sort, text in
      link(
        text, ZoneChoice(level: choice.level, isPhysical: choice.isPhysical, sort: sort),
        isOn: sort == choice.sort)
    }
    return tag(
      "nav", ["class": "switches", "aria-label": say("表的选项", "Choices of the table")],
      tag("span", [:], byLevel), tag("span", [:], kinds), tag("span", [:], sorts))
  }

  /// The name of a level; one of a region's own that is no Chinese stays as the region wrote it.
  func zoneLevelName(_ level: String) -> String {
    switch level {
    case "tract": say("小区", "tract")
    case "quarter": say("街区", "quarter")
    default: levelName(level, in: language)
    }
  }

  private func sorted(_ zones: [Account.Zone], _ choice: ZoneChoice) -> [Account.Zone] {
    guard choice.sort != "code" else { return zones.sorted { $0.code < $1.code } }
    func weight(_ zone: Account.Zone) -> Double {
      let figures = opened.figures
      if choice.sort == "all" { return figures.value(zone: zone.code, of: account.indicators) ?? -.infinity }
      let figure = figures.figure(zone: zone.code, indicator: choice.sort)
      let amount = (choice.isPhysical ? figure?.physical : figure?.value) ?? -.infinity
      return amount.isNaN ? -.infinity : amount
    }
    let weighed = zones.map { ($0, weight($0)) }
    return weighed.sorted { $0.1 == $1.1 ? $0.0.code < $1.0.code : $0.1 > $1.1 }.map(\.0)
  }

  private func table(_ zones: [Account.Zone], _ choice: ZoneChoice) -> Markup {
    let shown = account.indicators.filter { !opened.leftOut.contains($0.id) }
    let largest =
      zones.compactMap { opened.figures.value(zone: $0.code, of: account.indicators)?.magnitude }.max() ?? 0
    let unit = MoneyUnit(for: min(largest, 9e7), in: language)
    let totalHead = say("总值", "Total") + bracketed(unit.name, in: language)
    func head(_ indicator: Account.IndicatorTotal) -> String {
      choice.isPhysical
        ? titled(name(indicator), unit: indicator.unit, in: language)
        : name(indicator)
    }
    func sorting(_ sort: String, _ text: String) -> Markup {
      let other = ZoneChoice(level: choice.level, isPhysical: choice.isPhysical, sort: sort)
      return tag(
        "th", ["scope": "col", "class": "n", "aria-sort": sort == choice.sort ? "descending" : "none"],
        tag("a", ["href": address(other)], .text(text + (sort == choice.sort ? " ↓" : ""))))
    }
    let heads =
      [tag("th", ["scope": "col"], .text(say("单元", "Zone"))), sorting("all", totalHead)]
      + shown.map { sorting($0.id, head($0)) }
    let rows = zones.map { zone in
      let total = opened.figures.value(zone: zone.code, of: account.indicators)
      let cells = shown.map { cell(zone, $0, choice, unit, head($0)) }
      return tag(
        "tr", [:],
        [
          tag(
            "th", ["scope": "row"],
            tag(
              "a", ["href": path("/zone?code=" + URLEncoding.encode(zone.code))],
              quoted(zoneName(zone, in: language))), tag("span", ["class": "code"], .text(zone.code))),
          tag(
            "td", ["class": "n", "data-head": totalHead],
            .text(total.map { moneyText($0, in: unit) } ?? "—")),
        ] + cells)
    }
    return tag(
      "table", ["class": "figures cardable wide"], tag("thead", [:], tag("tr", [:], heads)),
      tag("tbody", [:], rows))
  }

  private func cell(
    _ zone: Account.Zone, _ indicator: Account.IndicatorTotal, _ choice: ZoneChoice, _ unit: MoneyUnit,
    _ head: String
  ) -> Markup {
    let figure = opened.figures.figure(zone: zone.code, indicator: indicator.id)
    let amount = (choice.isPhysical ? figure?.physical : figure?.value) ?? .nan
    let text =
      amount.isNaN
      ? (figure == nil && !indicator.decidedAt.isEmpty ? say("未分摊", "not allocated") : "—")
      : (choice.isPhysical ? quantityText(amount) : moneyText(amount, in: unit))
    let content =
      amount.isNaN
      ? Markup.text(text)
      : tag("a", ["class": "figure", "href": figurePath(indicator.id, zone: zone.code)], .text(text))
    return tag("td", ["class": "n", "data-head": head], content)
  }
}
