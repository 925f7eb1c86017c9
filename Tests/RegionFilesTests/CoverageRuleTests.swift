import Accounts
import GeoFiles
import Land
import RegionFiles
import Testing

/// Four cells of a hectare with 100, 200, 300 and 400 mm, of which half is kept: 500, 1000, 1500 and 2000 m³.
/// A covers one cell and 60 % of the next, B the rest of it, the third and 30 % of the fourth.
@Suite struct CoverageRuleTests {
  private let region: TemporaryRegion
  init() throws {
    region = try TemporaryRegion()
    let frame = LabRegion.frame(4, 1)
    try region.raster("ecosystem.tif", frame, type: .uint8) { column, _ in column == 2 ? 2 : 1 }
    try region.raster("rain.tif", frame) { column, _ in Double(column + 1) * 100 }
    try region.zones(
      "zones.geojson",
      [("A", [500_000, 3_000_000, 500_160, 3_000_100]), ("B", [500_160, 3_000_000, 500_330, 3_000_100])])
  }

  private func account(_ rule: String) throws -> Account {
    try region.account(
      LabRegion.text(LabRegion.rain, excluded: LabRegion.without("ground", "spread"), rule: rule))
  }

  @Test func `By the centre a cell belongs to one zone`() throws {
    let account = try account("centre")
    #expect([account.area("A"), account.area("B"), account.area("")] == [2, 1, 1])
    #expect(isNear(account.physical("A", "water"), 1500))
    #expect(isNear(account.physical("B", "water"), 1500))
    #expect(isNear(account.reconciliation.first { $0.indicator == "water" }?.outside, 2000))
    #expect(account.rules.zone == "centre")
  }

  @Test func `By area a cell is shared`() throws {
    let account = try account("area")
    #expect(isNear(account.area("A"), 1.6, within: 1e-9))
    #expect(isNear(account.area("B"), 1.7, within: 1e-9))
    #expect(isNear(account.area(""), 0.7, within: 1e-9))
    #expect(isNear(account.physical("A", "water"), 500 + 600, within: 1e-9))
    #expect(isNear(account.physical("B", "water"), 400 + 1500 + 600, within: 1e-9))
    #expect(isNear(account.reconciliation.first { $0.indicator == "water" }?.outside, 1400, within: 1e-9))
    #expect(isNear(account.total("water")?.valueTotal, 3600 * 2, within: 1e-9))
  }

  /// C repeats the cells of B; of an empty zone nothing could be told from the figures alone.
  @Test func `Zones that overlap, and zones without land, are told`() throws {
    try region.zones(
      "zones.geojson",
      [
        ("A", [500_000, 3_000_000, 500_200, 3_000_100]), ("B", [500_200, 3_000_000, 500_300, 3_000_100]),
        ("C", [500_210, 3_000_000, 500_300, 3_000_100]),
      ])
    let warnings = try account("centre").warnings
    #expect(warnings.contains { $0.code == "zones.overlap" && $0.zh.contains("C") })
    #expect(warnings.contains { $0.code == "zones.empty" && $0.zh.contains("C") })
    #expect(try account("area").warnings.contains { $0.code == "zones.overlap" })
  }

  @Test func `A level that the zones do not have is refused`() throws {
    #expect(throws: (any Error).self) {
      try region.account(
        LabRegion.text(
          LabRegion.rain + #"share: { values: { "A": "1 1" }, level: "conty", source: { ref: "R" } },"#,
          excluded: LabRegion.without("ground", "spread")))
    }
  }

  @Test func `An extent that cuts cells is refused`() throws {
    let text = LabRegion.text(LabRegion.rain).replacing(
      #"grid: { like: "ecosystem.tif" }"#,
      with: #"grid: { crs: "EPSG:4549", cell: [100, 100], extent: [500000, 3000000, 500350, 3000100] }"#)
    #expect(throws: RegionGroundError.brokenCells) { try region.prepare(text) }
  }

  @Test func `An input that the region does not give takes the pack's default`() throws {
    let half = try account("centre")
    let whole = try region.account(
      LabRegion.text(
        LabRegion.rain + #"share: { values: { "A": "1 1", "B": "1 1" }, source: { ref: "R" } },"#,
        excluded: LabRegion.without("ground", "spread")))
    #expect(isNear(whole.physical("A", "water"), 2 * half.physical("A", "water")))
  }
}

/// More zones than two bytes can number: each cell is one.
@Suite struct ManyZonesTests {
  private static let side = 257

  @Test func `More than 65 535 zones have each their own sum`() throws {
    let region = try TemporaryRegion()
    let frame = LabRegion.frame(Self.side, Self.side)
    try region.raster("ecosystem.tif", frame, type: .uint8) { _, _ in 1 }
    try region.raster("rain.tif", frame) { Double(($1 * Self.side + $0) % 4001) }
    let boxes = (0..<Self.side * Self.side).map { number in
      let (column, row) = (number % Self.side, number / Self.side)
      let (west, north) = (500_000 + Double(column) * 100, frame.north - Double(row) * 100)
      return (code: "z\(number)", bounds: [west, north - 100, west + 100, north])
    }
    try region.zones("zones.geojson", boxes)
    let text = LabRegion.text(LabRegion.rain, excluded: LabRegion.without("ground", "spread"))
    let (_, prepared) = try region.prepare(text, threads: 4)
    #expect(prepared.tree.leaves.count == 66_049)
    let cube = try region.complete(prepared, work: region.work(), threads: 4)
    let layout = prepared.layout
    let kept = layout.sum(try #require(layout.quantities.firstIndex(of: "kept")))
    var wrong = 0
    for zone in 1...cube.zoneCount {
      // Half of so many mm on a hectare is five times so many m³, summed over 10 000 m².
      let wanted = Double((zone - 1) % 4001) * 5 * 10_000
      if cube.value(zone: zone, ecosystem: 0, column: kept) != wanted { wrong += 1 }
      if cube.value(zone: zone, ecosystem: 0, column: SumLayout.area) != 10_000 { wrong += 1 }
    }
    #expect(wrong == 0)
    #expect(cube.total(zone: 0, column: SumLayout.area) == 0)
  }
}
