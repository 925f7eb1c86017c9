import Formula
import Law

/// What is wrong with the region's own values of parameters.
extension Study {
  static func overrideProblems(
    _ region: RegionDescription, _ method: MethodPack, _ units: UnitSystem
  ) -> [Problem] {
    region.overrides.enumerated().flatMap { index, override -> [Problem] in
      if let first = region.overrides[..<index].first(where: { $0.name == override.name }) {
        return [twice(override, first)]
      }
      guard let parameter = method.allParameters.first(where: { $0.name == override.name }) else {
        return [unknown(override, method)]
      }
      return [unit(override, parameter, units), priceYear(override, parameter)].compactMap { $0 }
    }
  }

  /// Of two values nobody knows which one is meant.
  private static func twice(_ override: RegionOverride, _ first: RegionOverride) -> Problem {
    override.place.problem(
      .duplicateName,
      Label(
        zh: "参数“\(override.name)”已在第 \(first.place.position.line) 行自定过",
        en: "\"\(override.name)\" has an override already at line \(first.place.position.line)"),
      remedy: Label(zh: "只留一个", en: "keep one of them"))
  }

  private static func unknown(_ override: RegionOverride, _ method: MethodPack) -> Problem {
    let near = nearest(override.name, among: method.allParameters.map(\.name).sorted())
    return override.place.problem(
      .unknownName, Label(zh: "没有参数“\(override.name)”", en: "there is no parameter \"\(override.name)\""),
      remedy: near.map { Label(zh: "是否想写 \($0)？", en: "did you mean \($0)?") }
        ?? Label(
          zh: "用 shanshui packs show \(method.pack.id) 查看参数；表中的一格写进 cells",
          en: "see shanshui packs show \(method.pack.id); a cell of a table goes into cells"))
  }

  private static func unit(
    _ override: RegionOverride, _ parameter: Parameter, _ units: UnitSystem
  ) -> Problem? {
    guard units.factor(from: override.value.unit, to: parameter.unit) == nil else { return nil }
    return override.place.problem(
      .unit,
      Label(
        zh: "“\(override.name)”的单位 \(override.value.unit.text) 不能换算成 \(parameter.unit.text)",
        en:
          "\(override.value.unit.text) of \"\(override.name)\" cannot "
          + "be converted to \(parameter.unit.text)"
      ),
      remedy: Label(zh: "改用 \(parameter.unit.text)", en: "use \(parameter.unit.text)"))
  }

  /// A price without the year of its prices would be carried by the index from the pack's year, which may be
  /// another one.
  private static func priceYear(_ override: RegionOverride, _ parameter: Parameter) -> Problem? {
    if let year = parameter.priceYear, override.priceYear == nil {
      return override.place.problem(
        .missingKey,
        Label(
          zh: "“\(override.name)”是价格，没有写是哪一年的价（方法包的价是 \(year) 年的）",
          en: "\"\(override.name)\" is a price and does not say of which year (the pack's is of \(year))"),
        remedy: Label(
          zh: "加上 priceYear，如 priceYear: \(year)", en: "add priceYear, as priceYear: \(year)"))
    }
    guard parameter.priceYear == nil, override.priceYear != nil else { return nil }
    return override.place.problem(
      .unknownKey, Label(zh: "“\(override.name)”不是价格", en: "\"\(override.name)\" is no price"),
      remedy: Label(zh: "删去 priceYear", en: "remove priceYear"))
  }
}
