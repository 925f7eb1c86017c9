import Accounts
import Foundation
import GeoFiles
import RegionFiles
import Synchronization
import Testing

/// Six tiles, of which runs are stopped, sharded and gone on with.
@Suite struct AccountRunTests {
  private let region: TemporaryRegion
  private static let text = LabRegion.text(
    LabRegion.rain
      + #"share: { table: "share.csv", zone: "code", column: "share", unit: "1", source: { ref: "R" } },"#,
    excluded: LabRegion.without("ground", "spread"))

  init() throws {
    region = try TemporaryRegion()
    let frame = LabRegion.frame(300, 200)
    try region.raster("ecosystem.tif", frame, type: .uint8) { column, row in (column + row) % 2 == 0 ? 1 : 2 }
    try region.raster("rain.tif", frame) { column, row in Double(column * 7 + row) / 3 }
    try region.zones(
      "zones.geojson",
      [("A", [500_000, 3_000_000, 513_330, 3_020_000]), ("B", [513_330, 3_000_000, 528_000, 3_019_000])])
    try region.write("share.csv", "code,share\nA,0.4\nB,0.7\n")
  }

  private func options(_ work: URL, _ shard: Shard = .whole, mergeOnly: Bool = false, threads: Int = 2)
    -> AccountRun.Options
  {
    .init(work: work, threads: threads, shard: shard, maps: false, mergeOnly: mergeOnly)
  }

  private func figures(_ cube: Cube) -> [Double?] {
    (0...cube.zoneCount).flatMap { zone in
      (0..<cube.ecosystemCount).flatMap { type in
        (0..<cube.layout.width).map { cube.value(zone: zone, ecosystem: type, column: $0) }
      }
    } + cube.raster
  }

  private func cube(_ outcome: AccountRun.Outcome) -> Cube? {
    if case .complete(let cube) = outcome { cube } else { nil }
  }

  @Test func `A run that was stopped goes on where it was, to the same bits`() throws {
    let (_, prepared) = try region.prepare(Self.text)
    #expect(prepared.tileCount == 6)
    let whole = try region.complete(prepared, work: region.work("whole"), threads: 4)
    let done = Mutex(0)
    let first = AccountRun(prepared, options: options(region.work("part"), threads: 1))
    let stopped = try first.run(
      progress: { _, _ in done.withLock { $0 += 1 } }, stop: { done.withLock { $0 } >= 2 })
    guard case .partial(let finished, let all) = stopped else {
      Issue.record("the run should have stopped")
      return
    }
    #expect(finished == 2 && all == 6)
    let counts = Mutex<[Int]>([])
    let rest = try AccountRun(prepared, options: options(region.work("part"), threads: 1))
      .run(progress: { number, _ in counts.withLock { $0.append(number) } }, stop: { false })
    #expect(counts.withLock { $0 } == [3, 4, 5, 6])
    #expect(figures(try #require(cube(rest))) == figures(whole))
  }

  @Test func `Shards make together what one run makes`() throws {
    let (_, prepared) = try region.prepare(Self.text)
    let whole = try region.complete(prepared, work: region.work("whole"), threads: 1)
    let work = region.work("shards")
    let (one, two) = (try #require(Shard(number: 1, count: 2)), try #require(Shard(number: 2, count: 2)))
    let first = try AccountRun(prepared, options: options(work, two)).run(
      progress: { _, _ in }, stop: { false })
    #expect(cube(first) == nil)
    let early = try AccountRun(prepared, options: options(work, mergeOnly: true))
      .run(progress: { _, _ in }, stop: { false })
    #expect(cube(early) == nil)
    let last = try AccountRun(prepared, options: options(work, one)).run(
      progress: { _, _ in }, stop: { false })
    // Two shards that end at once would else both write the account into one folder.
    guard case .partial(6, 6) = last else {
      Issue.record("a shard leaves the putting together to --merge")
      return
    }
    let merged = try AccountRun(prepared, options: options(work, mergeOnly: true))
      .run(progress: { _, _ in }, stop: { false })
    #expect(figures(try #require(cube(merged))) == figures(whole))
  }

  /// Tiles that lie in memory while the data are looked through are not read a second time.
  @Test func `Tiles that the look computes on the way are those of the walk, maps too`() throws {
    let (_, prepared) = try region.prepare(Self.text)
    func run(_ name: String) -> AccountRun {
      AccountRun(
        prepared,
        options: .init(work: region.work(name), threads: 2, shard: .whole, maps: true, mergeOnly: false))
    }
    func maps(_ name: String) throws -> [Data] {
      let names = try FileManager.default.contentsOfDirectory(atPath: region.work(name).path).sorted()
      return try names.filter { $0.hasSuffix(".raw") }.map {
        try Data(contentsOf: region.work(name).appendingPathComponent($0))
      }
    }
    let plain = try run("plain").run(progress: { _, _ in }, stop: { false })
    let look = try RegionSurvey(prepared, threads: 2, tileLimit: 4, beginning: run("begun")).look()
    #expect(!look.begun.isEmpty)
    #expect(try look.findings == RegionSurvey(prepared, threads: 1, tileLimit: 4).findings())
    let counts = Mutex<[Int]>([])
    let begun = try run("begun").run(
      begun: look.begun, progress: { number, _ in counts.withLock { $0.append(number) } }, stop: { false })
    #expect(counts.withLock { $0 } == [1, 2, 3, 4, 5, 6])
    #expect(figures(try #require(cube(begun))) == figures(try #require(cube(plain))))
    #expect(try maps("begun") == maps("plain") && !maps("plain").isEmpty)
    // What is in the log already is not computed again.
    let again = try RegionSurvey(prepared, threads: 2, tileLimit: 4, beginning: run("begun")).look()
    #expect(again.begun.isEmpty)
  }

  /// Else a run that goes on would mix tiles of old and new figures.
  @Test func `The plan is another one when a table that formulas read has changed`() throws {
    let before = try region.prepare(Self.text).1.digest
    #expect(try region.prepare(Self.text).1.digest == before)
    try region.write("share.csv", "code,share\nA,0.4\nB,0.8\n")
    #expect(try region.prepare(Self.text).1.digest != before)
  }

  /// The zone values are A 0.4 and B 0.7; cells are 1 hm² and (column·7 + row)/3 mm make 10/3·(column·7 +
  /// row) m³.
  @Test func `Zone values reach the cells of their zone`() throws {
    let account = try region.account(Self.text)
    var wanted = (a: 0.0, b: 0.0)
    for column in 0..<300 {
      for row in 0..<200 {
        let water = Double(column * 7 + row) * 10 / 3
        // The centre of column 132 lies at 13 250 m, that of column 133 at 13 350 m; B ends at 28 000 m and
        // 1000 m below the northern edge.
        if column < 133 {
          wanted.a += water * 0.4
        } else if column < 280, row >= 10 {
          wanted.b += water * 0.7
        }
      }
    }
    // Float32 cells carry about seven digits.
    #expect(isNear(account.physical("A", "water"), wanted.a, within: 1e-6))
    #expect(isNear(account.physical("B", "water"), wanted.b, within: 1e-6))
  }
}
