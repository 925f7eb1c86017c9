import Accounts
import Foundation
import GeoFiles
import RegionFiles
import Testing

/// Bungo regency: 1198 × 866 cells of about 100 m, a P factor on another grid, nodata 128, 255 and
/// not-a-number.
///
/// Expected figures: the data's own description (4540 to 4600 km², K 0.028) and cell counts by `gdalinfo
/// -hist`.
@Suite(.enabled(if: RealData.isThere, RealData.comment)) struct BungoTests {
  private let region: TemporaryRegion
  init() throws {
    region = try TemporaryRegion()
    try region.linkRealData()
  }

  /// The pack's types for the trajectories of the data's own table.
  private static let types = [
    "Undisturbed forest": "evergreenBroadleaf", "Logged-over forest": "evergreenBroadleaf",
    "Mixed tree-based plantation": "orchard", "Monoculture tree-based plantation": "forest",
    "Shrub, grass, and cleared land": "shrub", "Agriculture/annual crop": "cropland",
    "Settlement and built-up area": "urban", "Others": "water",
  ]

  private func classes() throws -> String {
    let table = try TableFile(RealData.path("bungo/table/landuse_table_bungo.csv"))
    let (codes, ways) = (try table.texts(column: "ID"), try table.texts(column: "Trajectory"))
    return try zip(codes, ways).map { "\"\($0)\": \"\(try #require(Self.types[$1]))\"" }.joined(
      separator: ", ")
  }

  private func text(year: Int) throws -> String {
    """
    { region: "bungo", name: { zh: "本戈", en: "Bungo" }, year: \(year), pack: "cn-2022", demonstration: true,
      \(RealData.variants)
      sources: { R: { title: "lumens", clause: "bungo", standing: "report" } },
      grid: { like: "data/bungo/raster/bungo_landcover_2010r.tif" },
      zones: { file: "data/bungo/vector/planning_unit_bungo.shp", code: "IDS", name: "id", level: "unit",
        parents: [ { level: "county", code: "1508", name: "Bungo", one: true } ] },
      inputs: {
        ecosystem: { layer: "data/bungo/raster/bungo_landcover_\(year)r.tif", classes: { \(try classes()) },
          source: { ref: "R" } },
        precipitation: { layer: "data/bungo/raster/clim_precipitation_tot.tif", unit: "mm/a",
          source: { ref: "R" } },
        sand: { layer: "data/bungo/raster/bungo_sand_0-5cm_mean.tif", unit: "%", source: { ref: "R" } },
        silt: { layer: "data/bungo/raster/bungo_silt_0-5cm_mean.tif", unit: "%", source: { ref: "R" } },
        clay: { layer: "data/bungo/raster/bungo_clay_0-5cm_mean.tif", unit: "%", source: { ref: "R" } },
        carbon: { layer: "data/bungo/raster/bungo_soc_0-5cm_mean.tif", unit: "dg/kg", source: { ref: "R" } },
        P: { layer: "data/bungo/raster/p_factor_bungo.tif", unit: "1", source: { ref: "R" } },
        K: { derive: "erodibilityEPICMetric" },
        R: { value: "15000 MJ.mm/(hm2.h.a)", source: { ref: "R" } },
        LS: { value: "5 1", source: { ref: "R" } },
        C: { byEcosystem: { evergreenBroadleaf: "0.004 1", orchard: "0.1 1", forest: "0.2 1", shrub: "0.3 1",
          cropland: "0.5 1", urban: "0 1", water: "0 1" }, source: { ref: "R" } },
      } }
    """
  }

  @Test func `A county on misaligned grids is accounted for`() throws {
    let (opened, prepared) = try region.prepare(try text(year: 2010), threads: 4)
    #expect(try prepared.alignment("ecosystem") == .same)
    #expect(try prepared.alignment("carbon") == .same)
    guard case .warped = try prepared.alignment("P") else {
      Issue.record("cells of 100 m do not lie on cells of 99.98 m")
      return
    }
    #expect(abs(try prepared.mean(of: "K") - 0.028) < 0.002)
    let cube = try region.complete(prepared, work: region.work(), threads: 4)
    let account = try FinishedAccount.make(
      cube, of: prepared, opened: opened, findings: prepared.findings, folder: "bungo", program: "test",
      threads: 4
    ).account
    for line in account.reconciliation {
      let scale = max(abs(line.zones), abs(line.outside), abs(line.raster))
      #expect(abs(line.zones + line.outside - line.raster) <= 1e-9 * scale, "\(line.indicator)")
    }
    let inside = Set(Self.types.values).reduce(0) { $0 + account.squareKilometres($1) }
    #expect((4540...4600).contains(inside))
    #expect(account.zones.map(\.name).contains("Kerinci Seblat National Park"))
    #expect(account.indicators.map(\.id).contains("soil-silt"))
    try check(account, cells: 459_937)
  }

  @Test(arguments: [(1990, 438_829), (2000, 450_549)])
  func `Other years have their own nodata and their own cover`(year: Int, cells: Int) throws {
    try check(try region.account(try text(year: year), threads: 4), cells: cells)
  }

  /// Known land inside and outside the zones: as many cells as are not nodata.
  private func check(_ account: Account, cells: Int) throws {
    let known = Set(Self.types.values)
    let outside = account.areas.filter { $0.zone.isEmpty && known.contains($0.ecosystem) }.reduce(0) {
      $0 + $1.area
    }
    let all = known.reduce(0) { $0 + account.squareKilometres($1) } + outside / 100
    let cell = 99.980165928735587 * 99.980165928735573 / 1e6
    #expect(isNear(all, Double(cells) * cell, within: 1e-9))
  }
}
