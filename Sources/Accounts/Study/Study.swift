public import Formula
public import Law

/// A region and a method pack brought together, before any data are read: what can be computed, from what.
public struct Study: Sendable {
  public let region: RegionDescription
  public let method: MethodPack
  public let checked: CheckedFormulas
  public let vocabulary: Vocabulary
  public let units: UnitSystem
  /// Indicators that can be computed, in the order of the pack.
  public let indicators: [Indicator]
  public let gaps: [Gap]
  /// Symbols and tables that the computable indicators rest on.
  public let needed: Set<String>
  /// Ids of the reductions over cells that they rest on.
  public let reductions: Set<String>
  /// The code list of ecosystem types.
  public let ecosystems: CodeSet
  /// Values by ecosystem that the region writes out, by the table that was made of them.
  let madeTables: [String: [(ecosystem: String, value: Quantity)]]
  /// Sources of the region's own formulas.
  public let formulaSources: [String: Citation]

  /// An indicator that cannot be computed, and what it lacks.
  public struct Gap: Sendable {
    public let indicator: Indicator
    public let reasons: [Label]
  }

  /// Name of the code list that says what land is.
  public static let ecosystem = "ecosystem"
}

extension Study {
  /// Brings a region and a pack together.
  ///
  /// - Returns: The study, or nil with at least one problem of severity error.
  public static func open(
    _ region: RegionDescription, method: MethodPack, units: UnitSystem
  ) -> (study: Study?, problems: [Problem]) {
    var problems =
      variantProblems(region, method) + overrideProblems(region, method, units)
      + exclusionProblems(region, method)
    guard let ecosystems = method.names.codeSets[ecosystem] else {
      return (nil, problems + [noEcosystems(region, method)])
    }
    let plain = method.vocabulary(variants: region.variants)
    let named = RegionVocabulary(region, method: method, vocabulary: plain, units: units)
    problems += named.problems
    let (checked, errors) = CheckedFormulas.check(named.vocabulary, units: units)
    problems += errors.map { problem($0, region: named.madeFormulas) }
    guard let checked, !problems.contains(where: { $0.severity == .error }) else { return (nil, problems) }
    let ground = StudyGround(region: region, method: method, checked: checked, vocabulary: named.vocabulary)
    let sorted = ground.sortIndicators()
    problems += ground.inputProblems(units: units)
    guard !problems.contains(where: { $0.severity == .error }) else { return (nil, problems) }
    let study = Study(
      region: region, method: method, checked: checked, vocabulary: named.vocabulary, units: units,
      indicators: sorted.computable, gaps: sorted.gaps, needed: sorted.needed, reductions: sorted.reductions,
      ecosystems: ecosystems,
      madeTables: named.madeTables, formulaSources: named.citations)
    return (study, problems)
  }

  /// An error in a formula that was made out of a binding is told at the binding.
  private static func problem(_ error: FormulaError, region: [String: Place]) -> Problem {
    Problem(
      .formula, at: error.position, message: Label(same: error.message), remedy: Label(same: error.remedy),
      excerpt: error.excerpt)
  }

  private static func variantProblems(_ region: RegionDescription, _ method: MethodPack) -> [Problem] {
    method.problems(variants: region.variants).map {
      region.place.problem(.variant, $0.message, remedy: $0.remedy)
    }
  }

  /// A pack of formulas for other packs, say.
  private static func noEcosystems(_ region: RegionDescription, _ method: MethodPack) -> Problem {
    region.place.problem(
      .unknownName,
      Label(
        zh: "方法包 \(method.pack.id) 没有生态系统类型，不能用来核算",
        en: "the pack \(method.pack.id) has no ecosystem types to account by"),
      remedy: Label(zh: "换一个方法包；见 shanshui packs list", en: "choose another one; see shanshui packs list"))
  }

  /// A misspelt exclusion would leave in what the region means to leave out.
  private static func exclusionProblems(_ region: RegionDescription, _ method: MethodPack) -> [Problem] {
    let known = method.indicators.map(\.id)
    return region.excluded.filter { !known.contains($0.indicator) }.map {
      $0.place.problem(
        .unknownName, Label(zh: "没有指标“\($0.indicator)”", en: "there is no indicator \"\($0.indicator)\""),
        remedy: Label(
          zh: "写 \(known.joined(separator: " | ")) 之一", en: "write one of \(known.joined(separator: " | "))"))
    }
  }

  private static func overrideProblems(
    _ region: RegionDescription, _ method: MethodPack, _ units: UnitSystem
  ) -> [Problem] {
    region.overrides.compactMap { override in
      guard let parameter = method.allParameters.first(where: { $0.name == override.name }) else {
        return override.place.problem(
          .unknownName, Label(zh: "没有参数“\(override.name)”", en: "there is no parameter \"\(override.name)\""),
          remedy: Label(zh: "见 shanshui packs show", en: "see shanshui packs show"))
      }
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
  }
}
