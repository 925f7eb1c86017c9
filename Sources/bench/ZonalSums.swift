import Dispatch
import Foundation
import Geo
import GeoFiles
import Synchronization

/// Sums of one raster by the polygons of a file, cells divided by the area that each polygon covers: with the
/// coverage and the tallies of the engine, and nothing else of an account.
struct ZonalSums {
  let raster: String
  let polygons: String
  let field: String
  let threads: Int

  /// - Parameter path: Where the table goes: code, parts of cells with a value, their sum; the last row, with
  ///   no code, is what lies outside of all polygons.
  func run(into path: String) throws {
    let file = try RasterFile(raster)
    guard let system = file.facts.coordinateSystem else {
      throw BenchError("\(raster)：没有坐标系 · no reference system")
    }
    let (codes, zones) = try zones(in: system)
    let coverage = ZoneCoverage(zones, on: Tiling(try file.facts.frame.grid(in: system), size: 512))
    if let fault = coverage.faults.first { throw BenchError("\(polygons)：\(fault)") }
    var table = TallyTable()
    for (tile, sums) in try tallies(coverage).enumerated() {
      table.add(tile: tile, keys: sums.keys, tallies: sums.tallies)
    }
    let lines = (1...codes.count).map { line(codes[$0 - 1], table, UInt32($0)) } + [line("", table, 0)]
    try (["code,count,sum"] + lines + [""]).joined(separator: "\n")
      .write(toFile: path, atomically: true, encoding: .utf8)
  }

  private func line(_ code: String, _ table: TallyTable, _ zone: UInt32) -> String {
    let tally = table[TileGroups.Key(zone: zone, category: 0)] ?? Tally()
    return "\(code),\(tally.cells),\(tally.sum)"
  }

  private func zones(in system: CoordinateSystem) throws -> (codes: [String], zones: [ZonePolygon]) {
    let file = try VectorFile(polygons)
    guard let place = try file.layer(nil).fields.firstIndex(where: { $0.name == field }) else {
      throw BenchError("\(polygons)：没有字段 · no field \(field)")
    }
    let stream = try file.features(wanted: .polygons, in: system)
    var (codes, zones): ([String], [ZonePolygon]) = ([], [])
    while let feature = try stream.next() {
      guard case .polygons(let parts) = feature.shape else { continue }
      codes.append(feature.attributes[place].text ?? "")
      zones.append(ZonePolygon(parts: parts, rule: .nonZero))
    }
    return (codes, zones)
  }

  private typealias Sums = (keys: [TileGroups.Key], tallies: [Tally])

  /// Each tile's, in the order of the tiles.
  private func tallies(_ coverage: ZoneCoverage) throws -> [Sums] {
    let state = Mutex<(next: Int, sums: [Int: Sums], failure: (any Error)?)>((0, [:], nil))
    let tiling = coverage.tiling
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
      do {
        let file = try RasterFile(raster)
        while let number = state.withLock({ state -> Int? in
          defer { state.next += 1 }
          return state.next < tiling.count && state.failure == nil ? state.next : nil
        }) {
          let tile = tiling[number]
          let areas = tiling.grid.cellAreas(rows: tile.rows)
          let groups = TileGroups(coverage.cover(tile, by: .area), categories: [], cellAreas: areas)
          let tallies = groups.tally(try file.values(band: 1, CellWindow(tile), as: .physical))
          state.withLock { $0.sums[number] = (groups.keys, tallies) }
        }
      } catch { state.withLock { $0.failure = error } }
    }
    return try state.withLock { state in
      if let failure = state.failure { throw failure }
      return tiling.indices.compactMap { state.sums[$0] }
    }
  }
}
