public import Law
internal import Quantities

/// The three scales of money, chosen by the largest figure: 亿元 from ten of them on, so that small figures
/// beside it keep their digits.
func moneyScale(for largest: Double) -> MoneyScale {
  let size = abs(largest)
  if size >= 1e9 { return .yiYuan }
  return size >= 1e4 ? .wanYuan : .yuan
}

/// Yuan in the scale, with commas and two decimals, without the unit; what is too small for them is not
/// printed as nought.
func moneyText(_ yuan: Double, in scale: MoneyScale) -> String {
  moneyText(yuan, dividedBy: scale.divisor)
}

private func moneyText(_ yuan: Double, dividedBy divisor: Double) -> String {
  let size = abs(yuan / divisor)
  if size > 0, size < 0.005 { return yuan < 0 ? ">-0.01" : "<0.01" }
  return formatted(yuan / divisor, decimals: 2, grouping: true)
}

/// The scale of money of a report: 元, 万元, 亿元 in Chinese; CNY, thousands, millions and billions of it in
/// English, with about as many digits.
public struct MoneyUnit: Sendable {
  let divisor: Double
  /// How many yuan are one of it.
  public var yuan: Double { divisor }
  /// 元, 万元 or 亿元; in English the same of CNY.
  public let name: String

  /// The scale that suits the largest figure.
  public init(for largest: Double, in language: Language) {
    guard language == .en else {
      self.init(moneyScale(for: largest))
      return
    }
    switch abs(largest) {
    case 1e11...: self.init(divisor: 1e9, name: "billion CNY")
    case 1e8...: self.init(divisor: 1e6, name: "million CNY")
    case 1e4...: self.init(divisor: 1e3, name: "thousand CNY")
    default: self.init(divisor: 1, name: "CNY")
    }
  }

  init(_ scale: MoneyScale) {
    self.init(divisor: scale.divisor, name: scale.rawValue)
  }

  private init(divisor: Double, name: String) {
    self.divisor = divisor
    self.name = name
  }
}
/// Yuan in the scale, as ``moneyText(_:in:)`` of a scale.
public func moneyText(_ yuan: Double, in unit: MoneyUnit) -> String {
  moneyText(yuan, dividedBy: unit.divisor)
}

/// Yuan in the scale that suits it, with the unit: `1.88 亿元`.
public func moneyText(_ yuan: Double, in language: Language = .zh) -> String {
  let unit = MoneyUnit(for: yuan, in: language)
  return moneyText(yuan, in: unit) + " " + unit.name
}

extension MoneyScale {
  /// Yuan in one of this scale.
  var divisor: Double {
    switch self {
    case .yuan: 1
    case .wanYuan: 1e4
    case .yiYuan: 1e8
    }
  }
}

/// A physical quantity with commas: whole where it is whole or from a thousand on, else with four significant
/// digits.
public func quantityText(_ x: Double) -> String {
  formatted(x, decimals: quantityDecimals(x), grouping: true)
}

/// How many decimals ``quantityText(_:)`` gives.
func quantityDecimals(_ x: Double) -> Int {
  let size = abs(x)
  if !size.isFinite || size >= 1000 || size == size.rounded() { return 0 }
  var (decimals, limit) = (1, 100.0)
  while size < limit, decimals < 12 {
    decimals += 1
    limit /= 10
  }
  return decimals
}

/// A figure that was reckoned, for people: about six significant digits, with commas, without noughts at its
/// end.
public func reckonedText(_ x: Double) -> String {
  let size = abs(x)
  guard size.isFinite, size > 0 else { return parameterText(x) }
  var (decimals, limit) = (5, 10.0)
  while size >= limit, decimals > 0 { (decimals, limit) = (decimals - 1, limit * 10) }
  limit = 1
  while size < limit, decimals < 15 { (decimals, limit) = (decimals + 1, limit / 10) }
  var text = formatted(x, decimals: decimals, grouping: true)
  guard text.contains(".") else { return text }
  while text.hasSuffix("0") { text.removeLast() }
  if text.hasSuffix(".") { text.removeLast() }
  return text
}

/// A unit after a figure: a space and the unit, nothing for a plain number.
public func unitSuffix(_ unit: String, in language: Language = .zh) -> String {
  let text = unitText(unit, in: language)
  return text.isEmpty ? "" : " " + text
}

/// A name with its unit in brackets, which a plain number does not have.
public func titled(_ name: String, unit: String, in language: Language = .zh) -> String {
  let text = unitText(unit, in: language)
  return text.isEmpty ? name : name + bracketed(text, in: language)
}

/// The digits of a parameter as they were written: the shortest that give the same number, with commas from
/// 10 000 on.
public func parameterText(_ x: Double) -> String {
  guard let text = canonicalNumber(x) else { return formatted(x, decimals: 0, grouping: false) }
  guard abs(x) >= 10_000, !text.contains("e") else { return text }
  let parts = text.split(separator: ".", maxSplits: 1)
  return grouped(String(parts[0])) + (parts.count > 1 ? "." + parts[1] : "")
}

/// A fraction as a percentage with one decimal; `—` when it cannot be told.
public func percentText(_ fraction: Double) -> String {
  if fraction != 0, abs(fraction) < 0.0005 { return fraction < 0 ? ">-0.1%" : "<0.1%" }
  return fraction.isFinite ? formatted(fraction * 100, decimals: 1, grouping: true) + "%" : "—"
}

/// A unit as people print it: `t/(hm2.a)` becomes `t/(hm²·a)`.
public func unitText(_ unit: String, in language: Language = .zh) -> String {
  if unit == "1" { return "" }
  let unit = language == .zh ? unit : englishUnits(unit)
  let characters = Array(unit)
  var result = ""
  for (index, character) in characters.enumerated() {
    let before = index > 0 ? characters[index - 1] : " "
    let after = index + 1 < characters.count ? characters[index + 1] : " "
    switch character {
    case "2" where before.isLetter && !after.isNumber: result += "²"
    case "3" where before.isLetter && !after.isNumber: result += "³"
    case "." where !before.isNumber || !after.isNumber: result += "·"
    default: result.append(character)
    }
  }
  return result
}
