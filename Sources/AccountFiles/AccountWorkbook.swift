internal import Accounts
internal import Reports
internal import Sheets

/// The workbook of an account: 总表, 分区×指标, 生态系统×指标, the two supply tables of SEEA EA, 公式与参数, 来源, 假设,
/// 审签, and how sure it is.
func accountWorkbook(_ document: ReportDocument) -> Workbook {
  let account = document.account
  let figures = document.figures ?? AccountFigures(account)
  let leftOut = indicatorsLeftOut(account, document.provenance)
  return Workbook(
    title: "\(account.region.zh) \(account.region.year) 年\(accountSubject(account))",
    sheets: [
      totalSheet(account, leftOut), zoneSheet(account, figures, leftOut),
      ecosystemSheet(account, figures, leftOut),
    ]
      + (account.pack.subject == nil ? [.physical, .monetary] : []).map {
        supplySheet(account, figures, $0, leftOut)
      }
      + [
        formulaSheet(document.provenance), sourceSheet(document.provenance), assumptionSheet(account),
        lifeSheet(document),
      ] + surenessSheets(account) + (document.balance.map(balanceSheets) ?? []))
}

private func totalSheet(_ account: Account, _ leftOut: Set<String>) -> Sheet {
  let mark = account.region.demonstration ? "（演示：价格非本地价格）" : ""
  let all = account.totals.all
  let rows = account.indicators.map { row in
    let isLeftOut = leftOut.contains(row.id)
    let figures =
      isLeftOut
      ? [.empty, .empty, .empty] : [row.physicalTotal, row.valueTotal, row.valueTotal / all].map(number)
    let mark = isLeftOut ? "按选择不计" : row.physicalTotal.isNaN || row.valueTotal.isNaN ? "缺" : ""
    return SheetRow([
      .text(productClassName(row.kind, of: account)), .text(row.zh), figures[0], .text(row.unit), figures[1],
      figures[2],
      .number(row.missingArea), mark.isEmpty ? .empty : .text(mark),
    ])
  }
  let sums = [
    ("物质供给小计", account.sum(of: "supply")), ("调节服务小计", account.sum(of: "regulating")),
    ("文化服务小计", account.sum(of: "cultural")),
    (productClassName("other", of: account), account.sum(of: "other")), ("合计", account.sum()),
  ].filter { (!($0.1.isNaN || $0.1 == 0) || account.pack.subject == nil) && ($0.0 != "其他") }.map {
    name, yuan in
    SheetRow(
      [.text(name), .empty, .empty, .empty, number(yuan), number(yuan / all), .empty, .empty],
      isTotal: true)
  }
  return Sheet(
    name: "总表", title: "\(account.region.zh) \(account.region.year) 年\(accountSubject(account))\(mark)",
    columns: [
      SheetColumn("类别"), SheetColumn("指标"), SheetColumn("实物量", style: .grouped(decimals: 2)),
      SheetColumn("单位"), SheetColumn("价值", unit: "元", style: .grouped(decimals: 2)),
      SheetColumn("占比", style: .percent(decimals: 1)),
      SheetColumn("缺数面积", unit: "hm²", style: .grouped(decimals: 2)), SheetColumn("说明"),
    ], rows: rows + sums, notes: accountFacts(account).map { "\($0)：\($1)" })
}

private func zoneSheet(_ account: Account, _ figures: AccountFigures, _ leftOut: Set<String>) -> Sheet {
  let rows = account.zones.map { zone in
    let head: [SheetCell] = [
      .text(zone.code), .text(zone.name), .text(zone.level), .text(zone.parent),
      number(figures.area(zone: zone.code)), number(figures.value(zone: zone.code, of: account.indicators)),
    ]
    return SheetRow(
      head
        + figureCells(account, leftOut) { figures.figure(zone: zone.code, indicator: $0.id) })
  }
  let (columns, groups) = figureColumns(account, after: 6)
  return Sheet(
    name: "分区×指标", groups: groups,
    columns: [
      SheetColumn("代码"), SheetColumn("单元"), SheetColumn("级别"), SheetColumn("上级"),
      SheetColumn("面积", unit: "hm²", style: .grouped(decimals: 2)),
      SheetColumn("价值合计", unit: "元", style: .grouped(decimals: 2)),
    ] + columns, rows: rows, notes: ["空格：该单元没有数字，或该指标在上级单元核定而未分摊，或按选择不计（见总表“说明”）。"])
}

private func ecosystemSheet(
  _ account: Account, _ figures: AccountFigures, _ leftOut: Set<String>
) -> Sheet {
  let titles = account.ecosystems.map { ($0.id, $0.zh) } + [("", "未分摊到生态系统")]
  let rows = titles.map { id, name in
    SheetRow(
      [.text(name), number(figures.area(ecosystem: id))]
        + figureCells(account, leftOut) { figures.figure(ecosystem: id, indicator: $0.id) })
  }
  let (columns, groups) = figureColumns(account, after: 2)
  return Sheet(
    name: "生态系统×指标", groups: groups,
    columns: [
      SheetColumn(landWord(account)), SheetColumn("面积", unit: "hm²", style: .grouped(decimals: 2)),
    ] + columns, rows: rows)
}

/// Two columns for each indicator under its name: quantity and value.
private func figureColumns(_ account: Account, after start: Int) -> ([SheetColumn], [ColumnGroup]) {
  var (columns, groups): ([SheetColumn], [ColumnGroup]) = ([], [])
  for (index, indicator) in account.indicators.enumerated() {
    let first = start + 2 * index
    columns.append(SheetColumn("实物量", unit: indicator.unit, style: .grouped(decimals: 2)))
    columns.append(SheetColumn("价值", unit: "元", style: .grouped(decimals: 2)))
    groups.append(ColumnGroup(indicator.zh, columns: first...first + 1))
  }
  return (columns, groups)
}

private func figureCells(
  _ account: Account, _ leftOut: Set<String>, _ figure: (Account.IndicatorTotal) -> AccountFigure?
) -> [SheetCell] {
  account.indicators.flatMap { indicator in
    let figure = leftOut.contains(indicator.id) ? nil : figure(indicator)
    return [number(figure?.physical), number(figure?.value)]
  }
}

func number(_ x: Double?) -> SheetCell {
  x.flatMap { $0.isNaN || $0.isInfinite ? nil : .number($0) } ?? .empty
}
