internal import Accounts
internal import Law
internal import Quantities

extension ReportPage {
  private static let mostZones = 60
  /// Columns of one table beside the zone, so that it fits on paper.
  private static let mostColumns = 7

  /// Zones by class and by indicator, parents above their children.
  var zoneSection: ReportSection? {
    guard !account.zones.isEmpty else { return nil }
    let (zones, left) = shownZones()
    let scale = zoneScale
    var parts = [tree(classGrid(zones, scale))]
    let groups = groupsOfIndicators()
    for (index, group) in groups.enumerated() {
      parts.append(tree(valueGrid(zones, group, scale, part(index, of: groups.count))))
    }
    for (index, group) in groups.enumerated() {
      parts.append(tree(physicalGrid(zones, group, part(index, of: groups.count))))
    }
    if left > 0 {
      parts.append(
        note(
          say(
            "此处只列上级单元；其余 \(left) 个单元的数字在工作簿 account.xlsx 与 account.csv 中。",
            "Only upper levels stand here; account.xlsx and account.csv have the other \(left) zones.")))
    }
    if account.indicators.contains(where: { !$0.decidedAt.isEmpty }) {
      parts.append(
        note(
          say(
            "“未分摊”：该指标在上级单元核定，未向下分摊。",
            "\"not allocated\": the indicator is decided for an upper zone and not shared downward.")))
    }
    return ReportSection(id: "zones", title: say("分区核算结果", "Results by zone"), parts: parts)
  }

  /// 万元 for a region of some size, in English thousands.
  private var zoneScale: MoneyUnit {
    let all = account.totals.all.magnitude
    if language == .en { return MoneyUnit(for: min(all, 9e7), in: .en) }
    return MoneyUnit(all >= 1e6 ? .wanYuan : .yuan)
  }

  private var zoneColumn: PageTable.Column { .quoted(say("单元", "Zone")) }

  /// The head over values per area.
  var valueOfArea: String { say("单位面积价值（元/(hm²·a)）", "Value per area (CNY/(hm²·a))") }

  private func tree(_ grid: PageTable) -> Markup {
    tag("div", ["class": "tree"], grid.markup())
  }

  private func part(_ index: Int, of count: Int) -> String {
    count > 1 ? bracketed("\(index + 1)/\(count)", in: language) : ""
  }

  /// All zones when there are at most sixty, else as many upper levels as fit, the first always.
  private func shownZones() -> (shown: [Account.Zone], left: Int) {
    guard account.zones.count > Self.mostZones else { return (account.zones, 0) }
    var shown = figures.roots
    for depth in 1...5 {
      let more = account.zones.filter { figures.depth(of: $0.code) <= depth }
      if more.count > Self.mostZones { break }
      shown = more
    }
    return (shown, account.zones.count - shown.count)
  }

  private func groupsOfIndicators() -> [[Account.IndicatorTotal]] {
    let all = account.indicators
    let groups = (all.count + Self.mostColumns - 1) / Self.mostColumns
    // Groups of about equal width: nine columns are five and four, not seven and two.
    return (0..<groups).map { Array(all[all.count * $0 / groups..<all.count * ($0 + 1) / groups]) }
  }

  private func classGrid(_ zones: [Account.Zone], _ scale: MoneyUnit) -> PageTable {
    let kinds = productClasses.filter { kind in account.indicators.contains { $0.kind == kind } }
    let columns: [PageTable.Column] =
      [zoneColumn, .figure(say("面积（hm²）", "Area (hm²)"))]
      + kinds.map { .figure(productClassName($0, of: account, in: language)) }
      + [.figure(say("合计", "Total")), .figure(valueOfArea)]
    let rows = zones.map { zone in
      let area = figures.area(zone: zone.code)
      let sum = figures.value(zone: zone.code, of: account.indicators)
      let byClass = kinds.map { kind in
        money(figures.value(zone: zone.code, of: account.indicators.filter { $0.kind == kind }), scale)
      }
      return row(
        zone,
        [area.map(quantityText) ?? "—"] + byClass + [money(sum, scale), quantityText(ratio(sum, area))],
        links: ["rules"] + kinds.map { "class-" + $0 } + ["total", "total"])
    }
    return PageTable(say("各类价值", "Value by class") + bracketed(scale.name, in: language), columns, rows)
  }

  private func valueGrid(
    _ zones: [Account.Zone], _ indicators: [Account.IndicatorTotal], _ scale: MoneyUnit, _ part: String
  ) -> PageTable {
    PageTable(
      say("各指标价值", "Value by indicator") + bracketed(scale.name, in: language) + part,
      [zoneColumn] + indicators.map { .figure(name($0.zh, $0.en, or: $0.id)) },
      zones.map { zone in
        row(
          zone, indicators.map { cell(zone, $0) { moneyText($0.value, in: scale) } },
          links: indicators.map { workingAnchor($0.id) })
      })
  }

  private func physicalGrid(
    _ zones: [Account.Zone], _ indicators: [Account.IndicatorTotal], _ part: String
  ) -> PageTable {
    PageTable(
      say("各指标实物量", "Quantity by indicator") + part,
      [zoneColumn]
        + indicators.map { .figure(titled(name($0.zh, $0.en, or: $0.id), unit: $0.unit, in: language)) },
      zones.map { zone in
        row(
          zone, indicators.map { cell(zone, $0) { quantityText($0.physical) } },
          links: indicators.map { workingAnchor($0.id) })
      })
  }

  /// - Parameter links: Where each cell leads to.
  private func row(_ zone: Account.Zone, _ cells: [String], links: [String]) -> PageTable.Row {
    var row = PageTable.Row(
      cells: [zoneName(zone, in: language)] + cells, depth: figures.depth(of: zone.code))
    for (place, link) in links.enumerated() { row.links[place + 1] = link }
    return row
  }

  private func cell(
    _ zone: Account.Zone, _ indicator: Account.IndicatorTotal, _ text: (AccountFigure) -> String
  ) -> String {
    if case .leftOut = states.state(of: indicator) { return say("不计", "left out") }
    if let figure = figures.figure(zone: zone.code, indicator: indicator.id) { return text(figure) }
    return indicator.decidedAt.isEmpty ? "—" : say("未分摊", "not allocated")
  }

  private func money(_ yuan: Double?, _ scale: MoneyUnit) -> String {
    yuan.map { moneyText($0, in: scale) } ?? "—"
  }

  /// Yuan per hectare; NaN, which prints as `—`, where either is not known.
  func ratio(_ yuan: Double?, _ area: Double?) -> Double {
    guard let yuan, let area, area > 0 else { return .nan }
    return yuan / area
  }
}
