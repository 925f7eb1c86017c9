internal import Accounts
internal import Quantities

extension ReportPage {
  /// A bar and a row for each indicator.
  var indicatorSection: ReportSection? {
    guard !account.indicators.isEmpty else { return nil }
    let keys = productClasses.filter { kind in account.indicators.contains { $0.kind == kind } }
    let legend = tag(
      "ul", ["class": "legend"], keys.map { legendItem(Pattern.fill(productClass: $0), productClassName($0)) }
    )
    let figure = tag(
      "figure", [:], BarFigure(title: "各指标价值", bars: account.indicators.map(bar)).markup(), legend,
      tag("figcaption", [:], .text("各指标价值（\(scale.rawValue)，\(account.region.priceYear) 年价格）")))
    return ReportSection(id: "indicators", title: "各指标的实物量与价值", parts: [figure, indicatorGrid])
  }

  private func bar(_ row: Account.IndicatorTotal) -> BarFigure.Bar {
    if let text = states.state(of: row).text {
      return BarFigure.Bar(label: row.zh, text: text, value: 0, fill: Pattern.fill(productClass: row.kind))
    }
    return BarFigure.Bar(
      label: row.zh,
      text: "\(moneyText(row.valueTotal, in: scale))（\(percentText(row.valueTotal / account.totals.all))）",
      value: row.valueTotal, fill: Pattern.fill(productClass: row.kind))
  }

  private var indicatorGrid: Markup {
    var rows: [PageTable.Row] = []
    for kind in productClasses {
      let members = account.indicators.filter { $0.kind == kind }
      guard !members.isEmpty else { continue }
      rows += members.map(indicatorRow)
      rows.append(sumRow("\(productClassName(kind))小计", account.totals.of(kind)))
    }
    rows.append(sumRow("合计", account.totals.all))
    return PageTable(
      "",
      [
        .words("指标"), .figure("实物量"), .words("单位"), .figure("价值（\(scale.rawValue)）"),
        .figure("占比"),
      ], rows
    ).cards()
  }

  private func indicatorRow(_ row: Account.IndicatorTotal) -> PageTable.Row {
    if let text = states.state(of: row).text {
      return PageTable.Row([row.zh, text, unitText(row.unit), "—", "—"])
    }
    return PageTable.Row([
      row.zh, quantityText(row.physicalTotal), unitText(row.unit),
      moneyText(row.valueTotal, in: scale), percentText(row.valueTotal / account.totals.all),
    ])
  }

  private func sumRow(_ name: String, _ yuan: Double) -> PageTable.Row {
    PageTable.Row(
      cells: [name, "", "", moneyText(yuan, in: scale), percentText(yuan / account.totals.all)],
      isTotal: true)
  }
}
