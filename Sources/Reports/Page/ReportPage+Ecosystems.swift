internal import Accounts
internal import Quantities

extension ReportPage {
  private struct EcosystemRow {
    var name: String
    var area: Double
    var value: Double
  }

  /// Areas and values of the ecosystems of the whole region.
  var ecosystemSection: ReportSection? {
    let rows = ecosystemRows()
    guard !rows.isEmpty else { return nil }
    let areas = StackedBar(
      title: landWord(account, in: language) + say("面积构成", " by area"), parts: rows.map(\.area))
    let values = StackedBar(
      title: landWord(account, in: language) + say("价值构成", " by value"),
      parts: rows.map { $0.value > 0 ? $0.value : 0 })
    let legend = tag(
      "ul", ["class": "legend"],
      rows.enumerated().map { legendItem(Pattern.fill(kind: $0), "\($0 + 1)\u{2002}\($1.name)") })
    let figure = tag(
      "figure", [:], paragraph(say("面积构成", "By area")), areas.markup(), paragraph(say("价值构成", "By value")),
      values.markup(), legend)
    return ReportSection(
      id: "ecosystems", title: landWord(account, in: language) + say("构成", "s"),
      parts: [figure, ecosystemGrid(rows)])
  }

  private func ecosystemRows() -> [EcosystemRow] {
    let ids = account.ecosystems.map(\.id) + [""]
    return ids.compactMap { id in
      let area = figures.area(ecosystem: id)
      let parts = account.indicators.compactMap { figures.figure(ecosystem: id, indicator: $0.id)?.value }
      guard area != nil || !parts.isEmpty else { return nil }
      return EcosystemRow(
        name: ecosystemName(id, in: account, language), area: area ?? 0, value: sumOfKnown(parts))
    }
  }

  private func ecosystemGrid(_ rows: [EcosystemRow]) -> Markup {
    let area = rows.reduce(0) { $0 + $1.area }
    let value = sumOfKnown(rows.map(\.value))
    var lines = rows.enumerated().map { index, row in
      PageTable.Row(["\(index + 1)\u{2002}\(row.name)"] + cells(row, area, value)).leading(to: "indicators")
    }
    let total = EcosystemRow(name: say("合计", "Total"), area: area, value: value)
    lines.append(
      PageTable.Row(cells: [total.name] + cells(total, area, value), isTotal: true).leading(to: "indicators"))
    return PageTable(
      "",
      [
        .words(landWord(account, in: language)), .figure(say("面积（hm²）", "Area (hm²)")),
        .figure(say("占面积", "Share of area")),
        .figure(say("价值", "Value") + bracketed(scale.name, in: language)),
        .figure(say("占价值", "Share of value")), .figure(valueOfArea),
      ], lines
    ).markup()
  }

  private func cells(_ row: EcosystemRow, _ area: Double, _ value: Double) -> [String] {
    [
      quantityText(row.area), percentText(row.area / area), moneyText(row.value, in: scale),
      percentText(row.value / value), quantityText(ratio(row.value, row.area)),
    ]
  }
}
