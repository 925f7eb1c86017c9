import Foundation
import Testing

/// Goal: `balance` puts its sheet into the closing account's folder, and refuses what makes none. Method:
/// one made
/// region in two years, in the second with a little of its shrub turned to grassland.
@Suite struct BalanceTests {
  @Test func `Two years' accounts make a balance sheet in files, workbook and report`() throws {
    let folder = TemporaryFolder()
    var region = MadeRegion.small
    region.head["sources"] = MadeRegion.reported
    region.head["year"] = "2020"
    try region.write(to: folder("before"))
    region.head["year"] = "2021"
    region.layers["landuse.tif"]?.change { $0 == 2 ? 3 : $0 }
    try region.write(to: folder("after"))
    for name in ["before", "after"] {
      let made = try folder.program.run("account", name, "--out", "out-\(name)", "--no-maps", "--quiet")
      #expect(made.status == 0, "\(made.errors)")
    }
    // In whatever order they are given.
    let ended = try folder.program.run("balance", "out-after", "out-before")
    #expect(ended.status == 0 && ended.output.contains("判定："), "\(ended.text)")
    let closing = folder("out-after")
    for name in ["balance.json", "balance.csv", "balance-flows.csv"] {
      #expect(FileManager.default.fileExists(atPath: closing.appendingPathComponent(name).path))
    }
    let csv = try String(contentsOf: closing.appendingPathComponent("balance-flows.csv"), encoding: .utf8)
    #expect(csv.contains(",shrub,grassland,") && !csv.contains(",grassland,shrub,"))
    for language in ["zh", "en"] {
      let page = closing.appendingPathComponent("report.\(language).html")
      #expect(try String(contentsOf: page, encoding: .utf8).contains("<section id=\"balance\">"))
    }
    // The next report still has it; a new account does not.
    #expect(try folder.program.run("report", "out-after").status == 0)
    let net = try folder.program.run("balance", "out-before", "out-after", "--net", "--json")
    #expect(net.status == 0 && net.output.contains("\"flows\":[]"))
    let same = try folder.program.run("balance", "out-after", "out-after")
    #expect(same.status == 1 && same.errors.contains("2021"))
  }
}
