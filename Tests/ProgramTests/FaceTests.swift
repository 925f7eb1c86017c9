import Foundation
import Testing

/// Goal: the program keeps its word about exit codes, help and JSON. Method: it is run, rightly and wrongly.
@Suite(.serialized) struct FaceTests {
  static let commands = ["check", "account", "report", "explain", "compare", "packs"]

  @Test(arguments: commands) func `Every command explains itself, and refuses what it does not know`(
    command: String
  ) throws {
    let help = try Program().run(command, "--help")
    #expect(help.status == 0)
    #expect(help.output.contains("shanshui \(command)"))
    #expect(help.errors.isEmpty)
    // The options as they stand in the source of the command.
    let file = "Sources/shanshui/\(command.prefix(1).uppercased() + command.dropFirst())Command.swift"
    let source = try String(contentsOf: Program.checkout.appendingPathComponent(file), encoding: .utf8)
    let options = source.matches(of: /\.(?:flag|value)\("(--[a-z-]+)"\)/).map { String($0.1) }
    #expect(command == "report" || !options.isEmpty)
    for option in options { #expect(help.output.contains(option), "\(command) --help lacks \(option)") }
    let unknown = try Program().run(command, "--no-such-option")
    #expect(unknown.status == 2)
    #expect(unknown.errors.contains("--no-such-option") && unknown.errors.contains("--help"))
    #expect(unknown.output.isEmpty)
  }

  @Test func `The overview names every command, and no command is wrong usage`() throws {
    let help = try Program().run("--help")
    #expect(help.status == 0)
    for command in Self.commands { #expect(help.output.contains("  \(command) ")) }
    #expect(try Program().run([]).status == 2)
    #expect(try Program().run("no-such-command").status == 2)
    #expect(try Program().run("version").output.contains("shanshui"))
  }

  @Test func `Wrong values of options are wrong usage`() throws {
    for words in [
      ["account"], ["account", "a", "b"], ["account", "a", "--shard", "8/7"],
      ["account", "a", "--shard", "x"],
      ["account", "a", "--shard", "1/7", "--merge"], ["account", "a", "--threads"], ["check"],
      ["account", "a", "--quiet", "--quiet"], ["check", "a", "--json=yes"], ["explain", "a"],
      ["account", "a", "--threads", "0"], ["check", "a", "--threads", "many"],
      ["compare", "a"],
      ["packs"], ["packs", "burn"], ["report"],
    ] { #expect(try Program().run(words).status == 2, "\(words)") }
    let folder = TemporaryFolder()
    try MadeRegion.small.write(to: folder("region"))
    #expect(try folder.program.run("account", "region", "--threads", "0").status == 2)
    #expect(try folder.program.run("account", "region", "--threads", "many").status == 2)
  }

  @Test func `What is not there is a failure that names it`() throws {
    for words in [
      ["account", "no-such-region"], ["check", "no-such-region"], ["report", "no-such-account"],
      ["compare", "no-such-account", "no-such-account"], ["packs", "show", "no-such-pack"],
      ["explain", "no-such-account", "--indicator", "a", "--zone", "b"],
    ] {
      let ended = try Program().run(words)
      #expect(ended.status == 1, "\(words)")
      #expect(ended.errors.contains("no-such-"), "\(words): \(ended.errors)")
    }
  }

  @Test func `Everything that gives JSON gives one value of it and nothing else`() throws {
    let folder = TemporaryFolder()
    var region = MadeRegion.small
    region.head["sources"] = MadeRegion.reported
    try region.write(to: folder("region"))
    let before = listing(of: folder("region"))
    let program = folder.program
    let zone = region.zones.villages[0].code
    for words in [
      ["check", "region", "--json"], ["account", "region", "--out", "out", "--json"],
      ["explain", "out", "--indicator", "carbon-fixation", "--zone", zone, "--json"],
      ["explain", "out", "--indicator", "carbon-fixation", "--cell", "692000,3478000", "--json"],
      ["compare", "out", "out", "--json"], ["packs", "list", "--json"],
      ["packs", "show", "cn-2022", "--json"],
      ["packs", "check", "land", "--json"],
    ] {
      let ended = try program.run(words)
      #expect(ended.status == 0, "\(words): \(ended.errors)")
      #expect(throws: Never.self, "\(words)") {
        try JSONSerialization.jsonObject(with: Data(ended.output.utf8))
      }
    }
    #expect(listing(of: folder("region")) == before, "something was written into the region")
    for name in [
      "account.json", "account.gpkg", "account.xlsx", "account.csv", "provenance.json",
      "report.zh.html", "report.en.html",
      "maps/carbon-fixation.tif",
    ] { #expect(FileManager.default.fileExists(atPath: folder("out/\(name)").path), "\(name)") }
    try reportAnew(program, folder)
  }

  private func reportAnew(_ program: Program, _ folder: TemporaryFolder) throws {
    let report = folder("out/report.zh.html")
    let wanted = try Data(contentsOf: report)
    try Data("spoiled".utf8).write(to: report)
    #expect(try program.run("report", "out").status == 0)
    #expect(try Data(contentsOf: report) == wanted)
  }
}
