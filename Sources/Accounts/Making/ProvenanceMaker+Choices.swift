import Formula
import Law

/// The names that variants define: formulas read them, so that the chain breaks where they are not told.
extension ProvenanceMaker {
  /// A line for each defined name that used formulas or indicators read: the name is what was chosen.
  func choices(read used: Set<String>, users: [String: [String]]) -> [Provenance.FormulaNote] {
    let heads = study.indicators.flatMap {
      [$0.physical.name, $0.value.name] + ($0.share.map { [$0.name] } ?? [])
    }
    var waiting = heads + [Study.ecosystem] + used.flatMap { study.checked.formulas[$0].map(written) ?? [] }
    var seen: Set<String> = []
    while let name = waiting.popLast() {
      guard let target = study.checked.aliases[name], seen.insert(name).inserted else { continue }
      waiting.append(target)
    }
    return seen.sorted().compactMap { choice($0, users: users) }
  }

  /// What a formula reads by the names that stand in its text: the checker has put what was chosen in place
  /// of defined names.
  func written(_ formula: CheckedFormula) -> [String] {
    let words = Set(formula.text.text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
    let defined = words.filter { study.checked.aliases[$0] != nil }.sorted()
    return formula.reads.flatMap { read in
      let names = defined.filter { $0 != formula.name && study.checked.formula($0)?.name == read }
      return names.isEmpty || words.contains(read) ? names + [read] : names
    }
  }

  private func choice(_ name: String, users: [String: [String]]) -> Provenance.FormulaNote? {
    guard let target = study.checked.aliases[name], let formula = study.checked.formula(name) else {
      return nil
    }
    let unit = unit(formula.kind)
    let label = choiceLabel(of: name) ?? study.label(of: name)
    let source: Provenance.Source =
      if case .defined(let variant)? = study.method.names[name] { note(variant.source) } else {
        .init(zh: "由 \(target) 推导", en: "derived by \(target)", standing: "derived")
      }
    return .init(
      name: name, zh: label.zh, en: label.en, text: "\(name) [\(unit)] = \(target)", unit: unit,
      source: source,
      indicators: users[formula.name] ?? [], empirical: false, reads: [target], constant: constant(formula))
  }

  /// Variant and choice in words, for a name that a variant defines.
  func choiceLabel(of name: String) -> Label? {
    guard case .defined(let variant)? = study.method.names[name] else { return nil }
    let id = study.region.variants[variant.name]
    let chosen = variant.choices.first { $0.id == id } ?? variant.standingChoice
    guard let chosen else { return variant.label }
    return Label(
      zh: "选项 \(variant.label.zh)：\(chosen.label.zh)", en: "Choice: \(variant.label.en): \(chosen.label.en)")
  }
}
