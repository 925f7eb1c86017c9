import Accounts
import Foundation
import GeoFiles
import Law
import RegionFiles
import Testing

/// Goal: what is missing is missing, not nought. Method: a lab region whose rain is known nowhere, or whose
/// land has classes that nobody named, in tiles that the look before the account passes over.
@Suite struct MissingFigureTests {
  private let region: TemporaryRegion
  private static let frame = LabRegion.frame(300, 300)

  init() throws {
    region = try TemporaryRegion()
    try region.zones("zones.geojson", [("A", [500_000, 3_000_000, 530_000, 3_030_000])])
  }

  private var text: String {
    LabRegion.text(
      LabRegion.rain + #"load: { values: { "A": "30000 m3/a" }, source: { ref: "R" } },"#,
      excluded: LabRegion.without("ground", "spread"))
  }

  @Test func `An indicator that is known nowhere has no total`() throws {
    try region.raster("ecosystem.tif", Self.frame, type: .uint8) { _, _ in 1 }
    try region.raster("rain.tif", Self.frame) { _, _ in .nan }
    let account = try region.account(text)
    let water = try #require(account.total("water"))
    #expect(water.physicalTotal.isNaN && water.valueTotal.isNaN)
    #expect(water.missingArea == 90_000)
    let json = account.json().canonical()
    #expect(json.contains(#""physicalTotal":null"#) && !json.contains("NaN"))
    #expect(account.totals.all.isFinite)
  }

  /// The load of 30 000 m³ is shared by the rain, which nobody knows on the marsh.
  @Test func `Land whose key of sharing is missing has no figure of what is shared, not nought`() throws {
    try region.raster("ecosystem.tif", Self.frame, type: .uint8) { column, _ in column < 150 ? 1 : 2 }
    try region.raster("rain.tif", Self.frame) { column, _ in column < 150 ? 1000 : .nan }
    let sums = try region.account(text).sums.filter { $0.indicator == "clean" }
    #expect(sums.map(\.ecosystem) == ["forest"] && isNear(sums.first?.physical, 30_000), "\(sums)")
  }

  @Test func `A class that nobody named is told from tiles that the look passed over`() throws {
    try region.raster("ecosystem.tif", Self.frame, type: .uint8) { column, row in
      column > 290 && row > 290 ? 7 : 1
    }
    try region.raster("rain.tif", Self.frame) { _, _ in 1000 }
    let (opened, prepared) = try region.prepare(text)
    let before = try RegionSurvey(prepared, threads: 2, tileLimit: 1).look()
    #expect(!before.findings.contains { $0.code == "data.unknown-class" })
    let cube = try region.complete(prepared, work: region.work())
    let finished = try FinishedAccount.make(
      cube, of: prepared, opened: opened, look: before, folder: "region", program: "test", threads: 2)
    let told = try #require(finished.walked.first { $0.code == "data.unknown-class" })
    // Columns and rows 291 to 299 are 9 × 9 cells.
    #expect(told.subject == "ecosystem" && told.message.zh.contains("7（81）"), "\(told)")
    #expect(finished.account.warnings.contains { $0.code == "data.unknown-class" })
  }

  @Test func `Land of a table takes names and levels from its columns, and words for classes`() throws {
    try region.write(
      "land.csv",
      """
      乡镇代码,乡镇,地类,面积
      A1,甲镇,林,10
      A2,乙镇,沼泽地,5
      A1,甲镇,forest,2

      """)
    let text = """
      { region: "lab", name: { zh: "小区", en: "Lab" }, year: 2020, pack: "lab",
        \(LabRegion.without("ground", "spread", "clean"))
        sources: { R: { title: "资料", clause: "1", standing: "report" } },
        rows: { file: "land.csv", zone: "乡镇代码", name: "乡镇", level: "town", ecosystem: "地类",
          area: { column: "面积", unit: "km2" }, classes: { "沼泽地": "沼" }, source: { ref: "R" },
          parents: [ { level: "county", code: "A", name: "甲县", one: true } ] },
        inputs: { rain: { value: "1000 mm/a", source: { ref: "R" } } } }
      """
    let account = try region.account(text)
    #expect(account.zones.map(\.name).sorted() == ["乙镇", "甲县", "甲镇"].sorted())
    #expect(account.zones.first { $0.code == "A1" }?.level == "town")
    #expect(account.zones.first { $0.code == "A1" }?.parent == "A")
    #expect(account.area("A") == 1700 && account.area("A1") == 1200)
    #expect(account.areas.contains { $0.zone == "A2" && $0.ecosystem == "marsh" && $0.area == 500 })
  }
}
