import Accounts
import Dispatch
public import Foundation
import Geo
import GeoFiles
import Land
import Law
import Synchronization

/// Makes the maps of an account out of what the tiles kept: one COG for each indicator, band 1 the quantity
/// and band 2 the value, each for a hectare and a year. What was decided per zone is shared over the zone's
/// cells by its key.
public struct MapWriter: Sendable {
  let region: PreparedRegion
  let body: PreparedRegion.GridBody
  let scratch: MapScratch
  let planned: [PlannedIndicator]
  let decided: [String: [Int: ZoneFigure]]
  let cube: Cube

  /// Writes `<folder>/<indicator>.tif` for every indicator that has a value in each cell.
  public func write(into folder: URL, work: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let wanted = planned.filter(hasMap)
    let failure = Mutex<(any Error)?>(nil)
    DispatchQueue.concurrentPerform(iterations: wanted.count) { index in
      do { try write(wanted[index], into: folder, work: work) } catch {
        failure.withLock { $0 = $0 ?? error }
      }
    }
    if let failure = failure.withLock({ $0 }) { throw failure }
  }

  private func hasMap(_ indicator: PlannedIndicator) -> Bool {
    if case .zones(_, _, _, let share) = indicator.source { share != nil } else { true }
  }

  private func write(_ indicator: PlannedIndicator, into folder: URL, work: URL) throws {
    let raw = work.appendingPathComponent("map-\(indicator.id).tif")
    let bands = [
      BandPlan(
        type: .float32, nodata: .nan, unit: perHectare(indicator.unit), description: indicator.label.zh),
      BandPlan(type: .float32, nodata: .nan, unit: "元/(hm2.a)", description: indicator.label.zh + "价值"),
    ]
    let writer = try RasterWriter(raw.path, frame: body.ground.frame, in: body.ground.system, bands: bands)
    for tile in Tiling(body.ground.grid, size: RasterWriter.tileSide) {
      let (physical, value) = try cells(of: indicator, tile)
      try physical.withUnsafeBufferPointer { try writer.write(band: 1, CellWindow(tile), from: $0) }
      try value.withUnsafeBufferPointer { try writer.write(band: 2, CellWindow(tile), from: $0) }
    }
    try writer.finish()
    try writeCloudRaster(
      folder.appendingPathComponent("\(indicator.id).tif").path, from: RasterFile(raw.path),
      overviews: .average)
    try FileManager.default.removeItem(at: raw)
  }

  private func perHectare(_ unit: String) -> String {
    unit.hasSuffix("/a") ? "\(unit.dropLast(2))/(hm2.a)" : "\(unit)/hm2"
  }

  private func cells(of indicator: PlannedIndicator, _ tile: Tile) throws -> ([Double], [Double]) {
    let window = CellWindow(tile)
    // Sums are over square metres, maps are per hectare.
    let hectare = 10_000.0
    switch indicator.source {
    case .cells(let physical, let value):
      let quantity = try scratch.read(window, quantity: physical)
      let worth = try scratch.read(window, quantity: value)
      return (
        quantity.map { Double($0) * indicator.physicalFactor * hectare },
        worth.map { Double($0) * indicator.valueFactor * hectare }
      )
    case .zones(_, _, let level, let share):
      guard let share else { return ([], []) }
      let key = try scratch.read(window, quantity: share)
      let rates = rates(of: indicator.id, level: level, share: share)
      let zones = body.coverage.cover(tile, by: .centre).zones
      var columns = (key.map { _ in Double.nan }, key.map { _ in Double.nan })
      for (cell, zone) in zones.enumerated() where zone != 0 && zone != TileCoverage.divided {
        let rate = rates[Int(zone) - 1]
        columns.0[cell] = Double(key[cell]) * rate.physical * hectare
        columns.1[cell] = Double(key[cell]) * rate.value * hectare
      }
      return columns
    }
  }

  /// Figure of a leaf's zone for one unit of the key (× m²), by leaf.
  private func rates(of id: String, level: String, share: Int) -> [ZoneFigure] {
    let tree = region.tree
    let stage = ZoneStage(maker: region.maker, cube: cube)
    let none = ZoneFigure(physical: .nan, value: .nan)
    return tree.leaves.map { leaf in
      guard let member = tree.ancestor(of: leaf, at: level), let figure = decided[id]?[member] else {
        return none
      }
      let total = (stage.leavesUnder[member] ?? []).reduce(0.0) {
        $0 + cube.total(zone: $1 + 1, column: cube.layout.sum(share))
      }
      return total > 0 ? ZoneFigure(physical: figure.physical / total, value: figure.value / total) : none
    }
  }
}
