import Formula
import Land
import Law

/// Finds figures that are decided for each of several zones by a number that is given once, for the region or
/// for a zone above them: a total would be counted as often as there are zones. And figures that are known
/// only below the zones that decide: nothing adds them up.
struct ZoneConstantCheck {
  let study: Study
  let data: StudyData

  func findings() -> [Finding] {
    let maker = PlanMaker(study: study, data: data)
    var told: Set<String> = []
    var findings: [Finding] = []
    for indicator in study.indicators where !indicator.isPerCell {
      let level = maker.level(of: indicator)
      let members = data.tree.members(at: level)
      for name in tooFine(for: indicator, members) where told.insert(name).inserted {
        findings.append(below(name, indicator, level: level))
      }
      guard members.count > 1 else { continue }
      for name in shared(of: indicator, members) where told.insert(name).inserted {
        findings.append(finding(name, indicator, level: level, count: members.count))
      }
    }
    return findings
  }

  /// Inputs of zones of which several zones use one number.
  private func shared(of indicator: Indicator, _ members: [Int]) -> [String] {
    study.leaves(of: [indicator.physical.name]).sorted().filter { name in
      guard study.method.inputs.contains(where: { $0.name == name && $0.context != .cell }) else {
        return false
      }
      if case .constant = study.region.binding(of: name)?.binding { return true }
      return comesFromAbove(name, members)
    }
  }

  private func comesFromAbove(_ name: String, _ members: [Int]) -> Bool {
    guard let values = data.zoneValues[name] else { return false }
    var givers: Set<Int> = []
    return members.contains { member in
      let giver = data.tree.lineage(of: member).first { !values[$0].isNaN }
      guard let giver, giver != member else { return false }
      return !givers.insert(giver).inserted
    }
  }

  /// Inputs of which no zone that decides has a value, though zones below have.
  private func tooFine(for indicator: Indicator, _ members: [Int]) -> [String] {
    study.leaves(of: [indicator.physical.name, indicator.value.name]).sorted().filter { name in
      data.zoneValues[name] != nil && members.allSatisfy { data.zoneValue(name, member: $0).isNaN }
    }
  }

  private func below(_ name: String, _ indicator: Indicator, level: String) -> Finding {
    Finding(
      .warning, code: "input.below-level", subject: name,
      message: Label(
        zh: "“\(indicator.label.zh)”按 \(level) 级核定，而这一级没有一个分区有值；下级的数不会自动相加，该指标没有结果",
        en:
          "\(indicator.label.en) is decided at level \(level), "
          + "of which no zone has a value; values below are not added up"
      ),
      remedy: Label(zh: "给出 \(level) 级的数", en: "give the values of level \(level)"))
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
