import Foundation
import Testing

/// Goal: nothing half-done, no trap on input, no trace of a machine stays in the project.
///
/// The banned words are put together from halves, so that this file does not hold them itself.
@Suite struct WordTests {
  static let leftovers = ["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"]
  static let excuses = ["for " + "now", "simpli" + "fied", "not " + "implemented"]
  static let traps = ["try" + "!", "as" + "!", "fatal" + "Error("]
  static let machines = ["work", "root", "tmp", "home", "Users"].map { "/" + $0 + "/" }
  static let registries = ["pypi" + ".org", "deb.debian" + ".org"]

  @Test func `No leftover marks stay`() {
    expectNone(House.files.flatMap { words(Self.leftovers, in: $0) })
  }

  @Test(arguments: leftovers)
  func `A leftover mark is found in a comment, but not inside a longer word`(word: String) {
    #expect(
      words(Self.leftovers, in: HouseFile("a.swift", "let a = 1 // \(word): later")) == ["a.swift:1: \(word)"]
    )
    #expect(words(Self.leftovers, in: HouseFile("a.swift", "// A\(word)S")).isEmpty)
  }

  @Test func `No excuses stay in the program, its tests and packs`() {
    let files = House.swift + House.packs
    expectNone(files.flatMap { excusesMade(in: $0) })
  }

  @Test(arguments: excuses)
  func `An excuse is found in any case, but not in the program itself`(excuse: String) {
    let file = HouseFile("a.swift", "\n// \(excuse.uppercased()) we do less")
    #expect(excusesMade(in: file) == ["a.swift:2: \(excuse)"])
    #expect(excusesMade(in: HouseFile("a.swift", "\(excuse) in points {")).isEmpty)
    #expect(excusesMade(in: HouseFile("a.json5", "// \(excuse)")) == ["a.json5:1: \(excuse)"])
  }

  @Test func `Nothing traps on input`() {
    expectNone(House.swift.flatMap { trapping(in: $0) })
  }

  @Test(arguments: traps)
  func `A trap is found in the program, not in a comment`(trap: String) {
    #expect(trapping(in: HouseFile("a.swift", "let a = \(trap) b")) == ["a.swift:1: \(trap)"])
    #expect(trapping(in: HouseFile("a.swift", "// \(trap) is banned")).isEmpty)
  }

  @Test func `No path of a machine and no registry host stays`() {
    expectNone(House.files.flatMap { machinePaths(in: $0) })
  }

  @Test func `A machine's path is found, a folder of ours is not`() {
    for path in Self.machines + Self.registries {
      let file = HouseFile("a.json5", "layer: \"\(path)x.tif\"")
      #expect(machinePaths(in: file) == ["a.json5:1: \(path)"])
    }
    #expect(machinePaths(in: HouseFile("a.json5", "file: \"data" + "/work" + "/x.tif\"")).isEmpty)
  }
}

private func words(_ banned: [String], in file: HouseFile) -> [String] {
  findings(in: file, lines: file.lines) { line in banned.filter { containsWord($0, in: String(line)) } }
}

/// Excuses in remarks and texts: a loop over `now` is none.
private func excusesMade(in file: HouseFile) -> [String] {
  let isProgram = file.path.hasSuffix(".swift")
  return zip(file.lines, file.codeLines).enumerated().flatMap { index, pair in
    let (line, code) = (pair.0.lowercased(), isProgram ? pair.1.lowercased() : "")
    return WordTests.excuses.filter { containsWord($0, in: line) && !code.contains($0) }
      .map { "\(file.path):\(index + 1): \($0)" }
  }
}

private func trapping(in file: HouseFile) -> [String] {
  findings(in: file, lines: file.codeLines) { line in
    WordTests.traps.filter { containsWord($0, in: String(line)) }
  }
}

private func machinePaths(in file: HouseFile) -> [String] {
  findings(in: file, lines: file.lines) { line in
    WordTests.machines.filter { containsWord($0, in: String(line), after: false) }
      + WordTests.registries.filter { line.contains($0) }
  }
}

private func findings(
  in file: HouseFile, lines: [Substring], _ rule: (Substring) -> [String]
) -> [String] {
  lines.enumerated().flatMap { index, line in rule(line).map { "\(file.path):\(index + 1): \($0)" } }
}

/// Whether a word stands in a line without a letter, digit or point right before it, nor a letter right
/// `after` it.
private func containsWord(_ word: String, in line: String, after: Bool = true) -> Bool {
  guard line.contains(word) else { return false }
  let pieces = line.components(separatedBy: word)
  return zip(pieces, pieces.dropFirst()).contains { before, behind in
    let touchesBefore = before.last.map { $0.isLetter || $0.isNumber || $0 == "." || $0 == "_" } ?? false
    let touchesAfter = after && word.last?.isLetter == true && behind.first?.isLetter == true
    return !touchesBefore && !touchesAfter
  }
}
