internal import Accounts
internal import Sheets

/// Which of the two supply tables of SEEA EA.
enum SupplyTable {
  case physical, monetary
}

/// The supply table of ecosystem services (SEEA EA): services in rows, section by section, with their units,
/// and ecosystem types in columns, with total supply at the end.
///
/// Several indicators may belong to one reference service; they keep rows of their own, since their units
/// differ. Quantities are not added across services. What is no service of the reference list stands below
/// the total and is not in it.
///
/// - Parameter leftOut: Ids of the indicators that a choice leaves out: they have no figures.
func supplySheet(
  _ account: Account, _ figures: AccountFigures, _ table: SupplyTable, _ leftOut: Set<String>
) -> Sheet {
  let supply = Supply(account: account, figures: figures, table: table, leftOut: leftOut)
  return Sheet(
    name: table == .physical ? "SEEA供给表（实物）" : "SEEA供给表（货币）",
    title: "生态系统服务供给表 Supply table (SEEA EA), \(account.region.zh) \(account.region.year)",
    columns: supply.columns, rows: supply.rows,
    notes: [
      "参考服务名用 SEEA EA 参考清单的英文名；生态系统类型用方法包的分类。",
      "清单以外的项不是生态系统服务（如水电），列在合计以下，不计入合计。",
    ])
}

private struct Supply {
  let account: Account
  let figures: AccountFigures
  let table: SupplyTable
  let leftOut: Set<String>
  private let types: [(id: String, label: String)]

  /// The sections of the reference list, by our classes of products.
  private static let sections = [
    ("supply", "供给服务 Provisioning services"),
    ("regulating", "调节与维持服务 Regulating and maintenance services"),
    ("cultural", "文化服务 Cultural services"),
  ]

  init(account: Account, figures: AccountFigures, table: SupplyTable, leftOut: Set<String>) {
    (self.account, self.figures, self.table, self.leftOut) = (account, figures, table, leftOut)
    types = account.ecosystems.map { ($0.id, $0.zh) } + [("", "未分摊 Not allocated")]
  }

  var columns: [SheetColumn] {
    let style = NumberStyle.grouped(decimals: 2)
    return [
      SheetColumn("参考服务 Reference service", width: 40), SheetColumn("指标", width: 28), SheetColumn("单位"),
    ] + types.map { SheetColumn($0.label, style: style) } + [SheetColumn("总供给 Total supply", style: style)]
  }

  var rows: [SheetRow] {
    let listed = account.indicators.filter { !$0.seea.isEmpty }
    let others = account.indicators.filter(\.seea.isEmpty)
    var rows: [SheetRow] = []
    for (kind, title) in Self.sections {
      let services = inListOrder(listed.filter { $0.kind == kind })
      guard !services.isEmpty else { continue }
      rows.append(heading(title))
      rows += services.map(row)
      if table == .monetary { rows.append(sum(services, "小计 Total of the section")) }
    }
    if table == .monetary { rows.append(sum(listed, "总供给 Total supply of services")) }
    if !others.isEmpty { rows += [heading("参考清单以外 Outside the reference list")] + others.map(row) }
    return rows
  }

  /// Indicators of one service stand together, services in the order in which the pack has them.
  private func inListOrder(_ services: [Account.IndicatorTotal]) -> [Account.IndicatorTotal] {
    var order: [String] = []
    for service in services where !order.contains(service.seea) { order.append(service.seea) }
    return order.flatMap { name in services.filter { $0.seea == name } }
  }

  private func heading(_ title: String) -> SheetRow {
    SheetRow([.text(title)] + Array(repeating: .empty, count: types.count + 3), isTotal: true)
  }

  private func row(_ indicator: Account.IndicatorTotal) -> SheetRow {
    let total = table == .physical ? indicator.physicalTotal : indicator.valueTotal
    let unit = table == .physical ? indicator.unit : "元"
    return SheetRow(
      [.text(indicator.seea.isEmpty ? "—" : indicator.seea), .text(indicator.zh), .text(unit)]
        + types.map { amount($0.id, indicator).map { number($0) } ?? .empty } + [
          leftOut.contains(indicator.id) ? .text("按选择不计") : number(total)
        ])
  }

  private func amount(_ type: String, _ indicator: Account.IndicatorTotal) -> Double? {
    if leftOut.contains(indicator.id) { return nil }
    return figures.figure(ecosystem: type, indicator: indicator.id).map {
      table == .physical ? $0.physical : $0.value
    }
  }

  /// Money of several services; a type that none of them touches stays empty.
  private func sum(_ services: [Account.IndicatorTotal], _ title: String) -> SheetRow {
    let cells = types.map { type -> SheetCell in
      let values = services.compactMap { amount(type.id, $0) }
      return values.isEmpty ? .empty : number(values.reduce(0, +))
    }
    let total = services.filter { !leftOut.contains($0.id) }.reduce(0) { $0 + $1.valueTotal }
    return SheetRow([.text(title), .empty, .text("元")] + cells + [number(total)], isTotal: true)
  }
}
