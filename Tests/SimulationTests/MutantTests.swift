import Foundation
import Testing

/// A planted bug as Tests/Mutants describes it: `make mutants` builds them all and sees each one found.
private struct Mutant: Sendable {
  let name: String
  let number: Int
  let file: String
  let original: String
  let replacement: String

  init?(_ url: URL) {
    name = url.deletingPathExtension().lastPathComponent
    guard let number = Int(name.prefix(2)), let text = try? String(contentsOf: url, encoding: .utf8)
    else { return nil }
    self.number = number
    let parts = text.components(separatedBy: "\n--- find\n")
    guard parts.count == 2, let line = parts[0].split(separator: "\n").last, line.hasPrefix("file: ")
    else { return nil }
    let halves = parts[1].components(separatedBy: "\n--- replace\n")
    guard halves.count == 2 else { return nil }
    file = String(line.dropFirst(6))
    (original, replacement) = (halves[0] + "\n", halves[1])
  }
}

private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

private let files =
  ((try? FileManager.default.contentsOfDirectory(
    at: root.appending(path: "Tests/Mutants"), includingPropertiesForKeys: nil)) ?? [])
  .filter { $0.pathExtension == "mutant" }.sorted { $0.path < $1.path }

@Suite struct MutantTests {
  @Test func `A dozen mutants stand, each with a number of its own, in lines that are there exactly once`()
    throws
  {
    #expect(files.count >= 12)
    let mutants = files.compactMap { Mutant($0) }
    #expect(mutants.count == files.count)
    #expect(Set(mutants.map(\.number)).count == mutants.count)
    for mutant in mutants {
      let source = try String(contentsOf: root.appending(path: mutant.file), encoding: .utf8)
      #expect(source.components(separatedBy: mutant.original).count == 2, "\(mutant.name)")
      #expect(mutant.replacement.contains("mutant == \(mutant.number)"), "\(mutant.name)")
      #expect(mutant.replacement != mutant.original)
    }
  }

  @Test func `The product knows nothing of mutants`() throws {
    let sources = root.appending(path: "Sources")
    for room in ["Journal", "Ledger", "LedgerOracle", "Simulation", "Quantities"] {
      let names = FileManager.default.enumerator(
        atPath: sources.appending(path: room).path(percentEncoded: false))
      for case let name as String in try #require(names) where name.hasSuffix(".swift") {
        let text = try String(contentsOf: sources.appending(path: room + "/" + name), encoding: .utf8)
        #expect(!text.contains("mutant =="), "\(room)/\(name)")
      }
    }
  }
}
