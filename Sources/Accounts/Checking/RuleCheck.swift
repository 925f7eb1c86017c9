import Formula
import Land
import Law

/// Holds the pack's rules against figures of zones and of the region: what maps are held against cell by
/// cell.
struct RuleCheck {
  let study: Study
  let data: StudyData

  /// Findings about rules whose names are all at hand.
  ///
  /// - Throws: ``FormulaError`` when a rule cannot be compiled, which the reading of the pack would have met.
  func findings() throws(FormulaError) -> [Finding] {
    var findings: [Finding] = []
    for rule in study.method.checks where isReady(rule) {
      let zones =
        study.checked.formula(rule.name)?.context == .zone ? knownZones(rule) : data.tree.leaves.prefix(1)
      let kept = try values(of: rule, zones: zones)
      let known = kept.indices.filter { !kept[$0].isNaN }
      let broken = known.filter { kept[$0] == 0 }
      guard Double(known.count - broken.count) < rule.atLeast * Double(known.count) else { continue }
      findings.append(finding(rule, at: broken.map { data.tree.members[zones[zones.startIndex + $0]].code }))
    }
    return findings
  }

  private func isReady(_ rule: PackCheck) -> Bool {
    guard let context = study.checked.formula(rule.name)?.context, context != .cell else { return false }
    let (leaves, reductions) = study.ground(of: [rule.name])
    return leaves.allSatisfy { study.needed.contains($0) || data.numbers[$0] != nil }
      && reductions.allSatisfy { data.numbers[$0] != nil }
  }

  /// The zones for which something that the rule reads is known itself, not handed down from above.
  private func knownZones(_ rule: PackCheck) -> ArraySlice<Int> {
    let names = study.leaves(of: [rule.name])
    return data.tree.members.indices.filter { member in
      names.contains { name in data.zoneValues[name].map { !$0[member].isNaN } ?? false }
    }[...]
  }

  private func values(of rule: PackCheck, zones: ArraySlice<Int>) throws(FormulaError) -> [Double] {
    let bindings = data.bindings(of: study, varying: Set(data.zoneValues.keys))
    let program = try Program.compile(study.checked, outputs: [rule.name], bindings: bindings, traces: false)
    let inputs = program.inputs.map { name in zones.map { data.zoneValue(name, member: $0) } }
    return program.run(columns: inputs, count: zones.count)[0]
  }

  private func finding(_ rule: PackCheck, at zones: [String]) -> Finding {
    let isZonal = study.checked.formula(rule.name)?.context == .zone
    let place = isZonal ? zones.prefix(5).joined(separator: " ") : ""
    return Finding(
      .warning, code: "data.rule", subject: rule.name,
      message: Label(
        zh: rule.says.zh + (isZonal ? "（分区 \(place)）" : ""),
        en: rule.says.en + (isZonal ? " (zones \(place))" : "")),
      remedy: rule.remedy(study))
  }
}

extension PackCheck {
  /// Where to look: the data that the rule compares.
  func remedy(_ study: Study) -> Label {
    let given = study.leaves(of: [name]).filter { study.region.binding(of: $0) != nil }.sorted()
    let names = given.joined(separator: " ")
    return Label(zh: "核对 \(names) 的单位、波段和年份", en: "check unit, band and year of \(names)")
  }
}
