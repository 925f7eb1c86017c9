internal import Accounts
internal import Quantities

extension ReportPage {
  private static let mostZones = 60
  /// Columns of one table beside the zone, so that it fits on paper.
  private static let mostColumns = 7

  /// Zones by class and by indicator, parents above their children.
  var zoneSection: ReportSection? {
    guard !account.zones.isEmpty else { return nil }
    let (zones, left) = shownZones()
    let scale: MoneyScale = account.totals.all.magnitude >= 1e6 ? .wanYuan : .yuan
    var parts = [tree(classGrid(zones, scale))]
    let groups = groupsOfIndicators()
    for (index, group) in groups.enumerated() {
      parts.append(tree(valueGrid(zones, group, scale, part(index, of: groups.count))))
    }
    for (index, group) in groups.enumerated() {
      parts.append(tree(physicalGrid(zones, group, part(index, of: groups.count))))
    }
    if left > 0 {
      parts.append(note("此处只列上级单元；其余 \(left) 个单元的数字在工作簿 account.xlsx 与 account.csv 中。"))
    }
    if account.indicators.contains(where: { !$0.decidedAt.isEmpty }) {
      parts.append(note("“未分摊”：该指标在上级单元核定，未向下分摊。"))
    }
    return ReportSection(id: "zones", title: "分区核算结果", parts: parts)
  }

  private func tree(_ grid: PageTable) -> Markup {
    tag("div", ["class": "tree"], grid.markup())
  }

  private func part(_ index: Int, of count: Int) -> String {
    count > 1 ? "（\(index + 1)/\(count)）" : ""
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

  private func classGrid(_ zones: [Account.Zone], _ scale: MoneyScale) -> PageTable {
    let kinds = productClasses.filter { kind in account.indicators.contains { $0.kind == kind } }
    let columns: [PageTable.Column] =
      [.words("单元"), .figure("面积（hm²）")] + kinds.map { .figure(productClassName($0)) }
      + [.figure("合计"), .figure("单位面积价值（元/(hm²·a)）")]
    let rows = zones.map { zone in
      let area = figures.area(zone: zone.code)
      let sum = figures.value(zone: zone.code, of: account.indicators)
      let byClass = kinds.map { kind in
        money(figures.value(zone: zone.code, of: account.indicators.filter { $0.kind == kind }), scale)
      }
      return row(
        zone, [area.map(quantityText) ?? "—"] + byClass + [money(sum, scale), quantityText(ratio(sum, area))])
    }
    return PageTable("各类价值（\(scale.rawValue)）", columns, rows)
  }

  private func valueGrid(
    _ zones: [Account.Zone], _ indicators: [Account.IndicatorTotal], _ scale: MoneyScale, _ part: String
  ) -> PageTable {
    PageTable(
      "各指标价值（\(scale.rawValue)）\(part)", [.words("单元")] + indicators.map { .figure($0.zh) },
      zones.map { zone in
        row(zone, indicators.map { cell(zone, $0) { moneyText($0.value, in: scale) } })
      })
  }

  private func physicalGrid(
    _ zones: [Account.Zone], _ indicators: [Account.IndicatorTotal], _ part: String
  ) -> PageTable {
    PageTable(
      "各指标实物量\(part)", [.words("单元")] + indicators.map { .figure(titled($0.zh, unit: $0.unit)) },
      zones.map { zone in row(zone, indicators.map { cell(zone, $0) { quantityText($0.physical) } }) })
  }

  private func row(_ zone: Account.Zone, _ cells: [String]) -> PageTable.Row {
    PageTable.Row(cells: [zoneName(zone)] + cells, depth: figures.depth(of: zone.code))
  }

  private func cell(
    _ zone: Account.Zone, _ indicator: Account.IndicatorTotal, _ text: (AccountFigure) -> String
  ) -> String {
    if case .leftOut = states.state(of: indicator) { return "不计" }
    if let figure = figures.figure(zone: zone.code, indicator: indicator.id) { return text(figure) }
    return indicator.decidedAt.isEmpty ? "—" : "未分摊"
  }

  private func money(_ yuan: Double?, _ scale: MoneyScale) -> String {
    yuan.map { moneyText($0, in: scale) } ?? "—"
  }

  /// Yuan per hectare; NaN, which prints as `—`, where either is not known.
  func ratio(_ yuan: Double?, _ area: Double?) -> Double {
    guard let yuan, let area, area > 0 else { return .nan }
    return yuan / area
  }
}
