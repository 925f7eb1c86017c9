public import Formula
import Land

/// Decides the figures that belong to zones as wholes: emission or capacity, whichever binds; visitors;
/// products.
public struct ZoneStage {
  let maker: PlanMaker
  let cube: Cube
  /// Numbers of the leaves in each member of the tree.
  public let leavesUnder: [Int: [Int]]

  /// Prepares the stage over the sums of the whole region.
  ///
  /// - Parameter leavesUnder: Numbers of the leaves in each member of the tree, where they are known already.
  public init(maker: PlanMaker, cube: Cube, leavesUnder: [Int: [Int]]? = nil) {
    self.maker = maker
    self.cube = cube
    self.leavesUnder = leavesUnder ?? maker.data.tree.leavesByMember()
  }

  /// Figures of every zone indicator by member of the tree, in the indicator's unit and in yuan.
  public func decide(_ planned: [PlannedIndicator]) throws(FormulaError) -> [String: [Int: ZoneFigure]] {
    var decided: [String: [Int: ZoneFigure]] = [:]
    for indicator in planned {
      guard case .zones(let physical, let value, let level, _) = indicator.source else { continue }
      decided[indicator.id] = try figures(physical, value, level: level, of: indicator)
    }
    return decided
  }

  private func figures(
    _ physical: String, _ value: String, level: String, of indicator: PlannedIndicator
  ) throws(FormulaError) -> [Int: ZoneFigure] {
    let members = maker.data.tree.members(at: level)
    let columns = try evaluate([physical, value], members: members)
    var figures: [Int: ZoneFigure] = [:]
    for (row, member) in members.enumerated() where !columns[0][row].isNaN {
      figures[member] = ZoneFigure(
        physical: columns[0][row] * indicator.physicalFactor, value: columns[1][row] * indicator.valueFactor)
    }
    return figures
  }

  /// Evaluates formulas for zones, one zone beside the other in the blocks of one program.
  ///
  /// - Returns: One column for each name, in the order of the members.
  public func evaluate(_ names: [String], members: [Int]) throws(FormulaError) -> [[Double]] {
    let reductions = maker.zoneReductions
    let varying = Set(maker.data.zoneValues.keys).union(reductions.map(\.id))
    let program = try Program.compile(
      maker.study.checked, outputs: names, bindings: maker.data.bindings(of: maker.study, varying: varying),
      traces: false)
    let inputs = program.inputs.map { name in members.map { input(name, reductions, member: $0) } }
    return program.run(columns: inputs, count: members.count)
  }

  private func input(_ name: String, _ reductions: [CellReduction], member: Int) -> Double {
    if let reduction = reductions.first(where: { $0.id == name }) {
      return value(of: reduction, member: member)
    }
    return maker.data.zoneValue(name, member: member)
  }

  /// The value of a reduction over the cells of a zone, out of the cube.
  private func value(of reduction: CellReduction, member: Int) -> Double {
    guard let quantity = cube.layout.quantities.firstIndex(of: reduction.innerName) else { return .nan }
    let leaves = leavesUnder[member] ?? []
    func total(_ column: Int) -> Double { leaves.reduce(0) { $0 + cube.total(zone: $1 + 1, column: column) } }
    let sum = total(cube.layout.sum(quantity))
    if reduction.operation == .sum { return sum * (reduction.areaFactor ?? 1) }
    let known = total(SumLayout.area) - total(cube.layout.missing(quantity))
    return known > 0 ? sum / known : .nan
  }
}
