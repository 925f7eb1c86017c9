import Foundation
import Testing

/// Goal: the same bytes on any number of threads and shards, and on processors without fused multiply-add.
/// Method: the same region is accounted in each way; `cmp` of account.json.
@Suite(.serialized) struct DeterminismTests {
  /// Names of glibc 2.36; each is a bit that the C library then takes for absent when it chooses its
  /// functions.
  static let withoutFused = [
    "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-FMA,-FMA4,-AVX2,-AVX512F,-AVX512VL"
  ]

  static func bytes(_ folder: URL) throws -> Data {
    try Data(contentsOf: folder.appendingPathComponent("account.json"))
  }

  /// A region of nine tiles, its data taken as reported, so that no time goes into weighing assumptions.
  static func region(at folder: URL) throws {
    var region = MadeRegion(columns: 270, rows: 260)
    region.head["sources"] = MadeRegion.reported
    try region.write(to: folder)
  }

  @Test func `One thread, four threads, seven shards and no fused multiply-add give the same bytes`() throws {
    let folder = TemporaryFolder()
    try Self.region(at: folder("region"))
    let program = folder.program
    let made = try program.run("account", "region", "--out", "one", "--threads", "1", "--quiet")
    #expect(made.status == 0, "\(made.errors)")
    let wanted = try Self.bytes(folder("one"))
    #expect(wanted.count > 10_000)
    _ = try program.run("account", "region", "--out", "four", "--threads", "4", "--quiet")
    #expect(try Self.bytes(folder("four")) == wanted)
    var plain = program
    plain.environment = Self.withoutFused
    let without = try plain.run(
      "account", "region", "--out", "plain", "--threads", "2", "--no-maps", "--quiet")
    #expect(without.status == 0, "\(without.errors)")
    #expect(try Self.bytes(folder("plain")) == wanted)
    try shards(program, folder, wanted: wanted)
  }

  private func shards(_ program: Program, _ folder: TemporaryFolder, wanted: Data) throws {
    let early = try program.run("account", "region", "--out", "parts", "--merge", "--no-maps", "--quiet")
    #expect(early.status == 1, "parts that are not there were merged")
    for shard in [3, 1, 7, 2, 6, 5, 4] {
      let part = try program.run(
        "account", "region", "--out", "parts", "--shard", "\(shard)/7", "--no-maps", "--quiet")
      #expect(part.status == 0, "\(part.errors)")
    }
    let account = folder("parts/account.json").path
    #expect(shardsLeaveMerging(account, program, folder))
    #expect(try Self.bytes(folder("parts")) == wanted)
  }

  /// The last shard may put everything together by itself; if it did not, `--merge` does.
  private func shardsLeaveMerging(_ account: String, _ program: Program, _ folder: TemporaryFolder) -> Bool {
    if FileManager.default.fileExists(atPath: account) { return true }
    let merged = try? program.run("account", "region", "--out", "parts", "--merge", "--no-maps", "--quiet")
    return merged?.status == 0
  }

  @Test func `The C library takes the setting: fused multiply-add counts as absent`() throws {
    let loader = "/lib64/ld-linux-x86-64.so.2"
    guard FileManager.default.isExecutableFile(atPath: loader) else {
      print("skipped: no \(loader) here, the setting of the C library is not tried")
      return
    }
    // Word 2 (ECX) of leaf 1, bit 12: FMA. "cpuid" is what the processor has, "active" what the library uses.
    let usual = try activeBits(loader, [:])
    let without = try activeBits(loader, Self.withoutFused)
    #expect(without & 1 << 12 == 0)
    if usual & 1 << 12 == 0 { print("note: this processor has no fused multiply-add at all") }
  }

  private func activeBits(_ loader: String, _ environment: [String: String]) throws -> Int {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: loader)
    process.arguments = ["--list-diagnostics"]
    process.environment = environment
    process.standardOutput = pipe
    try process.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let key = "x86.cpu_features.features[0x0].active[0x2]=0x"
    let line = try #require(text.split(separator: "\n").first { $0.hasPrefix(key) })
    return try #require(Int(line.dropFirst(key.count), radix: 16))
  }

  static let olinda = Program.checkout.appendingPathComponent("Samples/olinda")
  static let hasOlinda = FileManager.default.fileExists(
    atPath: olinda.appendingPathComponent("data/L7_ETMs.tif").path)

  @Test(
    .enabled(if: hasOlinda, "the data of Samples/olinda are not there: scripts/fetch-samples.sh brings them"))
  func `Olinda gives the same bytes with one thread, with four, and without fused multiply-add`() throws {
    let folder = TemporaryFolder()
    var programs = [folder.program, folder.program, folder.program]
    programs[2].environment = Self.withoutFused
    let threads = ["1", "4", "2"]
    var found: [Data] = []
    for (index, program) in programs.enumerated() {
      let ended = try program.run(
        "account", Self.olinda.path, "--out", "out\(index)", "--threads", threads[index], "--no-maps",
        "--quiet")
      #expect(ended.status == 0, "\(ended.errors)")
      found.append(try Self.bytes(folder("out\(index)")))
    }
    #expect(found[0] == found[1])
    #expect(found[0] == found[2])
  }
}
