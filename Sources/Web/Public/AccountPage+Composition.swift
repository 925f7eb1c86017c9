internal import AccountFiles
internal import Accounts
internal import Law
internal import Quantities
internal import Reports
internal import Serving

extension AccountPage {
  /// A chart of indicators by ecosystem, and the same indicators as a table that leads to their origin.
  var compositionSection: Markup {
    tag(
      "section", ["id": "indicators"],
      tag("h2", [:], .text(say("由什么构成", "Of what"))),
      tag(
        "div",
        [
          "id": "composition", "role": "img",
          "aria-label": say(
            "各指标的价值，按生态系统分段；数字见下表", "Value of each indicator by ecosystem; the table below has the figures"),
          "data-source": path("/composition.json") + "?lang=" + language.rawValue,
        ]),
      tag(
        "p", ["class": "note"],
        .text(say("点一个数，看它的公式、条款、资料和摘要。", "Click a figure for its formula, clause, data and digests."))),
      indicatorTable)
  }

  private var indicatorTable: Markup {
    let heads = [
      say("指标", "Indicator"), say("实物量", "Quantity"),
      say("价值", "Value") + bracketed(scale.name, in: language),
      say("占比", "Share"),
    ]
    let rows = productClasses.flatMap { kind in
      account.indicators.filter { $0.kind == kind }.map { indicatorRow($0, heads) }
    }
    let total = tag(
      "tr", ["class": "sum"], tag("th", ["scope": "row"], .text(say("合计", "Total"))),
      tag("td", [:]),
      tag("td", ["class": "n", "data-head": heads[2]], .text(moneyText(account.totals.all, in: scale))),
      tag("td", ["class": "n", "data-head": heads[3]], .text(percentText(1))))
    return tag(
      "table", ["class": "figures cardable"],
      tag(
        "thead", [:],
        tag(
          "tr", [:],
          heads.enumerated().map { tag("th", ["scope": "col", "class": $0 == 0 ? "w" : "n"], .text($1)) })),
      tag("tbody", [:], rows + [total]))
  }

  private func indicatorRow(_ row: Account.IndicatorTotal, _ heads: [String]) -> Markup {
    let isLeftOut = opened.leftOut.contains(row.id)
    let top = account.zones.filter { $0.parent.isEmpty }
    let zone = top.count == 1 ? top[0].code : nil
    func cell(_ index: Int, _ text: String) -> Markup {
      let content =
        isLeftOut || text == "—"
        ? Markup.text(text)
        : tag("a", ["class": "figure", "href": figurePath(row.id, zone: zone)], .text(text))
      return tag("td", ["class": "n", "data-head": heads[index]], content)
    }
    let share = row.valueTotal / account.totals.all
    return tag(
      "tr", [:],
      tag("th", ["scope": "row"], .text(name(row))),
      cell(
        1,
        isLeftOut
          ? say("按选择不计", "left out by choice")
          : quantityText(row.physicalTotal) + unitSuffix(row.unit, in: language)),
      cell(2, isLeftOut || row.valueTotal.isNaN ? "—" : moneyText(row.valueTotal, in: scale)),
      cell(3, isLeftOut ? "—" : percentText(share)))
  }

  /// What the script of the chart draws: indicators by their value, the greatest first, each cut by
  /// ecosystems.
  func compositionJSON(_ request: HTTPRequest) -> HTTPResponse {
    let zone = request.query("zone").flatMap { code in account.zones.first { $0.code == code } }
    let shown = account.indicators.filter {
      !opened.leftOut.contains($0.id) && !$0.valueTotal.isNaN && $0.valueTotal != 0
    }
    .sorted { $0.valueTotal > $1.valueTotal }
    let ecosystems = account.ecosystems.map(\.id) + [""]
    let series = ecosystems.compactMap { ecosystem -> JSONValue? in
      let values = shown.map { value($0.id, ecosystem, in: zone?.code) / scale.yuan }
      guard values.contains(where: { $0.isFinite && $0 != 0 }) else { return nil }
      return .object([
        ("name", .string(ecosystemName(ecosystem, in: account, language))),
        ("values", .array(values.map { .measured($0) })),
      ])
    }
    let json = JSONValue.object([
      ("unit", .string(scale.name)), ("indicators", .array(shown.map { .string(name($0)) })),
      ("totals", .array(shown.map { .string(moneyText(value($0.id, nil, in: zone?.code), in: scale)) })),
      ("series", .array(series)),
    ])
    return HTTPResponse.text(json.canonical(), type: "application/json").secured
  }

  private func value(_ indicator: String, _ ecosystem: String?, in zone: String?) -> Double {
    let figures = opened.figures
    let zones = zone.map { [$0] } ?? figures.roots.map(\.code)
    let found = zones.compactMap { zone in
      ecosystem.map { figures.figure(zone: zone, ecosystem: $0, indicator: indicator) }
        ?? figures.figure(zone: zone, indicator: indicator)
    }
    return found.map(\.value).filter(\.isFinite).reduce(0, +)
  }
}
