public import Accounts
public import Law

// Every word of a report stands here or in its section in both languages side by side, as in
// `say("指标", "Indicator")` or a `Label`. What has no English, as a place's name, is marked by the page.

/// Classes of product in the order of every table.
public let productClasses = ["supply", "regulating", "cultural", "other"]

/// The name of a class of product.
public func productClassName(_ kind: String, in language: Language = .zh) -> String {
  switch kind {
  case "supply": Label(zh: "物质供给", en: "Material supply")[language]
  case "regulating": Label(zh: "调节服务", en: "Regulating services")[language]
  case "cultural": Label(zh: "文化服务", en: "Cultural services")[language]
  case "other": Label(zh: "其他", en: "Other")[language]
  default: kind
  }
}

/// The name of a class in an account: an account of another subject has its own word.
public func productClassName(_ kind: String, of account: Account, in language: Language = .zh) -> String {
  guard kind == "other", let subject = account.pack.subject else {
    return productClassName(kind, in: language)
  }
  return words(subject.kind)[language]
}

private func words(_ words: Account.Subject.Words) -> Label { Label(zh: words.zh, en: words.en) }

/// What an account is: 生态产品总值核算, or its pack's own subject.
public func accountSubject(_ account: Account, in language: Language = .zh) -> String {
  guard let subject = account.pack.subject else {
    return Label(zh: "生态产品总值核算", en: "account of gross ecosystem product")[language]
  }
  return words(subject.title)[language]
}

/// What the sum of all values is called.
public func accountTotal(_ account: Account, in language: Language = .zh) -> String {
  guard let subject = account.pack.subject else {
    return Label(zh: "生态产品总值", en: "Gross ecosystem product")[language]
  }
  return words(subject.total)[language]
}

/// What a piece of land is one of: an ecosystem, or what the pack's subject says.
public func landWord(_ account: Account, in language: Language = .zh) -> String {
  guard let subject = account.pack.subject else {
    return Label(zh: "生态系统", en: "Ecosystem")[language]
  }
  return words(subject.land)[language]
}

/// A text in one of the languages; where it is empty, the fallback, as an id.
public func wording(_ zh: String, _ en: String, or fallback: String, in language: Language) -> String {
  let text = language == .zh ? zh : en
  return text.isEmpty ? fallback : text
}

/// A label with the name that formulas use; the name alone where there is no other.
public func named(_ label: String, _ name: String, in language: Language = .zh) -> String {
  label.isEmpty || label == name ? name : label + bracketed(name, in: language)
}

/// A text in brackets, those of Chinese or those of English with a space before.
public func bracketed(_ text: String, in language: Language) -> String {
  language == .zh ? "（\(text)）" : " (\(text))"
}

/// The Chinese half of a text in both languages, `中文 · English`.
func chineseHalf(_ text: String) -> String {
  half(text, in: .zh)
}

/// One half of a text in both languages, `中文 · English`; the whole when it has but one.
public func half(_ text: String, in language: Language) -> String {
  guard let mark = text.firstRange(of: " · ") else { return text }
  return String(language == .zh ? text[..<mark.lowerBound] : text[mark.upperBound...])
}

/// Whether a text has Chinese characters or full-width marks.
public func isChinese(_ text: String) -> Bool {
  text.unicodeScalars.contains { displayWidth(String($0)) == 2 }
}

/// The name of a source's standing.
public func standingName(_ standing: String, in language: Language = .zh) -> String {
  let labels = [
    "law": Label(zh: "法规", en: "law"), "standard": Label(zh: "标准", en: "standard"),
    "plan": Label(zh: "规划方案", en: "plan"), "report": Label(zh: "报告", en: "report"),
    "literature": Label(zh: "文献", en: "literature"), "assumption": Label(zh: "假设", en: "assumption"),
    "derived": Label(zh: "推导", en: "derived"), "definition": Label(zh: "定义", en: "definition"),
  ]
  return labels[standing]?[language] ?? standing
}

/// The name of the rule by which land is given to zones.
func zoneRuleName(_ rule: String, in language: Language) -> String {
  switch rule {
  case "centre": Label(zh: "像元中心落入者归该单元", en: "a cell belongs to the zone of its centre")[language]
  case "area": Label(zh: "按像元与单元相交面积分配", en: "a cell is shared by the area it has in each zone")[language]
  case "rows": Label(zh: "按统计表逐行归入", en: "as the rows of the table say")[language]
  default: rule
  }
}

/// The name of the rule by which a cell's area is measured.
func areaRuleName(_ rule: String, in language: Language) -> String {
  switch rule {
  case "grid": Label(zh: "投影格网面积", en: "area of the projected grid")[language]
  case "ellipsoid": Label(zh: "椭球面积", en: "area on the ellipsoid")[language]
  case "rows": Label(zh: "统计表所载面积", en: "as the table says")[language]
  case "surface-grid", "surface-ellipsoid":
    Label(
      zh: "真实地表面积：\(areaRuleName(String(rule.dropFirst(8)), in: .zh)) ÷ 坡度的余弦",
      en: "true surface: \(areaRuleName(String(rule.dropFirst(8)), in: .en)) by the cosine of the slope")[
        language]
  default: rule
  }
}

/// Said where the area is, when it is larger than on any map.
func surfaceMark(_ account: Account, in language: Language) -> String {
  guard account.rules.area.hasPrefix("surface-") else { return "" }
  return Label(zh: "（真实地表面积）", en: " (true surface)")[language]
}

/// The name of a level of zones; a level that is not known keeps its own.
public func levelName(_ level: String, in language: Language = .zh) -> String {
  switch level {
  case "village": Label(zh: "村级", en: "village")[language]
  case "town": Label(zh: "乡镇级", en: "town")[language]
  case "county": Label(zh: "县级", en: "county")[language]
  case "city": Label(zh: "市级", en: "city")[language]
  case "province": Label(zh: "省级", en: "province")[language]
  default: language == .zh ? "“\(level)”级" : level
  }
}

/// What a zone is called in tables: its name, or its code where it has none; the land outside all zones says
/// so.
public func zoneName(_ zone: Account.Zone, in language: Language = .zh) -> String {
  if zone.code.isEmpty { return Label(zh: "分区之外", en: "Outside all zones")[language] }
  return zone.name.isEmpty ? zone.code : zone.name
}

/// What an ecosystem is called; `""` is what was not allocated.
public func ecosystemName(_ id: String, in account: Account, _ language: Language) -> String {
  if id.isEmpty { return Label(zh: "未分摊到生态系统", en: "Not allocated to ecosystems")[language] }
  guard let title = account.ecosystems.first(where: { $0.id == id }) else { return id }
  return wording(title.zh, title.en, or: id, in: language)
}

/// The norm in one phrase: `参照《…》（发改基础〔2022〕481号）`.
func normText(_ pack: Account.PackTitle) -> String {
  normTitle(pack, in: .zh) + normNumber(pack, in: .zh)
}

/// How the norm was followed, and its title.
public func normTitle(_ pack: Account.PackTitle, in language: Language) -> String {
  let (title, basis) = (wording(pack.zh, pack.en, or: pack.id, in: language), basisName(pack, in: language))
  return language == .zh ? "\(basis)《\(title)》" : "\(basis): \(title)"
}

/// The norm's document number in brackets, which has no English.
public func normNumber(_ pack: Account.PackTitle, in language: Language) -> String {
  pack.number.isEmpty ? "" : bracketed(pack.number, in: language)
}

/// 依据 or 参照: whether anybody has read the norm's own clauses.
public func basisName(_ pack: Account.PackTitle, in language: Language) -> String {
  guard language == .en else { return pack.basis }
  return pack.basis == "依据" ? "By the norm" : "After the norm"
}

/// The region's name for people.
public func regionName(_ region: Account.RegionTitle, in language: Language = .zh) -> String {
  wording(region.zh, region.en, or: region.id, in: language)
}
