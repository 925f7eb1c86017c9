import Foundation
import Testing

/// A server over a registry that nobody has set up yet, with keys that sign statements.
final class RunningRegistry {
  let server: RunningServer
  /// What the terminal shows to whoever started the program.
  let setUpCode: String
  /// Where it keeps everything, and where browsers put what they are given.
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "browser-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let (keys, phrase) = (folder.appending(path: "keys").path, folder.appending(path: "passphrase").path)
    try Data("ein langer Satz von 2026\n".utf8).write(to: URL(filePath: phrase))
    try Self.run(["registry", "keys", "new", keys, "--passphrase-file", phrase])
    server = try RunningServer([
      "--registry", folder.appending(path: "registry.db").path, "--keys", keys, "--passphrase-file", phrase,
    ])
    setUpCode = try #require(server.said.firstMatch(of: /[A-Z2-7]{4}(?:-[A-Z2-7]{4}){3}/)).output.description
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private static func run(_ words: [String]) throws {
    let process = Process()
    process.executableURL = RunningServer.program
    process.arguments = words
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw RunningServer.Failure(description: words.joined(separator: " "))
    }
  }
}
