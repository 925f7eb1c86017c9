public import Accounts
public import Law
internal import Quantities

/// The account as a table for a terminal, 80 columns or little more with common names: title, norm, a line
/// for each indicator by class, totals, and what to know before using them.
///
/// - Parameter provenance: Tells which indicators were left out by choice; without it they stand as they are.
/// - Returns: Lines without line breaks, in Chinese.
public func accountTable(_ account: Account, _ provenance: Provenance? = nil) -> [String] {
  accountTitle(account) + [""] + indicatorTable(account, IndicatorStates(account, provenance)) + [""]
    + surenessLines(account) + accountRemarks(account)
}

/// The totals alone: title, norm, a line for each class, and the whole.
public func accountTotals(_ account: Account) -> [String] {
  let scale = moneyScale(for: account.totals.all)
  var table = TextTable(heads: ["类别", "价值（\(scale.rawValue)）", "占比"], sides: [.left, .right, .right])
  for kind in productClasses where account.indicators.contains(where: { $0.kind == kind }) {
    table.add([productClassName(kind, of: account)] + sumCells(account, kind, scale))
  }
  table.addRule()
  table.add(["合计"] + sumCells(account, nil, scale))
  let sure = surenessLines(account)
  return accountTitle(account) + [""] + table.render() + (sure.isEmpty ? [] : [""] + sure)
}

private func accountTitle(_ account: Account) -> [String] {
  let region = account.region
  let mark = region.demonstration ? "【演示：价格非本地价格】" : ""
  let english = region.en.isEmpty ? "" : "（\(region.en)）"
  let area =
    areaText(account.area, unknown: account.area(ecosystem: "unknown"), in: .zh)
    + surfaceMark(account, in: .zh)
  return [
    plainText("\(regionName(region))\(english) \(region.year) 年\(accountSubject(account))\(mark)"),
    plainText(normText(account.pack)),
    "价格年 \(region.priceYear)，核算单元 \(account.zones.count) 个\(area)",
  ] + (partText(account).map { [plainText($0.zh)] } ?? [])
}

/// How much of its region an account of parcels is, in both languages.
public func partText(_ account: Account) -> Label? {
  guard let part = account.part else { return nil }
  let land = percentText((account.area ?? 0) / part.area)
  let value = percentText(account.totals.all / part.value)
  return Label(
    zh: "\(part.zh)的一部分：占其面积的 \(land)、价值的 \(value)",
    en: "A part of \(part.en): \(land) of its land, \(value) of its value")
}

private func indicatorTable(_ account: Account, _ states: IndicatorStates) -> [String] {
  let scale = moneyScale(for: account.totals.all)
  var table = TextTable(
    heads: ["类别", "指标", "实物量", "单位", "价值（\(scale.rawValue)）", "占比"],
    sides: [.left, .left, .right, .left, .right, .right])
  for kind in productClasses {
    let rows = account.indicators.filter { $0.kind == kind }
    for row in rows { table.add(indicatorCells(row, account, states.state(of: row), scale)) }
    guard !rows.isEmpty else { continue }
    table.add([productClassName(kind, of: account), "小计", "", ""] + sumCells(account, kind, scale))
  }
  table.addRule()
  table.add(["合计", "", "", ""] + sumCells(account, nil, scale))
  return table.render()
}

/// The sum of a class, or of all, and its share; dashes where no indicator has a value.
private func sumCells(_ account: Account, _ kind: String?, _ scale: MoneyScale) -> [String] {
  let sum = account.sum(of: kind)
  return [
    moneyText(sum, in: scale), kind == nil && !sum.isNaN ? "100.0%" : percentText(sum / account.totals.all),
  ]
}

extension Account {
  /// The value of a class, or of all; NaN where no indicator has one: quantities alone have no sum in money.
  public func sum(of kind: String? = nil) -> Double {
    let isKnown = indicators.contains { (kind == nil || $0.kind == kind) && !$0.valueTotal.isNaN }
    return isKnown ? kind.map(totals.of) ?? totals.all : .nan
  }
}

private func indicatorCells(
  _ row: Account.IndicatorTotal, _ account: Account, _ state: IndicatorState, _ scale: MoneyScale
) -> [String] {
  if let text = state.text {
    return [productClassName(row.kind, of: account), row.zh, text, unitText(row.unit), "—", "—"]
  }
  return [
    productClassName(row.kind, of: account), row.zh, quantityText(row.physicalTotal), unitText(row.unit),
    moneyText(row.valueTotal, in: scale), percentText(row.valueTotal / account.totals.all),
  ]
}

/// The interval of the total, what drives it most, and what was counted twice.
private func surenessLines(_ account: Account) -> [String] {
  let scale = moneyScale(for: account.totals.all)
  func money(_ yuan: Double) -> String { moneyText(yuan, in: scale) }
  var lines: [String] = []
  if let told = account.uncertainty, let all = told.totals.first(where: { $0.id == "all" })?.value {
    lines.append(
      "抽样 \(told.draws) 次（种子 \(told.seed)）：总值 5 % \(money(all.low))，50 % \(money(all.median))，"
        + "95 % \(money(all.high)) \(scale.rawValue)；均值 \(money(all.mean))，标准差 \(money(all.sd))")
    if let first = account.drivers.first {
      lines.append(
        "  最左右总值的是 \(first.zh)（\(first.low) … \(first.high)）：\(money(first.totalLow)) … "
          + money(first.totalHigh))
    }
  }
  for overlap in account.overlaps {
    lines.append(
      "可能重复计算，最多 \(moneyText(overlap.amount, in: scale)) \(scale.rawValue)：\(overlap.zh)。\(overlap.remedyZh)")
  }
  return lines.map(plainText)
}

private func accountRemarks(_ account: Account) -> [String] {
  var lines: [String] = []
  let moving = account.assumptions.filter(\.movesTotal).count
  if !account.assumptions.isEmpty {
    lines.append("假设 \(account.assumptions.count) 项，其中 \(moving) 项影响总值：")
    for item in leadingAssumptions(account) {
      lines.append("  \(item.zh) = \(item.value)（变动 1%，总值变动 \(shareText(item.share))）")
    }
    let rest = account.assumptions.count - leadingAssumptions(account).count
    let untried = account.assumptions.count(where: \.share.isNaN)
    if rest > 0 {
      let words = untried > 0 ? "（其中 \(untried) 项未试算：是类别、代码或公式，没有可加 1% 的数）" : ""
      lines.append("  其余 \(rest) 项\(words)见 account.xlsx 的“假设”表")
    }
  }
  for warning in account.warnings { lines.append("警告 \(warning.code)：\(chineseHalf(warning.zh))") }
  if !account.notComputed.isEmpty {
    let names = account.notComputed.map(\.zh).joined(separator: "、")
    lines.append("未核算 \(account.notComputed.count) 项：\(names)（原因见报告或 shanshui check）")
  }
  return lines.map(plainText)
}

/// The ten assumptions that move the total most, those that move nothing left out.
public func leadingAssumptions(_ account: Account) -> [Account.Assumption] {
  Array(orderedAssumptions(account).prefix(while: \.movesTotal).prefix(10))
}

/// All assumptions, those that move the total most first, then those that were not tried, then those that
/// move nothing; else in the account's order.
public func orderedAssumptions(_ account: Account) -> [Account.Assumption] {
  func weight(_ assumption: Account.Assumption) -> Double {
    assumption.share.isNaN ? .leastNonzeroMagnitude : abs(assumption.share)
  }
  return account.assumptions.enumerated().sorted { left, right in
    let (first, second) = (weight(left.element), weight(right.element))
    return first == second ? left.offset < right.offset : first > second
  }.map(\.element)
}

extension Account.Assumption {
  /// Whether the total is known to change with it.
  var movesTotal: Bool { share != 0 && !share.isNaN }
}

/// By how much the total changes when an assumption changes by one per cent: a share of 0.3 gives `0.30%`.
public func shareText(_ share: Double, in language: Language = .zh) -> String {
  if share.isNaN { return notTried[language] }
  if share != 0, abs(share) < 0.005 { return share < 0 ? ">-0.01%" : "<0.01%" }
  return formatted(share, decimals: 2, grouping: true) + "%"
}

/// What stands for the effect of an assumption that is no number: classes and formulas cannot be a little
/// more.
let notTried = Label(zh: "未试算", en: "not tried")

/// Why it was not tried.
public let whyNotTried = Label(
  zh: "“未试算”：假设的是类别、代码或公式，没有一个可以加 1% 的数。",
  en: "\"not tried\": what is assumed is a class, a code or a formula, no number that could be raised by 1%.")

extension Account.Totals {
  /// The total of one class, 0 for a class that is none.
  func of(_ kind: String) -> Double {
    switch kind {
    case "supply": supply
    case "regulating": regulating
    case "cultural": cultural
    case "other": other
    default: 0
    }
  }
}
