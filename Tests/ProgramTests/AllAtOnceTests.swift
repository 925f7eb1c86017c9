import Foundation
import Testing

/// Goal: one run of `check` tells everything that is wrong. Method: a good region gets one fault of each
/// kind, from the text of its file down to single cells of its tables; each must be named, at its place.
@Suite struct AllAtOnceTests {
  private static func spoiled() -> MadeRegion {
    var region = MadeRegion.small
    region.head["year"] = "2021 x"  // a comma or something else is wrong here
    region.variants["reservoirPrice"] = "half"
    region.overrides = [
      #"{ name: "bulkDensity", value: "1.2 t/m3", source: { ref: "ours", clause: "1" } }"#,
      #"{ name: "bulkDensity", value: "1.3 t/m3", source: { ref: "ours", clause: "1" } }"#,
      #"{ name: "no-such", value: "1 t" }"#,
    ]
    region.inputs["precipitation"] = MadeRegion.map("rain.tif", "mmm/a")
    region.inputs["sand"] = MadeRegion.map("sand.tif", "kg")
    region.inputs["nep"] = MadeRegion.map("no-such.tif", "g/(m2.a)")
    region.inputs["stormRain"] = MadeRegion.map("storms.tif", "mm/a", band: 7)
    region.inputs["wage"] = "{ derive: \"noSuchFormula\" }"
    region.inputs["travelTime"] = MadeRegion.county("huors", "h/人次")
    region.inputs["ecosystem"] = region.inputs["ecosystem"]?.replacingOccurrences(of: "shrub", with: "bush")
    region.tables["county.csv"] = """
      code,so2,nox,dust,cod,nh3n,tp,visitors,expense,hours,wage,surplus
      999901,"1,620",900,1400,4100,420,52,860000,310,3.5,32,140

      """
    region.tables["towns.csv"] = """
      town,yield,output,cost
      99990101,21000,61000000,30000000
      99990102,many,98000000,52000000
      99990102,27000,ca. 79000000,41000000
      99990104,30%,83000000,45000000

      """
    region.tables["temperature.csv"] = "day,maximum\n2021-01-01,10\n2021-02-30,11\n2021-03-01,warm\n"
    return region
  }

  private func check(_ region: MadeRegion, _ folder: TemporaryFolder) throws -> Findings {
    try region.write(to: folder("region"))
    let ended = try folder.program.run("check", "region", "--json")
    #expect(ended.status == 1, "\(ended.errors)")
    return Findings(ended)
  }

  @Test func `One run names a fault of each kind, with its place`() throws {
    let folder = TemporaryFolder()
    let told = try check(Self.spoiled(), folder).all.filter { $0.severity == "error" }
    func isTold(_ subject: String, _ words: String...) -> Bool {
      told.contains { finding in
        finding.subject.hasPrefix(subject) && words.allSatisfy { finding.text.contains($0) }
      }
    }
    #expect(isTold("region.json5:", "逗号"), "syntax")
    #expect(isTold("region.json5:", "reservoirPrice", "half"), "variant")
    #expect(isTold("region.json5:", "bulkDensity", "自定过"), "override twice")
    #expect(isTold("region.json5:", "no-such", "-"), "name of an override")
    #expect(isTold("region.json5:", "mmm"), "unit that is none")
    #expect(isTold("region.json5:", "sand", "kg"), "unit of another kind")
    #expect(isTold("region.json5:", "bush"), "class")
    #expect(isTold("region.json5:", "noSuchFormula"), "derivation")
    #expect(isTold("nep", "no-such.tif"), "file")
    #expect(isTold("stormRain", "7"), "band")
    #expect(isTold("travelTime", "huors"), "column")
    #expect(isTold("emissionSO2", "2", "so2", "千位"), "cell with a separator")
    #expect(isTold("agricultureYield", "3", "many"), "cell with a word")
    #expect(isTold("agricultureYield", "5", "30%"), "cell with a percent sign")
    #expect(isTold("agricultureYield", "99990102", "两次"), "zone twice")
    #expect(isTold("agricultureOutput", "4", "79000000"), "cell of another column")
    #expect(isTold("temperature", "3", "2021-02-30"), "day")
    #expect(isTold("temperature", "4", "warm"), "cell of a series")
    let all = told.map(\.description).joined(separator: "\n")
    #expect(!all.contains("precipitation”") && !all.contains("缺少键“year”"), "a fault is told twice:\n\(all)")
  }

  @Test func `An account tells every input that cannot be read, not only the first`() throws {
    let folder = TemporaryFolder()
    var region = MadeRegion.small
    region.inputs["nep"] = MadeRegion.map("no-such.tif", "g/(m2.a)")
    region.inputs["stormRain"] = MadeRegion.map("storms.tif", "mm/a", band: 7)
    region.tables["towns.csv"] =
      "town,yield,output,cost\n99990101,21000,61000000,30000000\n"
      + "99990102,many,98000000,52000000\n99990103,27000,ca. 79000000,41000000\n"
    try region.write(to: folder("region"))
    let ended = try folder.program.run("account", "region", "--out", "out", "--quiet")
    #expect(ended.status == 1)
    for words in ["no-such.tif", "storms.tif", "many", "ca. 79000000"] {
      #expect(ended.errors.contains(words), "\(words): \(ended.errors)")
    }
    #expect(!FileManager.default.fileExists(atPath: folder("out/account.json").path))
  }

  @Test func `The list is sorted: errors first, texts by their places`() throws {
    let folder = TemporaryFolder()
    let told = try check(Self.spoiled(), folder).all
    let weights = told.map { ["error": 0, "warning": 1, "note": 2][$0.severity] ?? 3 }
    #expect(weights == weights.sorted())
    let lines = told.filter { $0.severity == "error" && $0.subject.hasPrefix("region.json5:") }.map {
      Int($0.subject.split(separator: ":")[1]) ?? 0
    }
    #expect(lines.count > 5 && lines == lines.sorted())
  }

  @Test func `Of a table that is wrong everywhere twenty cells are told and the rest counted`() throws {
    let folder = TemporaryFolder()
    var region = MadeRegion.small
    region.tables["temperature.csv"] =
      "day,maximum\n" + (0..<365).map { "\(MadeRegion.date($0)),warm\n" }.joined()
    let told = try check(region, folder).all.filter { $0.subject == "temperature" }
    #expect(told.count == 21, "\(told)")
    #expect(told.contains { $0.code == "data.more" && $0.text.contains("345") })
  }

  @Test func `A pack with several faults is told whole`() throws {
    let folder = TemporaryFolder()
    let pack = folder("pack")
    try FileManager.default.createDirectory(at: pack, withIntermediateDirectories: true)
    try Data(
      """
      { pack: "pack", kind: "method", edition: "1", title: { zh: "包", en: "Pack" },
        document: { title: "文", standing: "report" }, clausesRead: true,
        sources: { S: { title: "文", clause: "1", standing: "report" } },
        parameters: [
          { name: "a", unit: "tt", label: { zh: "甲", en: "A" },
            values: [ { from: "always", value: 1, source: { ref: "S" } } ] },
          { name: "b", unit: "t", label: { zh: "乙", en: "B" },
            values: [ { from: "always" value: 1, source: { ref: "S" } } ] } ],
        formulas: [ { text: "c [t] = a * b", source: { ref: "S" } },
          { text: "d [t] = b * b", source: { ref: "S" } },
          { text: "e [t] = nothing", source: { ref: "S" } }, ] }
      """.utf8
    ).write(to: pack.appendingPathComponent("pack.json5"))
    let ended = try folder.program.run("packs", "check", pack.path)
    #expect(ended.status == 1)
    // The unit that is none, the comma that is missing, the unit that does not come out, the unknown name.
    for place in [":5:", ":8:", ":10:", ":11:"] {
      #expect(ended.text.contains("pack.json5\(place)"), "\(place) \(ended.text)")
    }
    #expect(!ended.text.contains("pack.json5:9:"), "what reads a broken name is right: \(ended.text)")
  }
}
