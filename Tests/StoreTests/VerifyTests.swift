import Foundation
import Testing

/// Goal: any flipped bit that could change an answer, an index or the journal is found by `verify`.
/// Method: the page's registry; bits at seeded places of its file that hold something are flipped one at a
/// time; either `verify` says so, or it still tells the same journal and the same state to the last digest.
@Suite struct VerifyTests {
  @Test func `No flipped bit of a registry's file changes anything unseen`() throws {
    let folder = try RegistryScript.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let run = try RegistryScript.run(at: "demo.db", in: folder)
    #expect(run.status == 0, "\(run.output.suffix(2000))")
    let good = try RegistryScript.program(["verify", "demo.db"], in: folder)
    #expect(good.status == 0, "\(good.output)")
    let bytes = try Data(contentsOf: folder.appending(path: "demo.db"))
    var (found, harmless) = (0, 0)
    var seed: UInt64 = 2026
    for _ in 0..<24 {
      var place = 0
      repeat {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        place = Int(seed >> 24) % bytes.count
      } while bytes[place] == 0
      var bad = bytes
      bad[place] ^= 1 << UInt8((seed >> 16) & 7)
      try bad.write(to: folder.appending(path: "bad.db"))
      let told = try RegistryScript.program(["verify", "bad.db"], in: folder)
      if told.status == 0 {
        #expect(told.output == good.output)
        harmless += 1
      } else {
        #expect(told.status == 1, "refused in words, not by a crash: \(told.output.suffix(500))")
        found += 1
      }
    }
    #expect(found > 12, "of 24 flips \(found) were found, \(harmless) changed nothing")
  }

  @Test(arguments: [("// The rules", "adopted_files"), ("headhead", "identities")])
  func `A flipped bit beside the journal is found by the digest that the journal has`(
    text: String, table: String
  ) throws {
    let folder = try RegistryScript.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let run = try RegistryScript.run(at: "demo.db", in: folder)
    #expect(run.status == 0, "\(run.output.suffix(2000))")
    let file = folder.appending(path: "demo.db")
    var bytes = try Data(contentsOf: file)
    // Of a record the number and the name stand one behind the other.
    let place = try #require(bytes.range(of: Data(text.utf8)))
    // The last bit of the last character: another text of the same length.
    bytes[place.upperBound - 1] ^= 1
    try bytes.write(to: file)
    let told = try RegistryScript.program(["verify", "demo.db"], in: folder)
    #expect(told.status == 1 && told.output.contains("表 table \(table)"), "\(told.output)")
  }
}
