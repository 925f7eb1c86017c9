internal import Accounts
internal import Quantities
internal import Reports
internal import Sheets

/// What drives the total, and the intervals of an account that was drawn: a sheet for each that has something
/// to tell.
func surenessSheets(_ account: Account) -> [Sheet] {
  (account.drivers.isEmpty ? [] : [driverSheet(account)])
    + (account.uncertainty.map { [intervalSheet(account, $0), drawnSheet($0)] } ?? [])
}

private let yuan: NumberStyle = .grouped(decimals: 2)

private func driverSheet(_ account: Account) -> Sheet {
  let rows = account.drivers.map { driver in
    SheetRow([
      .text(driver.name), .text(driver.zh), .text(driver.kind == .range ? "有区间" : "假设，动一成"),
      .text(driver.low), .text(driver.high), .number(driver.totalLow), .number(driver.totalHigh),
      .number(abs(driver.totalHigh - driver.totalLow)),
    ])
  }
  return Sheet(
    name: "左右总值的数",
    columns: [
      SheetColumn("名称"), SheetColumn("含义", width: 40), SheetColumn("怎么动"), SheetColumn("低值"),
      SheetColumn("高值"), SheetColumn("取低值时的总值", unit: "元", style: yuan),
      SheetColumn("取高值时的总值", unit: "元", style: yuan), SheetColumn("幅度", unit: "元", style: yuan),
    ], rows: rows, notes: ["核算总值：\(canonicalNumber(account.totals.all) ?? "") 元。每行只动一个数，其余不变。"])
}

private func intervalSheet(_ account: Account, _ told: Account.Uncertainty) -> Sheet {
  let rows = uncertaintyRows(account, told).map { row in
    let all = row.summary
    return SheetRow(
      [.text(row.kind), .text(row.id), .text(row.name), .text(row.unit), .number(row.figure)]
        + [all.mean, all.sd, all.low, all.median, all.high].map { .number($0) })
  }
  let figure: NumberStyle = .grouped(decimals: 2)
  return Sheet(
    name: "把握",
    columns: [
      SheetColumn("种类"), SheetColumn("代码"), SheetColumn("名称"), SheetColumn("单位"),
      SheetColumn("核算值", style: figure), SheetColumn("均值", style: figure),
      SheetColumn("标准差", style: figure), SheetColumn("5 %", style: figure),
      SheetColumn("50 %", style: figure), SheetColumn("95 %", style: figure),
    ], rows: rows,
    notes: ["抽样 \(told.draws) 次，种子 \(told.seed)，生成器 \(told.generator)；没有给出区间的数当作确知。"])
}

private func drawnSheet(_ told: Account.Uncertainty) -> Sheet {
  let rows = told.figures.map { figure in
    SheetRow([
      .text(figure.name), .text(figure.zh), .number(figure.value), .text(figure.unit),
      .text(figure.distribution), bound(figure.min), bound(figure.max), bound(figure.sd),
      .text(figure.drawnWith == figure.name ? "" : figure.drawnWith), .text(figure.source),
    ])
  }
  return Sheet(
    name: "抽样的数",
    columns: [
      SheetColumn("名称"), SheetColumn("含义", width: 40), SheetColumn("取值", style: .general),
      SheetColumn("单位"), SheetColumn("分布"), SheetColumn("最低", style: .general),
      SheetColumn("最高", style: .general), SheetColumn("标准差", style: .general), SheetColumn("同组"),
      SheetColumn("来源", width: 50),
    ], rows: rows, notes: ["单位为空或 1、取值为 1 的是倍数：1 表示原值。"])
}

private func bound(_ x: Double) -> SheetCell { x.isNaN ? .empty : .number(x) }

/// One figure over all draws.
struct UncertaintyRow {
  var kind: String
  var id: String
  var name: String
  var unit: String
  /// As the account has it.
  var figure: Double
  var summary: DrawSummary
}

/// Quantities and values of indicators, totals, and zones at the top.
func uncertaintyRows(_ account: Account, _ told: Account.Uncertainty) -> [UncertaintyRow] {
  let indicators = told.indicators.flatMap { interval -> [UncertaintyRow] in
    guard let total = account.indicators.first(where: { $0.id == interval.id }) else { return [] }
    return [
      .init(
        kind: "physical", id: total.id, name: total.zh, unit: total.unit, figure: total.physicalTotal,
        summary: interval.physical),
      .init(
        kind: "value", id: total.id, name: total.zh, unit: "元/a", figure: total.valueTotal,
        summary: interval.value),
    ]
  }
  let totals = told.totals.map { interval in
    let sums = [
      "supply": account.totals.supply, "regulating": account.totals.regulating,
      "cultural": account.totals.cultural,
    ]
    return UncertaintyRow(
      kind: "total", id: interval.id,
      name: interval.id == "all" ? "合计" : productClassName(interval.id, of: account),
      unit: "元/a", figure: sums[interval.id] ?? account.totals.all, summary: interval.value)
  }
  let figures = AccountFigures(account)
  let zones = told.zones.map { interval in
    UncertaintyRow(
      kind: "zone", id: interval.id, name: account.zones.first { $0.code == interval.id }?.name ?? "",
      unit: "元/a", figure: figures.value(zone: interval.id, of: account.indicators) ?? .nan,
      summary: interval.value)
  }
  return indicators + totals + zones
}

/// The rows of `uncertainty.csv`.
func uncertaintyTable(_ account: Account, _ told: Account.Uncertainty) -> [[String]] {
  [["kind", "id", "name", "unit", "account", "mean", "sd", "p5", "p50", "p95"]]
    + uncertaintyRows(account, told).map { row in
      let all = row.summary
      return [row.kind, harmless(row.id), harmless(row.name), harmless(row.unit)]
        + [row.figure, all.mean, all.sd, all.low, all.median, all.high].map { canonicalNumber($0) ?? "" }
    }
}
