import Accounts
import Foundation
import Geo
import GeoFiles
import RegionFiles
import Testing

/// Real data sets lie outside of the project; the variable `SHANSHUI_DATA` says where.
enum RealData {
  static let folder = ProcessInfo.processInfo.environment["SHANSHUI_DATA"]
  static let isThere = folder != nil
  /// Printed for each test that is skipped.
  static let comment: Comment = "SHANSHUI_DATA is not set: real data are not at hand"

  static func path(_ name: String) -> String { (folder ?? "") + "/" + name }

  /// What both regions of real data leave to the pack in the same way.
  static let variants = """
    variants: { reservoirPrice: "full", carbonMethod: "nep", carbonPricing: "replacement", oxygen: "left-out",
      evaporationEfficiency: "divided", agricultureBy: "residual", forestryBy: "residual", livestockBy: "residual",
      fisheryBy: "residual", tourismBy: "travel-cost" },
    """
}

extension TemporaryRegion {
  /// Makes the real data appear as the folder `data` of the region, since paths are relative to it.
  func linkRealData() throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder.appendingPathComponent("data").path, withDestinationPath: RealData.path(""))
  }
}

extension PreparedRegion {
  /// Mean of a name over the land inside the zones where it is known, by area.
  func mean(of name: String) throws -> Double {
    guard case .grid(let body) = body else { return .nan }
    let layout = SumLayout(quantities: [name])
    let plan = try maker.cellPlan(layout: layout)
    let evaluator = TileEvaluator(plan)
    let readers = try body.layers.map { try LayerReader($0) }
    var cube = Cube(layout: layout, zoneCount: plan.zoneCount, ecosystemCount: plan.ecosystemCount)
    let side = body.ground.tiling.size
    let memory = readers.map { _ in UnsafeMutableBufferPointer<Double>.allocate(capacity: side * side) }
    defer { for buffer in memory { buffer.deallocate() } }
    for tile in body.ground.tiling {
      for (reader, buffer) in zip(readers, memory) {
        try reader.read(
          GeoFiles.CellWindow(tile), into: UnsafeMutableBufferPointer(rebasing: buffer[0..<tile.count]))
      }
      let grid = body.ground.grid
      try cube.add(
        evaluator.sums(
          of: body.coverage.cover(tile, by: body.rule),
          layers: memory.compactMap { $0.baseAddress.map { UnsafePointer($0) } },
          cellAreas: grid.cellAreas(rows: tile.rows),
          cellSizes: tile.rows.map { grid.cellSize(row: $0).width }))
    }
    func total(_ column: Int) -> Double {
      (1...cube.zoneCount).reduce(0) { $0 + cube.total(zone: $1, column: column) }
    }
    return total(layout.sum(0)) / (total(SumLayout.area) - total(layout.missing(0)))
  }

  /// How a layer lies on the grid.
  func alignment(_ name: String) throws -> LayerAlignment {
    guard case .grid(let body) = body else { return .same }
    return try #require(body.layers.first { $0.name == name }).aligned.alignment
  }
}

extension Account {
  /// Square kilometres of an ecosystem inside the zones at the top.
  func squareKilometres(_ ecosystem: String) -> Double {
    let tops = Set(zones.filter(\.parent.isEmpty).map(\.code))
    return areas.filter { tops.contains($0.zone) && $0.ecosystem == ecosystem }.reduce(0) { $0 + $1.area }
      / 100
  }
}
