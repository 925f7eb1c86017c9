internal import Accounts

/// Classes of product in the order of every table.
let productClasses = ["supply", "regulating", "cultural"]

/// The Chinese name of a class of product.
public func productClassName(_ kind: String) -> String {
  switch kind {
  case "supply": "物质供给"
  case "regulating": "调节服务"
  case "cultural": "文化服务"
  default: kind
  }
}

/// A label with the name that formulas use; the name alone where there is no other.
func named(_ label: String, _ name: String) -> String {
  label.isEmpty || label == name ? name : "\(label)（\(name)）"
}

/// The Chinese half of a text in both languages, `中文 · English`.
func chineseHalf(_ text: String) -> String {
  guard let mark = text.firstRange(of: " · ") else { return text }
  return String(text[..<mark.lowerBound])
}

/// The Chinese name of a source's standing.
public func standingName(_ standing: String) -> String {
  switch standing {
  case "law": "法规"
  case "standard": "标准"
  case "plan": "规划方案"
  case "report": "报告"
  case "literature": "文献"
  case "assumption": "假设"
  case "derived": "推导"
  case "definition": "定义"
  default: standing
  }
}

/// The Chinese name of the rule by which land is given to zones.
func zoneRuleName(_ rule: String) -> String {
  switch rule {
  case "centre": "像元中心落入者归该单元"
  case "area": "按像元与单元相交面积分配"
  case "rows": "按统计表逐行归入"
  default: rule
  }
}

/// The Chinese name of the rule by which a cell's area is measured.
func areaRuleName(_ rule: String) -> String {
  switch rule {
  case "grid": "投影格网面积"
  case "ellipsoid": "椭球面积"
  case "rows": "统计表所载面积"
  default: rule
  }
}

/// The Chinese name of a level of zones; a level that is not known keeps its own.
func levelName(_ level: String) -> String {
  switch level {
  case "village": "村级"
  case "town": "乡镇级"
  case "county": "县级"
  case "city": "市级"
  case "province": "省级"
  default: "“\(level)”级"
  }
}

/// What a zone is called in tables: its name, or its code where it has none; the land outside all zones says
/// so.
func zoneName(_ zone: Account.Zone) -> String {
  if zone.code.isEmpty { return "分区之外" }
  return zone.name.isEmpty ? zone.code : zone.name
}

/// What an ecosystem is called; `""` is what was not allocated.
func ecosystemName(_ id: String, in account: Account) -> String {
  if id.isEmpty { return "未分摊到生态系统" }
  guard let title = account.ecosystems.first(where: { $0.id == id }) else { return id }
  return title.zh.isEmpty ? id : title.zh
}

/// The norm in one phrase: `参照《…》（发改基础〔2022〕481号）`.
func normText(_ pack: Account.PackTitle) -> String {
  let number = pack.number.isEmpty ? "" : "（\(pack.number)）"
  return "\(pack.basis)《\(pack.zh.isEmpty ? pack.id : pack.zh)》\(number)"
}

/// The region's name for people.
func regionName(_ region: Account.RegionTitle) -> String {
  region.zh.isEmpty ? region.id : region.zh
}
