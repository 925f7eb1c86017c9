internal import Law

/// A unit, or a figure with a unit in words, with the Chinese names of units in English: `万元/a` becomes
/// `10⁴ CNY/a`. Names that are not known stay.
func englishUnits(_ text: String) -> String {
  guard isChinese(text) else { return text }
  var rest = Substring(text)
  var result = ""
  while let first = rest.first {
    if let (name, english) = chineseUnits.first(where: { rest.hasPrefix($0.0) }) {
      rest = rest.dropFirst(name.count)
      result += english
    } else {
      result.append(first == "，" ? "," : first)
      rest = rest.dropFirst()
    }
  }
  return result
}

/// A sentence in which units stand in square brackets, with those units in English; what else is Chinese in
/// it are words of others.
func englishUnitsInBrackets(_ text: String) -> String {
  var parts = text.split(separator: "[", omittingEmptySubsequences: false).map(String.init)
  for index in parts.indices.dropFirst() {
    guard let end = parts[index].firstIndex(of: "]") else { continue }
    parts[index] = unitText(String(parts[index][..<end]), in: .en) + parts[index][end...]
  }
  return parts.joined(separator: "[")
}

/// Chinese names of units with English ones; a name stands before those that it begins with.
///
/// - Source: `Packs/units.xml`, which has all units that packs may use.
private let chineseUnits: [(String, String)] = [
  ("万", "10⁴ "), ("亿", "10⁸ "), ("元", "CNY"), ("人次", "visits"), ("人", "persons"), ("户", "households"),
  ("床", "beds"), ("头", "head"), ("只", "animals"), ("羽", "fowl"), ("株", "stems"), ("辆", "vehicles"),
  ("次", "times"), ("个", "pieces"), ("件", "items"), ("间", "rooms"), ("餐", "meals"), ("场", "events"),
  ("处", "places"), ("亩", "mu"), ("公顷", "hm²"), ("平方公里", "km²"), ("平方米", "m²"), ("立方米", "m³"),
  ("毫米", "mm"), ("公里", "km"), ("吨", "t"), ("千瓦时", "kWh"), ("分钟", "min"), ("小时", "h"), ("天", "d"),
  ("年", "a"), ("行", "rows"),
]
