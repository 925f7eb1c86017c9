import Foundation
import Servers
import Testing

/// Goal: the commands of docs/registry.md take a registry from nothing to a signed statement, on a file and
/// on a server alike.
/// Method: the page's own block is run by a shell, with the built program; the digests of both are compared.
@Suite struct RegistryScriptTests {
  private static func state(_ output: String) -> String? {
    output.components(separatedBy: "\n").last { $0.hasPrefix("state ") }
  }

  /// Runs a page on a file and on a server, and holds the file's answers against words that lines must have.
  private static func run(_ page: String, schema: String, expecting lines: [[String]]) throws {
    let folder = try RegistryScript.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = try RegistryScript.run(page, at: "demo.db", in: folder)
    #expect(file.status == 0, "\(file.output.suffix(2000))")
    let state = try #require(Self.state(file.output))
    let printed = file.output.components(separatedBy: "\n")
    for words in lines { #expect(printed.contains { line in words.allSatisfy(line.contains) }, "\(words)") }
    guard let server = PostgresServer.shared else {
      print("skipped: no PostgreSQL server programs are installed, the page ran on a file alone")
      return
    }
    let other = try RegistryScript.folder()
    defer { try? FileManager.default.removeItem(at: other) }
    let served = try RegistryScript.run(page, at: server.address(schema: schema), in: other)
    #expect(served.status == 0, "\(served.output.suffix(2000))")
    #expect(Self.state(served.output) == state)
  }

  @Test func `The page's commands run, at least forty of them, on a file and on a server, to one digest`()
    throws
  {
    let commands = try RegistryScript.script().components(separatedBy: "\n").filter {
      $0.hasPrefix("shanshui ")
    }
    #expect(commands.count >= 40)
    // By hand: the village gives 10.5, 3.01, 12, then pledges 30 − 10 and lets 8 of its 100; the firm posts
    // 250 of its cash and then 40 and 60.
    try Self.run(
      "registry", schema: "registry_script",
      expecting: [
        ["village-1", "available", "46.4900"], ["village-1", "pledged", "20.0000"],
        ["village-1", "leased", "8.0000"], ["firm-1", "available", "14.0600"],
        ["firm-1", "frozen", "5.0000"],
        ["firm-1", "retired", "4.0000"], ["bank-1", "available", "0.4500"],
        ["firm-1", "zhibiao-2026", "2.50"],
        ["firm-1", "cash", "999650.00"], ["village-1", "cash", "310.00"], ["bank-1", "cash", "40.00"],
        ["claim 2"], ["ledger.stale"],
        ["轮候 waits behind 1", "5.0000", "演示第二法院"], ["2", "生效 in effect", "演字第2号"], ["action.known-identity"],
      ])
  }

  @Test func `The page on custody: hours, trusted accounts and limits, on a file and on a server`() throws {
    // By hand, on the calendar of April 2026: the 3rd is a Friday, the 4th to 6th are days off.
    try Self.run(
      "custody", schema: "custody_script",
      expecting: [
        ["parties.over-limit", "本户限额 30.00", "30.01"],
        ["parties.over-limit", "主管单位限额 20.00", "20.01"],
        ["action.chain-deferred"], ["trusted from 2026-04-09 12:00 on"],
        ["delivered on 2026-04-03 12:00"], ["delivered on 2026-04-08 12:00"],
        ["delivered on 2026-04-10 12:00"],
        ["40.00", "village-1.available (= 106.00)", "firm-1.available (= 58.00)"],
        ["delivered on 2026-04-10 10:00"], ["delivered on 2026-04-13 10:00"],
        ["parties.over-limit", "本户限额 30.00", "31.00"], ["delivered on 2026-04-14 12:00"],
        ["firm-1", "available", "64.00"], ["village-1", "held", "4.00"], ["village-1", "held", "3.00"],
      ])
  }

  @Test func `Any flipped bit of a statement is found`() throws {
    let folder = try RegistryScript.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let run = try RegistryScript.run(at: "demo.db", in: folder)
    #expect(run.status == 0, "\(run.output.suffix(2000))")
    let path = folder.appending(path: "village-1.json")
    let good = try Data(contentsOf: path)
    var seed: UInt64 = 11
    for _ in 0..<40 {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      var bad = good
      bad[Int(seed >> 33) % bad.count] ^= 1 << UInt8((seed >> 20) & 7)
      try bad.write(to: folder.appending(path: "bad.json"))
      let told = try RegistryScript.program(["verify", "bad.json", "--keys", "ring/ring.json"], in: folder)
      #expect(told.status == 1)
    }
  }
}
