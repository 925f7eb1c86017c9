public import Land

/// Makes the figures of an account out of the cube and of what was decided per zone.
public struct FigureBuilder: Sendable {
  let cube: Cube
  let tree: ZoneTree
  let ecosystems: [String]
  private let leavesUnder: [Int: [Int]]
  let places: FigurePlaces
  /// Quantity that is the true surface by plan area; nil where land is measured in plan.
  private let surface: Int?

  /// - Parameters:
  ///   - ecosystems: Ids of the code list, in its order; land of unknown type comes behind them.
  ///   - surface: Name of the quantity of the cube by which areas are brought to the true surface.
  public init(cube: Cube, tree: ZoneTree, ecosystems: [String], surface: String? = nil) {
    self.surface = surface.flatMap { cube.layout.quantities.firstIndex(of: $0) }
    self.cube = cube
    self.tree = tree
    self.ecosystems = ecosystems
    leavesUnder = tree.leavesByMember()
    places = FigurePlaces(cube, tree)
  }

  /// The name under which land of unknown type is listed.
  public static var unknownEcosystem: String { "unknown" }

  /// Square metres of an ecosystem in a zone, 0 for the land outside: true ones where the region asks for
  /// them.
  /// A cell without a height has its plan area.
  func area(zone: Int, ecosystem: Int) -> Double? {
    let plan = cube.value(zone: zone, ecosystem: ecosystem, column: SumLayout.area)
    guard plan != nil, let surface else { return plan }
    let parts = [cube.layout.sum(surface), cube.layout.missing(surface)].map {
      cube.value(zone: zone, ecosystem: ecosystem, column: $0) ?? 0
    }
    return plan == parts[1] ? plan : parts[0] + parts[1]
  }

  func name(ofEcosystem index: Int) -> String {
    index < ecosystems.count ? ecosystems[index] : Self.unknownEcosystem
  }

  /// Figures of an indicator that adds up cell by cell.
  func cellTable(physical: Int, value: Int, of indicator: PlannedIndicator) -> IndicatorTable {
    var table = IndicatorTable(places)
    for (leaf, member) in tree.leaves.enumerated() {
      for ecosystem in 0..<cube.ecosystemCount {
        guard let sum = cube.value(zone: leaf + 1, ecosystem: ecosystem, column: cube.layout.sum(physical)),
          let worth = cube.value(zone: leaf + 1, ecosystem: ecosystem, column: cube.layout.sum(value))
        else { continue }
        // Land on which the quantity is missing everywhere has no figure: nought would say that there is
        // none.
        guard !isMissing(physical, zone: leaf + 1, ecosystem: ecosystem) else { continue }
        // A quantity whose price nobody knows has no value, not a value of nought.
        let isPriced = !isMissing(value, zone: leaf + 1, ecosystem: ecosystem)
        let money = isPriced ? worth * indicator.valueFactor : .nan
        table.add(
          member: member, ecosystem: ecosystem,
          ZoneFigure(physical: sum * indicator.physicalFactor, value: money))
      }
    }
    table.rollUp(tree)
    return table
  }

  /// Whether a quantity is missing on all land of a (zone, ecosystem). Both areas are added up in the same
  /// steps, so they have the same bits.
  private func isMissing(_ quantity: Int, zone: Int, ecosystem: Int) -> Bool {
    let area = cube.value(zone: zone, ecosystem: ecosystem, column: SumLayout.area)
    return area == cube.value(zone: zone, ecosystem: ecosystem, column: cube.layout.missing(quantity))
  }

  /// Figures of an indicator that is decided per zone: shared downward by the key, or left where they were
  /// decided.
  ///
  /// - Parameter decided: Figures in the indicator's unit and in yuan, by member of the tree.
  func zoneTable(share: Int?, decided: [Int: ZoneFigure]) -> IndicatorTable {
    var table = IndicatorTable(places)
    for member in decided.keys.sorted() {
      guard let figure = decided[member] else { continue }
      if let share, let total = keyTotal(of: member, share: share), total > 0 {
        spread(figure, over: member, share: share, total: total, into: &table)
      } else {
        table.add(member: member, ecosystem: table.notAllocated, figure)
      }
    }
    table.rollUp(tree)
    return table
  }

  private func spread(
    _ figure: ZoneFigure, over member: Int, share: Int, total: Double, into table: inout IndicatorTable
  ) {
    for leaf in leaves(under: member) {
      for ecosystem in 0..<cube.ecosystemCount {
        let column = cube.layout.sum(share)
        // Land on which the key is missing everywhere has an unknown part, not a part of nought.
        guard let key = cube.value(zone: leaf + 1, ecosystem: ecosystem, column: column),
          !isMissing(share, zone: leaf + 1, ecosystem: ecosystem)
        else { continue }
        let part = key / total
        table.add(
          member: tree.leaves[leaf], ecosystem: ecosystem,
          ZoneFigure(physical: figure.physical * part, value: figure.value * part))
      }
    }
  }

  func keyTotal(of member: Int, share: Int) -> Double? {
    let leaves = leaves(under: member)
    guard !leaves.isEmpty else { return nil }
    return leaves.reduce(0) { $0 + cube.total(zone: $1 + 1, column: cube.layout.sum(share)) }
  }

  /// Numbers of the leaves that lie in a member, itself included.
  public func leaves(under member: Int) -> [Int] { leavesUnder[member] ?? [] }
}
