public import Accounts
public import Formula
import Geo
import GeoFiles
import Land
import Law

/// The workings of an indicator at one cell of a region.
public struct CellExplanation: Sendable {
  public let indicator: String
  /// Column and row from the north-west, from 0.
  public let column: Int
  public let row: Int
  /// Code of the zone to which the cell belongs, of a divided one that which has most of it; nil outside.
  public let zone: String?
  /// The quantity for a hectare (or for the whole zone where it is decided there), with all that it was made
  /// from.
  public let physical: Working
  /// The value likewise.
  public let value: Working
  /// What the map of the indicator shows here: quantity and yuan for a hectare and a year.
  public let mapped: (physical: Double, value: Double)
}

/// Why a cell cannot be explained.
public enum CellExplanationError: Error, Hashable, Sendable, CustomStringConvertible {
  case noGrid
  case outside(x: Double, y: Double)
  case noIndicator(String, has: [String])
  case perZone(String)
  case noZone(x: Double, y: Double)

  public var description: String {
    switch self {
    case .noGrid: "这个地区没有网格，请用 --zone · the region has no grid; use --zone"
    case .outside(let x, let y): "(\(x), \(y)) 不在网格之内 · lies outside the grid"
    case .noIndicator(let id, let has):
      "没有核算指标 \(id)；有 \(has.joined(separator: " ")) · the indicator \(id) is not in the account"
    case .noZone(let x, let y):
      "(\(x), \(y)) 不在任何分区里，分摊的数到此为止 · lies in no zone, where shared figures end"
    case .perZone(let id):
      "指标 \(id) 按分区核定，没有像元公式，请用 --zone · \(id) is decided per zone; use --zone"
    }
  }
}

extension PreparedRegion {
  /// Explains an indicator at a place.
  ///
  /// - Parameters:
  ///   - place: x and y in the grid's reference system.
  ///   - account: The account of the region: it knows the figures that are decided for whole zones.
  public func explain(
    _ indicator: String, at place: (x: Double, y: Double), in account: Account
  ) throws -> CellExplanation {
    guard case .grid(let body) = body else { throw CellExplanationError.noGrid }
    let grid = body.ground.grid
    guard let cell = grid.cell(at: Point(x: place.x, y: place.y)) else {
      throw CellExplanationError.outside(x: place.x, y: place.y)
    }
    guard let found = study.indicators.first(where: { $0.id == indicator }) else {
      throw CellExplanationError.noIndicator(indicator, has: study.indicators.map(\.id))
    }
    guard let planned = maker.indicators(layout: layout).first(where: { $0.id == indicator }) else {
      throw CellExplanationError.perZone(indicator)
    }
    let tile = Tile(index: 0, column: cell.column, row: cell.row, width: 1, height: 1)
    let coverage = body.coverage.cover(tile, by: body.rule)
    let zone = coverage.foremost[0]
    let given = try values(body, tile, zone: zone)
    let bindings = maker.bindings
    let ground = CellGround(
      indicator: planned, column: cell.column, row: cell.row, zone: zone == 0 ? nil : code(of: zone),
      given: given, parts: coverage.parts(ofCell: 0))
    if case .zones(_, _, let level, let share) = planned.source {
      guard zone != 0 else { throw CellExplanationError.noZone(x: place.x, y: place.y) }
      guard let share else { throw CellExplanationError.perZone(indicator) }
      return try explainShare(ground, level: level, key: layout.quantities[share], account)
    }
    let physical = try explain(found.physical.name, bindings, given)
    let value = try explain(found.value.name, bindings, given)
    // The map is per hectare: a figure per m² is that of 10 000 m², a figure of the cell is spread over it.
    let hectare = 10_000.0
    let surface = study.region.surface.flatMap { given[$0] } ?? 1
    let times = found.per == .cell ? hectare / grid.cellArea(row: cell.row) : hectare * surface
    return CellExplanation(
      indicator: indicator, column: cell.column, row: cell.row, zone: zone == 0 ? nil : code(of: zone),
      physical: physical, value: value,
      mapped: (
        physical.value * times * planned.physicalFactor, value.value * times * planned.valueFactor
      ))
  }

  func explain(_ name: String, _ bindings: Bindings, _ given: [String: Double]) throws -> Working {
    try Formula.explain(name, in: study.checked, bindings: bindings, given: given)
  }

  private func code(of zone: UInt32) -> String { tree.members[tree.leaves[Int(zone) - 1]].code }

  /// The values of everything that varies, at one cell.
  private func values(_ body: GridBody, _ tile: Tile, zone: UInt32) throws -> [String: Double] {
    var given: [String: Double] = [:]
    let buffer = UnsafeMutableBufferPointer<Double>.allocate(capacity: 1)
    defer { buffer.deallocate() }
    for layer in body.layers {
      try LayerReader(layer).read(CellWindow(tile), into: buffer)
      given[layer.name] = buffer[0]
    }
    for name in maker.data.zoneValues.keys {
      given[name] = zone == 0 ? .nan : maker.data.zoneValue(name, member: tree.leaves[Int(zone) - 1])
    }
    given["cell.area"] = body.ground.grid.cellArea(row: tile.row)
    given["cell.size"] = body.ground.grid.cellSize(row: tile.row).width
    return given
  }
}
