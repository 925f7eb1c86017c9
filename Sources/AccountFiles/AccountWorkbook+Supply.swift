internal import Accounts
internal import Sheets

/// Which of the two supply tables of SEEA EA.
enum SupplyTable {
  case physical, monetary
}

/// The supply table of ecosystem services (SEEA EA): services by ecosystem type, in quantities or in money.
/// Several indicators may belong to one reference service; they keep rows of their own, since their units
/// differ.
func supplySheet(
  _ account: Account, _ figures: AccountFigures, _ table: SupplyTable, _ leftOut: Set<String>
) -> Sheet {
  let types = account.ecosystems.map { ($0.id, $0.zh) } + [("", "未分摊")]
  let services = account.indicators.enumerated().sorted {
    ($0.element.seea, $0.offset) < ($1.element.seea, $1.offset)
  }
  let rows = services.map { _, row in
    let cells = types.map { id, _ in
      leftOut.contains(row.id)
        ? .empty : figures.figure(ecosystem: id, indicator: row.id).map { cell($0, table) } ?? .empty
    }
    let total = table == .physical ? row.physicalTotal : row.valueTotal
    let unit = table == .physical ? row.unit : "元"
    return SheetRow(
      [.text(row.seea.isEmpty ? "—" : row.seea), .text(row.zh), .text(unit)] + cells + [
        leftOut.contains(row.id) ? .text("按选择不计") : number(total)
      ])
  }
  let style = NumberStyle.grouped(decimals: 2)
  return Sheet(
    name: table == .physical ? "SEEA供给表（实物）" : "SEEA供给表（货币）",
    title: "生态系统服务供给表 Supply table (SEEA EA), \(account.region.zh) \(account.region.year)",
    columns: [
      SheetColumn("参考服务 Reference service", width: 40), SheetColumn("指标", width: 28), SheetColumn("单位"),
    ]
      + types.map { SheetColumn($0.1, style: style) } + [SheetColumn("合计", style: style)],
    rows: rows, notes: ["参考服务名用 SEEA EA 英文名；生态系统类型用方法包的分类。"])
}

private func cell(_ figure: AccountFigure, _ table: SupplyTable) -> SheetCell {
  number(table == .physical ? figure.physical : figure.value)
}
