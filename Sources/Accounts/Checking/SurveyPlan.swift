public import Formula
import Land
public import Law

/// What `check` looks at in the data: the values of each input that is used, and the pack's own rules.
public struct SurveyPlan: Sendable {
  /// An input with the bounds that the pack gives it.
  public struct Watched: Sendable {
    public let name: String
    public let unit: String
    public let bounds: Plausibility.Bounds
  }

  public let study: Study
  public let data: StudyData
  /// Inputs and names of the region with a value in each cell, by data or by formula.
  public let watched: [Watched]
  /// Rules whose names are all at hand.
  public let rules: [PackCheck]

  /// Watches the layers and the derived inputs that the study uses, and the rules whose names are all at
  /// hand.
  public init(study: Study, data: StudyData) {
    self.study = study
    self.data = data
    let used = study.usedFormulas()
    let inputs = study.method.inputs.map(\.name)
    let formulas = inputs.filter { used.contains($0) && study.checked.formula($0)?.context == .cell }
    watched = (data.layers + formulas).map { Self.watched($0, in: study) }
    let known = study.needed.union(used)
    rules = study.method.checks.filter { check in
      guard study.checked.formula(check.name)?.context == .cell else { return false }
      return study.leaves(of: [check.name]).allSatisfy { known.contains($0) || data.numbers[$0] != nil }
    }
  }

  private static func watched(_ name: String, in study: Study) -> Watched {
    let declared = study.method.inputs.first { $0.name == name }
    return Watched(name: name, unit: study.unit(of: name)?.text ?? "", bounds: .init(declared?.plausible))
  }

  /// The values and rules as quantities of a plan.
  public var layout: SumLayout { SumLayout(quantities: watched.map(\.name) + rules.map(\.name)) }

  /// The plan that evaluates them.
  public func cellPlan() throws(FormulaError) -> CellPlan {
    try PlanMaker(study: study, data: data).cellPlan(layout: layout, traces: false)
  }

  /// Findings about what was seen.
  ///
  /// - Parameter statistics: One for each quantity of ``layout``.
  public func findings(_ statistics: [ValueStatistics]) -> [Finding] {
    var findings: [Finding] = []
    for (watched, seen) in zip(watched, statistics) {
      let found = Plausibility.findings(
        watched.name, unit: watched.unit, statistics: seen, bounds: watched.bounds)
      // Where a formula gives nothing, that is what the formula says; where data lack, or a formula gives
      // nothing anywhere, somebody should look.
      let isData = data.layers.contains(watched.name)
      findings += found.filter { isData || $0.code != "data.missing" }
      if isData { findings += constant(watched, seen) }
    }
    for (rule, seen) in zip(rules, statistics.dropFirst(watched.count)) { findings += kept(rule, seen) }
    return findings
  }

  private func kept(_ rule: PackCheck, _ seen: ValueStatistics) -> [Finding] {
    guard let share = seen.mean, share < rule.atLeast else { return [] }
    return [
      Finding(
        .warning, code: "data.rule", subject: rule.name,
        message: Label(
          zh: "\(rule.says.zh)（只有 \(Plausibility.percent(share)) 的像元符合）",
          en: "\(rule.says.en) (only \(Plausibility.percent(share)) of the cells keep it)"),
        remedy: rule.remedy(study))
    ]
  }

  /// A map of one number: an empty band, or zeros in place of data. Classes have no unit, and may well be
  /// one.
  private func constant(_ watched: Watched, _ seen: ValueStatistics) -> [Finding] {
    guard !watched.unit.isEmpty, seen.count > 100, seen.least == seen.most else { return [] }
    let value = "\(Plausibility.short(seen.least)) \(watched.unit)"
    return [
      Finding(
        .warning, code: "data.constant", subject: watched.name,
        message: Label(zh: "所有像元都是同一个值 \(value)", en: "every cell has the same value \(value)"),
        remedy: Label(
          zh: "检查文件和波段；若真是一个数，请写 value", en: "check file and band; if it is one number, write value"))
    ]
  }
}

extension SurveyPlan {
  /// Statistics over the rows of a table of areas.
  public func statistics(columns: [[Double]], rows: LandRows) throws(FormulaError) -> [ValueStatistics] {
    let plan = try cellPlan()
    let zones = rows.zones
    let results = plan.program.run(columns: plan.inputs(columns: columns, rows: rows), count: zones.count)
    return plan.outputs.enumerated().map { quantity, output in
      var statistics = ValueStatistics()
      let (low, high) = bounds(ofQuantity: quantity)
      for row in zones.indices {
        statistics.add(
          results[output][row], low: low, high: high,
          at: .init(tile: 0, cell: row, value: results[output][row]))
      }
      return statistics
    }
  }

  /// Bounds of a single value of a quantity; a rule has none.
  public func bounds(ofQuantity quantity: Int) -> (low: Double, high: Double) {
    guard quantity < watched.count else { return (-.infinity, .infinity) }
    return (watched[quantity].bounds.low, watched[quantity].bounds.high)
  }
}
