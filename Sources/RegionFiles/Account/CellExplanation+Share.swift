import Accounts
import Formula
import Geo
import Land
import Law

/// A cell that is being explained, with the values of everything that varies there.
struct CellGround {
  let indicator: PlannedIndicator
  let column: Int
  let row: Int
  let zone: String?
  let given: [String: Double]
  /// The zones that have a part of the cell, the one that has most first.
  let parts: [TileCoverage.Share]
}

extension TileCoverage {
  /// The zones that have a part of a cell, the one that has most first.
  func parts(ofCell cell: Int) -> [Share] {
    guard zones[cell] == Self.divided else {
      return zones[cell] == 0 ? [] : [Share(cell: UInt32(cell), zone: zones[cell], fraction: 1)]
    }
    let own = shares.filter { $0.cell == cell && $0.zone != 0 }
    return own.sorted { ($1.fraction, $0.zone) < ($0.fraction, $1.zone) }
  }
}

extension PreparedRegion {
  /// A cell's share of a figure that is decided for its zone: figure × key here ÷ key of the zone.
  func explainShare(
    _ ground: CellGround, level: String, key: String, _ account: Account
  ) throws -> CellExplanation {
    let id = ground.indicator.id
    let decided = ground.parts.compactMap { decision(id, leaf: Int($0.zone) - 1, level: level, account) }
    guard let first = decided.first, decided.count == ground.parts.count else {
      throw CellExplanationError.perZone(id)
    }
    let here = try explain(key, maker.bindings, ground.given)
    // The key is per area, its total × m²: the share is that of one square metre.
    let hectare = 10_000.0
    var mapped = (physical: 0.0, value: 0.0)
    for (part, zone) in zip(ground.parts, decided) {
      let rate = here.value / zone.share.total * part.fraction * hectare
      mapped.physical += zone.physical * rate
      mapped.value += zone.value * rate
    }
    let rate = here.value / first.share.total
    return CellExplanation(
      indicator: id, column: ground.column, row: ground.row, zone: ground.zone,
      physical: working(
        "\(id) × \(key) / Σ\(key)", first.physical * rate, of: first.physical, here, first.share),
      value: working("\(id) × \(key) / Σ\(key)", first.value * rate, of: first.value, here, first.share),
      mapped: mapped)
  }

  /// What was decided for the zone in which a leaf lies.
  private func decision(
    _ id: String, leaf: Int, level: String, _ account: Account
  ) -> (physical: Double, value: Double, share: Account.Share)? {
    guard let member = tree.ancestor(of: tree.leaves[leaf], at: level) else { return nil }
    let code = tree.members[member].code
    guard let share = account.shares.first(where: { $0.zone == code && $0.indicator == id }) else {
      return nil
    }
    let figures = account.sums.filter { $0.zone == code && $0.indicator == id }
    return (figures.reduce(0) { $0 + $1.physical }, figures.reduce(0) { $0 + $1.value }, share)
  }

  /// The figure of the zone, the key here and the key of the zone, from which the share follows.
  private func working(
    _ name: String, _ value: Double, of figure: Double, _ here: Working, _ share: Account.Share
  ) -> Working {
    func leaf(_ name: String, _ value: Double) -> Working {
      Working(
        name: name, element: nil, text: nil, position: nil, unit: nil, value: value, code: nil, children: [])
    }
    return Working(
      name: name, element: nil, text: nil, position: nil, unit: nil, value: value, code: nil,
      children: [leaf("\(share.indicator)（\(share.zone)）", figure), here, leaf("Σ\(share.key)", share.total)])
  }
}
