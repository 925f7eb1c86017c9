import Accounts
import Foundation
import GeoFiles
import RegionFiles
import Testing

/// Goal: a parcel has what its land has in the region's account, also where figures are known or decided for
/// zones. Method: a parcel of one hectare that lies half in each of two zones of eight, reckoned by hand.
@Suite struct ParcelTests {
  private let region: TemporaryRegion
  /// Four by four cells of one hectare; 1000 mm of rain are 10 000 m3 on each.
  init() throws {
    region = try TemporaryRegion()
    let frame = LabRegion.frame(4, 4)
    try region.raster("ecosystem.tif", frame, type: .uint8) { _, _ in 1 }
    try region.raster("rain.tif", frame) { _, _ in 1000 }
    try region.zones(
      "zones.geojson",
      [
        ("A", [500_000, 3_000_000, 500_200, 3_000_400]), ("B", [500_200, 3_000_000, 500_400, 3_000_400]),
      ])
  }

  private static let text = LabRegion.text(
    LabRegion.rain + """
      share: { values: { A: "1 1", B: "0.5 1" }, source: { ref: "R" } },
      load: { values: { A: "8000 m3/a", B: "1000000 m3/a" }, source: { ref: "R" } },
      """, excluded: LabRegion.without("ground", "spread"))

  private func prepare(_ boxes: [(String, [Double])]) throws -> (RegionFolder, PreparedRegion) {
    let features = boxes.map { code, b in
      "{\"type\":\"Feature\",\"properties\":{\"id\":\"\(code)\"},\"geometry\":{\"type\":\"Polygon\","
        + "\"coordinates\":[[[\(b[0]),\(b[1])],[\(b[2]),\(b[1])],[\(b[2]),\(b[3])],[\(b[0]),\(b[3])],"
        + "[\(b[0]),\(b[1])]]]}}"
    }
    let system = "{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::4549\"}}"
    try region.write(
      "parcels.geojson",
      "{\"type\":\"FeatureCollection\",\"crs\":\(system),\"features\":[\(features.joined(separator: ","))]}")
    let opened = try region.open(Self.text)
    let request = ParcelRequest(
      file: region.folder.appendingPathComponent("parcels.geojson").path, layer: nil, code: "id", name: nil,
      title: "地块", id: "parcels")
    return (
      opened,
      try PreparedRegion.open(
        opened.study, folder: region.folder, scratch: region.work(), threads: 2, parcels: request)
    )
  }

  private func account(_ boxes: [(String, [Double])]) throws -> Account {
    let (opened, prepared) = try prepare(boxes)
    #expect(prepared.findings.isEmpty, "\(prepared.findings)")
    return try region.account(of: opened, prepared)
  }

  /// Water: 0.5 hm2 × 10 000 × 1 + 0.5 × 10 000 × 0.5 = 7 500 m3. Cleaned: zone A clears its load of 8 000, B
  /// its capacity of 80 000; the parcel has 0.5 / 8 of each, 500 + 5 000.
  @Test func `A parcel across two zones has its share of both`() throws {
    let account = try account([("p", [500_150, 3_000_000, 500_250, 3_000_100])])
    #expect(account.zones.map(\.code) == ["parcels", "p"])
    #expect(isNear(account.area("p"), 1, within: 1e-9))
    #expect(isNear(account.physical("p", "water"), 7_500, within: 1e-9))
    #expect(isNear(account.physical("p", "clean"), 5_500, within: 1e-9))
    #expect(isNear(account.total("water")?.physicalTotal, 7_500, within: 1e-9))
    #expect(isNear(account.totals.all, 2 * 13_000, within: 1e-9))
    let part = try #require(account.part)
    #expect(isNear(part.area, 16, within: 1e-9))
    #expect(isNear(part.indicators.first { $0.indicator == "water" }?.physical, 120_000, within: 1e-9))
    #expect(isNear(part.value, 2 * (120_000 + 88_000), within: 1e-9))
    #expect(try Account(json: account.json()) == account)
  }

  @Test func `Parcels that make up the region have all of it`() throws {
    let account = try account([
      ("n", [500_000, 3_000_150, 500_400, 3_000_400]), ("s", [500_000, 3_000_000, 500_400, 3_000_150]),
    ])
    let part = try #require(account.part)
    #expect(isNear(account.totals.all, part.value, within: 1e-9))
    #expect(isNear(account.area("n") + account.area("s"), part.area, within: 1e-9))
  }

  @Test func `Parcels over each other are refused, those that stick out are told`() throws {
    let over = try prepare([
      ("p", [500_000, 3_000_000, 500_100, 3_000_100]), ("q", [500_050, 3_000_000, 500_150, 3_000_100]),
    ]).1
    #expect(over.findings.contains { $0.code == "area.overlap" && $0.severity == .error })
    let out = try prepare([("p", [499_900, 3_000_000, 500_100, 3_000_100])]).1
    #expect(out.findings.contains { $0.code == "area.outside" && $0.severity == .warning })
    let away = try prepare([("p", [400_000, 3_000_000, 400_100, 3_000_100])]).1
    #expect(away.findings.contains { $0.code == "area.outside" && $0.severity == .error })
  }
}
