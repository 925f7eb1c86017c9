import Land
import Law

/// The parts of an account that are figures.
public struct FigureSet: Sendable {
  public var zones: [Account.Zone]
  public var indicators: [Account.IndicatorTotal]
  public var areas: [Account.AreaSum]
  public var sums: [Account.Sum]
  public var totals: Account.Totals
  public var reconciliation: [Account.ReconciliationLine]
  public var shares: [Account.Share]
}

/// Zones and outside do not add up to the raster's own total: the account is not written.
public struct ReconciliationFailure: Error, Hashable, Sendable, CustomStringConvertible {
  public var indicator: String
  public var zones: Double
  public var outside: Double
  public var raster: Double

  public var description: String {
    "\(indicator)：分区 \(zones) + 区外 \(outside) ≠ 全图 \(raster)，核算停止；请检查分区是否重叠 · "
      + "zones + outside ≠ raster total, the run stops; look for overlapping zones"
  }
}

extension FigureBuilder {
  /// Square metres in a hectare.
  private static var hectare: Double { 10_000 }

  /// Builds every figure.
  ///
  /// - Parameter decided: For each indicator that is decided per zone, its figures by member of the tree.
  /// - Throws: ``ReconciliationFailure`` when zones and outside differ from the raster by more than rounding.
  public func figures(
    of planned: [PlannedIndicator], decided: [String: [Int: ZoneFigure]]
  ) throws(ReconciliationFailure) -> FigureSet {
    let tables = planned.map { table(of: $0, decided: decided[$0.id] ?? [:]) }
    let areas = areaTable()
    var indicators: [Account.IndicatorTotal] = []
    for (indicator, table) in zip(planned, tables) {
      let missing = missingArea(
        of: indicator, decided: decided[indicator.id] ?? [:], leaves: Array(tree.leaves.indices))
      indicators.append(total(of: indicator, table, missingArea: missing))
    }
    return FigureSet(
      zones: zones(), indicators: indicators, areas: areaSums(areas), sums: sums(planned, tables),
      totals: Account.Totals(indicators), reconciliation: try reconcile(planned),
      shares: shares(planned, decided))
  }

  private func table(of indicator: PlannedIndicator, decided: [Int: ZoneFigure]) -> IndicatorTable {
    switch indicator.source {
    case .cells(let physical, let value): cellTable(physical: physical, value: value, of: indicator)
    case .zones(_, _, _, let share): zoneTable(share: share, decided: decided)
    }
  }

  private func zones() -> [Account.Zone] {
    tree.members.map { member in
      Account.Zone(
        code: member.code, name: member.name, level: member.level,
        parent: member.parent.map { tree.members[$0].code } ?? "")
    }
  }

  private func total(
    of indicator: PlannedIndicator, _ table: IndicatorTable, missingArea: Double
  ) -> Account.IndicatorTotal {
    let figures = tree.members.indices.filter { tree.members[$0].parent == nil }.flatMap { top in
      (0..<table.width).compactMap { table.figure(member: top, ecosystem: $0) }
    }
    let (physical, value) = (sumOfKnown(figures.map(\.physical)), sumOfKnown(figures.map(\.value)))
    return Account.IndicatorTotal(
      id: indicator.id, group: indicator.group, kind: indicator.kind, zh: indicator.label.zh,
      en: indicator.label.en, unit: indicator.unit, physicalTotal: physical, valueTotal: value,
      missingArea: missingArea, decidedAt: indicator.level, seea: indicator.seea)
  }

  /// Hectares of leaves of which nothing is known: cells without a figure, or zones for which none was
  /// decided.
  public func missingArea(
    of indicator: PlannedIndicator, decided: [Int: ZoneFigure], leaves: [Int]
  ) -> Double {
    switch indicator.source {
    case .cells(let physical, let value):
      return leaves.reduce(0.0) { $0 + missing(physical, value, leaf: $1) } / Self.hectare
    case .zones:
      let bare = leaves.filter { leaf in
        tree.lineage(of: tree.leaves[leaf]).allSatisfy { member in
          let figure = decided[member].map { indicator.valueFactor.isNaN ? $0.physical : $0.value }
          return figure?.isNaN ?? true
        }
      }
      return bare.reduce(0.0) { $0 + cube.total(zone: $1 + 1, column: SumLayout.area) } / Self.hectare
    }
  }

  /// Square metres of a leaf on which the quantity or its value is missing: a price that nobody knows leaves
  /// a quantity without value. Where the quantity is missing its value is too, so the greater of both areas
  /// is that of either.
  private func missing(_ physical: Int, _ value: Int, leaf: Int) -> Double {
    (0..<cube.ecosystemCount).reduce(0.0) { sum, ecosystem in
      func area(_ quantity: Int) -> Double {
        cube.value(zone: leaf + 1, ecosystem: ecosystem, column: cube.layout.missing(quantity)) ?? 0
      }
      return sum + max(area(physical), area(value))
    }
  }

  /// Totals of the keys by which zone figures are shared downward.
  private func shares(
    _ planned: [PlannedIndicator], _ decided: [String: [Int: ZoneFigure]]
  ) -> [Account.Share] {
    planned.flatMap { indicator -> [Account.Share] in
      guard case .zones(_, _, _, let share?) = indicator.source else { return [] }
      return (decided[indicator.id] ?? [:]).keys.sorted().compactMap { member in
        keyTotal(of: member, share: share).map {
          .init(
            zone: tree.members[member].code, indicator: indicator.id, key: cube.layout.quantities[share],
            total: $0)
        }
      }
    }
  }

  private func areaTable() -> IndicatorTable {
    var table = IndicatorTable(places)
    for (leaf, member) in tree.leaves.enumerated() {
      for ecosystem in 0..<cube.ecosystemCount {
        if let area = area(zone: leaf + 1, ecosystem: ecosystem) {
          table.add(member: member, ecosystem: ecosystem, ZoneFigure(physical: area / Self.hectare, value: 0))
        }
      }
    }
    table.rollUp(tree)
    return table
  }

  private func areaSums(_ table: IndicatorTable) -> [Account.AreaSum] {
    var areas: [Account.AreaSum] = []
    for ecosystem in 0..<cube.ecosystemCount {
      if let area = area(zone: 0, ecosystem: ecosystem) {
        areas.append(.init(zone: "", ecosystem: name(ofEcosystem: ecosystem), area: area / Self.hectare))
      }
    }
    for (index, member) in tree.members.enumerated() {
      for ecosystem in 0..<cube.ecosystemCount {
        guard let area = table.figure(member: index, ecosystem: ecosystem) else { continue }
        areas.append(
          .init(zone: member.code, ecosystem: name(ofEcosystem: ecosystem), area: area.physical))
      }
    }
    return areas
  }

  private func sums(_ planned: [PlannedIndicator], _ tables: [IndicatorTable]) -> [Account.Sum] {
    var sums: [Account.Sum] = []
    for (member, zone) in tree.members.enumerated() {
      for ecosystem in 0...cube.ecosystemCount {
        for (indicator, table) in zip(planned, tables) {
          guard let figure = table.figure(member: member, ecosystem: ecosystem) else { continue }
          let type = ecosystem == table.notAllocated ? "" : name(ofEcosystem: ecosystem)
          sums.append(
            .init(
              zone: zone.code, ecosystem: type, indicator: indicator.id, physical: figure.physical,
              value: figure.value))
        }
      }
    }
    return sums
  }

  private func reconcile(
    _ planned: [PlannedIndicator]
  ) throws(ReconciliationFailure) -> [Account.ReconciliationLine] {
    var lines = [try line("area", column: SumLayout.area, factor: 1 / Self.hectare)]
    for indicator in planned {
      guard case .cells(let physical, _) = indicator.source else { continue }
      let column = cube.layout.sum(physical)
      lines.append(try line(indicator.id, column: column, factor: indicator.physicalFactor))
    }
    return lines
  }

  private func line(
    _ name: String, column: Int, factor: Double
  ) throws(ReconciliationFailure) -> Account.ReconciliationLine {
    let zones = tree.leaves.indices.reduce(0.0) { $0 + cube.total(zone: $1 + 1, column: column) } * factor
    let outside = cube.total(zone: 0, column: column) * factor
    let raster = cube.raster[column] * factor
    // Gains and losses may nearly cancel in the total; rounding follows the size of what was added.
    let scale = max(cube.size(ofColumn: column) * abs(factor), abs(raster))
    // Rounding of Double sums over any number of cells stays far below 1e-9; an overlap or a lost zone does
    // not.
    guard abs(zones + outside - raster) <= 1e-9 * scale else {
      throw ReconciliationFailure(indicator: name, zones: zones, outside: outside, raster: raster)
    }
    return .init(indicator: name, zones: zones, outside: outside, raster: raster)
  }
}
