import Accounts
import Formula
import Foundation
import GeoFiles
import RegionFiles
import Testing

/// Goal: on sloping land areas and what they bring are those of the true surface, where the region asks
/// for it.
/// Method: an inclined plane that rises 75 m on 100 m; its surface is √(1 + 0.75²) = 1.25 times its plan
/// area, in
/// every cell, at the edges too.
@Suite struct SurfaceTests {
  private let region: TemporaryRegion

  init() throws {
    region = try TemporaryRegion()
    let frame = LabRegion.frame(6, 6)
    try region.raster("ecosystem.tif", frame, type: .uint8) { column, _ in column < 2 ? 2 : 1 }
    try region.raster("rain.tif", frame) { _, _ in 1000 }
    // North by east, so that both axes count: 45 and 60 m on 100 m.
    try region.raster("plane.tif", frame) { column, row in 45 * Double(column) - 60 * Double(row) + 1000 }
    try region.zones(
      "zones.geojson",
      [
        ("A", [500_000, 3_000_000, 500_300, 3_000_600]), ("B", [500_300, 3_000_000, 500_600, 3_000_600]),
      ])
  }

  private func text(_ grid: String) -> String {
    LabRegion.text(
      LabRegion.rain + """
        elevation: { layer: "plane.tif", unit: "m", source: { ref: "R" } },
        relief: { terrain: "surface", from: "elevation" },
        """, excluded: LabRegion.without("ground", "spread", "clean")
    ).replacing("grid: { like: \"ecosystem.tif\" }", with: "grid: { like: \"ecosystem.tif\"\(grid) }")
  }

  @Test func `An inclined plane has its true surface, exactly`() throws {
    let plan = try region.account(text(""))
    let surface = try region.account(text(", surface: \"relief\""))
    #expect(plan.rules.area == "grid" && surface.rules.area == "surface-grid")
    #expect(plan.area("A") == 18 && surface.area("A") == 22.5)
    #expect(surface.areas.first { $0.zone == "A" && $0.ecosystem == "marsh" }?.area == 15)
    #expect(plan.physical("B", "water") == 18 * 5000 && surface.physical("B", "water") == 22.5 * 5000)
    #expect(isNear(surface.totals.all, plan.totals.all * 1.25))
    #expect(isNear(surface.total("water")?.physicalTotal, 45 * 5000))
  }

  /// 1000 mm · 0.5 = 5 000 m3 on a hectare of surface, 6 250 on one of the map.
  @Test func `A cell's figure is that of the map's hectare, and a share falls where it is`() throws {
    let (opened, prepared) = try region.prepare(text(", surface: \"relief\""))
    let account = try region.account(of: opened, prepared)
    let told = try prepared.explain("water", at: (x: 500_050, y: 3_000_050), in: account)
    #expect(told.physical.value == 5000 || isNear(told.mapped.physical, 6250))
    #expect(isNear(told.mapped.physical, 6250))
  }

  @Test func `What surface names must be a layer`() throws {
    try region.write("region.json5", text(", surface: \"nothing\""))
    let (opened, problems) = try RegionFolder.open(region.folder.path, shelf: region.shelf)
    #expect(opened == nil && problems.contains { "\($0)".contains("nothing") })
  }
}
