internal import Accounts
internal import Quantities

/// How sure the account is: near the total in a line, in its own section in full.
extension ReportPage {
  private static let mostDrivers = 12

  /// The interval of the total.
  var sure: [Markup] {
    guard let told = account.uncertainty, let all = told.totals.first(where: { $0.id == "all" })?.value
    else { return [] }
    let ends = "\(moneyText(all.low, in: scale))—\(moneyText(all.high, in: scale)) \(scale.name)"
    let text = say(
      "按给出的区间抽样 \(told.draws) 次，总值有九成落在 \(ends)。",
      "In \(told.draws) draws within the stated ranges nine totals of ten lie at \(ends). ")
    return [
      tag(
        "p", [:], .text(text),
        tag("a", ["href": "#sureness"], .text(say("有多大把握", "How sure"))))
    ]
  }

  /// What was counted twice, by how much, and what to do.
  var overlaps: [Markup] {
    guard !account.overlaps.isEmpty else { return [] }
    let items = account.overlaps.map { overlap in
      tag(
        "li", [:], .text(name(overlap.zh, overlap.en, or: overlap.name)),
        .text(say("：最多 ", ": at most ") + moneyText(overlap.amount, in: language) + say("（", " (")),
        tag("span", [:], links(overlap.first + overlap.second)),
        .text(say("）。", "). ") + say(overlap.remedyZh, overlap.remedyEn) + say("。来源：", ". Source: ")),
        quoted(overlap.source))
    }
    let head = say(
      "总值里有 \(items.count) 处可能重复计算：", "The total may hold \(items.count) benefit(s) twice:")
    return [tag("div", ["class": "warning"], paragraph(head), tag("ul", [:], items))]
  }

  private func links(_ indicators: [String]) -> [Markup] {
    indicators.enumerated().flatMap { place, id -> [Markup] in
      let title = account.indicators.first { $0.id == id }.map { name($0.zh, $0.en, or: id) } ?? id
      let link = tag("a", ["href": "#" + workingAnchor(id)], .text(title))
      return place == 0 ? [link] : [.text(say("、", ", ")), link]
    }
  }

  /// Drivers of the total, and the intervals of an account that was drawn.
  var surenessSection: ReportSection? {
    var parts: [Markup] = []
    if !account.drivers.isEmpty { parts += driverParts }
    if let told = account.uncertainty { parts += intervalParts(told) }
    guard !parts.isEmpty else { return nil }
    return ReportSection(id: "sureness", title: say("有多大把握", "How sure"), parts: parts)
  }

  private var driverParts: [Markup] {
    let shown = Array(account.drivers.prefix(Self.mostDrivers))
    let bars = shown.map { driver in
      TornadoFigure.Bar(
        label: name(driver.zh, driver.en, or: driver.name) + bracketed(ends(driver), in: language),
        text: moneyText(min(driver.totalLow, driver.totalHigh), in: scale) + "—"
          + moneyText(max(driver.totalLow, driver.totalHigh), in: scale),
        low: driver.totalLow, high: driver.totalHigh)
    }
    let title = say("哪些数左右总值", "What drives the total")
    let legend = tag(
      "ul", ["class": "legend"],
      legendItem(TornadoFigure.lowFill, say("该数取低值时", "with the figure low")),
      legendItem(TornadoFigure.highFill, say("该数取高值时", "with the figure high")))
    let caption = say(
      "每条只动一个数，其余不变（\(scale.name)）。有区间的取到抽样的 5 % 和 95 % 处；没有区间的假设各动一成（−10 %…+10 %）。黑线是核算的总值。",
      "Each bar moves one figure alone (\(scale.name)): those with a range to where 5 % and 95 % of draws "
        + "lie below, assumptions without one by a tenth (−10 %…+10 %). The black line is the "
        + "account's total."
    )
    let figure = tag(
      "figure", [:],
      TornadoFigure(title: title, centre: account.totals.all, bars: bars).markup(), legend,
      tag("figcaption", [:], .text(caption)))
    let left = account.drivers.count - shown.count
    let more = say("另有 \(left) 项，见工作簿“把握”表。", "\(left) more are in the workbook.")
    return [tag("h3", [:], .text(title)), figure] + (left > 0 ? [note(more)] : [])
  }

  private func ends(_ driver: Account.Driver) -> String {
    [driver.low, driver.high].map { unitText($0, in: language) }.joined(separator: " … ")
  }

  private func intervalParts(_ told: Account.Uncertainty) -> [Markup] {
    var parts = [
      tag("h3", [:], .text(say("区间", "Intervals"))),
      paragraph(
        say(
          "抽样 \(told.draws) 次，种子 \(told.seed)，生成器 \(told.generator)；没有给出区间的数当作确知。",
          "\(told.draws) draws, seed \(told.seed), generator \(told.generator); "
            + "figures without a range count as sure."
        )),
    ]
    if told.lost > 0 {
      parts.append(
        note(
          say(
            "其中 \(told.lost) 次，缺数的土地比核算本身多。",
            "In \(told.lost) of them more land lacked a figure than in the account itself.")))
    }
    parts.append(totalGrid(told).cards())
    parts.append(quantityGrid(told).cards())
    if told.zones.count > 1 { parts.append(zoneGrid(told).cards()) }
    parts.append(rangeGrid(told).cards())
    return parts
  }

  private func summaryColumns(_ first: String, unit: String) -> [PageTable.Column] {
    [
      .words(first), .figure(say("核算值", "Account") + bracketed(unit, in: language)), .figure("5 %"),
      .figure("50 %"), .figure("95 %"), .figure(say("均值", "Mean")),
      .figure(say("标准差", "Standard deviation")),
    ]
  }

  private func money(_ summary: DrawSummary) -> [String] {
    [summary.low, summary.median, summary.high, summary.mean, summary.sd].map { moneyText($0, in: scale) }
  }

  private func totalGrid(_ told: Account.Uncertainty) -> PageTable {
    var rows = told.indicators.compactMap { interval -> PageTable.Row? in
      guard let total = account.indicators.first(where: { $0.id == interval.id }) else { return nil }
      return PageTable.Row(
        [name(total.zh, total.en, or: total.id), moneyText(total.valueTotal, in: scale)]
          + money(interval.value)
      ).leading(to: workingAnchor(total.id))
    }
    for interval in told.totals {
      guard interval.id == "all" || account.indicators.contains(where: { $0.kind == interval.id }) else {
        continue
      }
      let isAll = interval.id == "all"
      let title = isAll ? say("合计", "Total") : productClassName(interval.id, of: account, in: language)
      let sum = isAll ? account.totals.all : account.totals.of(interval.id)
      rows.append(
        PageTable.Row(cells: [title, moneyText(sum, in: scale)] + money(interval.value), isTotal: true)
          .leading(to: isAll ? "total" : "class-" + interval.id))
    }
    return PageTable(
      say("价值", "Value"), summaryColumns(say("指标", "Indicator"), unit: scale.name), rows)
  }

  private func quantityGrid(_ told: Account.Uncertainty) -> PageTable {
    let rows = told.indicators.compactMap { interval -> PageTable.Row? in
      guard let total = account.indicators.first(where: { $0.id == interval.id }) else { return nil }
      let all = interval.physical
      return PageTable.Row(
        [titled(name(total.zh, total.en, or: total.id), unit: total.unit, in: language)]
          + [total.physicalTotal, all.low, all.median, all.high, all.mean, all.sd].map(quantityText)
      ).leading(to: workingAnchor(total.id))
    }
    return PageTable(
      say("实物量", "Quantity"),
      summaryColumns(say("指标", "Indicator"), unit: say("所列单位", "in its unit")), rows)
  }

  private func zoneGrid(_ told: Account.Uncertainty) -> PageTable {
    let rows = told.zones.compactMap { interval -> PageTable.Row? in
      guard let zone = account.zones.first(where: { $0.code == interval.id }) else { return nil }
      let sum = figures.value(zone: zone.code, of: account.indicators)
      return PageTable.Row(
        [zoneName(zone, in: language), sum.map { moneyText($0, in: scale) } ?? "—"] + money(interval.value)
      ).leading(to: "total")
    }
    var columns = summaryColumns(say("单元", "Zone"), unit: scale.name)
    columns[0] = .quoted(say("单元", "Zone"))
    return PageTable(say("最上级单元的价值", "Value of zones at the top"), columns, rows)
  }

  private func rangeGrid(_ told: Account.Uncertainty) -> PageTable {
    let rows = told.figures.map { figure in
      PageTable.Row([
        named(name(figure.zh, figure.en, or: figure.name), figure.name, in: language),
        parameterText(figure.value), unitText(figure.unit, in: language), shapeName(figure.distribution),
        bound(figure.min), bound(figure.max), bound(figure.sd),
        figure.drawnWith == figure.name ? "" : figure.drawnWith, figure.source,
      ])
    }
    let columns: [PageTable.Column] = [
      .words(say("数", "Figure")), .figure(say("取值", "Value")), .words(say("单位", "Unit")),
      .words(say("分布", "Distribution")), .figure(say("最低", "Lowest")), .figure(say("最高", "Highest")),
      .figure(say("标准差", "Deviation")), .words(say("同组", "Drawn with")), .quoted(say("来源", "Source")),
    ]
    return PageTable(say("抽样的数（倍数以 1 为原值）", "Figures drawn (factors are about 1)"), columns, rows)
  }

  private func bound(_ x: Double) -> String { x.isNaN ? "—" : parameterText(x) }

  private func shapeName(_ word: String) -> String {
    switch word {
    case "uniform": say("均匀", "uniform")
    case "triangular": say("三角", "triangular")
    case "normal": say("正态", "normal")
    case "lognormal": say("对数正态", "lognormal")
    default: word
    }
  }
}
