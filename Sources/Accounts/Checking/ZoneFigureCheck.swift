import Formula
import Land
import Law

/// Looks at figures by zone: zones for which none is given, and amounts out of proportion to the land.
struct ZoneFigureCheck {
  let study: Study
  let data: StudyData
  /// Square metres of each member of the tree; nil where they are not known.
  let areas: [Double]?

  func findings() -> [Finding] {
    data.zoneValues.keys.sorted().flatMap { name -> [Finding] in
      guard study.needed.contains(name), let values = data.zoneValues[name] else { return [] }
      return lacking(name, values) + outOfProportion(name, values)
    }
  }

  /// Zones of the level at which the figure is known that have none, nor anything above or below them.
  private func lacking(_ name: String, _ values: [Double]) -> [Finding] {
    let known = data.tree.members.indices.filter { !values[$0].isNaN }
    let level = data.zoneLevels[name] ?? data.tree.members.last?.level ?? ""
    let covered = Set(known.flatMap { data.tree.lineage(of: $0) })
    let bare = data.tree.members(at: level).filter { member in
      !covered.contains(member) && data.zoneValue(name, member: member).isNaN
    }
    guard !bare.isEmpty else { return [] }
    let codes = bare.prefix(5).map { data.tree.members[$0].code }.joined(separator: " ")
    return [
      Finding(
        .warning, code: "data.zone-missing", subject: name,
        message: Label(
          zh: "\(bare.count) 个分区没有值：\(codes)", en: "\(bare.count) zones have no value: \(codes)"),
        remedy: Label(zh: "补上这些分区，或核对表中的代码", en: "add these zones, or compare the codes in the table"))
    ]
  }

  private func outOfProportion(_ name: String, _ values: [Double]) -> [Finding] {
    guard let areas, let input = study.method.inputs.first(where: { $0.name == name }),
      let range = input.plausible?.density
    else { return [] }
    let beyond = values.indices.first { zone in
      guard !values[zone].isNaN, areas[zone] > 0 else { return false }
      return !range.contains(values[zone] / areas[zone] * 1e6)
    }
    guard let zone = beyond else { return [] }
    let unit = "\(input.unit?.text ?? "")/km2"
    let seen = "\(Plausibility.short(values[zone] / areas[zone] * 1e6)) \(unit)"
    let usual = "\(Plausibility.short(range.lowerBound))…\(Plausibility.short(range.upperBound)) \(unit)"
    let code = data.tree.members[zone].code
    return [
      Finding(
        .warning, code: "data.out-of-proportion", subject: name,
        message: Label(
          zh: "分区 \(code) 按面积合 \(seen)，不在常见范围 \(usual) 之内",
          en: "zone \(code) has \(seen), outside the usual \(usual)"),
        remedy: Label(
          zh: "核对单位（吨还是千克，元还是万元）和代码",
          en: "check the unit (tonnes or kilograms, yuan or ten thousands) and the code"))
    ]
  }
}
