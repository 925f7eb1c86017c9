import Foundation
import Testing

/// Goal: good data are not slandered. Method: a seeded region, made here, is checked and accounted by the
/// program.
@Suite struct GoodRegionTests {
  @Test(arguments: [2, 7] as [UInt64])
  func `A good region has neither error nor warning, and at least eight indicators`(seed: UInt64) throws {
    let folder = TemporaryFolder()
    try MadeRegion(seed: seed).write(to: folder("region"))
    let before = listing(of: folder("region"))
    let checked = try folder.program.run("check", "region", "--json")
    let findings = Findings(checked)
    #expect(checked.status == 0, "\(checked.errors)")
    #expect(findings.grave.isEmpty, "\(findings.grave)")
    #expect((checked.json?["computable"] as? [String])?.count ?? 0 >= 8)
    let made = try folder.program.run("account", "region", "--out", "out", "--quiet")
    #expect(made.status == 0, "\(made.errors)")
    let account = try MadeAccount(folder("out"))
    #expect(account.warnings.isEmpty, "\(account.warnings)")
    #expect(account.indicators.count >= 8)
    #expect(listing(of: folder("region")) == before, "something was written into the region")
  }
}
