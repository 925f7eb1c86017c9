public import Formula
import Land
import Law

/// Makes what is to be run out of a study and its data.
public struct PlanMaker: Sendable {
  public let study: Study
  public let data: StudyData
  /// What is figured, and the ids of the reductions over cells that it rests on.
  private let indicators: [Indicator]
  private let reductions: Set<String>

  /// A maker for all indicators that can be computed.
  public init(study: Study, data: StudyData) {
    self.init(study: study, data: data, indicators: study.indicators, reductions: study.reductions)
  }

  /// A maker for some of the indicators, and the reductions that they rest on.
  init(study: Study, data: StudyData, indicators: [Indicator], reductions: Set<String>) {
    self.study = study
    self.data = data
    self.indicators = indicators
    self.reductions = reductions
  }

  /// The indicators, ready to be figured.
  ///
  /// - Parameter layout: ``layout``, in which their quantities stand.
  public func indicators(layout: SumLayout) -> [PlannedIndicator] {
    indicators.map { planned($0, layout: layout) }
  }

  /// The quantities that are summed over the cells: figures of the indicators, keys of sharing, and the inner
  /// values of reductions over the cells of a zone.
  public var layout: SumLayout {
    var names: [String] = []
    func add(_ name: String) { if !names.contains(name) { names.append(name) } }
    for indicator in indicators {
      if indicator.isPerCell {
        add(indicator.physical.name)
        add(indicator.value.name)
      } else if let share = indicator.share {
        add(share.name)
      }
    }
    for reduction in zoneReductions { add(reduction.innerName) }
    if let surface { add(surface) }
    return SumLayout(quantities: names)
  }

  /// The input by which plan areas are brought to the true surface.
  public var surface: String? { study.region.surface }

  /// Quantities that are summed over the true surface: figures of a unit of area, and keys and sums of
  /// such. Means
  /// over cells and figures of whole cells are not.
  private func surfaced(_ layout: SumLayout) -> Set<Int> {
    let means = zoneReductions.filter { $0.operation != .sum || $0.areaFactor == nil }.map(\.innerName)
    let plain = Set(perCell(layout))
    return Set(
      layout.quantities.indices.filter { index in
        let name = layout.quantities[index]
        return !plain.contains(index) && name != surface && !means.contains(name)
      })
  }

  /// Reductions over a zone's cells that the indicators rest on.
  var zoneReductions: [CellReduction] {
    study.checked.cellReductions.filter { $0.context == .zone && reductions.contains($0.id) }
  }

  /// Reductions over all cells of the region, which are computed before the walk.
  public var regionReductions: [CellReduction] {
    study.checked.cellReductions.filter { $0.context == .region && reductions.contains($0.id) }
  }

  private func planned(_ indicator: Indicator, layout: SumLayout) -> PlannedIndicator {
    let place = { (name: String) in layout.quantities.firstIndex(of: name) ?? 0 }
    let source: PlannedIndicator.Source =
      indicator.isPerCell
      ? .cells(physical: place(indicator.physical.name), value: place(indicator.value.name))
      : .zones(
        physical: indicator.physical.name, value: indicator.value.name, level: level(of: indicator),
        share: indicator.share.map { place($0.name) })
    return PlannedIndicator(
      id: indicator.id, group: indicator.group, kind: indicator.productClass.rawValue, label: indicator.label,
      unit: indicator.unit.text, source: source,
      seea: indicator.seea ?? "",
      physicalFactor: factor(indicator.physical.name, to: indicator.unit, of: indicator),
      valueFactor: indicator.isPriced ? factor(indicator.value.name, to: yuan, of: indicator) : .nan)
  }

  private var yuan: MeasureUnit { (try? study.units.parse(isStock ? "元" : "元/a")) ?? .one }

  /// Whether values are what there is and not what comes in a year.
  private var isStock: Bool { study.method.pack.head.subject?.isStock ?? false }

  /// From a formula's unit to that of the total; sums of figures per area carry m² beside the formula's unit.
  private func factor(_ name: String, to total: MeasureUnit, of indicator: Indicator) -> Double {
    // A figure may be an input itself, like visits: then it is no formula.
    guard let unit = study.unit(of: name) else { return .nan }
    guard indicator.per == .area, let squareMetre = try? study.units.parse("m2") else {
      return study.units.factor(from: unit, to: total) ?? .nan
    }
    return study.units.factor(from: study.units.multiply(unit, squareMetre), to: total) ?? .nan
  }

  /// The level at which a zone figure is decided: the pack's, else that of the statistics it rests on, else
  /// the top.
  func level(of indicator: Indicator) -> String {
    if let level = indicator.level, data.tree.levels.contains(level) { return level }
    let known = study.leaves(of: [indicator.physical.name, indicator.value.name])
    let levels = known.compactMap { data.zoneLevels[$0] }
    return data.tree.levels.first { levels.contains($0) } ?? data.tree.levels.first ?? ""
  }

  /// Compiles what every cell is put through.
  ///
  /// - Parameters:
  ///   - leavesScales: Whether quantities that are a number times another one are multiplied when the
  ///   sums are there, not in each cell: faster, and equal but for the last digit.
  ///   - onSurface: Whether figures of areas are brought to the true surface, where the region asks for it.
  ///   - traces: Whether missing figures can be followed to the formula in which they arose.
  public func cellPlan(
    layout: SumLayout, leavesScales: Bool = false, onSurface: Bool = false, traces: Bool = true
  ) throws(FormulaError) -> CellPlan {
    let surface = onSurface ? self.surface : nil
    let names = [Study.ecosystem] + layout.quantities + (surface.map { [$0] } ?? [])
    let varying = Set(data.layers).union(data.zoneValues.keys)
    let program = try Program.compile(
      study.checked, outputs: names, bindings: data.bindings(of: study, varying: varying),
      leavesScales: leavesScales, traces: traces)
    return CellPlan(
      program: program, feeds: program.inputs.map(feed), ecosystem: 0,
      outputs: layout.quantities.indices.map { $0 + 1 }, layout: layout, perCell: perCell(layout),
      traced: traces ? traced(layout) : [],
      zoneCount: data.tree.leaves.count, ecosystemCount: study.ecosystems.values.count,
      surface: surface.map { _ in (output: names.count - 1, quantities: surfaced(layout)) })
  }

  private func feed(_ name: String) -> CellPlan.Feed {
    if name == "cell.area" { return .area }
    if name == "cell.size" { return .size }
    if let layer = data.layers.firstIndex(of: name) { return .layer(layer) }
    return .zone(data.byZoneNumber(name))
  }

  /// The physical figures: where one is missing, its value is missing for the same reason.
  private func traced(_ layout: SumLayout) -> [Int] {
    let names = study.indicators.filter(\.isPerCell).map(\.physical.name)
    return layout.quantities.indices.filter { names.contains(layout.quantities[$0]) }
  }

  /// Quantities that are figures of whole cells, not of a unit of area.
  private func perCell(_ layout: SumLayout) -> [Int] {
    let figures = study.indicators.filter { $0.per == .cell }.flatMap { [$0.physical.name, $0.value.name] }
    let plain = study.checked.cellReductions.filter { $0.operation == .sum && $0.areaFactor == nil }.map(
      \.innerName)
    return layout.quantities.indices.filter { (figures + plain).contains(layout.quantities[$0]) }
  }
}

extension Indicator {
  /// Whether its figures add up cell by cell.
  var isPerCell: Bool { per == .area || per == .cell }
}

extension CellReduction {
  /// The output name of what is reduced.
  var innerName: String { id + ".inner" }
}
