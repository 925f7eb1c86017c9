import Accounts
import Foundation
import GeoFiles
import RegionFiles
import Testing

/// Goal: a balance sheet adds up, tells what came and went in full, and judges only what can be judged.
/// Method: sixteen cells of one hectare, reckoned by hand. Each keeps 1000 mm · 0.5 = 5 000 m3 at 2 yuan.
@Suite struct BalanceTests {
  private let region: TemporaryRegion

  /// 2019: columns 0–2 forest, column 3 marsh. 2020: column 2 became marsh, one cell of marsh forest, and one
  /// of forest has no class any more.
  init() throws {
    region = try TemporaryRegion()
    let frame = LabRegion.frame(4, 4)
    try region.raster("before.tif", frame, type: .uint8) { column, _ in column < 3 ? 1 : 2 }
    try region.raster("ecosystem.tif", frame, type: .uint8) { column, row in
      if column == 0, row == 0 { return 255 }
      return column < 2 || (column == 3 && row == 3) ? 1 : 2
    }
    try region.raster("rain.tif", frame) { _, _ in 1000 }
    try region.raster("drier.tif", frame) { _, _ in 900 }
    try region.zones(
      "zones.geojson",
      [
        ("A", [500_000, 3_000_000, 500_200, 3_000_400]), ("B", [500_200, 3_000_000, 500_400, 3_000_400]),
      ])
    try FileManager.default.createDirectory(
      at: region.folder.appendingPathComponent("before"), withIntermediateDirectories: true)
    try region.write(
      "before/region.json5",
      """
      { base: "..", year: 2019, priceYear: 2020, inputs: {
        ecosystem: { layer: "../before.tif", source: { ref: "R" } } } }
      """)
  }

  /// Both years' regions and accounts.
  private func years(
    rain: String = LabRegion.rain
  ) throws -> (regions: [RegionFolder], accounts: [Account]) {
    try region.write(
      "region.json5",
      LabRegion.text(rain, excluded: LabRegion.without("ground", "spread", "clean")))
    var found: (regions: [RegionFolder], accounts: [Account]) = ([], [])
    for (name, work) in [("before", "w0"), ("", "w1")] {
      let path = region.folder.appendingPathComponent(name).path
      let (opened, problems) = try RegionFolder.open(path, shelf: region.shelf)
      let folder = try #require(opened, "\(problems)")
      let prepared = try PreparedRegion.open(
        folder.study, folder: folder.folder, scratch: region.work(work), threads: 2)
      let cube = try region.complete(prepared, work: region.work(work))
      found.regions.append(folder)
      found.accounts.append(
        try FinishedAccount.make(
          cube, of: prepared, opened: folder,
          look: try RegionSurvey(prepared, threads: 2, tileLimit: 8).look(), folder: "x", program: "test",
          threads: 2
        ).account)
    }
    return found
  }

  private func flows(_ years: (regions: [RegionFolder], accounts: [Account])) throws -> [LandFlow] {
    try #require(
      try landFlows(from: years.regions[0], to: years.regions[1], scratch: region.work("flow"), threads: 3))
  }

  private func sheet(
    _ accounts: [Account], _ flows: [LandFlow] = []
  ) throws -> BalanceSheet {
    try balanceSheet(
      opening: accounts[0], closing: accounts[1], digests: ("a", "b"), flows: flows, source: "grid")
  }

  @Test func `Land that came and went is told in full, and each line adds up`() throws {
    let years = try years()
    let sheet = try sheet(years.accounts, try flows(years))
    let forest = try #require(sheet.line(nil, "forest")).land
    #expect([forest.opening, forest.additions, forest.reductions, forest.closing] == [12, 1, 5, 8])
    #expect(forest.toUnknown == 1 && forest.fromUnknown == 0 && forest.isGross)
    let marsh = try #require(sheet.line(nil, "marsh")).land
    #expect([marsh.opening, marsh.additions, marsh.reductions, marsh.closing] == [4, 4, 1, 7])
    let unknown = try #require(sheet.line(nil, "unknown")).land
    #expect([unknown.opening, unknown.additions, unknown.closing] == [0, 1, 1])
    #expect(sheet.flow(nil, "forest", "marsh") == 4 && sheet.flow("B", "marsh", "forest") == 1)
    // Ten thousand yuan a hectare in both years.
    let worth = try #require(sheet.line(nil, "forest")).worth
    #expect([worth.opening, worth.additions, worth.reductions, worth.closing] == [12e4, 1e4, 5e4, 8e4])
    for line in sheet.lines {
      let (land, worth) = (line.land, line.worth)
      #expect(isNear(land.opening + land.additions - land.reductions, land.closing, within: 1e-9))
      let sum =
        worth.opening + worth.additions - worth.reductions + worth.quality + worth.price + worth.unsplit
      #expect(abs(sum - worth.closing) < 1e-6)
    }
    #expect(try BalanceSheet(json: sheet.json()) == sheet)
  }

  @Test func `Land whose class is not known any more is no loss`() throws {
    let years = try years()
    let test = try #require(try sheet(years.accounts, try flows(years)).tests.first)
    #expect(test.verdict == .kept && test.opening == 16e4 && test.closing == 16e4 && abs(test.change) < 1e-6)
  }

  /// A tenth less rain is a tenth less of all: 16 000 yuan of 160 000. Of these, 500 are coverage: the
  /// cell that
  /// lost its class is worth 9 500 (the mean of both years) where it went and 9 000 where it came.
  @Test func `What yields less has fallen, though no land was lost`() throws {
    var accounts = try years().accounts
    accounts[1] = try years(rain: LabRegion.rain.replacing("rain.tif", with: "drier.tif")).accounts[1]
    let sheet = try sheet(accounts)
    let test = try #require(sheet.tests.first)
    #expect(test.verdict == .fallen && abs(test.closing - 144_000) < 1e-3 && abs(test.change + 15_500) < 1e-3)
    #expect(try #require(sheet.line(nil, "forest")).land.isGross == false)
  }

  @Test func `Accounts by different choices get no verdict, and years must be in order`() throws {
    var accounts = try years().accounts
    accounts[1].variants = [.init(name: "price", choice: "other", zh: "价", en: "Price")]
    let sheet = try sheet(accounts)
    #expect(sheet.tests.allSatisfy { $0.verdict == .undecided } && sheet.obstacles.count >= 1)
    #expect(throws: BalanceError.order(opening: 2020, closing: 2019)) {
      _ = try self.sheet([accounts[1], accounts[0]])
    }
  }

  @Test func `A table of changes gives the flows, and one that does not fit is refused`() throws {
    let accounts = try years().accounts
    let path = region.folder.appendingPathComponent("flows.csv").path
    try region.write("flows.csv", "期初地类,期末地类,面积\n林,沼,4\n沼,林,1\n林,地类未知,1\n")
    let flows = try landFlows(inTable: path, between: accounts)
    let land = try #require(try sheet(accounts, flows).line(nil, "forest")).land
    #expect([land.opening, land.additions, land.reductions, land.closing] == [12, 1, 5, 8])
    #expect(try #require(try sheet(accounts, flows).line("A", "forest")).land.isGross == false)
    try region.write("flows.csv", "from,to,area\nforest,marsh,6\nmarsh,forest,1\nforest,unknown,1\n")
    let wrong = try landFlows(inTable: path, between: accounts)
    #expect(throws: BalanceError.self) { _ = try sheet(accounts, wrong) }
    try region.write("flows.csv", "from,to,area\nforest,desert,6\n")
    #expect(throws: BalanceError.self) { _ = try landFlows(inTable: path, between: accounts) }
  }
}

/// The land of Bungo from 2005 to 2010.
///
/// Expected cells: counted apart with GDAL (`gdal_rasterize` for the zones by cell centre) and NumPy, with
/// the
/// classes of the sample's `region.json5`.
@Suite(.serialized, .enabled(if: RealData.isThere, RealData.comment)) struct BungoBalanceTests {
  private static let cell = 99.980165928735587 * 99.980165928735573 / 1e4

  @Test func `The transition matrix of a real county is that of another program`() throws {
    let region = try TemporaryRegion()
    try region.copySample("bungo", data: "bungo")
    let made = try [2005, 2010].map { year in
      try region.sample(year == 2010 ? "bungo" : "bungo/\(year)", threads: 4)
    }
    let accounts = try made.map { try region.account(of: $0.0, $0.1) }
    let flows = try #require(
      try landFlows(from: made[0].0, to: made[1].0, scratch: region.work("flow"), threads: 4))
    let sheet = try balanceSheet(
      opening: accounts[0], closing: accounts[1], digests: ("a", "b"), flows: flows, source: "grid")
    for (type, cells) in [
      ("evergreenBroadleaf", [131_584, 19, 19, 30_548, 0, 101_055]),
      ("orchard", [268_158, 39_091, 63, 16_803, 4, 290_446]),
      ("urban", [15_665, 3_194, 1, 0, 0, 18_859]), ("unknown", [2_440, 5, 0, 146, 0, 2_299]),
    ] {
      let land = try #require(sheet.line(nil, type)).land
      let found = [
        land.opening, land.additions, land.fromUnknown ?? -1, land.reductions, land.toUnknown ?? -1,
        land.closing,
      ]
      #expect(found.map { Int(($0 / Self.cell).rounded()) } == cells, "\(type)")
    }
    #expect(isNear(sheet.flow(nil, "evergreenBroadleaf", "orchard"), 22_515 * Self.cell, within: 1e-9))
    #expect(sheet.obstacles.isEmpty && sheet.tests[0].verdict != .undecided)
  }
}

extension BalanceSheet {
  fileprivate func line(_ zone: String?, _ type: String) -> Line? {
    lines.first { $0.zone == zone && $0.ecosystem == type }
  }

  fileprivate func flow(_ zone: String?, _ from: String, _ to: String) -> Double? {
    flows.first { $0.zone == zone && $0.from == from && $0.to == to }?.area
  }
}
