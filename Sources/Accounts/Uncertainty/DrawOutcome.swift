import Formula
import Land

/// The figures of one draw.
public struct DrawOutcome: Sendable {
  /// In each indicator's unit, in the order of the study.
  public var physical: [Double]
  /// Yuan a year.
  public var value: [Double]
  /// Total value of each zone at the top, by member of the tree.
  public var zones: [Int: Double]
  /// Whether something was missing on more land than in the account itself.
  public var lost: Bool
}

/// Makes the figures of draws out of the account's own sums and of what each draw reckoned anew.
public struct DrawFigures: Sendable {
  let drawing: Drawing
  let planned: [PlannedIndicator]
  let groups: DrawGroups
  /// The account's own sums by group.
  private let base: [Int: [Double]]
  private let decided: [String: [Int: ZoneFigure]]
  /// How the two figures of each indicator that is decided per zone follow the draws.
  private let decisions: [String: (physical: Following, value: Following)]
  private let width: Int

  /// - Parameters:
  ///   - cube: The account's sums.
  ///   - decided: What the account decided for zones.
  public init(_ drawing: Drawing, cube: Cube, decided: [String: [Int: ZoneFigure]]) {
    self.drawing = drawing
    self.decided = decided
    let maker = drawing.maker
    planned = maker.indicators(layout: maker.layout)
    let decisions = drawing.decisions(planned)
    self.decisions = decisions
    groups = drawing.groups
    width = maker.layout.width
    var base: [Int: [Double]] = [:]
    for (leaf, group) in groups.ofLeaf.enumerated() {
      var row = base[group] ?? [Double](repeating: 0, count: width)
      for column in 0..<width { row[column] += cube.total(zone: leaf + 1, column: column) }
      base[group] = row
    }
    self.base = base
  }

  /// The figures of one draw.
  ///
  /// - Parameters:
  ///   - drawn: What chance gave.
  ///   - free: By group, a sum and a missing area for each free quantity.
  public func outcome(_ number: Int, _ drawn: [Double], free: [Int: [Double]]) throws -> DrawOutcome {
    let data = try drawing.data(drawn)
    let ratios = try drawing.ratios(drawn, data)
    for name in drawing.known where !((ratios[name] ?? .nan) > 0) {
      throw DrawRefusal.lostProportion(name: name, draw: number)
    }
    let rows = self.rows(ratios, free)
    var outcome = DrawOutcome(physical: [], value: [], zones: [:], lost: lost(free))
    let anew = try decide(data, rows)
    for indicator in planned {
      let figures = self.figures(of: indicator, rows, ratios, anew[indicator.id])
      outcome.physical.append(figures.reduce(0) { $0 + $1.figure.physical })
      let isPriced = !indicator.valueFactor.isNaN
      outcome.value.append(isPriced ? figures.reduce(0) { $0 + $1.figure.value } : 0)
      for (top, figure) in figures where isPriced { outcome.zones[top, default: 0] += figure.value }
    }
    return outcome
  }

  /// The account's sums as the draw moves them.
  private func rows(_ ratios: [String: Double], _ free: [Int: [Double]]) -> [Int: [Double]] {
    var rows = base
    let layout = drawing.maker.layout
    for (quantity, following) in drawing.following.enumerated() {
      guard case .scaled(let powers) = following else { continue }
      let scale = Drawing.scale(powers, ratios)
      for group in groups.all { rows[group]?[layout.sum(quantity)] *= scale }
    }
    for (place, quantity) in drawing.free.enumerated() {
      for group in groups.all {
        rows[group]?[layout.sum(quantity)] = free[group]?[2 * place] ?? 0
        rows[group]?[layout.missing(quantity)] = free[group]?[2 * place + 1] ?? 0
      }
    }
    return rows
  }

  private func lost(_ free: [Int: [Double]]) -> Bool {
    let layout = drawing.maker.layout
    return drawing.free.enumerated().contains { place, quantity in
      groups.all.contains { group in
        let before = base[group]?[layout.missing(quantity)] ?? 0
        return (free[group]?[2 * place + 1] ?? 0) > before * (1 + 1e-9) + 1e-6
      }
    }
  }

  /// Decides anew what belongs to zones as wholes and follows the draw in no other way.
  private func decide(
    _ data: StudyData, _ rows: [Int: [Double]]
  ) throws -> [String: [Int: ZoneFigure]] {
    let anew = planned.filter { decisions[$0.id].map { $0.physical == .free || $0.value == .free } ?? false }
    guard !anew.isEmpty else { return [:] }
    let maker = drawing.maker
    var cube = Cube(layout: maker.layout, zoneCount: maker.data.tree.leaves.count, ecosystemCount: 0)
    let keys = groups.all.map { TileSums.key(zone: UInt32($0 + 1), ecosystem: 0) }
    let raster = [Double](repeating: 0, count: width)
    let values = groups.all.flatMap { rows[$0] ?? raster }
    try cube.add(TileSums(tile: 0, keys: keys, values: values, raster: raster, missingByFormula: [:]))
    return try ZoneStage(maker: PlanMaker(study: maker.study, data: data), cube: cube).decide(anew)
  }

  /// An indicator's figures, each with the zone at the top to which it belongs.
  private func figures(
    of indicator: PlannedIndicator, _ rows: [Int: [Double]], _ ratios: [String: Double],
    _ anew: [Int: ZoneFigure]?
  ) -> [(top: Int, figure: ZoneFigure)] {
    let layout = drawing.maker.layout
    switch indicator.source {
    case .cells(let physical, let value):
      return groups.all.map { group in
        let row = rows[group] ?? []
        return (
          groups.top[group] ?? 0,
          ZoneFigure(
            physical: row[layout.sum(physical)] * indicator.physicalFactor,
            value: row[layout.sum(value)] * indicator.valueFactor)
        )
      }
    case .zones:
      let tree = drawing.maker.data.tree
      let moves = decisions[indicator.id] ?? (.fixed, .fixed)
      let scales = (scale(moves.physical, ratios), scale(moves.value, ratios))
      return (anew ?? decided[indicator.id] ?? [:]).sorted { $0.key < $1.key }.map { member, figure in
        let top = tree.lineage(of: member).last ?? member
        guard anew == nil else { return (top, figure) }
        return (
          top, ZoneFigure(physical: figure.physical * scales.0, value: figure.value * scales.1)
        )
      }
    }
  }

  private func scale(_ following: Following, _ ratios: [String: Double]) -> Double {
    if case .scaled(let powers) = following { Drawing.scale(powers, ratios) } else { 1 }
  }
}

extension Drawing {
  /// Formulas and statistics whose ratio must be above nought in every draw.
  var known: [String] { movement.known.sorted() }

  /// In how many groups zones are told apart.
  public var groupCount: Int { groups.all.count }

  /// How the figures of zones follow the draws.
  func decisions(_ planned: [PlannedIndicator]) -> [String: (physical: Following, value: Following)] {
    var decisions: [String: (physical: Following, value: Following)] = [:]
    for indicator in planned {
      guard case .zones(let physical, let value, _, _) = indicator.source else { continue }
      let checked = maker.study.checked
      decisions[indicator.id] = (
        checked.following(physical, movement), checked.following(value, movement)
      )
    }
    return decisions
  }

  /// Zones as far as they must be told apart.
  var groups: DrawGroups {
    let planned = maker.indicators(layout: maker.layout)
    let moves = decisions(planned)
    let levels = planned.filter {
      moves[$0.id].map { $0.physical == .free || $0.value == .free } ?? false
    }.map(\.level)
    return DrawGroups(maker.data.tree, levels: Set(levels))
  }
}
