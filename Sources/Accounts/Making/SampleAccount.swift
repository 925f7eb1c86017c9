import Formula
import Geo
import Land
import Law

/// The account over a sample of the land, indicator by indicator, so that only those that a change reaches
/// need to be made again.
struct SampleAccount: Sendable {
  let study: Study
  /// What each indicator of the study rests on: symbols, tables, and reductions over cells by their id.
  private let grounds: [(leaves: Set<String>, reductions: Set<String>)]
  /// Numbers of the leaves in each member of the tree.
  private let leavesUnder: [Int: [Int]]

  init(study: Study, data: StudyData) {
    self.study = study
    leavesUnder = data.tree.leavesByMember()
    grounds = study.indicators.map { indicator in
      study.ground(
        of: [indicator.physical.name, indicator.value.name] + (indicator.share.map { [$0.name] } ?? [])
          + (study.region.surface.map { [$0] } ?? []))
    }
  }

  var all: [Int] { Array(study.indicators.indices) }

  /// Numbers of the indicators that rest on any of these names.
  func reached(by names: Set<String>) -> [Int] {
    all.filter {
      !grounds[$0].leaves.isDisjoint(with: names) || !grounds[$0].reductions.isDisjoint(with: names)
    }
  }

  /// The total value of each of these indicators, yuan a year.
  ///
  /// - Throws: ``FormulaError`` when a formula cannot be compiled.
  func values(
    of numbers: [Int], _ data: StudyData, _ sample: Sensitivity.Sample
  ) throws(FormulaError) -> [Int: Double] {
    guard !numbers.isEmpty else { return [:] }
    let maker = PlanMaker(
      study: study, data: data, indicators: numbers.map { study.indicators[$0] },
      reductions: numbers.reduce(into: []) { $0.formUnion(grounds[$1].reductions) })
    let layout = maker.layout
    // Where figures are missing the account itself has told.
    var plan = try maker.cellPlan(layout: layout, leavesScales: true, onSurface: true, traces: false)
    // Totals of zones are wanted, whatever grows there.
    plan.ecosystemCount = 0
    let sums = TileEvaluator(plan).sums(columns: sample.columns, zones: sample.zones, areas: sample.areas)
    var cube = Cube(layout: layout, zoneCount: plan.zoneCount, ecosystemCount: plan.ecosystemCount)
    do { try cube.add(sums) } catch { preconditionFailure("One tile fits its own plan.") }
    let planned = maker.indicators(layout: layout)
    let decided = try ZoneStage(maker: maker, cube: cube, leavesUnder: leavesUnder).decide(planned)
    let values = planned.map { value(of: $0, cube, decided[$0.id] ?? [:]) }
    return Dictionary(zip(numbers, values)) { first, _ in first }
  }

  private func value(of indicator: PlannedIndicator, _ cube: Cube, _ decided: [Int: ZoneFigure]) -> Double {
    switch indicator.source {
    case .cells(_, let value):
      guard !indicator.valueFactor.isNaN else { return 0 }
      let column = cube.layout.sum(value)
      return (1...max(1, cube.zoneCount)).reduce(0) { $0 + cube.total(zone: $1, column: column) }
        * indicator.valueFactor
    case .zones:
      let values = decided.keys.sorted().compactMap { decided[$0]?.value }
      return values.reduce(0) { $1.isNaN ? $0 : $0 + $1 }
    }
  }
}

extension StudyData {
  /// Names whose figures are not those of other data of the same region; a name with elements (`rain#3`) is
  /// told without them.
  func names(unlike other: StudyData) -> Set<String> {
    var names = Set(tables.keys.filter { tables[$0] != other.tables[$0] })
    names.formUnion(zoneValues.keys.filter { zoneValues[$0] != other.zoneValues[$0] })
    names.formUnion(layerFactors.keys.filter { layerFactors[$0] != other.layerFactors[$0] })
    let moved = numbers.filter { name, number in number != other.numbers[name] }
    names.formUnion(moved.keys.map { String($0.prefix { $0 != "#" }) })
    return names
  }
}
