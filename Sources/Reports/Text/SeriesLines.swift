public import Accounts
internal import Quantities

/// A series of accounts as lines for a terminal, in Chinese: values at the prices of each year and of the
/// base, then the change from each year to the next with its parts.
public func seriesLines(_ series: AccountSeries) -> [String] {
  let names = Array(Set(series.titles.map { regionName($0) })).sorted().joined(separator: "、")
  let years = series.titles.map { "\($0.year)" }.joined(separator: "、")
  var lines = ["\(names)：\(years) 年"]
  for step in series.steps {
    lines += step.remarks.map { "注意 \(step.old.year)→\(step.new.year) \($0.zh)" }
  }
  let scale = moneyScale(for: series.current.compactMap { $0 }.max() ?? 0)
  lines += [""] + valueTable(series, scale) + [""] + stepTable(series, scale)
  let notes: [String] = [
    "", "现价：各年按自己的价格年；不变价：各年的实物量乘 \(series.titles[series.base].year) 年账的单价。",
    "面积效应（其中覆盖：图上地类已知的面积不同）、单产效应、价格效应、未分解四者之和等于变化；各段相加等于首末之差。",
  ]
  return (lines + notes).map(plainText)
}

private func valueTable(_ series: AccountSeries, _ scale: MoneyScale) -> [String] {
  let years = series.titles
  var table = TextTable(
    heads: ["现价（\(scale.rawValue)）"] + years.map { "\($0.year)" },
    sides: [.left] + years.map { _ in .right })
  table.add(["价格年"] + years.map { "\($0.priceYear)" })
  table.add(["地类已知的面积（hm²）"] + series.covered.map(quantityText))
  for row in series.rows { table.add([row.zh] + row.current.map { money($0, scale) }) }
  table.addRule()
  table.add(["合计，现价"] + series.current.map { money($0, scale) })
  table.add(["合计，\(years[series.base].priceYear) 年不变价"] + series.constant.map { money($0, scale) })
  table.add(["每公顷，现价（元）"] + series.currentByHectare.map { $0.map(quantityText) ?? "—" })
  return table.render()
}

private func stepTable(_ series: AccountSeries, _ scale: MoneyScale) -> [String] {
  let heads = ["变化（\(scale.rawValue)）", "旧", "新", "变化", "变化率", "面积", "其中覆盖", "单产", "价格", "未分解"]
  var table = TextTable(heads: heads, sides: [.left] + heads.dropFirst().map { _ in .right })
  for step in series.steps { table.add(cells("\(step.old.year)→\(step.new.year)", step.value, scale)) }
  if series.steps.count > 1, let first = series.steps.first, let last = series.steps.last {
    table.addRule()
    table.add(cells("\(first.old.year)→\(last.new.year)", series.change, scale))
  }
  return table.render()
}

private func cells(_ name: String, _ effects: Effects?, _ scale: MoneyScale) -> [String] {
  guard let effects else { return [name] + Array(repeating: "—", count: 9) }
  let texts = EffectTexts(effects, divisor: scale.divisor, decimals: 2)
  return [
    name, texts.old, texts.new, texts.change, texts.relative, texts.area,
    moneyText(effects.coverage, in: scale), texts.quality, texts.price, texts.unsplit,
  ]
}

private func money(_ yuan: Double?, _ scale: MoneyScale) -> String {
  yuan.map { moneyText($0, in: scale) } ?? "—"
}
