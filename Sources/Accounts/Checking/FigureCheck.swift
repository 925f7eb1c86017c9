public import Formula
import Land
import Law

/// Looks at the figures that are not maps: constants, values of zones, overrides, years, areas of units.
public struct FigureCheck {
  let study: Study
  let data: StudyData
  let areas: [Double]?

  /// - Parameter areas: Square metres of each member of the zone tree; nil where they are not known.
  public init(study: Study, data: StudyData, areas: [Double]?) {
    self.study = study
    self.data = data
    self.areas = areas
  }

  /// What the written figures tell: slips of magnitude, overrides that move a figure far, old years, zones
  /// without a figure, amounts out of proportion, rules of the pack that figures break.
  /// - Throws: ``FormulaError`` when a rule of the pack cannot be compiled.
  public func findings() throws(FormulaError) -> [Finding] {
    try constants() + zoneValues() + overrides() + years()
      + ZoneFigureCheck(study: study, data: data, areas: areas).findings()
      + RuleCheck(study: study, data: data).findings()
      + ZoneConstantCheck(study: study, data: data).findings()
      + UnusedInputCheck(study: study).findings() + OverlapCheck(study).findings()
      + PriceCheck(study: study).findings()
  }

  private func bounds(_ name: String) -> Plausibility.Bounds? {
    study.method.inputs.first { $0.name == name && study.needed.contains(name) }.map { .init($0.plausible) }
  }

  private func constants() -> [Finding] {
    study.region.inputs.flatMap { input -> [Finding] in
      guard case .constant = input.binding, let bounds = bounds(input.name),
        let value = data.numbers[input.name]
      else { return [] }
      let unit = study.unit(of: input.name)?.text ?? ""
      let beyond = Plausibility.beyond(
        input.name, unit: unit, figures: [(zone: "", value: value)], bounds: bounds)
      return beyond.map { [$0] } ?? look(at: value, named: input.name, bounds)
    }
  }

  private func zoneValues() -> [Finding] {
    data.zoneValues.keys.sorted().flatMap { name -> [Finding] in
      guard let bounds = bounds(name), let values = data.zoneValues[name] else { return [] }
      let known = values.indices.filter { !values[$0].isNaN }
      let figures = known.map { (zone: data.tree.members[$0].code, value: values[$0]) }
      let unit = study.unit(of: name)?.text ?? ""
      if let beyond = Plausibility.beyond(name, unit: unit, figures: figures, bounds: bounds) {
        return [beyond]
      }
      return look(
        at: figures.reduce(0) { $0 + $1.value } / Double(max(1, known.count)), named: name, bounds)
    }
  }

  private func look(at value: Double, named name: String, _ bounds: Plausibility.Bounds) -> [Finding] {
    var statistics = ValueStatistics()
    statistics.add(value, low: bounds.low, high: bounds.high, at: .init(tile: 0, cell: 0, value: value))
    return Plausibility.findings(
      name, unit: study.unit(of: name)?.text ?? "", statistics: statistics, bounds: bounds)
  }

  /// An override far from the pack's own value, or outside the range of its sources.
  private func overrides() -> [Finding] {
    let held = study.method.parameters(on: study.method.day(ofYear: study.region.year))
    return study.region.overrides.compactMap { override in
      guard let parameter = held.first(where: { $0.parameter.name == override.name }),
        case .value(let estimate, _) = parameter.state
      else { return nil }
      let value = study.value(of: override.value, for: override.name)
      let factor = value / estimate.value
      let inRange = estimate.range.map { $0.contains(value) } ?? (factor > 0.2 && factor < 5)
      guard !inRange else { return nil }
      let held = "\(Plausibility.short(estimate.value)) \(parameter.parameter.unit.text)"
      return Finding(
        .warning, code: "override.far", subject: override.name,
        message: Label(
          zh: "自定值 \(override.value.text) 是方法包取值 \(held) 的 \(Plausibility.short(factor)) 倍",
          en:
            "the override \(override.value.text) is \(Plausibility.short(factor)) times "
            + "the pack's \(held)"),
        remedy: Label(zh: "核对单位和出处", en: "check unit and source"))
    }
  }

  /// Data of another year than the account's.
  private func years() -> [Finding] {
    study.region.inputs.compactMap { input in
      guard let year = input.year, !study.region.unread.contains("year"),
        study.needed.contains(input.name) || study.checked.formula(input.name) != nil,
        abs(year - study.region.year) > 3
      else { return nil }
      return Finding(
        .warning, code: "data.year", subject: input.name,
        message: Label(
          zh: "资料是 \(year) 年的，核算年是 \(study.region.year) 年",
          en: "the data are of \(year), the account is of \(study.region.year)"),
        remedy: Label(zh: "改用当年资料，或确认仍适用", en: "use data of the year, or confirm that they still hold"))
    }
  }
}
