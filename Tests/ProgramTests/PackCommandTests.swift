import Foundation
import Testing

/// Goal: packs are checked as they are used. Method: all packs; then one with a wrong unit.
@Suite struct PackCommandTests {
  @Test func `All worked cases pass, and the last line says so`() throws {
    let ended = try Program().run("packs", "check")
    #expect(ended.status == 0, "\(ended.errors)")
    let last = ended.output.split(separator: "\n").last.map(String.init) ?? ""
    let words = last.split(whereSeparator: { !$0.isLetter && !$0.isNumber })
    #expect(
      words.count == 5 && words[0] == "cases" && words[2] == "passed" && words[4] == "failed", "\(last)")
    #expect((Int(words[1]) ?? 0) > 200 && words[3] == "0")
  }

  @Test func `At least two hundred published figures are told with their verdicts, by document`() throws {
    let ended = try Program().run("packs", "check", "--published", "--language", "en")
    #expect(ended.status == 0, "\(ended.errors)")
    for place in ["甘孜", "白洋淀", "高天岩", "北部湾", "深圳", "宁海", "江阴", "厦门", "徐州", "威海", "寻乌", "抚仙湖", "余姚"] {
      #expect(ended.output.contains(place), "\(place)")
    }
    let lines = ended.output.split(separator: "\n").map(String.init)
    let summary = try #require(lines.last { $0.hasPrefix("  all ") }).split(separator: " ").dropFirst()
    let counts = summary.compactMap { Int($0) }
    // Cases, different figures among them, then by verdict.
    #expect(counts.count == 6 && counts[0] >= counts[1] && counts[1] >= 200 && counts[5] == 0, "\(counts)")
    #expect(counts[0] == counts[2] + counts[3] + counts[4])
    #expect(counts[2] >= 100, "recomputed: \(counts[2])")
    #expect(lines.last?.hasPrefix("cases: ") == true)
  }

  @Test func `A pack with one wrong unit is refused with the place and both units`() throws {
    let folder = TemporaryFolder()
    let packs = Program.checkout.appendingPathComponent("Packs")
    try FileManager.default.copyItem(at: packs, to: folder("Packs"))
    let file = folder("Packs/methods/soil-erosion/soil-loss.json5")
    let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    let right = "soilRetained [t/(hm2.a)]"
    let place = try #require(text.range(of: right))
    let line = text[..<place.lowerBound].split(separator: "\n", omittingEmptySubsequences: false).count
    try Data(text.replacing(right, with: "soilRetained [t/(m.a)]").utf8).write(to: file)
    let ended = try folder.program.run("packs", "check", "soil-erosion", "--home", folder.url.path)
    #expect(ended.status == 1)
    #expect(ended.text.contains("soil-loss.json5:\(line):"), "\(ended.text)")
    #expect(ended.text.contains("t/(m.a)"), "\(ended.text)")
    #expect(ended.text.contains("t/(hm2.a)") || ended.text.contains("t.hm-2"), "\(ended.text)")
  }
}
