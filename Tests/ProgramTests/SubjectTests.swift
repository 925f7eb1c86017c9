import Foundation
import Testing

/// Goal: packs of another subject than GEP make accounts through the same command, in their own words.
@Suite struct SubjectTests {
  private let folder = TemporaryFolder()

  private func write(_ name: String, _ text: String) throws {
    let file = folder(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: true, encoding: .utf8)
  }

  private func json(_ name: String) throws -> [String: Any] {
    let data = try Data(contentsOf: folder(name))
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  /// The sum of a zone: quantity and value.
  private func sum(
    _ account: [String: Any], _ zone: String, _ indicator: String
  ) -> (Double, Double?) {
    let sums = (account["sums"] as? [[String: Any]] ?? []).filter {
      $0["zone"] as? String == zone && $0["indicator"] as? String == indicator
    }
    return (
      sums.reduce(0) { $0 + ($1["physical"] as? Double ?? .nan) },
      sums.first?["value"] as? Double
    )
  }

  /// The businesses of the pack's worked cases: 0.8 · 100 · 20 = 1 600 kg and 0.8 · 50 · 10 · 0.5 = 200 kg of
  /// nitrogen, together 1 800 of 5 000; a hotel's 0.9 · 40 000 · 0.06 = 2 160 kg of COD at 700 yuan a tonne.
  @Test func `What each business occupies is accounted row by row`() throws {
    try write(
      "b/b.csv",
      """
      主体,区,活动,面积,量,λ,eN,ηN,eC,ηC
      甲,W1,茶园,100,100,0.8,20,0,,
      乙,W1,orchard,50,50,0.8,10,0.5,,
      丙,W1,lodging,2,40000,0.9,,,0.06,0
      """)
    func column(_ name: String, _ column: String, _ unit: String) -> String {
      "\(name): { column: \"\(column)\", unit: \"\(unit)\", source: { ref: \"R\" } },"
    }
    try write(
      "b/region.json5",
      """
      { region: "b", name: { zh: "小区", en: "Place" }, year: 2003, pack: "occupation",
        sources: { R: { title: "演算", clause: "1", standing: "report" } },
        variants: { capacityPrice: "treatment", occupationBy: "theory" },
        rows: { file: "b.csv", zone: "主体", level: "business", ecosystem: "活动",
          area: { column: "面积", unit: "hm2" }, source: { ref: "R" },
          parents: [ { level: "waterZone", code: "区", name: "区" } ] },
        inputs: { \(column("entry", "λ", "1")) \(column("amount", "量", "1"))
          \(column("coefficientTN", "eN", "kg/a")) \(column("removalTN", "ηN", "1"))
          \(column("coefficientCOD", "eC", "kg/a")) \(column("removalCOD", "ηC", "1"))
          capacityTN: { values: { W1: "5000 kg/a" }, source: { ref: "R" } } } }
      """)
    let made = try folder.program.run("account", "b", "--out", "out")
    #expect(made.status == 0 && made.output.contains("经营主体占用核算"), "\(made.text)")
    let account = try json("out/account.json")
    #expect(sum(account, "甲", "occupied-TN").0 == 1.6 && sum(account, "乙", "occupied-TN").0 == 0.2)
    #expect(abs(sum(account, "W1", "occupied-TN").0 - 1.8) < 1e-12)
    #expect(abs(sum(account, "W1", "left-TN").0 - 3.2) < 1e-12 && sum(account, "W1", "left-TN").1 == nil)
    let hotel = sum(account, "丙", "occupied-COD")
    #expect(abs(hotel.0 - 2.16) < 1e-12 && abs((hotel.1 ?? 0) - 2.16 * 700) < 1e-6)
    let told = try folder.program.run(
      "explain", "out", "--indicator", "occupied-TN", "--zone", "乙")
    #expect(told.status == 0 && told.output.contains("entry * amount * coefficientTN * (1 - removalTN)"))
    let page = try String(contentsOf: folder("out/report.zh.html"), encoding: .utf8)
    #expect(page.contains("经营主体占用核算报告") && !page.contains("生态产品总值"))
  }

  /// Huaxia City: 223 mu of building land at 58, later 494 times 10 000 yuan a mu; the gain is 97 228 · 10
  /// 000 (the
  /// pack's case of the restoration). Prices alone: assets have not fallen.
  @Test func `Land is accounted as an asset, a stock in yuan, and has a balance sheet`() throws {
    func region(_ year: Int, _ price: Int) -> String {
      """
      { region: "w", name: { zh: "华夏城", en: "Huaxia City" }, year: \(year), pack: "land-assets",
        sources: { R: { title: "案例", clause: "七、（三）", standing: "report" } },
        variants: { landAssetBy: "benchmark" },
        land: [ { zone: "w", ecosystem: "urban", area: "223 亩", source: { ref: "R" } } ],
        inputs: { landPrice: { byEcosystem: { urban: "\(price) 万元/亩" }, source: { ref: "R" } } } }
      """
    }
    for (year, price) in [(2011, 58), (2019, 494)] {
      try write("w\(year)/region.json5", region(year, price))
      let made = try folder.program.run("account", "w\(year)", "--out", "out-\(year)")
      #expect(made.status == 0 && made.output.contains("土地资源资产价值量核算"), "\(made.text)")
      let account = try json("out-\(year)/account.json")
      let total = (account["totals"] as? [String: Double])?["all"] ?? .nan
      #expect(abs(total - Double(223 * price) * 1e4) <= 1e-9 * total)
    }
    let ended = try folder.program.run("balance", "out-2011", "out-2019", "--net", "--json")
    #expect(ended.status == 0, "\(ended.text)")
    let sheet = try json("out-2019/balance.json")
    let test = try #require((sheet["tests"] as? [[String: Any]])?.first)
    #expect(test["verdict"] as? String == "kept")
    #expect(abs((test["price"] as? Double ?? 0) - 97_228e4) < 1)
  }
}
