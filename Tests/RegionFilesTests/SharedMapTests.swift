import Accounts
import Foundation
import Geo
import GeoFiles
import RegionFiles
import Testing

/// Goal: the map of a figure that is decided per zone holds that figure, and `explain` says what the map
/// shows, in every tile and under both rules. Method: four tiles of 128 cells, two zones whose border runs
/// through the cells of a column.
@Suite struct SharedMapTests {
  private let region: TemporaryRegion
  private static let side = 150
  private static let text =
    LabRegion.rain
    + #"load: { values: { "A": "30000 m3/a", "B": "5000 m3/a" }, source: { ref: "R" } },"#

  init() throws {
    region = try TemporaryRegion()
    let frame = LabRegion.frame(Self.side, Self.side)
    try region.raster("ecosystem.tif", frame, type: .uint8) { _, _ in 1 }
    try region.raster("rain.tif", frame) { column, row in Double(100 + column + 2 * row) }
    // The border lies at 35 % of column 132.
    try region.zones(
      "zones.geojson",
      [("A", [500_000, 3_000_000, 513_235, 3_015_000]), ("B", [513_235, 3_000_000, 515_000, 3_015_000])])
  }

  @Test(arguments: ["centre", "area"]) func `A shared figure's map adds up to it and is what explain says`(
    rule: String
  ) throws {
    let text = LabRegion.text(Self.text, excluded: LabRegion.without("ground", "spread"), rule: rule)
    let (opened, prepared) = try region.prepare(text)
    let run = AccountRun(
      prepared, options: .init(work: region.work(), threads: 2, shard: .whole, maps: true, mergeOnly: false))
    guard case .complete(let cube) = try run.run(progress: { _, _ in }, stop: { false }) else {
      Issue.record("the run should be complete")
      return
    }
    let finished = try FinishedAccount.make(
      cube, of: prepared, opened: opened,
      look: try RegionSurvey(prepared, threads: 2, tileLimit: 8).look(), folder: "region", program: "test",
      threads: 2)
    let maps = region.work("maps")
    try finished.writeMaps(of: run, into: maps)
    let map = try RasterFile(maps.appendingPathComponent("clean.tif").path)
    let cells = try map.values(band: 1, map.facts.frame.whole, as: .physical)
    // Cells are of one hectare, the map is per hectare.
    #expect(isNear(cells.reduce(0, +), 35_000, within: 1e-6))
    #expect(isNear(finished.account.physical("A", "clean"), 30_000))
    #expect(isNear(finished.account.physical("B", "clean"), 5000))
    // Each zone's own parts of the cells, by hand: its figure shared by rain × area.
    let parts = Self.parts(ofA: rule == "area" ? 0.35 : 0)
    for (cell, shown) in cells.enumerated() {
      guard !isNear(shown, parts.a[cell] + parts.b[cell], within: 1e-6) else { continue }
      Issue.record("cell \(cell): \(shown), not \(parts.a[cell]) + \(parts.b[cell])")
      break
    }
    for (column, row) in [(0, 0), (131, 149), (132, 70), (133, 5), (149, 149)] {
      let place = (x: 500_050 + Double(column) * 100, y: 3_014_950 - Double(row) * 100)
      let said = try prepared.explain("clean", at: place, in: finished.account)
      #expect(isNear(said.mapped.physical, cells[row * Self.side + column], within: 1e-6), "\(column) \(row)")
      #expect(said.zone == (column < 132 ? "A" : "B"))
    }
  }

  /// What of each cell belongs to A and to B when the loads are shared by rain and area; `share` of column
  /// 132 is A's.
  private static func parts(ofA share: Double) -> (a: [Double], b: [Double]) {
    let cells = (0..<side * side).map { (column: $0 % side, row: $0 / side) }
    let rain = cells.map { Double(100 + $0.column + 2 * $0.row) }
    let inA = cells.map { $0.column < 132 ? 1 : $0.column == 132 ? share : 0 }
    let a = zip(rain, inA).map { $0 * $1 }
    let b = zip(rain, inA).map { $0 * (1 - $1) }
    let (wholeA, wholeB) = (a.reduce(0, +), b.reduce(0, +))
    return (a.map { 30_000 * $0 / wholeA }, b.map { 5000 * $0 / wholeB })
  }
}
