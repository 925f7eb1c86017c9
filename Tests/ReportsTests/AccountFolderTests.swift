import AccountFiles
import Accounts
import Foundation
import Geo
import GeoFiles
import Law
import Reports
import Testing

/// Goal: a folder holds a whole account or none, what was written is read back, and what is broken is named.
/// Method: accounts written to folders of their own, then spoiled file by file.
@Suite struct AccountFolderTests {
  private static let names = [
    "account.csv", "account.gpkg", "account.json", "account.xlsx", "provenance.json",
    "report.en.html", "report.zh.html",
  ]
  private let home: String

  init() throws {
    home = NSTemporaryDirectory() + "account-folder-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
  }

  private func document(_ account: Account = smallAccount()) -> ReportDocument {
    ReportDocument(account: account, provenance: smallProvenance(), map: nil)
  }

  private func geometry() throws -> AccountGeometry {
    func square(_ x: Double) -> [ZonePolygon.Part] {
      let corners = [(0.0, 0.0), (900, 0), (900, 900), (0, 900)]
      return [
        ZonePolygon.Part(
          outer: Ring(corners.map { Point(x: 500_000 + x + $0.0, y: 3_400_000 + $0.1) }), holes: [])
      ]
    }
    return AccountGeometry(
      system: try CoordinateSystem("EPSG:4549"), zones: ["1A": square(0), "1B": square(900)])
  }

  private func listing(_ path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }

  private func remove() { try? FileManager.default.removeItem(atPath: home) }

  @Test func `All files are there, and account and provenance come back`() throws {
    defer { remove() }
    let path = home + "/deep/out"
    try AccountFolder.write(document(), geometry: geometry(), maps: nil, to: path)
    #expect(try listing(path) == Self.names)
    #expect(try listing(home + "/deep") == ["out"])
    let folder = try AccountFolder.read(path)
    #expect(folder.account == smallAccount())
    #expect(folder.provenance == smallProvenance())
    let bytes = try String(contentsOfFile: path + "/account.json", encoding: .utf8)
    #expect(bytes == smallAccount().json().canonical())
  }

  @Test func `Written twice, the bytes are the same`() throws {
    defer { remove() }
    for name in ["a", "b"] {
      try AccountFolder.write(document(), geometry: geometry(), maps: nil, to: "\(home)/\(name)")
    }
    for name in Self.names {
      let (a, b) = ("\(home)/a/\(name)", "\(home)/b/\(name)")
      #expect(FileManager.default.contentsEqual(atPath: a, andPath: b), "\(name) differs")
    }
  }

  @Test(arguments: [2, 16]) func `On several threads the bytes are the same`(threads: Int) throws {
    defer { remove() }
    for (name, threads) in [("one", 1), ("several", threads)] {
      try AccountFolder.write(
        document(), geometry: geometry(), maps: nil, to: "\(home)/\(name)", threads: threads)
    }
    for name in Self.names {
      let (one, several) = ("\(home)/one/\(name)", "\(home)/several/\(name)")
      #expect(FileManager.default.contentsEqual(atPath: one, andPath: several), "\(name) differs")
    }
  }

  @Test func `A second account takes the place of the first and leaves other files alone`() throws {
    defer { remove() }
    let path = home + "/out"
    var old = smallProvenance()
    old.workings.append(.init(indicator: "gone", physical: "a", value: "b"))
    let first = ReportDocument(account: smallAccount(), provenance: old, map: nil)
    try AccountFolder.write(first, geometry: nil, maps: try maps("old", "water", "gone"), to: path)
    try Data("mine".utf8).write(to: URL(fileURLWithPath: path + "/maps/landuse.tif"))
    try Data("mine".utf8).write(to: URL(fileURLWithPath: path + "/notes.txt"))
    let new = smallAccount(nameOfB: "丁镇")
    try AccountFolder.write(document(new), geometry: nil, maps: try maps("new", "water"), to: path + "/")
    #expect(try AccountFolder.read(path).account == new)
    #expect(try listing(path) == (Self.names + ["maps", "notes.txt"]).sorted())
    #expect(try listing(path + "/maps") == ["landuse.tif", "water.tif"])
  }

  private func maps(_ folder: String, _ names: String...) throws -> String {
    let path = "\(home)/\(folder)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for name in names { try writeMap("\(path)/\(name).tif", [Double](repeating: 1, count: 8)) }
    return path
  }

  @Test func `A place that is a file, or cannot be written, is refused and nothing is left`() throws {
    defer { remove() }
    try Data().write(to: URL(fileURLWithPath: home + "/file"))
    for (path, code) in [
      (home + "/file", "account-folder.not-a-folder"), (home + "/file/out", "account-folder.not-written"),
    ] {
      let error = #expect(throws: AccountFolderError.self) {
        try AccountFolder.write(document(), geometry: nil, maps: nil, to: path)
      }
      #expect(error?.code == code)
    }
    #expect(try listing(home) == ["file"])
  }

  @Test func `Folders without an account are told apart`() throws {
    defer { remove() }
    try AccountFolder.write(document(), geometry: nil, maps: nil, to: home + "/out")
    try FileManager.default.removeItem(atPath: home + "/out/account.json")
    try FileManager.default.createDirectory(atPath: home + "/bare", withIntermediateDirectories: true)
    for (name, code) in [("nowhere", "missing"), ("out", "unfinished"), ("bare", "no-account")] {
      let error = #expect(throws: AccountFolderError.self) { try AccountFolder.read("\(home)/\(name)") }
      #expect(error?.code == "account-folder.\(code)")
    }
  }

  @Test(arguments: [
    ("account.json", "{", "damaged"), ("account.json", "", "damaged"), ("account.json", "[]", "not-together"),
    ("account.json", "\u{FF}", "damaged"), ("provenance.json", "{\"a\":1,\"a\":2}", "damaged"),
    ("provenance.json", "{}", "not-together"), ("provenance.json", nil, "file-missing"),
  ])
  func `A damaged file is named`(file: String, content: String?, code: String) throws {
    defer { remove() }
    let path = home + "/out"
    try AccountFolder.write(document(), geometry: nil, maps: nil, to: path)
    if let content {
      try Data(content.utf8).write(to: URL(fileURLWithPath: "\(path)/\(file)"))
    } else {
      try FileManager.default.removeItem(atPath: "\(path)/\(file)")
    }
    let error = #expect(throws: AccountFolderError.self) { try AccountFolder.read(path) }
    // A text that is no JSON at all is damaged; JSON of another account is told by its digest.
    #expect(error?.code == "account-folder.\(code)")
  }

  @Test func `The table is UTF-8 with a mark, long, and harmless in a spreadsheet`() throws {
    defer { remove() }
    var account = smallAccount()
    account.sums[1].zone = "=cmd|' /C calc'!A0"
    try AccountFolder.write(document(account), geometry: nil, maps: nil, to: home + "/out")
    let bytes = try Data(contentsOf: URL(fileURLWithPath: home + "/out/account.csv"))
    #expect(bytes.prefix(3) == Data([0xEF, 0xBB, 0xBF]))
    let lines = try #require(String(bytes: bytes.dropFirst(3), encoding: .utf8)).split(separator: "\r\n")
    #expect(lines.count == 10)
    #expect(lines[0] == "zone,ecosystem,indicator,physical,unit,value,mark")
    #expect(lines[4] == "1,forest,water,160000,m3/a,800000,参照 演示")
    #expect(lines[2].hasPrefix("'=cmd"))
  }

  @Test func `The package has outlines, the cube and what to know, and the map comes back from it`() throws {
    defer { remove() }
    let path = home + "/out"
    try AccountFolder.write(document(), geometry: geometry(), maps: nil, to: path)
    let package = try VectorFile(path + "/account.gpkg")
    #expect(package.layers.map(\.name) == ["zones", "cube", "areas", "about"])
    #expect(package.layers.map(\.count) == [3, 9, 5, 10])
    let fields = try package.layer("zones").fields.map(\.name)
    #expect(fields.contains("water_physical") && fields.contains("water_value"))
    let map = try #require(try AccountFolder.read(path).map())
    #expect(map.outlines.map(\.code) == ["1A", "1B"])
    #expect(map.extent.east - map.extent.west == 1800 && map.metresPerX == 1)
  }

  @Test func `The workbook has nine sheets whose figures are numbers`() throws {
    defer { remove() }
    try AccountFolder.write(document(), geometry: nil, maps: nil, to: home + "/out")
    let path = home + "/out/account.xlsx"
    #expect(
      try VectorFile(path).layers.map(\.name) == [
        "总表", "分区×指标", "生态系统×指标", "SEEA供给表（实物）", "SEEA供给表（货币）", "公式与参数", "来源", "假设",
        "审签",
      ])
    let zones = try TableFile(workbook: path, sheet: "分区×指标", headerRow: 2)
    // Town A: 120 hm2, grain 600 000 元 and water 700 000 元.
    #expect(try zones.number(row: 1, column: 4) == 120)
    #expect(try zones.number(row: 1, column: 5) == 1_300_000)
    #expect(try zones.number(row: 1, column: 8) == 140_000)
    #expect(try zones.optionalNumber(row: 1, column: 10) == nil)
  }

  /// Water on forest: 500 000 + 300 000 元, on water 200 000 元; grain 800 000 元; visitors are in no service of
  /// the list here, so 4 200 000 元 stand below the total.
  @Test func `The supply table has services by section, ecosystem types in columns, and sums of money`()
    throws
  {
    defer { remove() }
    try AccountFolder.write(document(), geometry: nil, maps: nil, to: home + "/out")
    let path = home + "/out/account.xlsx"
    let money = try TableFile(workbook: path, sheet: "SEEA供给表（货币）", headerRow: 2)
    #expect(
      money.columns == [
        "参考服务 Reference service", "指标", "单位", "森林", "水体", "未分摊 Not allocated", "总供给 Total supply",
      ])
    let titles = (0..<9).map { money.text(row: $0, column: 0) }
    #expect(
      titles == [
        "供给服务 Provisioning services", "crop provisioning services", "小计 Total of the section",
        "调节与维持服务 Regulating and maintenance services", "baseline flow maintenance services",
        "小计 Total of the section", "总供给 Total supply of services", "参考清单以外 Outside the reference list", "—",
      ])
    #expect(try money.number(row: 4, column: 3) == 800_000)
    #expect(try money.number(row: 4, column: 4) == 200_000)
    #expect(try money.number(row: 6, column: 6) == 1_800_000)
    #expect(try money.number(row: 8, column: 6) == 4_200_000)
    let quantities = try TableFile(workbook: path, sheet: "SEEA供给表（实物）", headerRow: 2)
    let rows = (0..<6).map { quantities.text(row: $0, column: 0) }
    #expect(!rows.contains { $0.contains("小计") || $0.contains("Total supply") })
    #expect(quantities.text(row: 3, column: 2) == "m3/a")
  }

  /// Two maps of 4 × 2 cells: values 1 and 10 everywhere, but the first misses its west column; they add to
  /// 11.
  @Test func `The picture of value is the sum of the maps`() throws {
    defer { remove() }
    let folder = home + "/maps"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try writeMap("\(folder)/a.tif", [.nan, 1, 1, 1, .nan, 1, 1, 1])
    try writeMap("\(folder)/b.tif", [Double](repeating: 10, count: 8))
    let path = home + "/out"
    try AccountFolder.write(document(), geometry: geometry(), maps: folder, to: path)
    let map = try #require(try AccountFolder.read(path).map())
    #expect(map.picture?.values == [10, 11, 11, 11, 10, 11, 11, 11])
    #expect(map.extent.west == 500_000 && map.extent.north == 3_400_900)
  }

  private func writeMap(_ path: String, _ values: [Double]) throws {
    let frame = GridFrame(
      west: 500_000, north: 3_400_900, cellWidth: 450, cellHeight: 450, columns: 4, rows: 2)
    let band = BandPlan(type: .float32, nodata: .nan)
    let raster = try RasterWriter(path, frame: frame, in: CoordinateSystem("EPSG:4549"), bands: [band, band])
    try values.withUnsafeBufferPointer { cells in
      try raster.write(band: 1, frame.whole, from: cells)
      try raster.write(band: 2, frame.whole, from: cells)
    }
    try raster.finish()
  }

  @Test func `A report is written anew from the folder`() throws {
    defer { remove() }
    let path = home + "/out"
    try AccountFolder.write(document(), geometry: geometry(), maps: nil, to: path)
    try FileManager.default.removeItem(atPath: path + "/report.zh.html")
    let files = try AccountFolder.read(path).writeReports(in: [.zh, .en])
    #expect(files == [path + "/report.zh.html", path + "/report.en.html"])
    let texts = try files.map { try String(contentsOfFile: $0, encoding: .utf8) }
    #expect(texts[0].contains("分区单位面积价值图") && texts[1].contains("Map of the value per area by zone"))
  }
}
