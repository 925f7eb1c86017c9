import Foundation
import Testing

/// Goal: what differs between two accounts adds up. Method: a region is accounted twice, the second time with
/// a third more carbon kept and fewer visitors; the differences that `compare` tells are added here.
@Suite struct CompareTests {
  @Test func `The differences of two accounts add up to the difference of their totals`() throws {
    let folder = TemporaryFolder()
    var region = MadeRegion.small
    region.head["sources"] = MadeRegion.reported
    try region.write(to: folder("before"))
    region.layers["kept.tif"]?.change { $0 * 4 / 3 }
    region.tables["county.csv"] = region.tables["county.csv"]?.replacing("860000", with: "645000")
    try region.write(to: folder("after"))
    for name in ["before", "after"] {
      let made = try folder.program.run("account", name, "--out", "out-\(name)", "--no-maps", "--quiet")
      #expect(made.status == 0, "\(made.errors)")
    }
    let ended = try folder.program.run("compare", "out-before", "out-after", "--json")
    #expect(ended.status == 0, "\(ended.errors)")
    try check(try #require(ended.json), MadeAccount(folder("out-before")), MadeAccount(folder("out-after")))
  }

  private func check(_ told: [String: Any], _ before: MadeAccount, _ after: MadeAccount) throws {
    let changes = try #require(told["region"] as? [[String: Any]])
    var moved = 0.0
    for change in changes {
      let name = change["indicator"] as? String ?? ""
      let effects = try #require((change["value"] as? [String: Any])?.compactMapValues { $0 as? Double })
      let parts = ["area", "quality", "price", "unsplit"].reduce(0.0) { $0 + (effects[$1] ?? 0) }
      let whole = total(after, name) - total(before, name)
      #expect(areClose(effects["change"], whole, total(after, name)), "\(name): \(effects) \(whole)")
      #expect(areClose(parts, whole, total(after, name)), "\(name): \(effects) \(whole)")
      moved += effects["change"] ?? .nan
    }
    let all = { (account: MadeAccount) in
      (account.json["totals"] as? [String: Any])?["all"] as? Double ?? .nan
    }
    #expect(areClose(moved, all(after) - all(before), all(after)))
    // What was changed by hand: carbon by a third, visits by a quarter, and nothing else.
    #expect(areClose(total(after, "carbon-fixation"), total(before, "carbon-fixation") * 4 / 3, 1e3))
    #expect(areClose(total(after, "tourism"), total(before, "tourism") * 3 / 4, 1e3))
    #expect(areClose(total(after, "water-conservation"), total(before, "water-conservation"), 1e3))
  }

  /// Equal up to rounding of figures of some size; layers are stored as Float32.
  private func areClose(_ a: Double?, _ b: Double, _ size: Double) -> Bool {
    a.map { abs($0 - b) <= 1e-7 * max(abs(b), abs(size)) } ?? false
  }

  private func total(_ account: MadeAccount, _ indicator: String) -> Double {
    let list = account.json["indicators"] as? [[String: Any]] ?? []
    return list.first { $0["id"] as? String == indicator }?["valueTotal"] as? Double ?? .nan
  }
}
