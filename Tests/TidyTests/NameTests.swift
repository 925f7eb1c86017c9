import Testing

/// Goal: every thing has a room with its own name.
@Suite struct NameTests {
  @Test func `No file or folder is a drawer`() {
    expectNone(House.files.map(\.path).filter(isDrawer))
  }

  @Test(arguments: [
    "Sources/Geo/Utils.swift", "Sources/Core/Grid.swift", "docs/misc/a.md", "Sources/A/Grid+Helpers.swift",
  ])
  func `A drawer is found`(path: String) {
    #expect(isDrawer(path))
  }

  @Test(arguments: ["Sources/Geo/Corer.swift", "Sources/Geo/CommonLand.swift"])
  func `A name that only sounds like a drawer is none`(path: String) {
    #expect(!isDrawer(path))
  }

  @Test func `No type is named like a target`() {
    let targets = Set(House.manifest.targets.keys)
    expectNone(House.swift.flatMap { typesNamed(targets, in: $0) })
  }

  @Test func `A type named like a target is found`() {
    let file = HouseFile(
      "a.swift", "// struct Geo\n  public final class Geo: Sendable {}\nlet Law = 1\nenum Lawful {}")
    #expect(typesNamed(["Geo", "Law"], in: file) == ["a.swift:2: Geo"])
  }
}

private func isDrawer(_ path: String) -> Bool {
  let drawers: Set = ["util", "utils", "utilities", "common", "helper", "helpers", "core", "misc"]
  return path.lowercased().split { "/.+".contains($0) }.contains { drawers.contains(String($0)) }
}

private func typesNamed(_ names: Set<String>, in file: HouseFile) -> [String] {
  let keywords: Set<Substring> = ["struct", "class", "enum", "actor", "protocol", "typealias"]
  return file.codeLines.enumerated().flatMap { index, line in
    let words = line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
    return zip(words, words.dropFirst()).filter { keywords.contains($0) && names.contains(String($1)) }
      .map { "\(file.path):\(index + 1): \($1)" }
  }
}
