import Accounts
import Formula
import Land
import Law

/// A cell that is being explained, with the values of everything that varies there.
struct CellGround {
  let indicator: PlannedIndicator
  let column: Int
  let row: Int
  let zone: String?
  let given: [String: Double]
}

extension PreparedRegion {
  /// A cell's share of a figure that is decided for its zone: figure × key here ÷ key of the zone.
  func explainShare(
    _ ground: CellGround, level: String, key: String, leaf: Int, _ account: Account
  ) throws -> CellExplanation {
    let id = ground.indicator.id
    guard let member = tree.ancestor(of: tree.leaves[leaf], at: level) else {
      throw CellExplanationError.perZone(id)
    }
    let code = tree.members[member].code
    guard let share = account.shares.first(where: { $0.zone == code && $0.indicator == id }) else {
      throw CellExplanationError.perZone(id)
    }
    let here = try explain(key, maker.bindings, ground.given)
    let figures = account.sums.filter { $0.zone == code && $0.indicator == id }
    let rate = here.value / share.total
    let (physical, value) = (
      figures.reduce(0) { $0 + $1.physical } * rate, figures.reduce(0) { $0 + $1.value } * rate
    )
    // The key is per area, its total × m²: the share is that of one square metre.
    let hectare = 10_000.0
    return CellExplanation(
      indicator: id, column: ground.column, row: ground.row, zone: ground.zone,
      physical: working(
        "\(id) × \(key) / Σ\(key)", physical, zone: (code, figures.map(\.physical)), here, share),
      value: working("\(id) × \(key) / Σ\(key)", value, zone: (code, figures.map(\.value)), here, share),
      mapped: (physical * hectare, value * hectare))
  }

  /// The figure of the zone, the key here and the key of the zone, from which the share follows.
  private func working(
    _ name: String, _ value: Double, zone: (code: String, figures: [Double]), _ here: Working,
    _ share: Account.Share
  ) -> Working {
    func leaf(_ name: String, _ value: Double) -> Working {
      Working(
        name: name, element: nil, text: nil, position: nil, unit: nil, value: value, code: nil, children: [])
    }
    return Working(
      name: name, element: nil, text: nil, position: nil, unit: nil, value: value, code: nil,
      children: [
        leaf("\(share.indicator)（\(zone.code)）", zone.figures.reduce(0, +)), here,
        leaf("Σ\(share.key)", share.total),
      ])
  }
}
