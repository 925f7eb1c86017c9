import Foundation
import Glibc
import Testing

/// Goal: a stopped run loses no finished tile, and the next one ends with the bytes of a run that was never
/// stopped. Method: the program is killed when its log holds some of the tiles; the log is kept by a
/// second name, to see afterwards that no record was made twice.
@Suite(.serialized) struct ResumeTests {
  /// Sixty-four tiles and few indicators, so that tiles follow each other fast.
  static func region(at folder: URL) throws {
    var region = MadeRegion(columns: 1000, rows: 920)
    region.head["sources"] = MadeRegion.reported
    let kept = ["ecosystem", "nep", "coolingEvaporation", "temperature", "coolingDays"]
    region.inputs = region.inputs.filter { kept.contains($0.key) }
    region.layers = region.layers.filter { ["landuse.tif", "kept.tif", "cooling.tif"].contains($0.key) }
    try region.write(to: folder)
  }

  private static func log(in out: URL) -> URL? {
    let work = out.appendingPathComponent(".work")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: work.path)) ?? []
    return names.first { $0.hasPrefix("tiles-") }.map { work.appendingPathComponent($0) }
  }

  private static func size(_ url: URL) -> Int {
    ((try? FileManager.default.attributesOfItem(atPath: url.path))?[.size] as? Int) ?? 0
  }

  /// Lengths of the whole records behind the log's first line: 8 bytes of length, 8 of checksum, and so many
  /// bytes.
  private static func records(_ bytes: [UInt8]) -> (count: Int, end: Int) {
    var (count, end) = (0, (bytes.firstIndex(of: 10) ?? -1) + 1)
    while end + 16 <= bytes.count {
      let length = (0..<8).reversed().reduce(0) { $0 << 8 | Int(bytes[end + $1]) }
      guard end + 16 + length <= bytes.count else { break }
      end += 16 + length
      count += 1
    }
    return (count, end)
  }

  /// Starts an account and sends a signal when the log holds some of the tiles.
  private static func stop(_ program: Program, out: URL, by signal: Int32) throws -> Program.Ended {
    let running = try program.start(
      ["account", "region", "--out", out.path, "--threads", "1", "--no-maps", "--quiet"])
    while running.isRunning {
      if let log = log(in: out), let bytes = try? Data(contentsOf: log), records([UInt8](bytes)).count >= 5 {
        break
      }
      usleep(1000)
    }
    // Once a process has ended its identifier may be another one's.
    let identifier = running.identifier
    if running.isRunning, identifier > 0 { kill(identifier, signal) }
    return try running.wait()
  }

  @Test(arguments: [SIGKILL, SIGINT])
  func `A stopped run goes on from its finished tiles and ends with the same bytes`(signal: Int32) throws {
    let folder = TemporaryFolder()
    try Self.region(at: folder("region"))
    let whole = ["account", "region", "--threads", "1", "--no-maps", "--quiet"]
    #expect(try folder.program.run(whole + ["--out", "whole"]).status == 0)
    let ended = try Self.stop(folder.program, out: folder("out"), by: signal)
    #expect(!FileManager.default.fileExists(atPath: folder("out/account.json").path))
    if signal == SIGKILL {
      #expect(ended.status == -SIGKILL)
    } else {
      #expect(ended.status == 1)
      #expect(ended.errors.contains("stopped at") && ended.errors.contains("/64"), "\(ended.errors)")
    }
    let log = try #require(Self.log(in: folder("out")))
    let before = [UInt8](try Data(contentsOf: log))
    let finished = Self.records(before)
    #expect((5..<64).contains(finished.count))
    try FileManager.default.linkItem(at: log, to: folder("log"))
    let again = try folder.program.run(whole + ["--out", "out"])
    #expect(again.status == 0, "\(again.errors)")
    let after = [UInt8](try Data(contentsOf: folder("log")))
    #expect(after.prefix(finished.end) == before.prefix(finished.end), "finished tiles were written anew")
    #expect(Self.records(after).count == 64, "tiles were computed twice")
    #expect(try DeterminismTests.bytes(folder("out")) == DeterminismTests.bytes(folder("whole")))
    #expect(!FileManager.default.fileExists(atPath: folder("out/.work").path))
  }
}
