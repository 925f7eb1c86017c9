import AccountFiles
import Accounts
import Foundation
import GeoFiles
import Reports
import Testing

/// Goal: several years stand side by side at current and constant prices, and every change is made up of its
/// parts. Method: the small account in three years, reckoned by hand, and its files read back.
@Suite struct SeriesTests {
  /// Water of town B: 60 000, 90 000, 90 000 m3; its price 5, 5, 6 元/m3, everything else unchanged. Money in
  /// 元: current 6 000 000, 6 150 000, 6 150 000 + 230 000 (m3 of all water) × 1 = 6 380 000.
  private func series(base: Int? = nil) throws -> AccountSeries {
    var years = [
      smallAccount(), smallAccount(forestOfB: 60, waterOfB: 90_000),
      smallAccount(forestOfB: 60, waterOfB: 90_000),
    ]
    for (place, year) in [2010, 2015, 2020].enumerated() { years[place].region.year = year }
    years[2].region.priceYear = 2021
    for row in years[2].sums.indices where years[2].sums[row].indicator == "water" {
      years[2].sums[row].value *= 1.2
    }
    years[2].indicators[1].valueTotal *= 1.2
    return try accountSeries([years[2], years[0], years[1]], baseYear: base)
  }

  @Test func `Accounts stand by year, and constant prices are those of one of them`() throws {
    let series = try series()
    #expect(series.titles.map(\.year) == [2010, 2015, 2020])
    #expect(series.current == [6_000_000, 6_150_000, 6_380_000])
    #expect(series.constant == [6_000_000, 6_150_000, 6_150_000])
    #expect(series.covered == [170, 180, 180])
    // At the last account's prices the 200 000 and 230 000 m3 of water are worth 6 元 each.
    #expect(try self.series(base: 2020).constant == [6_200_000, 6_380_000, 6_380_000])
  }

  @Test func `Steps add up to the whole change, with the price apart`() throws {
    let series = try series()
    let water = try #require(series.whole("water"))
    #expect(water.old == 1_000_000 && water.new == 1_380_000)
    #expect(abs(water.price - 230_000) < 1e-6)
    #expect(abs(water.area + water.quality - 150_000) < 1e-6)
    #expect(abs((series.change?.change ?? .nan) - 380_000) < 1e-6)
  }

  @Test func `What makes no series is refused`() throws {
    let account = smallAccount()
    #expect(throws: AccountSeriesError.tooFew) { try accountSeries([account], baseYear: nil) }
    #expect(throws: AccountSeriesError.sameYear(2020)) {
      try accountSeries([account, account], baseYear: nil)
    }
    #expect(throws: AccountSeriesError.noBase(1999, has: [2010, 2015, 2020])) { try self.series(base: 1999) }
  }

  @Test func `The files of a series hold its figures`() throws {
    let folder = TemporaryFolderName()
    let paths = try writeSeries(try series(), into: folder.path)
    #expect(
      paths.map { URL(fileURLWithPath: $0).lastPathComponent } == [
        "series.json", "series.xlsx", "series.svg",
      ])
    let table = try TableFile(paths[1], sheet: "变化分解")
    #expect(try table.texts(column: "指标").contains("合计"))
    let drawing = try String(contentsOfFile: paths[2], encoding: .utf8)
    #expect(drawing.contains("2015→2020 面积") && drawing.contains("638.00"))
    let lines = seriesLines(try series()).joined(separator: "\n")
    #expect(lines.contains("合计，2020 年不变价") && lines.contains("2010→2020"))
  }
}

/// A folder that goes away with the test.
private final class TemporaryFolderName {
  let path = FileManager.default.temporaryDirectory.appendingPathComponent("series-\(UUID().uuidString)").path
  deinit { try? FileManager.default.removeItem(atPath: path) }
}
