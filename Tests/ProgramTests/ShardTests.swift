import Foundation
import Testing

/// Goal: shards may run side by side in one folder, as jobs of a cluster do, and only the merge makes the
/// account. Method: the nine tiles of a made region as seven shards at the same time.
@Suite(.serialized) struct ShardTests {
  private let words = ["account", "region", "--out", "parts", "--quiet", "--threads", "1"]

  @Test func `Seven shards at the same time leave the account and its maps to the merge`() throws {
    let folder = TemporaryFolder()
    try DeterminismTests.region(at: folder("region"))
    let program = folder.program
    #expect(try program.run("account", "region", "--out", "whole", "--quiet").status == 0)
    let running = try (1...7).map { try program.start(words + ["--shard", "\($0)/7"]) }
    for shard in try running.map({ try $0.wait() }) {
      #expect(shard.status == 0, "\(shard.errors)")
      #expect(shard.output.isEmpty && shard.errors.contains("/9 tiles are there"), "\(shard.text)")
    }
    #expect(!FileManager.default.fileExists(atPath: folder("parts/account.json").path))
    let merged = try program.run(words + ["--merge"])
    #expect(merged.status == 0, "\(merged.errors)")
    #expect(try DeterminismTests.bytes(folder("parts")) == DeterminismTests.bytes(folder("whole")))
    let maps = try FileManager.default.contentsOfDirectory(atPath: folder("whole/maps").path)
    #expect(maps.count >= 8)
    for map in maps {
      let both = try ["parts", "whole"].map { try Data(contentsOf: folder("\($0)/maps/\(map)")) }
      #expect(both[0] == both[1], "\(map)")
    }
  }

  /// As a killed shard leaves it: the beginning of a record.
  @Test func `A record that is not whole is computed again, and a merge says what lacks`() throws {
    let folder = TemporaryFolder()
    try DeterminismTests.region(at: folder("region"))
    let program = folder.program
    #expect(try program.run(words + ["--shard", "1/2"]).status == 0)
    let early = try program.run(words + ["--merge"])
    #expect(early.status == 1 && early.errors.contains("5/9 tiles are there"), "\(early.errors)")
    let work = folder("parts/.work")
    let logs = try FileManager.default.contentsOfDirectory(atPath: work.path).filter { $0.hasSuffix(".log") }
    let log = work.appendingPathComponent(try #require(logs.first))
    let whole = try Data(contentsOf: log)
    try whole.dropLast(7).write(to: log)
    let torn = try program.run(words + ["--merge"])
    #expect(torn.status == 1 && torn.errors.contains("4/9 tiles are there"), "\(torn.errors)")
    #expect(try program.run(words + ["--shard", "1/2"]).status == 0)
    #expect(try Data(contentsOf: log) == whole)
  }

  @Test func `One shard of one is a part as well, and a merge makes the account of it`() throws {
    let folder = TemporaryFolder()
    try DeterminismTests.region(at: folder("region"))
    let program = folder.program
    let shard = try program.run(words + ["--shard", "1/1"])
    #expect(shard.status == 0 && shard.errors.contains("9/9 tiles are there"), "\(shard.text)")
    #expect(!FileManager.default.fileExists(atPath: folder("parts/account.json").path))
    let merged = try program.run(words + ["--merge"])
    #expect(merged.status == 0, "\(merged.errors)")
    #expect(FileManager.default.fileExists(atPath: folder("parts/account.json").path))
  }

  /// A digest that is not the file's stands for a file that was changed under the same size and time.
  @Test func `Shards take digests of settled files from each other, the merge hashes anew`() throws {
    let folder = TemporaryFolder()
    try DeterminismTests.region(at: folder("region"))
    let files = FileManager.default.enumerator(at: folder("region"), includingPropertiesForKeys: nil)
    let hourAgo = Date(timeIntervalSinceNow: -3600)
    for case let file as URL in try #require(files) {
      try FileManager.default.setAttributes([.modificationDate: hourAgo], ofItemAtPath: file.path)
    }
    let program = folder.program
    #expect(try program.run(words + ["--shard", "1/2"]).status == 0)
    let kept = folder("parts/.work/digests.tsv")
    let text = try String(contentsOf: kept, encoding: .utf8)
    #expect(text.split(separator: "\n").count >= 3, "\(text)")
    let other = String(repeating: "0", count: 64) + text.drop { $0 != "\t" }
    try Data(other.utf8).write(to: kept)
    #expect(try program.run(words + ["--shard", "2/2"]).status == 0)
    let merged = try program.run(words + ["--merge"])
    #expect(merged.status == 1 && merged.errors.contains("5/9 tiles are there"), "\(merged.errors)")
    try Data(text.utf8).write(to: kept)
    #expect(try program.run(words + ["--shard", "2/2"]).status == 0)
    #expect(try program.run(words + ["--merge"]).status == 0)
  }
}
