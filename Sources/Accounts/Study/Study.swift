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
    let (study, problems) = openForgiving(region, method: method, units: units)
    return (problems.contains { $0.severity == .error } ? nil : study, problems)
  }

  /// Brings together what is right of a region with faults: enough to look through its data, not to account
  /// by. What is at fault is open.
  ///
  /// - Returns: The study, nil when the pack has no ecosystem types; and all problems.
  public static func openForgiving(
    _ written: RegionDescription, method: MethodPack, units: UnitSystem
  ) -> (study: Study?, problems: [Problem]) {
    let region = written.suited(to: method).withCodes(of: method)
    var problems =
      variantProblems(region, method) + overrideProblems(region, method, units)
      + CellOverrides(region: region, method: method, units: units).problems
      + exclusionProblems(region, method) + surfaceProblems(region) + region.classTableProblems(method)
    guard let ecosystems = method.names.codeSets[ecosystem] else {
      return (nil, problems + [noEcosystems(region, method)])
    }
    let plain = method.vocabulary(variants: region.variants)
    let named = RegionVocabulary(region, method: method, vocabulary: plain, units: units)
    problems += named.problems
    let (checked, errors) = CheckedFormulas.checkForgiving(named.vocabulary, units: units)
    problems += errors.map { problem($0, region: named.madeFormulas) }
    problems += CellReductionCheck(checked).problems { name in
      region.formulas.first { RegionVocabulary.name(of: $0.text) == name }?.place
    }
    let ground = StudyGround(region: region, method: method, checked: checked, vocabulary: named.vocabulary)
    let sorted = ground.sortIndicators()
    problems += ground.inputProblems(units: units)
    let study = Study(
      region: region, method: method, checked: checked, vocabulary: named.vocabulary, units: units,
      indicators: sorted.computable, gaps: sorted.gaps,
      needed: sorted.needed.union(region.classTableNames(method)), reductions: sorted.reductions,
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

  /// What brings plan areas to the surface must be a layer.
  private static func surfaceProblems(_ region: RegionDescription) -> [Problem] {
    guard let name = region.surface, case .grid(let grid, _) = region.land else { return [] }
    switch region.binding(of: name)?.binding {
    case .terrain, .layer: return []
    default:
      return [
        grid.place.problem(
          .unknownName,
          Label(
            zh: "surface 指的“\(name)”不是图层", en: "\"\(name)\", which surface names, is no layer of the region"),
          remedy: Label(
            zh: "写 inputs: { \(name): { terrain: \"surface\", from: \"elevation\" } }",
            en: "write inputs: { \(name): { terrain: \"surface\", from: \"elevation\" } }"))
      ]
    }
  }

  /// A misspelt exclusion would leave in what the region means to leave out.
  private static func exclusionProblems(_ region: RegionDescription, _ method: MethodPack) -> [Problem] {
    let known = method.indicators.map(\.id)
    let named =
      region.excluded.map { ($0.indicator, $0.place) } + region.included.map { ($0.indicator, $0.place) }
    return named.filter { !known.contains($0.0) }.map { indicator, place in
      place.problem(
        .unknownName, Label(zh: "没有指标“\(indicator)”", en: "there is no indicator \"\(indicator)\""),
        remedy: Label(
          zh: "写 \(known.joined(separator: " | ")) 之一", en: "write one of \(known.joined(separator: " | "))"))
    }
  }
}
