import Formula
import Land
import Law

/// Finds figures that are decided for each of several zones by a number that is given once: a total of the
/// region would be counted as often as there are zones.
struct ZoneConstantCheck {
  let study: Study
  let data: StudyData

  func findings() -> [Finding] {
    let maker = PlanMaker(study: study, data: data)
    var told: Set<String> = []
    var findings: [Finding] = []
    for indicator in study.indicators where !indicator.isPerCell {
      let level = maker.level(of: indicator)
      let count = data.tree.members(at: level).count
      guard count > 1 else { continue }
      for name in constants(of: indicator) where told.insert(name).inserted {
        findings.append(finding(name, indicator, level: level, count: count))
      }
    }
    return findings
  }

  /// Inputs of zones that the region gives as one number.
  private func constants(of indicator: Indicator) -> [String] {
    study.leaves(of: [indicator.physical.name]).sorted().filter { name in
      guard case .constant = study.region.binding(of: name)?.binding else { return false }
      return study.method.inputs.contains { $0.name == name && $0.context != .cell }
    }
  }

  private func finding(_ name: String, _ indicator: Indicator, level: String, count: Int) -> Finding {
    Finding(
      .warning, code: "input.one-for-many", subject: name,
      message: Label(
        zh: "只给了一个数，而“\(indicator.label.zh)”按 \(level) 级 \(count) 个分区分别核定，每区都用这个数",
        en:
          "one number is given, but \(indicator.label.en) is decided for \(count) "
          + "zones of level \(level), each with it"
      ),
      remedy: Label(
        zh: "若它是全区的总量，请用 values 或 table 按分区给出",
        en: "if it is the total of the region, give it by zone (values or table)"))
  }
}
