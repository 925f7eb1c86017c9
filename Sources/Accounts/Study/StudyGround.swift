import Formula
import Law

/// Finds out what each indicator rests on, and whether the region gives it.
struct StudyGround {
  let region: RegionDescription
  let method: MethodPack
  let checked: CheckedFormulas
  let vocabulary: Vocabulary

  /// What a reduction over cells reads, the formula that holds it reads as well.
  private var reductionIDs: Set<String> { Set(checked.cellReductions.map(\.id)) }

  struct Sorted {
    var computable: [Indicator] = []
    var gaps: [Study.Gap] = []
    var needed: Set<String> = []
    /// Ids of the reductions over cells that they rest on.
    var reductions: Set<String> = []
  }

  func sortIndicators() -> Sorted {
    var sorted = Sorted()
    for indicator in method.indicators {
      if let why = leftOut(indicator) {
        sorted.gaps.append(.init(indicator: indicator, reasons: [why]))
        continue
      }
      let (leaves, reductions) = ground(of: names(of: indicator))
      let reasons = leaves.sorted().compactMap(whatLacks) + sumsTooLate(for: indicator, reductions)
      if reasons.isEmpty {
        sorted.computable.append(indicator)
        sorted.needed.formUnion(leaves)
        sorted.reductions.formUnion(reductions)
      } else {
        sorted.gaps.append(.init(indicator: indicator, reasons: reasons))
      }
    }
    let types = ground(of: [Study.ecosystem] + (region.surface.map { [$0] } ?? []))
    sorted.needed.formUnion(types.leaves)
    sorted.reductions.formUnion(types.reductions)
    return sorted
  }

  /// Why an indicator is not wanted; nil when it is.
  private func leftOut(_ indicator: Indicator) -> Label? {
    if let excluded = region.excluded.first(where: { $0.indicator == indicator.id }) {
      return Label(zh: "地区文件不计：\(excluded.why)", en: "left out by the region: \(excluded.why)")
    }
    guard let off = indicator.off, !region.included.contains(where: { $0.indicator == indicator.id }) else {
      return nil
    }
    return Label(zh: "方法包默认不计：\(off.zh)", en: "left out by the pack unless asked for: \(off.en)")
  }

  /// Sums over a zone's cells that a figure of cells rests on: they are known only when all cells are
  /// computed.
  private func sumsTooLate(for indicator: Indicator, _ reductions: Set<String>) -> [Label] {
    guard indicator.isPerCell else { return [] }
    return checked.cellReductions.filter { $0.context == .zone && reductions.contains($0.id) }.map {
      Label(
        zh: "逐像元的指标用到分区的合计 \($0.text)，像元算完之前没有这个数；改为 per: \"zone\"，或用 in region",
        en:
          "a figure of cells rests on \($0.text), which is known only when all cells are; "
          + "use per: \"zone\", or region"
      )
    }
  }

  private func names(of indicator: Indicator) -> [String] {
    [indicator.physical.name, indicator.value.name] + (indicator.share.map { [$0.name] } ?? [])
  }

  /// Symbols and tables that names rest on in the end, and the reductions over cells on the way.
  func ground(of names: [String]) -> (leaves: Set<String>, reductions: Set<String>) {
    var leaves: Set<String> = []
    var reductions: Set<String> = []
    var seen: Set<String> = []
    var waiting = names
    while let name = waiting.popLast() {
      guard seen.insert(name).inserted else { continue }
      if let formula = checked.formula(name) {
        waiting += formula.reads
      } else if let grouping = vocabulary.tables.first(where: { $0.name == name })?.grouping {
        waiting.append(grouping.table)
      } else if reductionIDs.contains(name) {
        reductions.insert(name)
      } else if !["year", "cell.area", "cell.size"].contains(name) {
        leaves.insert(name)
        waiting += region.binding(of: name)?.binding.cellNames ?? []
      }
    }
    return (leaves, reductions)
  }

  /// What is missing for a symbol or table; nil when the region or the pack gives it.
  private func whatLacks(_ name: String) -> Label? {
    if vocabulary.lost.contains(name) || isBroken(name) {
      return Label(zh: "\(labelled(name).zh)：有错，见上", en: "\(labelled(name).en): at fault, see above")
    }
    if name == Study.ecosystem, !region.land.isGrid { return nil }
    if let binding = region.binding(of: name)?.binding {
      guard case .open(let why) = binding else { return nil }
      return Label(zh: "\(labelled(name).zh)：未定（\(why)）", en: "\(labelled(name).en): open (\(why))")
    }
    if let input = method.inputs.first(where: { $0.name == name }) {
      return input.defaultValue == nil ? lacking(input) : nil
    }
    if let parameter = method.allParameters.first(where: { $0.name == name }) { return open(parameter) }
    return nil
  }

  /// A name that formulas define and that is no checked formula: something is wrong in it or below it.
  private func isBroken(_ name: String) -> Bool {
    let isThere =
      vocabulary.symbols.contains { $0.name == name } || vocabulary.tables.contains { $0.name == name }
    return !isThere && checked.formula(name) == nil
  }

  private func open(_ parameter: Parameter) -> Label? {
    guard !region.overrides.contains(where: { $0.name == parameter.name }) else { return nil }
    guard let entry = parameter.values.inForce(on: method.day(ofYear: region.year)) else {
      return Label(
        zh: "\(parameter.label.zh)：\(region.year) 年没有有效的取值",
        en: "\(parameter.label.en): no value holds in \(region.year)")
    }
    guard case .open(let why) = entry.content else { return nil }
    return Label(zh: "\(parameter.label.zh)：未定（\(why)）", en: "\(parameter.label.en): open (\(why))")
  }

  private func lacking(_ input: InputDeclaration) -> Label {
    let unit = input.unit.map { " [\($0.text)]" } ?? ""
    let office = input.department.map { "（\($0.zh)）" } ?? ""
    let ways = input.derivations.map { "\(input.name): { derive: \"\($0.name)\" }" }
    let hint =
      ways.isEmpty
      ? Label(same: "")
      : Label(
        zh: "；可推导，写 \(ways.joined(separator: " 或 "))",
        en: "; it can be derived: \(ways.joined(separator: " or "))")
    return Label(
      zh: "缺少 \(input.label.zh) \(input.name)\(unit)\(office)\(hint.zh)",
      en: "\(input.label.en) \(input.name)\(unit) is missing\(hint.en)")
  }

  private func labelled(_ name: String) -> Label {
    method.inputs.first { $0.name == name }?.label
      ?? method.allParameters.first { $0.name == name }?.label ?? Label(same: name)
  }
}
