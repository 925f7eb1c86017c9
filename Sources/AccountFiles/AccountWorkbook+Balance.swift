internal import Accounts
internal import Law
internal import Reports
internal import Sheets

/// The balance sheet in a workbook: 资产负债表, 地类转移矩阵 where flows are known, 不减少检验.
func balanceSheets(_ sheet: BalanceSheet) -> [Sheet] {
  [stockSheet(sheet)] + (sheet.flows.isEmpty ? [] : [flowSheet(sheet)]) + [testSheet(sheet)]
}

private let area = NumberStyle.grouped(decimals: 2)

private func zoneTitle(_ code: String?, in sheet: BalanceSheet) -> String {
  guard let code else { return "全区" }
  return sheet.zones.first { $0.code == code }.map { $0.name.isEmpty ? code : $0.name } ?? code
}

private func stockSheet(_ sheet: BalanceSheet) -> Sheet {
  let names = Dictionary(sheet.zones.map { ($0.code, $0.name) }) { first, _ in first }
  let rows = sheet.lines.map { line in
    let (land, worth) = (line.land, line.worth)
    let figures: [Double?] = [
      land.opening, land.additions, land.fromUnknown, land.reductions, land.toUnknown, land.closing,
      worth.opening, worth.additions, worth.reductions, worth.quality, worth.price, worth.unsplit,
      worth.closing,
    ]
    let zone = line.zone.map { names[$0].flatMap { $0.isEmpty ? nil : $0 } ?? $0 } ?? "全区"
    return SheetRow(
      [.text(line.zone ?? ""), .text(zone), .text(balanceClassName(line.ecosystem, in: sheet, .zh))]
        + figures.map { number($0) })
  }
  let (opening, closing) = ("\(sheet.opening.year) 年末", "\(sheet.closing.year) 年末")
  let land = ["期初", "增加", "其中：原地类未知", "减少", "其中：转为未知", "期末"]
  let worth = ["期初", "增加（面积）", "减少（面积）", "单产变化", "价格变化", "未分解", "期末"]
  return Sheet(
    name: "资产负债表",
    title: "\(sheet.closing.zh) 自然资源资产负债表（\(opening)至\(closing)）",
    groups: [
      ColumnGroup("实物量（hm²）", columns: 3...8), ColumnGroup("价值（元）", columns: 9...15),
    ],
    columns: [SheetColumn("代码"), SheetColumn("单元", width: 24), SheetColumn("资产类别", width: 20)]
      + (land + worth).map { SheetColumn($0, style: area) },
    rows: rows, notes: balanceNotes(sheet, in: .zh))
}

/// Rows are what land was, columns what it became; a block for the whole region, then for each zone.
private func flowSheet(_ sheet: BalanceSheet) -> Sheet {
  let matrices = flowMatrices(sheet)
  let classes = matrices.first?.classes ?? []
  let rows = matrices.flatMap { matrixRows($0, sheet) }
  return Sheet(
    name: "地类转移矩阵",
    groups: classes.count > 1 ? [ColumnGroup("期末地类（hm²）", columns: 3...2 + classes.count)] : [],
    columns: [SheetColumn("代码"), SheetColumn("单元", width: 24), SheetColumn("期初地类", width: 20)]
      + classes.map { SheetColumn(balanceClassName($0, in: sheet, .zh), style: area) }
      + [SheetColumn("期初合计", style: area)], rows: rows,
    notes: ["行为期初地类，列为期末地类；对角线为未变。来源：\(flowSourceText(sheet, in: .zh))。"])
}

private func matrixRows(_ matrix: FlowMatrix, _ sheet: BalanceSheet) -> [SheetRow] {
  let head: [SheetCell] = [.text(matrix.zone ?? ""), .text(zoneTitle(matrix.zone, in: sheet))]
  var rows: [SheetRow] = matrix.classes.map { from in
    let name = SheetCell.text(balanceClassName(from, in: sheet, .zh))
    let areas = matrix.classes.map { number(matrix[from, $0]) }
    return SheetRow(head + [name] + areas + [number(matrix.opening(from))])
  }
  let closing = matrix.classes.map { number(matrix.closing($0)) }
  rows.append(SheetRow(head + [.text("期末合计")] + closing + [number(matrix.whole)], isTotal: true))
  return rows
}

private func testSheet(_ sheet: BalanceSheet) -> Sheet {
  let rows = sheet.tests.map { test in
    SheetRow(
      [.text(test.zone ?? ""), .text(zoneTitle(test.zone, in: sheet))]
        + [test.opening, test.closing, test.price, test.coverage, test.constant, test.change].map {
          .number($0)
        } + [number(test.change / test.opening), .text(verdictText(test.verdict, in: .zh))],
      isTotal: test.zone == nil)
  }
  let heads = ["期初价值", "期末价值", "其中价格变化", "其中覆盖变化", "期末可比价值", "可比变化"]
  return Sheet(
    name: "不减少检验",
    columns: [SheetColumn("代码"), SheetColumn("单元", width: 24)]
      + heads.map { SheetColumn($0, unit: "元", style: area) }
      + [SheetColumn("变化率", style: .percent(decimals: 2)), SheetColumn("判定")],
    rows: rows, notes: testNotes(sheet, in: .zh))
}
