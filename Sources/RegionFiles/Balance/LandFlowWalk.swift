public import Accounts
public import Foundation
import Geo
import GeoFiles
import Land
import Law
import Synchronization

/// Two regions whose land cannot be laid over each other.
public enum LandFlowError: Error, Hashable, Sendable, CustomStringConvertible {
  case otherGrid(opening: String, closing: String)

  public var description: String {
    switch self {
    case .otherGrid(let opening, let closing):
      "两年的网格不同（\(opening)；\(closing)）；把一年写成另一年的 base，用同一个 grid · "
        + "the grids of both years differ; lay one region over the other by base, on one grid"
    }
  }
}

/// From which class to which the land of a place went, cell by cell on the grid of the closing year.
///
/// - Parameters:
///   - scratch: Folder for layers that are brought to the grid.
/// - Returns: Hectares by leaf of the closing region's zones; nil where either year has no grid.
/// - Throws: ``LandFlowError``, and what opening layers throws.
public func landFlows(
  from opening: RegionFolder, to closing: RegionFolder, scratch: URL, threads: Int
) throws -> [LandFlow]? {
  guard case .grid = opening.study.region.land, case .grid = closing.study.region.land else { return nil }
  let sides = try [opening, closing].enumerated().map { number, region in
    try LandSide(
      PreparedRegion.open(
        region.study.landOnly, folder: region.folder,
        scratch: scratch.appendingPathComponent("\(number)"), threads: threads))
  }
  let (before, after) = (sides[0], sides[1])
  guard before.job.ground.frame == after.job.ground.frame,
    before.job.ground.system.wkt == after.job.ground.system.wkt
  else {
    throw LandFlowError.otherGrid(opening: before.gridText, closing: after.gridText)
  }
  let gathered = Mutex(Gathered())
  // Each thread has its own readers and takes every so manieth tile; sums are kept by tile and added in their
  // order, so that the number of threads changes no bit.
  sideBySide(threads, threads: threads) { thread in
    do {
      let worker = try FlowWorker(before, after)
      for tile in after.job.ground.tiling where tile.index % threads == thread {
        let sums = try worker.flows(in: tile)
        gathered.withLock { $0.tiles[tile.index] = sums }
      }
    } catch {
      gathered.withLock { $0.failure = error }
    }
  }
  if let failure = gathered.withLock({ $0.failure }) { throw failure }
  return after.flows(gathered.withLock { $0.tiles }, before)
}

private struct Gathered {
  var tiles: [Int: [FlowKey: Double]] = [:]
  var failure: (any Error)?
}

/// Zone number and the classes' numbers, -1 where unknown.
private struct FlowKey: Hashable {
  var zone: UInt32
  var from: Int32
  var to: Int32
}

/// One year's land, ready to be read.
private struct LandSide: Sendable {
  let job: GridJob
  let classes: [String]
  /// Codes of the leaves in the order of their numbers.
  let zones: [String]
  /// Number of the layer by which plan areas are brought to the true surface.
  let surface: Int?

  init(_ region: PreparedRegion) throws {
    guard case .grid(let body) = region.body else { preconditionFailure("Both lie on a grid.") }
    job = GridJob(
      ground: body.ground, coverage: body.coverage, rule: body.rule, layers: body.layers, plan: region.plan)
    classes = region.study.ecosystems.values.map(\.id)
    surface = region.study.region.surface.flatMap { name in body.layers.firstIndex { $0.name == name } }
    zones = region.tree.leaves.map { region.tree.members[$0].code }
  }

  var gridText: String {
    let frame = job.ground.frame
    return "\(frame.columns)×\(frame.rows), \(frame.cellWidth)×\(frame.cellHeight), "
      + "\(frame.west), \(frame.north)"
  }

  /// Adds the tiles up in their order, and names zones and classes.
  func flows(_ tiles: [Int: [FlowKey: Double]], _ before: LandSide) -> [LandFlow] {
    var sums: [FlowKey: Double] = [:]
    for tile in tiles.keys.sorted() { sums.merge(tiles[tile] ?? [:], uniquingKeysWith: +) }
    let keys = sums.keys.sorted { ($0.zone, $0.from, $0.to) < ($1.zone, $1.from, $1.to) }
    return keys.map { key in
      LandFlow(
        zone: zones[Int(key.zone) - 1], from: before.name(key.from), to: name(key.to),
        area: (sums[key] ?? 0) / 10_000)
    }
  }

  private func name(_ number: Int32) -> String { number < 0 ? "unknown" : classes[Int(number)] }
}

/// Reads both years' classes tile by tile: the file handles of one thread.
private struct FlowWorker {
  private let before: SideReader
  private let after: SideReader

  init(_ before: LandSide, _ after: LandSide) throws {
    (self.before, self.after) = (try SideReader(before), try SideReader(after))
  }

  /// Square metres of each flow inside the zones.
  func flows(in tile: Tile) throws -> [FlowKey: Double] {
    let job = after.job
    let coverage = job.coverage.cover(tile, by: job.rule)
    let areas = job.ground.grid.cellAreas(rows: tile.rows)
    let (from, to) = (try before.classes(coverage, areas), try after.classes(coverage, areas))
    let surface = after.surfaces(tile)
    var sums: [FlowKey: Double] = [:]
    func add(_ cell: Int, _ zone: UInt32, _ share: Double) {
      let key = FlowKey(zone: zone, from: number(from[cell]), to: number(to[cell]))
      sums[key, default: 0] += areas[cell / tile.width] * share * (surface?[cell] ?? 1)
    }
    for (cell, zone) in coverage.zones.enumerated() where zone != 0 && zone != TileCoverage.divided {
      add(cell, zone, 1)
    }
    for share in coverage.shares where share.zone != 0 { add(Int(share.cell), share.zone, share.fraction) }
    return sums
  }

  private func number(_ ecosystem: Double) -> Int32 { ecosystem >= 0 ? Int32(ecosystem) : -1 }
}

/// Evaluates the classes of one year.
private struct SideReader {
  let job: GridJob
  private let readers: [LayerReader]
  private let evaluator: TileEvaluator
  private let surface: Int?

  init(_ side: LandSide) throws {
    job = side.job
    surface = side.surface
    readers = try job.layers.map { try LayerReader($0) }
    evaluator = TileEvaluator(job.plan)
  }

  /// The true surface of each cell of the tile that was read last by its plan area; 1 where there is no
  /// height.
  func surfaces(_ tile: Tile) -> [Double]? {
    guard let surface else { return nil }
    let count = tile.width * tile.height
    let values = [Double](unsafeUninitializedCapacity: count) { buffer, filled in
      if let start = buffer.baseAddress { readers[surface].values(0..<count, into: start) }
      filled = count
    }
    return values.map { $0.isNaN ? 1 : $0 }
  }

  func classes(_ coverage: TileCoverage, _ areas: [Double]) throws -> [Double] {
    let tile = coverage.tile
    for reader in readers { try reader.read(CellWindow(tile)) }
    let layers = readers.map { reader in TileLayer.made { reader.values($0, into: $1) } }
    return evaluator.ecosystems(
      of: coverage, layers: layers, cellAreas: areas,
      cellSizes: tile.rows.map { job.ground.grid.cellSize(row: $0).width })
  }
}
