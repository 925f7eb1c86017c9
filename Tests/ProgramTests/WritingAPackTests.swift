import Foundation
import Testing

/// Goal: docs/write-a-method-pack.md works as it is written.
/// Method: its files and commands are taken out of the page word for word and run beside a copy of the packs.
/// Expected: the figures that the paper prints (生态学报 37(19):6302, 表3), the paper's own rounding allowed.
@Suite struct WritingAPackTests {
  /// A block of code of the page: a file with its path, or lines for the shell.
  private struct Block {
    let kind: String
    let path: String?
    let text: String
  }

  private static let page = Program.checkout.appendingPathComponent("docs/write-a-method-pack.md")

  private func blocks() throws -> [Block] {
    var blocks: [Block] = []
    var open: (kind: String, path: String?, lines: [Substring])?
    let text = String(decoding: try Data(contentsOf: Self.page), as: UTF8.self)
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```"), let block = open {
        blocks.append(
          Block(kind: block.kind, path: block.path, text: block.lines.joined(separator: "\n") + "\n"))
        open = nil
      } else if line.hasPrefix("```") {
        let words = line.dropFirst(3).split(separator: " ").map(String.init)
        open = (words.first ?? "", words.count > 1 ? words[1] : nil, [])
      } else {
        open?.lines.append(line)
      }
    }
    return blocks
  }

  private func write(_ block: Block, in folder: TemporaryFolder) throws {
    let file = folder(try #require(block.path))
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(block.text.utf8).write(to: file)
  }

  /// A folder with the packs of the checkout, and a program that has its home there.
  private func home() throws -> (folder: TemporaryFolder, program: Program) {
    let folder = TemporaryFolder()
    try FileManager.default.copyItem(
      at: Program.checkout.appendingPathComponent("Packs"), to: folder("Packs"))
    var program = folder.program
    program.environment["SHANSHUI_HOME"] = folder.url.path
    return (folder, program)
  }

  @Test func `The page's files and commands make an account with the figures that the paper prints`() throws {
    let (folder, program) = try home()
    var said: [String: String] = [:]
    for block in try blocks() {
      if block.path != nil { try write(block, in: folder) }
      guard block.kind == "sh" else { continue }
      for line in block.text.split(separator: "\n") {
        let words = line.split(separator: " ").map(String.init)
        #expect(words.first == "shanshui", "\(line)")
        let ended = try program.run(Array(words.dropFirst()))
        #expect(ended.status == 0, "\(line): \(ended.text)")
        said[String(line)] = ended.output
      }
    }
    #expect(said["shanshui packs check garze-example"]?.contains("cases: 2 passed, 0 failed") == true)
    #expect(said["shanshui packs check garze-local"]?.contains("cases: 1 passed, 0 failed") == true)
    #expect(said["shanshui packs show garze-local"]?.contains("water-conservation") == true)
    #expect(said["shanshui packs show garze-local"]?.contains("carbonPricing") == true)
    let text = try Data(contentsOf: folder("garze-2010/account.json"))
    let account = try #require(try JSONSerialization.jsonObject(with: text) as? [String: Any])
    let indicators = try #require(account["indicators"] as? [[String: Any]])
    let values = indicators.reduce(into: [String: Double]()) { found, row in
      if let id = row["id"] as? String { found[id] = row["valueTotal"] as? Double }
    }
    #expect(values["hydropower"] == 5_050_900_000)
    #expect(values["pest"] == 592_500_000)
    // The paper says "about 70 %" of 2864.27 km2 and prints 42.3436e8.
    let marsh = try #require(values["marsh"])
    #expect((marsh / 42.3436e8 - 1).magnitude < 0.005, "\(marsh)")
  }

  @Test func `The spoiling that the page proposes is refused with both units`() throws {
    let (folder, program) = try home()
    for block in try blocks() where block.path?.hasPrefix("Packs/") == true {
      let spoiled = block.text.replacing("marshStored [m3/(hm2.a)]", with: "marshStored [m2]")
      try write(Block(kind: block.kind, path: block.path, text: spoiled), in: folder)
    }
    let ended = try program.run("packs", "check", "garze-example")
    #expect(ended.status == 1)
    #expect(ended.text.contains("services.json5:") && ended.text.contains("m2"), "\(ended.text)")
  }

  @Test func `What a pack leaves out is counted only where the region asks for it`() throws {
    let (folder, program) = try home()
    for block in try blocks() where block.path != nil {
      let text = block.text.replacing("  included: [\"pest\"],\n", with: "")
      try write(Block(kind: block.kind, path: block.path, text: text), in: folder)
    }
    let check = try program.run("check", "garze")
    #expect(check.status == 0 && check.output.contains("后来的规范不再计"), "\(check.text)")
    #expect(try program.run("account", "garze", "--out", "out").status == 0)
    let text = String(decoding: try Data(contentsOf: folder("out/account.csv")), as: UTF8.self)
    #expect(text.contains("hydropower") && !text.contains("pest"))
  }
}
