import Foundation
import Testing

/// Goal: the walls of the house hold, file by file.
@Suite struct ImportTests {
  /// Targets below the shell: they read no file, no clock, no net and no chance.
  static let pure: Set = [
    "Quantities", "Formula", "Law", "Geo", "Journal", "Ledger", "Parties", "Land", "Accounts", "Reports",
    "LedgerOracle", "Simulation",
  ]
  /// Modules of the toolchain. Nothing else may come from outside.
  static let toolchain: Set = [
    "Foundation", "FoundationXML", "FoundationNetworking", "Dispatch", "Glibc", "Synchronization", "Testing",
  ]
  static let worldly: Set = [
    "Foundation", "FoundationEssentials", "FoundationNetworking", "FoundationXML", "Dispatch", "Glibc",
  ]

  static let spoiled = Manifest(
    """
    room("Geo", ["Quantities", "CElementary"], linker: mathematics),
    .target(name: "CElementary"), .systemLibrary(name: "CGDAL", providers: [.apt(["libgdal-dev"])]),
    room("Quantities"), tests("GeoTests", ["Geo"], exclude: ["Data"]),
    .executableTarget(name: "shanshui", dependencies: ["Geo"], swiftSettings: house),
    """)

  @Test func `The manifest is read as the package manager reads it`() {
    #expect(Self.spoiled.targets["Geo"] == ["Quantities", "CElementary"])
    #expect(Self.spoiled.targets["GeoTests"] == ["Geo"])
    #expect(Self.spoiled.targets["shanshui"] == ["Geo"])
    #expect(Self.spoiled.targets["Quantities"] == [])
    #expect(Self.spoiled.packages == ["CGDAL": ["libgdal-dev"]])
    #expect(House.manifest.targets.count > 20)
  }

  @Test func `Every import is declared`() {
    expectNone(House.swift.flatMap { undeclared(in: $0, House.manifest) })
  }

  @Test func `An undeclared import is found`() {
    let text =
      "public import Quantities\nimport Foundation\n@testable import Law\nimport struct Numerics.Real\n"
    let found = undeclared(in: HouseFile("Sources/Geo/A.swift", text), Self.spoiled)
    #expect(found == ["Sources/Geo/A.swift: Law", "Sources/Geo/A.swift: Numerics"])
  }

  @Test func `Nothing below the shell touches the world`() {
    expectNone(House.sources.flatMap(worldlyImports))
    expectNone(House.sources.flatMap(worldlyWords))
  }

  @Test func `A worldly import, a clock and unseeded chance are found below the shell`() {
    let text = "import Foundation\nlet now = ContinuousClock().now\nlet x = Int.random(in: 0...9)"
    let file = HouseFile("Sources/Geo/A.swift", text)
    #expect(worldlyImports(file) == ["Sources/Geo/A.swift: Foundation"])
    #expect(
      worldlyWords(file) == [
        "Sources/Geo/A.swift: ContinuousClock", "Sources/Geo/A.swift: random(in: 0...9)",
      ])
    let seeded = HouseFile("Sources/Geo/A.swift", "let x = Int.random(in: 0...9, using: &chance)")
    #expect(worldlyWords(seeded).isEmpty)
    #expect(worldlyImports(HouseFile("Sources/Sheets/A.swift", text)).isEmpty)
  }

  @Test func `No import chain is longer than nine`() {
    for room in House.manifest.rooms {
      let chain = House.manifest.chain(from: room)
      #expect(chain.count <= 9, "\(chain.joined(separator: " → "))")
    }
  }

  @Test func `A chain is counted with both of its ends`() {
    #expect(Self.spoiled.chain(from: "shanshui") == ["shanshui", "Geo", "CElementary"])
    let long = (1...9).map { "room(\"R\($0)\", [\"R\($0 - 1)\"])" }.joined(separator: "\n")
    #expect(Manifest(long).chain(from: "R9").count == 10)
  }
}

/// The modules that a file imports.
private func imports(of file: HouseFile) -> [String] {
  file.codeLines.compactMap { line in
    let words = line.split { $0 == " " || $0 == "." }
    guard let place = words.firstIndex(of: "import"), place <= 2, place + 1 < words.count else { return nil }
    let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
    return String(
      kinds.contains(words[place + 1]) && place + 2 < words.count ? words[place + 2] : words[place + 1])
  }
}

private func undeclared(in file: HouseFile, _ manifest: Manifest) -> [String] {
  let allowed = (manifest.targets[file.target] ?? []).union(ImportTests.toolchain)
  return imports(of: file).filter { !allowed.contains($0) }.map { "\(file.path): \($0)" }
}

private func worldlyImports(_ file: HouseFile) -> [String] {
  guard ImportTests.pure.contains(file.target) else { return [] }
  return imports(of: file).filter { ImportTests.worldly.contains($0) }.map { "\(file.path): \($0)" }
}

/// Clocks and chance that need no import.
private func worldlyWords(_ file: HouseFile) -> [String] {
  guard ImportTests.pure.contains(file.target) else { return [] }
  let words = ["ContinuousClock", "SuspendingClock", "SystemRandomNumberGenerator", "readLine("]
  let chance = file.code.components(separatedBy: ".random(").dropFirst()
    .compactMap { $0.split(separator: ")").first }
    .filter { !$0.contains("using:") }.map { "random(\($0))" }
  return (words.filter { file.code.contains($0) } + chance).map { "\(file.path): \($0)" }
}
