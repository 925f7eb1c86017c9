import Accounts
import Foundation
import GeoFiles
import RegionFiles
import Synchronization
import Testing

/// Six tiles that are drawn: stopped, sharded and gone on with.
@Suite struct DrawRunTests {
  private let region: TemporaryRegion
  /// The share of each zone moves for itself: what is kept must be reckoned anew on every cell.
  private static let text = LabRegion.text(
    LabRegion.rain
      + #"share: { table: "share.csv", zone: "code", column: "share", unit: "1", source: { ref: "R" }, "#
      + #"range: { distribution: "uniform", min: 0.5, max: 1.4, per: "row" } },"#,
    excluded: LabRegion.without("ground", "spread"))

  /// Statistics of all cells follow the rain.
  private static let spread = #"""
    rain: { layer: "rain.tif", unit: "mm/a", source: { ref: "R" },
      range: { distribution: "triangular", min: 0.8, max: 1.1 } },
    people: { layer: "rain.tif", unit: "1", source: { ref: "R" } },
    """#

  init() throws {
    region = try TemporaryRegion()
    let frame = LabRegion.frame(300, 200)
    try region.raster("ecosystem.tif", frame, type: .uint8) { column, row in (column + row) % 2 == 0 ? 1 : 2 }
    try region.raster("rain.tif", frame) { column, row in Double(column * 7 + row) / 3 + 1 }
    try region.zones(
      "zones.geojson",
      [("A", [500_000, 3_000_000, 513_330, 3_020_000]), ("B", [513_330, 3_000_000, 528_000, 3_019_000])])
    try region.write("share.csv", "code,share\nA,0.4\nB,0.7\n")
  }

  private func run(
    _ prepared: PreparedRegion, _ work: String, _ shard: Shard = .whole, merge: Bool = false,
    threads: Int = 2
  ) throws -> DrawRun {
    let options = AccountRun.Options(
      work: region.work(work), threads: threads, shard: shard, maps: false, mergeOnly: merge)
    return try DrawRun(prepared, options: options, draws: 12, seed: 5)
  }

  private func free(
    _ run: DrawRun, stop: @escaping @Sendable () -> Bool = { false }
  ) throws -> [[Int: [Double]]]? {
    guard case .complete(let free) = try run.run(progress: { _, _ in }, stop: stop) else { return nil }
    return free
  }

  @Test func `Draws have the same bits on one thread and on several, whole and in shards`() throws {
    let (_, prepared) = try region.prepare(Self.text)
    let whole = try #require(try free(try run(prepared, "whole", threads: 1)))
    #expect(whole.count == 12 && whole[0].count == 2)
    #expect(try free(try run(prepared, "threads", threads: 3)) == whole)
    for number in [2, 1] {
      let shard = try #require(Shard(number: number, count: 2))
      #expect(try free(try run(prepared, "shards", shard)) == nil)
    }
    #expect(try free(try run(prepared, "shards", merge: true)) == whole)
  }

  @Test func `Draws that were stopped go on where they were`() throws {
    let (_, prepared) = try region.prepare(Self.text)
    let whole = try #require(try free(try run(prepared, "whole")))
    let asked = Mutex(0)
    let stop: @Sendable () -> Bool = {
      asked.withLock { asked in
        asked += 1
        return asked > 2
      }
    }
    #expect(try free(try run(prepared, "part", threads: 1), stop: stop) == nil)
    let counts = Mutex<[Int]>([])
    let rest = try run(prepared, "part", threads: 1).run(
      progress: { number, _ in counts.withLock { $0.append(number) } }, stop: { false })
    guard case .complete(let free) = rest else {
      Issue.record("the rest should have been done")
      return
    }
    #expect(counts.withLock { $0 } == [3, 4, 5, 6])
    #expect(free == whole)
  }

  private func account(_ text: String, work: String) throws -> (Account, DrawRun) {
    let (opened, prepared) = try region.prepare(text)
    let run = try run(prepared, work)
    let drawn = try #require(try free(run))
    let account = try FinishedAccount.make(
      try region.complete(prepared, work: region.work(work)), of: prepared, opened: opened,
      look: try RegionSurvey(prepared, threads: 2, tileLimit: 8).look(),
      folder: "region", program: "test", threads: 2, drawn: (run, free: drawn)
    ).account
    return (account, run)
  }

  /// Figures of zones A and B are each in proportion to the factor of their zone.
  @Test func `A drawn account tells intervals of its zones as their factors have them`() throws {
    let (account, run) = try account(Self.text, work: "told")
    let told = try #require(account.uncertainty)
    let sum = account.sums.filter { $0.zone == "A" }.reduce(0) { $0 + $1.value }
    let place = try #require(run.drawing.figures.firstIndex { $0.name == "share#A" })
    let factors = DrawSummary(of: (0..<12).map { run.drawing.drawn($0)[place] })
    let zone = try #require(told.zones.first { $0.id == "A" }?.value)
    #expect(isNear(zone.low, sum * factors.low) && isNear(zone.high, sum * factors.high))
    #expect(isNear(zone.mean, sum * factors.mean) && isNear(zone.sd, sum * factors.sd, within: 1e-9))
    #expect(account.drivers.map(\.name) == ["share#B", "share#A"])
  }

  /// Every term of what is spread is in proportion to the rain, percentiles of all cells too.
  @Test func `Statistics of all cells follow a layer that is drawn`() throws {
    let text = LabRegion.text(Self.spread, excluded: LabRegion.without("ground", "water", "clean"))
    let (account, run) = try account(text, work: "statistics")
    #expect(run.drawing.free.isEmpty)
    let told = try #require(account.uncertainty?.totals.last?.value)
    let factors = DrawSummary(of: (0..<12).map { run.drawing.drawn($0)[0] })
    #expect(isNear(told.low, account.totals.all * factors.low))
    #expect(isNear(told.median, account.totals.all * factors.median))
  }

  @Test func `A statistic that moves in no proportion is refused before anything is walked`() throws {
    let inputs =
      Self.spread.replacing("rain: {", with: "wet: {")
      + #"offset: { value: "10 mm/a", source: { ref: "R" } },"#
    let text = LabRegion.text(inputs, excluded: LabRegion.without("ground", "water", "clean")).replacing(
      "inputs: {",
      with: #"formulas: [ { text: "rain [mm/a] = wet + offset", source: { ref: "R" } } ], inputs: {"#)
    let (_, prepared) = try region.prepare(text)
    #expect(throws: DrawRefusal.self) { try run(prepared, "refused") }
  }
}
