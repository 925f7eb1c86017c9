import Accounts
import RegionFiles
import Testing

/// Goal: villages roll up to towns, counties, city and province, and what does not add up is decided at one
/// level alone. Method: four villages of 1, 2, 3 and 4 hectares in three towns of two counties, reckoned by
/// hand.
@Suite struct FiveLevelTests {
  /// Loads are known for counties: 12 000 m3 in K1, where it is less than the capacity of 60 000, and 500 000
  /// in K2, where the capacity of 40 000 is less.
  private static let text = """
    { region: "five", name: { zh: "五级", en: "Five" }, year: 2020, pack: "lab",
      \(LabRegion.without("ground", "spread"))
      sources: { R: { title: "资料", clause: "1", standing: "report" } },
      units: [
        { code: "P", name: { zh: "省", en: "P" }, level: "province", parent: null },
        { code: "C", name: { zh: "市", en: "C" }, level: "city", parent: "P" },
        { code: "K1", name: { zh: "县一", en: "K1" }, level: "county", parent: "C" },
        { code: "K2", name: { zh: "县二", en: "K2" }, level: "county", parent: "C" },
        { code: "T1", name: { zh: "镇一", en: "T1" }, level: "town", parent: "K1" },
        { code: "T2", name: { zh: "镇二", en: "T2" }, level: "town", parent: "K1" },
        { code: "T3", name: { zh: "镇三", en: "T3" }, level: "town", parent: "K2" },
        { code: "V1", name: { zh: "村一", en: "V1" }, level: "village", parent: "T1" },
        { code: "V2", name: { zh: "村二", en: "V2" }, level: "village", parent: "T1" },
        { code: "V3", name: { zh: "村三", en: "V3" }, level: "village", parent: "T2" },
        { code: "V4", name: { zh: "村四", en: "V4" }, level: "village", parent: "T3" } ],
      land: [
        { zone: "V1", ecosystem: "forest", area: "1 hm2", source: { ref: "R" } },
        { zone: "V2", ecosystem: "forest", area: "2 hm2", source: { ref: "R" } },
        { zone: "V3", ecosystem: "forest", area: "3 hm2", source: { ref: "R" } },
        { zone: "V4", ecosystem: "forest", area: "4 hm2", source: { ref: "R" } } ],
      inputs: {
        rain: { value: "1000 mm/a", source: { ref: "R" } },
        load: { values: { K1: "12000 m3/a", K2: "500000 m3/a" }, level: "county", source: { ref: "R" } },
      } }
    """

  /// Half of 10 000 m3 of rain on each hectare is kept.
  @Test func `What adds up adds up through five levels`() throws {
    let account = try TemporaryRegion().account(Self.text)
    let wanted = [
      "V1": 5_000.0, "V2": 10_000, "V3": 15_000, "V4": 20_000, "T1": 15_000, "T2": 15_000, "T3": 20_000,
      "K1": 30_000, "K2": 20_000, "C": 50_000, "P": 50_000,
    ]
    for (zone, water) in wanted {
      #expect(isNear(account.physical(zone, "water"), water, within: 1e-12), "\(zone)")
    }
  }

  /// At the city the loads together, 512 000, would meet capacities of 100 000; decided by county they give
  /// 12 000 + 40 000, shared downward by the key, the rain on each hectare.
  @Test func `What does not add up is decided by county, shared below and summed above`() throws {
    let account = try TemporaryRegion().account(Self.text)
    #expect(account.total("clean")?.decidedAt == "county")
    let wanted = [
      "V1": 2_000.0, "V2": 4_000, "V3": 6_000, "V4": 40_000, "T1": 6_000, "T2": 6_000, "T3": 40_000,
      "K1": 12_000, "K2": 40_000, "C": 52_000, "P": 52_000,
    ]
    for (zone, cleaned) in wanted {
      #expect(isNear(account.physical(zone, "clean"), cleaned, within: 1e-12), "\(zone)")
    }
    #expect(account.shares.map(\.zone) == ["K1", "K2"])
  }
}
