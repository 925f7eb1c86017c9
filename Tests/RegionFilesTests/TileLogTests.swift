import Accounts
import Foundation
import RegionFiles
import Testing

private let plan = String(repeating: "ab", count: 32)
private let otherPlan = String(repeating: "cd", count: 32)

private func tile(_ number: Int) -> TileSums {
  TileSums(
    tile: number, keys: [TileSums.key(zone: 1, ecosystem: 0)], values: [Double(number), 2, 3],
    raster: [Double(number), 2, 3], missingByFormula: ["f": number])
}

/// A folder for logs that goes away with the test.
private final class Logs {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("logs-\(UUID().uuidString)")

  init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func append(_ tiles: [Int], plan: String = plan, shard: Shard = .whole) throws -> URL {
    let log = try TileLog(folder: folder, plan: plan, shard: shard)
    for number in tiles { try log.append(tile(number)) }
    try log.close()
    return log.url
  }

  func finished(_ plan: String = plan) throws -> [Int: TileSums] {
    try TileLog.finished(in: folder, plan: plan)
  }
}

@Suite struct TileLogTests {
  @Test func `Finished tiles come back`() throws {
    let logs = try Logs()
    _ = try logs.append([0, 5, 2])
    #expect(try logs.finished() == [0: tile(0), 5: tile(5), 2: tile(2)])
  }

  @Test func `A folder that is not there has no tiles`() throws {
    #expect(try TileLog.finished(in: URL(fileURLWithPath: "/nowhere/at/all"), plan: plan).isEmpty)
  }

  @Test func `A log cut anywhere keeps its whole records and goes on behind them`() throws {
    let logs = try Logs()
    let url = try logs.append([0, 1])
    let whole = try Data(contentsOf: url)
    for count in stride(from: 0, to: whole.count, by: 7) {
      try whole.prefix(count).write(to: url)
      let kept = try logs.finished()
      #expect(kept.allSatisfy { $0.value == tile($0.key) })
      _ = try logs.append([7])
      let after = try logs.finished()
      #expect(after.keys.sorted() == (kept.keys + [7]).sorted(), "cut to \(count)")
      #expect(after[7] == tile(7))
    }
  }

  @Test func `A log that another run writes is refused, and free again when that run has ended`() throws {
    let logs = try Logs()
    let first = try TileLog(folder: logs.folder, plan: plan, shard: .whole)
    #expect(throws: TileLogError.inUse(path: first.url.path)) {
      _ = try TileLog(folder: logs.folder, plan: plan, shard: .whole)
    }
    try first.append(tile(3))
    try first.close()
    _ = try logs.append([4])
    #expect(try logs.finished().keys.sorted() == [3, 4])
  }

  @Test func `A flipped bit ends the log before it`() throws {
    let logs = try Logs()
    let url = try logs.append([0, 1])
    var bytes = try Data(contentsOf: url)
    bytes[bytes.count - 9] ^= 0x10
    try bytes.write(to: url)
    #expect(try logs.finished() == [0: tile(0)])
  }

  @Test func `Tiles of another plan are not taken`() throws {
    let logs = try Logs()
    _ = try logs.append([0, 1], plan: otherPlan)
    _ = try logs.append([3])
    #expect(try logs.finished().keys.sorted() == [3])
    #expect(try logs.finished(otherPlan).keys.sorted() == [0, 1])
  }

  /// Names hold only the first digits of a plan.
  @Test func `A log of a plan that begins alike is not taken`() throws {
    let logs = try Logs()
    let alike = String(plan.prefix(16)) + String(otherPlan.dropFirst(16))
    _ = try logs.append([0], plan: alike)
    #expect(try logs.finished().isEmpty)
    _ = try logs.append([1])
    #expect(try logs.finished().keys.sorted() == [1])
  }

  @Test func `Shards are merged, a tile in two of them counts once`() throws {
    let logs = try Logs()
    let (first, second) = (try #require(Shard(number: 1, count: 2)), try #require(Shard(number: 2, count: 2)))
    _ = try logs.append([0, 2], shard: first)
    _ = try logs.append([1, 3, 2], shard: second)
    #expect(try logs.finished().keys.sorted() == [0, 1, 2, 3])
    #expect((0..<6).allSatisfy { first.holds($0) != second.holds($0) })
    #expect(Shard(number: 0, count: 2) == nil)
    #expect(Shard(number: 3, count: 2) == nil)
  }
}
