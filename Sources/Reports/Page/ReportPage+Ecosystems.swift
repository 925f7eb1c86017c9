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
    let areas = StackedBar(title: "生态系统面积构成", parts: rows.map(\.area))
    let values = StackedBar(title: "生态系统价值构成", parts: rows.map { max(0, $0.value) })
    let legend = tag(
      "ul", ["class": "legend"],
      rows.enumerated().map { legendItem(Pattern.fill(kind: $0), "\($0 + 1)　\($1.name)") })
    let figure = tag(
      "figure", [:], paragraph("面积构成"), areas.markup(), paragraph("价值构成"), values.markup(), legend)
    return ReportSection(id: "ecosystems", title: "生态系统构成", parts: [figure, ecosystemGrid(rows)])
  }

  private func ecosystemRows() -> [EcosystemRow] {
    let ids = account.ecosystems.map(\.id) + [""]
    return ids.compactMap { id in
      let area = figures.area(ecosystem: id)
      let parts = account.indicators.compactMap { figures.figure(ecosystem: id, indicator: $0.id)?.value }
      guard area != nil || !parts.isEmpty else { return nil }
      return EcosystemRow(
        name: ecosystemName(id, in: account), area: area ?? 0, value: parts.reduce(0, +))
    }
  }

  private func ecosystemGrid(_ rows: [EcosystemRow]) -> Markup {
    let area = rows.reduce(0) { $0 + $1.area }
    let value = rows.reduce(0) { $0 + $1.value }
    var lines = rows.enumerated().map { index, row in
      PageTable.Row(["\(index + 1)　\(row.name)"] + cells(row, area, value))
    }
    let total = EcosystemRow(name: "合计", area: area, value: value)
    lines.append(PageTable.Row(cells: ["合计"] + cells(total, area, value), isTotal: true))
    return PageTable(
      "",
      [
        .words("生态系统"), .figure("面积（hm²）"), .figure("占面积"), .figure("价值（\(scale.rawValue)）"),
        .figure("占价值"), .figure("单位面积价值（元/(hm²·a)）"),
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
