import Foundation
import Testing

/// The commands of docs/registry.md, and the built program.
enum RegistryScript {
  /// The checkout: the folder above `Tests`.
  static let checkout = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static let programs = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent()

  /// The commands of a page: its first block for a shell.
  static func script(_ name: String = "registry") throws -> String {
    let page = try String(contentsOf: checkout.appending(path: "docs/\(name).md"), encoding: .utf8)
    let start = try #require(page.range(of: "```sh\n"))
    let end = try #require(page.range(of: "\n```", range: start.upperBound..<page.endIndex))
    return String(page[start.upperBound..<end.lowerBound])
  }

  /// Runs the page's commands, stopping at the first that fails, or that should have been refused.
  static func run(
    _ page: String = "registry", at registry: String, in folder: URL
  ) throws -> (status: Int32, output: String) {
    // The mistaken transfer is the last one before its history is shown.
    let lines = try script(page).components(separatedBy: "\n").map { line in
      line.hasPrefix("! ")
        ? "if \(line.dropFirst(2)); then exit 9; fi"
        : line.contains("history village-1 $R")
          ? "LAST=$(cat last)" + "\n" + line
          : line.contains("firm-1 1 ")
            ? line + " | tee out && sed -n 's/.*entry \\([0-9]*\\).*/\\1/p' out > last" : line
    }
    let text = "set -euo pipefail\n" + lines.joined(separator: "\n")
    let environment = [
      "PATH": programs.path + ":/usr/bin:/bin", "REGISTRY": registry, "SHANSHUI_HOME": checkout.path,
    ]
    return try run(URL(filePath: "/bin/bash"), ["-c", text], in: folder, environment)
  }

  static func folder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "registry-script-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  /// Runs the program, and answers all that it printed.
  static func program(_ words: [String], in folder: URL) throws -> (status: Int32, output: String) {
    try run(programs.appending(path: "shanshui"), words, in: folder, ["SHANSHUI_HOME": checkout.path])
  }

  private static func run(
    _ program: URL, _ words: [String], in folder: URL, _ environment: [String: String]
  ) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = program
    process.arguments = words
    process.currentDirectoryURL = folder
    process.environment = environment
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }
}
