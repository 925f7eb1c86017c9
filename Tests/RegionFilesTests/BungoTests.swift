import Accounts
import Foundation
import Geo
import GeoFiles
import RegionFiles
import Testing

/// Bungo regency: 1198 × 866 cells of about 100 m in four years, a P factor on another grid, nodata 128, 255
/// and not-a-number. The sample `Samples/bungo` over the real data.
///
/// Expected figures: the data's own description (4540 to 4600 km², K 0.028) and cell counts by `gdalinfo
/// -hist`.
@Suite(.serialized, .enabled(if: RealData.isThere, RealData.comment)) struct BungoTests {
  private let region: TemporaryRegion
  private static let cell = 99.980165928735587 * 99.980165928735573 / 1e4

  init() throws {
    region = try TemporaryRegion()
    try region.copySample("bungo", data: "bungo")
  }

  @Test func `A county on misaligned grids is accounted for`() throws {
    let (opened, prepared) = try region.sample("bungo", threads: 4)
    #expect(try prepared.alignment("ecosystem") == .same)
    #expect(try prepared.alignment("carbon") == .same)
    guard case .warped = try prepared.alignment("P") else {
      Issue.record("cells of 100 m do not lie on cells of 99.98 m")
      return
    }
    #expect(abs(try prepared.mean(of: "K") - 0.028) < 0.002)
    let account = try region.account(of: opened, prepared)
    for line in account.reconciliation {
      let scale = max(abs(line.zones), abs(line.outside), abs(line.raster))
      #expect(abs(line.zones + line.outside - line.raster) <= 1e-9 * scale, "\(line.indicator)")
    }
    #expect((4540...4600).contains(known(account, inside: true) / 100))
    #expect(account.zones.map(\.name).contains("Kerinci Seblat National Park"))
    #expect(isNear(known(account), 459_937 * Self.cell, within: 1e-9))
    try compareWithTable(account, prepared)
  }

  /// Known land: as many cells as are not nodata.
  @Test func `Four years are compared, and the parts of each change add up`() throws {
    let cells = [1990: 438_829, 2000: 450_549]
    let accounts = try [1990, 2000, 2005, 2010].map { year in
      let (opened, prepared) = try region.sample(year == 2010 ? "bungo" : "bungo/\(year)", threads: 4)
      let account = try region.account(of: opened, prepared)
      #expect(account.region.year == year)
      if let wanted = cells[year] {
        #expect(isNear(known(account), Double(wanted) * Self.cell, within: 1e-9))
      }
      return account
    }
    let series = try accountSeries(accounts, baseYear: nil)
    #expect(series.steps[0].remarks.contains { $0.code == "coverage" })
    #expect(series.steps[1].remarks.contains { $0.code == "price" })
    for step in series.steps {
      for change in step.region + step.zones.flatMap(\.changes) {
        let value = try #require(change.value)
        let parts = value.area + value.quality + value.price + value.unsplit
        #expect(abs(parts - value.change) <= 1e-9 * max(abs(value.old), abs(value.new)))
      }
    }
    let (change, current) = (try #require(series.change), series.current.compactMap { $0 })
    try #require(current.count == 4)
    #expect(isNear(change.change, current[3] - current[0], within: 1e-9))
    #expect(
      isNear(change.area + change.quality + change.price + change.unsplit, change.change, within: 1e-9))
    // 1990 and 2000 are both at prices of 2000: no price effect, and constant prices are the current ones.
    #expect(abs(series.steps[0].value?.price ?? .nan) <= 1e-9 * current[0])
    #expect(isNear(series.constant[1] ?? .nan, current[1], within: 1e-9))
    // From 2000 to 2010 prices rose by 123.55 / 100 in the index of the pack, for what is priced by it.
    #expect(isNear((series.constant[3] ?? .nan) * 1.2355, current[3], within: 1e-9))
  }

  private func known(_ account: Account, inside: Bool = false) -> Double {
    let tops = Set(account.zones.filter(\.parent.isEmpty).map(\.code) + (inside ? [] : [""]))
    return account.areas.filter { tops.contains($0.zone) && $0.ecosystem != "unknown" }
      .reduce(0) { $0 + $1.area }
  }
}

// MARK: - As a table

extension BungoTests {
  private static let drivers = ["precipitation", "evapotranspiration", "R", "K", "LS", "C", "P"]

  /// The table is that of the sample; its account differs from that of the grid by cells without a value and
  /// by what varies together inside a row, and by nothing else.
  private func compareWithTable(_ grid: Account, _ prepared: PreparedRegion) throws {
    let rows = try MeanRows(prepared, drivers: Self.drivers, products: ["waterRetained", "siltAvoided"])
    let written = try String(
      contentsOf: region.folder.appendingPathComponent("bungo/2010-table/land.csv"), encoding: .utf8)
    #expect(rows.differs(from: written) == nil, "land.csv is not that of the layers any more")
    let (opened, tableRegion) = try region.sample("bungo/2010-table", threads: 1)
    let table = try region.account(of: opened, tableRegion)
    for row in rows.rows {
      #expect(isNear(grid.hectares(row), row.hectares) && isNear(table.hectares(row), row.hectares))
    }
    for (indicator, product) in [("water-conservation", 0), ("soil-silt", 1)] {
      let difference =
        try #require(table.total(indicator)).physicalTotal
        - (try #require(grid.total(indicator)))
        .physicalTotal
      let counted = rows.rows.filter { !$0.products[product].isNaN }
      // Cells without a value count for nothing on the grid; in the table they have the mean of their row.
      let missing = counted.reduce(0.0) { $0 + $1.products[product] * $1.missing[product] }
      // Inside a row the mean of the products is not the product of the means.
      let together = counted.reduce(0.0) { sum, row in
        let means = indicator == "soil-silt" ? row.silt : row.products[product]
        return sum + (means - row.products[product]) * row.hectares
      }
      let size = abs(try #require(grid.total(indicator)).physicalTotal)
      print(
        "本戈 \(indicator)：表 − 栅格 = \(difference / size * 100) %，其中缺值像元 \(missing / size * 100) %，"
          + "单元内共同变化 \(together / size * 100) %")
      #expect(abs(difference - missing - together) <= 1e-6 * size, "\(indicator)")
    }
  }
}

extension Account {
  fileprivate func hectares(_ row: MeanRows.Row) -> Double? {
    areas.first { $0.zone == row.unit && $0.ecosystem == row.ecosystem }?.area
  }
}
