internal import Accounts

extension ReportPage {
  /// A bar and a row for each indicator.
  var indicatorSection: ReportSection? {
    guard !account.indicators.isEmpty else { return nil }
    let keys = productClasses.filter { kind in account.indicators.contains { $0.kind == kind } }
    let legend = tag(
      "ul", ["class": "legend"],
      keys.map { legendItem(Pattern.fill(productClass: $0), productClassName($0, of: account, in: language)) }
    )
    let prices = account.region.priceYear
    let caption = say(
      "各指标价值（\(scale.name)，\(prices) 年价格）", "Value by indicator (\(scale.name), prices of \(prices))")
    let figure = tag(
      "figure", [:],
      BarFigure(title: say("各指标价值", "Value by indicator"), bars: account.indicators.map(bar)).markup(),
      legend,
      tag("figcaption", [:], .text(caption)))
    return ReportSection(
      id: "indicators", title: say("各指标的实物量与价值", "Quantity and value of each indicator"),
      parts: [figure, indicatorGrid])
  }

  /// Where an indicator's formulas, clauses, parameters and inputs stand.
  func workingAnchor(_ indicator: String) -> String { "working-" + indicator }

  private func bar(_ row: Account.IndicatorTotal) -> BarFigure.Bar {
    let label = name(row.zh, row.en, or: row.id)
    if let text = states.state(of: row).text(in: language) {
      return BarFigure.Bar(label: label, text: text, value: 0, fill: Pattern.fill(productClass: row.kind))
    }
    return BarFigure.Bar(
      label: label,
      text: moneyText(row.valueTotal, in: scale)
        + bracketed(percentText(row.valueTotal / account.totals.all), in: language),
      value: row.valueTotal.isNaN ? 0 : row.valueTotal, fill: Pattern.fill(productClass: row.kind))
  }

  private var indicatorGrid: Markup {
    var rows: [PageTable.Row] = []
    for kind in productClasses {
      let members = account.indicators.filter { $0.kind == kind }
      guard !members.isEmpty else { continue }
      rows += members.map { indicatorRow($0).leading(to: workingAnchor($0.id)) }
      var sum = sumRow(
        productClassName(kind, of: account, in: language) + say("小计", ", subtotal"), account.sum(of: kind)
      ).leading(to: "indicators")
      sum.id = "class-" + kind
      rows.append(sum)
    }
    var total = sumRow(say("合计", "Total"), account.sum()).leading(to: "indicators")
    total.id = "total"
    rows.append(total)
    return PageTable(
      "",
      [
        .words(say("指标", "Indicator")), .figure(say("实物量", "Quantity")), .words(say("单位", "Unit")),
        .figure(say("价值", "Value") + bracketed(scale.name, in: language)), .figure(say("占比", "Share")),
      ], rows
    ).cards()
  }

  private func indicatorRow(_ row: Account.IndicatorTotal) -> PageTable.Row {
    if let text = states.state(of: row).text(in: language) {
      return PageTable.Row([
        name(row.zh, row.en, or: row.id), text, unitText(row.unit, in: language), "—", "—",
      ])
    }
    return PageTable.Row([
      name(row.zh, row.en, or: row.id), quantityText(row.physicalTotal), unitText(row.unit, in: language),
      moneyText(row.valueTotal, in: scale), percentText(row.valueTotal / account.totals.all),
    ])
  }

  private func sumRow(_ name: String, _ yuan: Double) -> PageTable.Row {
    PageTable.Row(
      cells: [name, "", "", moneyText(yuan, in: scale), percentText(yuan / account.totals.all)],
      isTotal: true)
  }
}
