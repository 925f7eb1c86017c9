internal import AccountFiles
internal import Accounts
internal import Law
internal import Reports
internal import Serving

extension AccountPage {
  /// The map with what is chosen on it; a region from tables says that it has none.
  func mapSection(_ hasMap: Bool) -> Markup {
    let head = tag("h2", [:], .text(say("在哪里", "Where")))
    guard hasMap else {
      return tag(
        "section", ["id": "map-section"], head,
        tag(
          "p", ["class": "empty"],
          .text(
            say(
              "这份核算按统计表进行，没有分区边界，所以没有地图；数字见下。",
              "This account was made from tables and has no outlines, so there is no map; its figures follow."
            )
          )))
    }
    return tag(
      "section", ["id": "map-section"],
      head, controls,
      tag(
        "div", ["class": "map-frame"],
        tag(
          "div",
          [
            "id": "map", "role": "region", "aria-label": say("价值地图", "Map of value"),
            "data-source": path("/map.json") + "?lang=" + language.rawValue,
            "data-zone": path("/zone") + "?part=1&lang=" + language.rawValue,
          ], tag("p", ["class": "waiting"], .text(say("地图载入中……", "The map is loading …")))),
        tag(
          "aside", ["id": "zone-panel", "aria-live": "polite"],
          tag(
            "p", ["class": "note"],
            .text(say("点一个单元，或在上面选，看它的数字。", "Click a zone, or choose one above, for its figures."))))),
      tag("ul", ["id": "map-legend", "class": "legend"]),
      tag(
        "p", ["class": "note"],
        .text(
          say(
            "图中界线只表示核算单元，不作为划界依据；没有审图号，中国境内的边界公布前须送审。色带按数量等分，数字为级别。立体图的高度与单位面积价值成正比，地形有夸张。",
            "Lines are zones of the account, no boundaries in law. Classes hold about equal numbers of zones "
              + "and are numbered. In 3-D a zone is as high as its value per area; the relief is exaggerated."
          ))))
  }

  private var controls: Markup {
    let zones = account.zones.map { zone in
      tag(
        "option", ["value": zone.code],
        .text(zoneName(zone, in: language) + bracketed(zone.code, in: language)))
    }
    return tag(
      "div", ["class": "controls"],
      tag(
        "label", [:], .text(say("指标", "Indicator")),
        tag("select", ["id": "map-indicator"])),
      tag(
        "label", [:], .text(say("单元", "Zone")),
        tag(
          "select", ["id": "map-zone"],
          [tag("option", ["value": ""], .text(say("未选", "none chosen")))] + zones)),
      tag(
        "div", ["class": "buttons", "role": "group", "aria-label": say("看法", "View")],
        button("map-flat", say("平面", "Flat"), isOn: true), button("map-solid", say("立体", "3-D"), isOn: false),
        button("map-cells", say("逐格", "Cells"), isOn: false)))
  }

  private func button(_ id: String, _ text: String, isOn: Bool) -> Markup {
    tag("button", ["type": "button", "id": id, "aria-pressed": isOn ? "true" : "false"], .text(text))
  }

  /// A zone's figures: a part of the account's page, or a page of its own.
  func zone(_ request: HTTPRequest) -> HTTPResponse {
    guard let code = request.query("code"), let zone = account.zones.first(where: { $0.code == code }) else {
      let title = say("没有这个单元", "There is no such zone")
      return frame.page(title, status: 404, [tag("h1", [:], .text(title)), back])
    }
    let content = zoneContent(zone)
    guard request.query("part") != nil else {
      return frame.page(zoneName(zone, in: language), [back] + content)
    }
    var text = ""
    for part in content { part.write(into: &text) }
    return HTTPResponse.text(text, type: "text/html; charset=utf-8").secured
  }

  /// Leads back to the account.
  var back: Markup {
    tag("p", ["class": "back"], tag("a", ["href": path()], .text("← " + title)))
  }

  private func zoneContent(_ zone: Account.Zone) -> [Markup] {
    let figures = opened.figures
    let value = figures.value(zone: zone.code, of: account.indicators)
    let area = figures.area(zone: zone.code)
    let rows = account.indicators.compactMap { indicator -> Markup? in
      guard let figure = figures.figure(zone: zone.code, indicator: indicator.id) else { return nil }
      return tag(
        "tr", [:], tag("th", ["scope": "row"], .text(name(indicator))),
        tag(
          "td", ["class": "n"],
          .text(quantityText(figure.physical) + unitSuffix(indicator.unit, in: language))),
        tag(
          "td", ["class": "n"],
          tag(
            "a", ["class": "figure", "href": figurePath(indicator.id, zone: zone.code)],
            .text(moneyText(figure.value, in: language)))))
    }
    let facts = [
      zone.code, zoneLevelName(zone.level), area.map { quantityText($0) + " hm²" },
    ].compactMap { $0 }
    return [
      tag("h3", [:], quoted(zoneName(zone, in: language))),
      tag("p", ["class": "note"], .text(facts.joined(separator: " · "))),
      tag("p", ["class": "total"], .text(value.map { moneyText($0, in: language) } ?? "—")),
      tag(
        "table", ["class": "figures"],
        tag(
          "thead", [:],
          tag(
            "tr", [:], tag("th", ["scope": "col"], .text(say("指标", "Indicator"))),
            tag("th", ["scope": "col", "class": "n"], .text(say("实物量", "Quantity"))),
            tag("th", ["scope": "col", "class": "n"], .text(say("价值", "Value"))))),
        tag("tbody", [:], rows)),
    ]
  }
}
