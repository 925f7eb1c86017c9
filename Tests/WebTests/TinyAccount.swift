import AccountFiles
import Accounts
import Foundation
import Geo
import GeoFiles
import Reports

/// A county of two towns, added up by hand: water at 5 元/m3; town A has 140 000 m3, B 60 000 m3, together
/// 200 000 m3 and 1 000 000 元. Town B is called like a piece of markup.
enum TinyAccount {
  static let nameOfB = "<script>alert('乙')</script>"

  static func account() -> Account {
    Account(
      region: .init(id: "tiny", zh: "样县", en: "Sample", year: 2020, priceYear: 2020, demonstration: true),
      pack: .init(
        id: "cn-2022", edition: "2022", zh: "核算规范", en: "Accounting norm", number: "样字〔2022〕1号", basis: "参照",
        digest: String(repeating: "ab", count: 32)),
      rules: .init(zone: "centre", area: "grid", alignment: []), variants: [], overrides: [],
      assumptions: [
        .init(
          name: "rain", zh: "降水", en: "Rain", value: "1000 mm/a", by: "测试", on: "2026-01-02", why: "没有记录",
          share: 0.7)
      ],
      warnings: [], ecosystems: [.init(id: "forest", zh: "森林", en: "Forest")],
      zones: [
        .init(code: "1", name: "样县", level: "county", parent: ""),
        .init(code: "1A", name: "甲镇", level: "town", parent: "1"),
        .init(code: "1B", name: nameOfB, level: "town", parent: "1"),
      ],
      indicators: [
        .init(
          id: "water", group: "water", kind: "regulating", zh: "水源涵养", en: "Water conservation", unit: "m3/a",
          physicalTotal: 200_000, valueTotal: 1_000_000, missingArea: 0, decidedAt: "", seea: "")
      ],
      areas: [("1", 162), ("1A", 81), ("1B", 81)].map { .init(zone: $0.0, ecosystem: "forest", area: $0.1) },
      sums: [("1", 200_000), ("1A", 140_000), ("1B", 60_000)].map {
        .init(zone: $0.0, ecosystem: "forest", indicator: "water", physical: $0.1, value: $0.1 * 5)
      },
      totals: .init(supply: 0, regulating: 1_000_000, cultural: 0, all: 1_000_000), notComputed: [],
      reconciliation: [], shares: [])
  }

  static func provenance() -> Provenance {
    let source = Provenance.Source(zh: "样规范，式(3)", en: "Sample norm, formula (3)", standing: "standard")
    return Provenance(
      program: "shanshui", regionFolder: "tiny",
      packFiles: [.init(pack: "cn-2022", name: "pack.json5", sha256: String(repeating: "cd", count: 32))],
      formulas: [
        .init(
          name: "waterKept", zh: "涵养量", en: "Water kept", text: "waterKept [m3/(hm2.a)] = rain * kept",
          unit: "m3/(hm2.a)", source: source, indicators: ["water"], empirical: false, reads: ["rain"],
          constant: nil)
      ],
      parameters: [], tables: [],
      inputs: [
        .init(
          name: "rain", zh: "降水", en: "Rain", unit: "mm/a", binding: "图层第 1 波段", file: "rain.tif",
          sha256: String(repeating: "ef", count: 32), year: 2020, alignment: "", source: source)
      ],
      workings: [.init(indicator: "water", physical: "waterKept", value: "waterKept")])
  }

  /// Writes it: two squares of 900 m beside each other in CGCS2000, 3-degree zone 120° E (EPSG:4549), and a
  /// slope of heights over both.
  static func write(to path: String) throws {
    func square(_ x: Double) -> [ZonePolygon.Part] {
      let corners = [(0.0, 0.0), (900, 0), (900, 900), (0, 900)]
      let ring = Ring(corners.map { Point(x: 500_000 + x + $0.0, y: 3_400_000 + $0.1) })
      return [ZonePolygon.Part(outer: ring, holes: [])]
    }
    let system = try CoordinateSystem("EPSG:4549")
    let relief = path + ".relief.tif"
    let frame = GridFrame(
      west: 500_000, north: 3_400_900, cellWidth: 100, cellHeight: 100, columns: 18, rows: 9)
    let writer = try RasterWriter(
      relief, frame: frame, in: system, bands: [BandPlan(type: .float32, nodata: .nan)])
    // Each column of cells is 10 m higher than the one west of it.
    let heights = (0..<162).map { Double($0 % 18) * 10 }
    try heights.withUnsafeBufferPointer { try writer.write(band: 1, frame.whole, from: $0) }
    try writer.finish()
    try AccountFolder.write(
      ReportDocument(account: account(), provenance: provenance(), map: nil),
      geometry: AccountGeometry(system: system, zones: ["1A": square(0), "1B": square(900)]), maps: nil,
      relief: relief, to: path)
  }
}
