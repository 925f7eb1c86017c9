/// What was done otherwise in the newer account, the gravest first.
func remarks(_ old: Account, _ new: Account, _ pair: AccountPair) -> [AccountComparison.Remark] {
  var list = RemarkList()
  list.compare("region", "区域", "Region", old.region.id, new.region.id)
  comparePacks(old.pack, new.pack, &list)
  compareVariants(old.variants, new.variants, &list)
  comparePrices(old.region, new.region, &list)
  compareRules(old.rules, new.rules, &list)
  for indicator in pair.indicators where !pair.hasSameUnit(indicator) {
    list.add(
      "unit", "\(indicator.zh) 的单位不同，实物量不作比较",
      "The unit of \(indicator.en) differs; its quantities are not compared")
  }
  for indicator in pair.indicators where Set(pair.totals(indicator).map(\.value.isNaN)).count == 2 {
    list.add(
      "unvalued", "\(indicator.zh) 只有一方算出了价值，不计入变化",
      "Only one account has a value of \(indicator.en); it is in no change")
  }
  compareCoverage(pair.covered, &list)
  return list.remarks
}

/// Less than this share of the land is a matter of borders.
private let coverageThatMatters = 0.001

/// A map that covers less looks like land that was lost.
private func compareCoverage(_ covered: (old: Double, new: Double), _ list: inout RemarkList) {
  let change = covered.new / covered.old - 1
  guard covered.old > 0, abs(change) > coverageThatMatters else { return }
  let (old, new) = (covered.old.rounded(), covered.new.rounded())
  let percent = "\(change > 0 ? "+" : "")\((change * 1000).rounded() / 10)"
  list.add(
    "coverage",
    "地类已知的面积不同：\(Int(old)) → \(Int(new)) hm²（\(percent)%），面积效应里有一部分只是覆盖不同",
    "The land whose class is known differs: \(Int(old)) → \(Int(new)) hm2 (\(percent) %); "
      + "part of the area effect is coverage alone")
}

private struct RemarkList {
  var remarks: [AccountComparison.Remark] = []

  mutating func add(_ code: String, _ zh: String, _ en: String) {
    remarks.append(AccountComparison.Remark(code: code, zh: zh, en: en))
  }

  /// Adds a line when the two texts differ.
  mutating func compare(_ code: String, _ zh: String, _ en: String, _ old: String, _ new: String) {
    guard old != new else { return }
    add(
      code, "\(zh)不同：\(old.isEmpty ? "无" : old) → \(new.isEmpty ? "无" : new)",
      "\(en) differs: \(old.isEmpty ? "none" : old) → \(new.isEmpty ? "none" : new)")
  }
}

private func comparePacks(_ old: Account.PackTitle, _ new: Account.PackTitle, _ list: inout RemarkList) {
  let names = ("\(old.id) \(old.edition)", "\(new.id) \(new.edition)")
  list.compare("pack", "方法包", "Method pack", names.0, names.1)
  if names.0 == names.1, old.digest != new.digest {
    list.add("pack", "方法包 \(new.id) 的内容不同（摘要不同）", "The content of pack \(new.id) differs by its digest")
  }
  list.compare("pack", "依据程度", "Basis", old.basis, new.basis)
}

private func compareVariants(
  _ old: [Account.VariantChoice], _ new: [Account.VariantChoice], _ list: inout RemarkList
) {
  let before = Dictionary(old.map { ($0.name, $0.choice) }) { first, _ in first }
  let after = Dictionary(new.map { ($0.name, $0.choice) }) { first, _ in first }
  for name in Set(before.keys).union(after.keys).sorted() where before[name] != after[name] {
    list.compare(
      "variant", "选项 \(name) 的取法", "Choice of \(name)", before[name] ?? "", after[name] ?? "")
  }
  if list.remarks.contains(where: { $0.code == "variant" }) {
    list.add("variant", "单产效应和价格效应含取法不同的影响", "The effects of quality and price contain that of other choices")
  }
}

private func comparePrices(
  _ old: Account.RegionTitle, _ new: Account.RegionTitle, _ list: inout RemarkList
) {
  if old.priceYear != new.priceYear {
    list.add(
      "price", "价格年不同：\(old.priceYear) → \(new.priceYear)，价格效应是价格年之差",
      "Price years differ: \(old.priceYear) → \(new.priceYear); the price effect tells it apart"
    )
  }
  if old.demonstration != new.demonstration {
    list.add(
      "demonstration", "一方为演示（价格非本地价格），一方不是",
      "One account is a demonstration with prices of elsewhere, the other is not")
  }
}

private func compareRules(_ old: Account.Rules, _ new: Account.Rules, _ list: inout RemarkList) {
  list.compare("rule", "土地归入分区的规则", "The rule that gives land to zones", old.zone, new.zone)
  list.compare("rule", "面积量算规则", "The rule that measures areas", old.area, new.area)
  let before = Dictionary(old.alignment.map { ($0.layer, $0.rule) }) { first, _ in first }
  let after = Dictionary(new.alignment.map { ($0.layer, $0.rule) }) { first, _ in first }
  for layer in Set(before.keys).union(after.keys).sorted() {
    list.compare(
      "rule", "图层 \(layer) 的对齐", "Alignment of layer \(layer)", before[layer] ?? "", after[layer] ?? "")
  }
}
