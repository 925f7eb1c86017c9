public import Accounts
internal import Law
internal import Quantities

/// The change told apart, as lines for a terminal.
public func methodChangeLines(_ change: MethodChange) -> [String] {
  let rows = change.indicators
  let largest = (rows + [change.total]).map { max(abs($0.old), abs($0.recomputed), abs($0.new)) }.max() ?? 0
  let scale: MoneyScale = largest >= 1e6 ? .wanYuan : .yuan
  let heads = ["指标", "旧", "规范所致", "实际变化", "新"]
  var table = TextTable(heads: heads, sides: [.left, .right, .right, .right, .right])
  func add(_ row: MethodChange.Row) {
    table.add([row.zh] + [row.old, row.byMethod, row.inFact, row.new].map { moneyText($0, in: scale) })
  }
  rows.forEach(add)
  table.addRule()
  add(change.total)
  let (old, new) = (change.oldPack, change.newPack)
  let head =
    "\(regionName(change.new))：\(change.old.year) 年（\(old.id) \(old.edition)）→ \(change.new.year) 年"
    + "（\(new.id) \(new.edition)），价值（\(scale.rawValue)）"
  return ([head, ""] + table.render() + ["", "规范所致 = 旧年按新规范重算 − 旧；实际变化 = 新 − 重算；两者之和 = 新 − 旧。"])
    .map(plainText)
}
