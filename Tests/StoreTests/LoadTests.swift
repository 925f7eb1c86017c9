import Foundation
import Testing

/// Goal: real records load into a server as into a file, and a load that is killed leaves nothing in the way.
/// Method: the Californian offsets (Samples/registry/california) by the built program; it is killed when the
/// first blocks are durable. What comes out is checked row by row in RegistryDeskTests.
@Suite(.enabled(if: Offsets.folder != nil, "SHANSHUI_DATA names no folder with markets/california"))
struct LoadTests {
  private static func words(_ address: String) -> [String] {
    let mapping = RegistryScript.checkout.appending(path: "Samples/registry/california/offsets.json5").path
    return [
      "registry", "load", mapping, "--data", Offsets.folder ?? "", "--registrar", "clerk@office",
      "--authority",
      "head@bureau", "--registry", address, "--chance", "5", "--at", "2026-03-02",
    ]
  }

  /// A question that fails while the third block is missing.
  private static func thirdBlock(_ kind: StorePlace.Kind) -> String {
    let count = "(SELECT count(*) FROM blocks WHERE number = 3)"
    // SQLite divides by nothing without a word; an overflow it tells.
    return kind == .sqlite ? "SELECT abs(\(count) + (-9223372036854775807 - 1))" : "SELECT 1 / \(count)"
  }

  /// Begins a load and kills it as soon as something of it is durable.
  private static func breakOff(at place: StorePlace) throws {
    let process = Process()
    process.executableURL = RegistryScript.programs.appending(path: "shanshui")
    process.arguments = words(place.address)
    process.environment = ["SHANSHUI_HOME": RegistryScript.checkout.path]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    var hasBegun = false
    while process.isRunning, !hasBegun {
      usleep(20_000)
      hasBegun = PlainSQL.run(Self.thirdBlock(place.kind), in: place) == nil
    }
    #expect(process.isRunning && hasBegun, "the load was killed before its end")
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  @Test func `A killed load is no registry; loaded again, file and server have one digest`() throws {
    var states: [String] = []
    for kind in StorePlace.Kind.lasting {
      guard let place = try StorePlace(kind) else { continue }
      let folder = URL(filePath: place.folder.path)
      try Self.breakOff(at: place)
      let half = try RegistryScript.program(["registry", "digest", "--registry", place.address], in: folder)
      #expect(half.status == 1 && half.output.contains("store.unfinished"), "\(half.output)")
      let loaded = try RegistryScript.program(Self.words(place.address), in: folder)
      #expect(loaded.status == 0, "\(loaded.output.suffix(500))")
      let digest = try RegistryScript.program(
        ["registry", "digest", "--registry", place.address], in: folder)
      #expect(digest.status == 0, "\(digest.output)")
      states += digest.output.components(separatedBy: "\n").filter { $0.hasPrefix("state ") }
    }
    #expect(Set(states).count == 1)
  }
}

/// Real records, which lie outside of the project.
private enum Offsets {
  static let folder: String? = ProcessInfo.processInfo.environment["SHANSHUI_DATA"].flatMap {
    let folder = $0 + "/markets/california"
    return FileManager.default.fileExists(atPath: folder) ? folder : nil
  }
}
