import Foundation
import Geo
import GeoFiles
import Testing

/// Goal: map, explanation and table tell the same. Method: at twenty random cells each map is held against
/// `explain`; the cells of each map, times their area, are added up by zone here and held against the
/// account.
@Suite(.serialized) struct MapTests {
  /// Maps are Float32.
  static let tolerance = 1e-6

  let folder = TemporaryFolder()
  let region = MadeRegion(columns: 150, rows: 110)
  let account: MadeAccount

  init() throws {
    var region = region
    region.head["sources"] = MadeRegion.reported
    try region.write(to: folder("region"))
    let made = try folder.program.run("account", "region", "--out", "out", "--quiet")
    try #require(made.status == 0, "\(made.errors)")
    account = try MadeAccount(folder("out"))
  }

  /// Both bands of an indicator's map; nil where it has none.
  private func map(_ indicator: String) throws -> (physical: [Double], value: [Double])? {
    let path = folder("out/maps/\(indicator).tif").path
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let file = try RasterFile(path)
    #expect(file.facts.frame == region.frame)
    return (
      try file.values(band: 1, file.facts.frame.whole, as: .stored),
      try file.values(band: 2, file.facts.frame.whole, as: .stored)
    )
  }

  private func areClose(_ a: Double, _ b: Double) -> Bool {
    a.isNaN && b.isNaN || abs(a - b) <= Self.tolerance * max(abs(a), abs(b), 1e-12)
  }

  @Test func `At twenty random cells each map equals the explanation`() throws {
    var chance = SeededChance(state: 20)
    var maps = 0
    for indicator in account.indicators {
      guard let map = try map(indicator) else { continue }
      maps += 1
      let cells = (0..<20).map { _ in
        (
          column: Int.random(in: 6..<region.frame.columns - 6, using: &chance),
          row: Int.random(in: 6..<region.frame.rows - 6, using: &chance)
        )
      }
      let told = try explained(indicator, cells)
      for (cell, told) in zip(cells, told) {
        let index = cell.row * region.frame.columns + cell.column
        #expect(
          areClose(map.physical[index], told.physical), "\(indicator) \(cell): \(map.physical[index]) \(told)"
        )
        #expect(areClose(map.value[index], told.value), "\(indicator) \(cell): \(map.value[index]) \(told)")
      }
    }
    #expect(maps >= 8)
  }

  private func explained(
    _ indicator: String, _ cells: [(column: Int, row: Int)]
  ) throws -> [(physical: Double, value: Double)] {
    let frame = region.frame
    let places = cells.map { cell in
      let x = frame.west + (Double(cell.column) + 0.3) * frame.cellWidth
      return "\(x),\(frame.north - (Double(cell.row) + 0.7) * frame.cellHeight)"
    }
    let ended = try folder.program.run(
      "explain", "out", "--indicator", indicator, "--cell", places.joined(separator: ";"), "--json")
    #expect(ended.status == 0, "\(indicator): \(ended.errors)")
    let list = try JSONSerialization.jsonObject(with: Data(ended.output.utf8)) as? [[String: Any]] ?? []
    #expect(list.count == cells.count)
    return list.map { told in
      let map = told["map"] as? [String: Any]
      return (map?["physical"] as? Double ?? .nan, map?["value"] as? Double ?? .nan)
    }
  }

  /// Which village holds the centre of a cell, found by counting crossings; nil outside.
  private func village(_ column: Int, _ row: Int) -> String? {
    let x = region.frame.west + (Double(column) + 0.5) * region.frame.cellWidth
    let y = region.frame.north - (Double(row) + 0.5) * region.frame.cellHeight
    return region.zones.villages.first { village in
      let corners = village.corners
      let crossings = corners.indices.count { index in
        let (a, b) = (corners[index], corners[(index + 1) % corners.count])
        return (a.y > y) != (b.y > y) && x < a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x)
      }
      return crossings % 2 == 1
    }?.code
  }

  @Test func `Zone figures equal the sums of the maps, and areas the count of cells`() throws {
    let hectares = region.frame.cellWidth * region.frame.cellHeight / 10_000
    let owner = (0..<region.frame.rows).flatMap { row in
      (0..<region.frame.columns).map { village($0, row) }
    }
    checkAreas(owner, hectares)
    for indicator in account.indicators {
      guard let map = try map(indicator) else { continue }
      var sums: [String: (physical: Double, value: Double)] = [:]
      for (cell, code) in owner.enumerated() {
        guard let code, !map.physical[cell].isNaN else { continue }
        sums[code, default: (0, 0)].physical += map.physical[cell] * hectares
        sums[code, default: (0, 0)].value += map.value[cell] * hectares
      }
      for (zone, sum) in sums {
        let told = account.sums.filter { $0.zone == zone && $0.indicator == indicator }
        let (physical, value) = (told.reduce(0) { $0 + $1.physical }, told.reduce(0) { $0 + $1.value })
        #expect(areClose(physical, sum.physical), "\(indicator) \(zone): \(physical) \(sum.physical)")
        #expect(areClose(value, sum.value), "\(indicator) \(zone): \(value) \(sum.value)")
      }
    }
  }

  private func checkAreas(_ owner: [String?], _ hectares: Double) {
    let names = [
      1: "evergreenBroadleaf", 2: "shrub", 3: "grassland", 4: "dryland", 5: "paddy", 6: "water", 7: "urban",
      8: "wetland",
    ]
    var counted: [String: Double] = [:]
    for (cell, code) in owner.enumerated() {
      let use = region.land.use(cell % region.frame.columns, cell / region.frame.columns)
      counted["\(code ?? "") \(names[use.rawValue] ?? "")", default: 0] += hectares
    }
    let leaves = Set(region.zones.villages.map(\.code) + [""])
    let told = account.areas.filter { leaves.contains($0.zone) }
    #expect(told.count == counted.count)
    for area in told {
      #expect(areClose(area.area, counted["\(area.zone) \(area.ecosystem)"] ?? 0), "\(area)")
    }
  }

  @Test func `Parents are the sums of their children`() {
    for zone in account.zones where zone.level != "village" {
      let children = Set(account.zones.filter { $0.parent == zone.code }.map(\.code))
      let own = account.areas.filter { $0.zone == zone.code }.reduce(0) { $0 + $1.area }
      let below = account.areas.filter { children.contains($0.zone) }.reduce(0) { $0 + $1.area }
      #expect(areClose(own, below), "\(zone.code)")
    }
  }
}
