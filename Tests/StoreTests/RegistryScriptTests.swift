import Foundation
import Testing

/// Goal: the commands of docs/registry.md take a registry from nothing to a signed statement, on a file and
/// on a server alike.
/// Method: the page's own block is run by a shell, with the built program; the digests of both are compared.
@Suite struct RegistryScriptTests {
  /// The checkout: the folder above `Tests`.
  private static let checkout = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private static let programs = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent()

  private static func script() throws -> String {
    let page = try String(contentsOf: checkout.appending(path: "docs/registry.md"), encoding: .utf8)
    let start = try #require(page.range(of: "```sh\n"))
    let end = try #require(page.range(of: "\n```", range: start.upperBound..<page.endIndex))
    return String(page[start.upperBound..<end.lowerBound])
  }

  /// Runs the page's commands, stopping at the first that fails.
  private static func run(at registry: String, in folder: URL) throws -> (status: Int32, output: String) {
    // The mistaken transfer is the last one before its history is shown.
    let lines = try script().components(separatedBy: "\n").map { line in
      line.contains("history village-1")
        ? "LAST=$(cat last)" + "\n" + line
        : line.contains("firm-1 1 ")
          ? line + " | tee out && sed -n 's/.*entry \\([0-9]*\\).*/\\1/p' out > last" : line
    }
    let text = "set -euo pipefail\n" + lines.joined(separator: "\n")
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-c", text]
    process.currentDirectoryURL = folder
    process.environment = [
      "PATH": programs.path + ":/usr/bin:/bin", "REGISTRY": registry, "SHANSHUI_HOME": checkout.path,
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }

  private static func folder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "registry-script-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  private static func state(_ output: String) -> String? {
    output.components(separatedBy: "\n").last { $0.hasPrefix("state ") }
  }

  @Test func `The page's commands run, at least forty of them, on a file and on a server, to one digest`()
    throws
  {
    let commands = try Self.script().components(separatedBy: "\n").filter { $0.hasPrefix("shanshui ") }
    #expect(commands.count >= 40)
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = try Self.run(at: "demo.db", in: folder)
    #expect(file.status == 0, "\(file.output.suffix(2000))")
    let state = try #require(Self.state(file.output))
    // By hand: the village gives 10.5, 3.01, 12, then pledges 30 − 10 and lets 8 of its 100.
    for words in [
      ["village-1", "available", "46.4900"], ["village-1", "pledged", "20.0000"],
      ["village-1", "leased", "8.0000"], ["firm-1", "available", "14.0600"], ["firm-1", "frozen", "5.0000"],
      ["firm-1", "retired", "4.0000"], ["bank-1", "available", "0.4500"], ["firm-1", "zhibiao-2026", "2.50"],
      ["firm-1", "cash", "1000000.00"],
    ] {
      let lines = file.output.components(separatedBy: "\n")
      #expect(lines.contains { line in words.allSatisfy(line.contains) }, "\(words)")
    }
    guard let server = PostgresServer.shared else {
      print("skipped: no PostgreSQL server programs are installed, the page ran on a file alone")
      return
    }
    let other = try Self.folder()
    defer { try? FileManager.default.removeItem(at: other) }
    let address = server.address(schema: "registry_script")
    let served = try Self.run(at: address, in: other)
    #expect(served.status == 0, "\(served.output.suffix(2000))")
    #expect(Self.state(served.output) == state)
  }

  @Test func `Any flipped bit of a statement is found`() throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let run = try Self.run(at: "demo.db", in: folder)
    #expect(run.status == 0, "\(run.output.suffix(2000))")
    let path = folder.appending(path: "village-1.json")
    let good = try Data(contentsOf: path)
    var seed: UInt64 = 11
    for _ in 0..<40 {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      var bad = good
      bad[Int(seed >> 33) % bad.count] ^= 1 << UInt8((seed >> 20) & 7)
      try bad.write(to: folder.appending(path: "bad.json"))
      let process = Process()
      process.executableURL = Self.programs.appending(path: "shanshui")
      process.arguments = ["verify", "bad.json", "--keys", "ring/ring.json"]
      process.currentDirectoryURL = folder
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 1)
    }
  }
}
