public import Accounts
internal import Quantities

/// The comparison as lines for a terminal, in Chinese: first what was done otherwise, then values and
/// quantities of the region, then the zones.
public func comparisonLines(_ comparison: AccountComparison) -> [String] {
  let old = "\(regionName(comparison.old)) \(comparison.old.year) 年"
  let new = "\(regionName(comparison.new)) \(comparison.new.year) 年"
  var lines = ["比较：\(old) → \(new)"]
  lines += comparison.remarks.map { "注意 \($0.zh)" } + coverage(comparison) + comings(comparison)
  lines += [""] + valueLines(comparison) + [""] + physicalLines(comparison)
  if !comparison.zones.isEmpty { lines += [""] + zoneLines(comparison) }
  lines += [
    "", "面积效应：土地增减，按前后平均单产和单价计；单产效应：每公顷产出变化；价格效应：单价变化，按前后平均数量计；",
    "未分解：不属于任何生态系统面积的部分。四者之和等于变化。上级单元按自身面积分解，不等于下级之和。",
  ]
  return lines.map(plainText)
}

private let effectHeads = ["旧", "新", "变化", "变化率", "面积效应", "单产效应", "价格效应", "未分解"]
private let effectSides = [TextTable.Side](repeating: .right, count: 8)

/// What of the change is coverage alone, where the accounts cover land otherwise.
private func coverage(_ comparison: AccountComparison) -> [String] {
  guard comparison.remarks.contains(where: { $0.code == "coverage" }) else { return [] }
  guard let effects = comparison.value else { return [] }
  return ["注意 覆盖不同带来 \(moneyText(effects.coverage))，除去它的变化是 \(moneyText(effects.change - effects.coverage))"]
}

private func comings(_ comparison: AccountComparison) -> [String] {
  func line(_ what: String, _ names: [String]) -> [String] {
    names.isEmpty ? [] : ["\(what) \(names.count) 个：\(names.prefix(20).joined(separator: "、"))"]
  }
  return line("新增分区", comparison.newZones.map { zoneName($0) })
    + line("消失分区", comparison.vanishedZones.map { zoneName($0) })
    + line("新增指标", comparison.newIndicators.map(\.zh))
    + line("消失指标", comparison.vanishedIndicators.map(\.zh))
}

private func scale(of comparison: AccountComparison) -> MoneyScale {
  let largest = comparison.region.compactMap(\.value).map { max(abs($0.old), abs($0.new)) }.max() ?? 0
  return largest >= 1e6 ? .wanYuan : .yuan
}

private func valueLines(_ comparison: AccountComparison) -> [String] {
  let scale = scale(of: comparison)
  return ["价值（\(scale.rawValue)），两年共有的指标"]
    + valueTable(comparison.region, total: comparison.value, scale).render()
}

private func valueTable(
  _ changes: [AccountComparison.Change], total: Effects?, _ scale: MoneyScale
) -> TextTable {
  var table = TextTable(heads: ["指标"] + effectHeads, sides: [.left] + effectSides)
  for change in changes {
    table.add([change.zh] + EffectTexts.cells(change.value, divisor: scale.divisor, decimals: 2))
  }
  table.addRule()
  table.add(["合计"] + EffectTexts.cells(total, divisor: scale.divisor, decimals: 2))
  return table
}

private func physicalLines(_ comparison: AccountComparison) -> [String] {
  var table = TextTable(heads: ["指标", "单位"] + effectHeads, sides: [.left, .left] + effectSides)
  for change in comparison.region {
    guard let physical = change.physical else { continue }
    let decimals = quantityDecimals(max(abs(physical.old), abs(physical.new)))
    let texts = EffectTexts(physical, divisor: 1, decimals: decimals)
    table.add([change.zh, unitText(change.unit)] + texts.cells)
  }
  return ["实物量"] + table.render()
}

/// The totals of the zones, and for few zones each indicator of each.
private func zoneLines(_ comparison: AccountComparison) -> [String] {
  let scale = scale(of: comparison)
  let (most, few) = (60, 12)
  var table = TextTable(heads: ["分区"] + effectHeads, sides: [.left] + effectSides)
  for zone in comparison.zones.prefix(most) {
    table.add([zoneName(zone.zone)] + EffectTexts.cells(zone.value, divisor: scale.divisor, decimals: 2))
  }
  var lines = ["分区价值（\(scale.rawValue)）"] + table.render()
  let left = comparison.zones.count - most
  if left > 0 { lines.append("其余 \(left) 个分区请用 --json 输出") }
  guard comparison.zones.count <= few else { return lines + ["各分区的各指标请用 --json 输出"] }
  for zone in comparison.zones {
    lines += ["", "\(zoneName(zone.zone))（\(scale.rawValue)）"]
    lines += valueTable(zone.changes, total: zone.value, scale).render()
  }
  return lines
}
