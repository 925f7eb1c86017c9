import Foundation
import Journal
import RegistryDesk
import Seals
import Store
import Testing

/// Goal: a registry of every version that ever was stays readable, verifies, and becomes one of the newest.
/// Method: files in Data that the commands of docs/registry.md made, each with the program of its version;
/// the digests are those that the program of that version printed.
@Suite struct KeptRegistryTests {
  /// A registry that was kept.
  struct Kept: Sendable, CustomTestStringConvertible {
    let version: Int
    let entries: UInt64
    let head: String
    let state: String
    var testDescription: String { "version \(version)" }
  }

  static let all = [
    Kept(
      version: 1, entries: 67, head: "af73e6552d4dafad77b22cc286853dcf575e29a93541e4d7ee2adcc31e81c697",
      state: "24c5bf8900296bee0dddd6306ffa61daefa749c15c779316ea4ea92ae600907e"),
    Kept(
      version: 2, entries: 89, head: "d1e1b46472d225f5b00ad6ca97dec05922d2e9689068e6304960d33d6e9ff4af",
      state: "dacad3d578adf6090f6ec7447cb6ac571e28b4dc1ee7e69b8e1c4d4bfb3e9aac"),
    Kept(
      version: 3, entries: 95, head: "764c4376a2d03c0eae4545dc834b1620cae1e1d17316c8c200a79d0176a3e9d0",
      state: "d854e021b4a72bd6f12d3a79ede6a0a33fe8132d3b4ed7a61e2abe31bed333d7"),
  ]

  /// A copy of a kept file, in a folder of its own.
  private static func copy(_ kept: Kept, _ ending: String) throws -> String {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Data/registry-\(kept.version).\(ending)")
    let copy = try emptyFolder() + "/kept.\(ending)"
    try FileManager.default.copyItem(atPath: file.path, toPath: copy)
    return copy
  }

  private static func expect(_ place: RegistryPlace, _ kept: Kept) throws {
    let reader = try place.reader(hash: .sm3)
    defer { reader.close() }
    let found = try reader.snapshot { try Verifier().examine($0) }
    #expect(found.faults == [])
    #expect(found.entries == kept.entries && found.head.description == kept.head)
    #expect(found.state.description == kept.state)
  }

  @Test(arguments: all)
  func `It verifies as it is, is brought up without a change of its digests, and goes on`(kept: Kept) throws {
    let place = RegistryPlace(try Self.copy(kept, "sqlite"))
    try Self.expect(place, kept)
    let newest = Self.all.map(\.version).max()
    if kept.version != newest {
      let fault = #expect(throws: StoreFault.self) { try Desk(place, clock: { .now }) }
      #expect(fault?.kind == .version)
    }
    try place.migrate(hash: .sm3).close()
    try Self.expect(place, kept)
    let desk = try Desk(place, clock: { .now })
    defer { desk.close() }
    let listing = try desk.pages { try $0.balanceListing(of: "village-1") }
    #expect(listing.rows.contains { $0.contains("46.4900") })
    var chance = Chance(seed: 1)
    let spoken = try desk.ask(
      AskedFor(
        action: try desk.read { names in
          let words = Words(operands: ["quan-2026", "village-1", "firm-1", "0.01"], options: [:], flags: [])
          var chance = Chance(seed: 2)
          return try #require(Verb.find("transfer")).action(words, names, &chance)
        }, actor: "v1@village", key: nil), chance: &chance, at: .now)
    #expect(spoken.hasHappened)
  }

  @Test(arguments: all)
  func `Its archive makes the same registry`(kept: Kept) throws {
    let place = RegistryPlace(try emptyFolder() + "/new.db")
    try place.restoreArchive(Self.copy(kept, "archive"), hash: .sm3).close()
    try Self.expect(place, kept)
  }
}
