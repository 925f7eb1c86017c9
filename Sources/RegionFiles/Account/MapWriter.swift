import Accounts
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
  public func write(into folder: URL, work: URL, threads: Int) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let wanted = planned.filter(hasMap)
    let failure = Mutex<(any Error)?>(nil)
    sideBySide(wanted.count, threads: threads) { index in
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
    let writer = try RasterWriter(
      raw.path, frame: body.ground.frame, in: body.ground.system, bands: bands, isPacked: false)
    let rates = rates(of: indicator)
    for tile in Tiling(body.ground.grid, size: RasterWriter.tileSide) {
      let (physical, value) = try cells(of: indicator, tile, rates)
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

  private func cells(
    of indicator: PlannedIndicator, _ tile: Tile, _ rates: [ZoneFigure]
  ) throws -> ([Double], [Double]) {
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
    case .zones(_, _, _, let share):
      guard let share else { return ([], []) }
      let key = try scratch.read(window, quantity: share)
      let coverage = body.coverage.cover(tile, by: body.rule)
      let rates = cellRates(coverage, rates)
      return (
        zip(key, rates).map { Double($0) * $1.physical * hectare },
        zip(key, rates).map { Double($0) * $1.value * hectare }
      )
    }
  }

  /// Rates by cell; a divided cell has a part of each of its zones', so that the map holds what the zones
  /// have together.
  private func cellRates(_ coverage: TileCoverage, _ rates: [ZoneFigure]) -> [ZoneFigure] {
    let none = ZoneFigure(physical: .nan, value: .nan)
    var cells = coverage.zones.map { $0 == 0 || $0 == TileCoverage.divided ? none : rates[Int($0) - 1] }
    for share in coverage.shares where share.zone != 0 {
      let rate = rates[Int(share.zone) - 1]
      guard !rate.physical.isNaN else { continue }
      let before = cells[Int(share.cell)]
      cells[Int(share.cell)] = ZoneFigure(
        physical: (before.physical.isNaN ? 0 : before.physical) + rate.physical * share.fraction,
        value: (before.value.isNaN ? 0 : before.value) + rate.value * share.fraction)
    }
    return cells
  }

  /// Figure of a leaf's zone for one unit of the key (× m²), by leaf; none for what is not shared.
  private func rates(of indicator: PlannedIndicator) -> [ZoneFigure] {
    guard case .zones(_, _, let level, let share?) = indicator.source else { return [] }
    let tree = region.tree
    let none = ZoneFigure(physical: .nan, value: .nan)
    let column = cube.layout.sum(share)
    let leavesUnder = tree.leavesByMember()
    var rates: [Int: ZoneFigure] = [:]
    for (member, figure) in decided[indicator.id] ?? [:] {
      let total = (leavesUnder[member] ?? []).reduce(0.0) { $0 + cube.total(zone: $1 + 1, column: column) }
      guard total > 0 else { continue }
      rates[member] = ZoneFigure(physical: figure.physical / total, value: figure.value / total)
    }
    return tree.leaves.map { leaf in tree.ancestor(of: leaf, at: level).flatMap { rates[$0] } ?? none }
  }
}
