import Foundation

/// The built program serving the two sample accounts on a free port.
final class RunningServer {
  /// What went wrong before it listened.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  let address: String
  /// What the program said until it listened.
  let said: String
  private let process: Process

  /// Beside the test bundle in the build folder.
  static let program: URL = {
    let bundle = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    return bundle.deletingLastPathComponent().appendingPathComponent("shanshui")
  }()

  /// Accounts are made once for all tests; the data of Olinda may be missing.
  static let accounts = Result { try makeAccounts() }
  static let hasOlinda = FileManager.default.fileExists(
    atPath: Checkout.folder.path + "/Samples/olinda/data/L7_ETMs.tif")

  private static func makeAccounts() throws -> String {
    let folder = Checkout.folder.appendingPathComponent(".build/browser-accounts")
    let samples = ["liyang-tables"] + (hasOlinda ? ["olinda"] : [])
    for sample in samples {
      let process = Process()
      process.executableURL = program
      process.currentDirectoryURL = Checkout.folder
      process.arguments = [
        "account", "Samples/" + sample, "--out", folder.appendingPathComponent(sample).path, "--quiet",
      ]
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      guard process.terminationStatus == 0 else { throw Failure(description: "account \(sample)") }
    }
    return folder.path
  }

  /// Starts the program and waits until it says where it listens.
  ///
  /// - Parameter words: More words for `serve`.
  init(_ words: [String] = []) throws {
    let output = Pipe()
    process = Process()
    process.executableURL = Self.program
    process.currentDirectoryURL = Checkout.folder
    process.arguments = ["serve", "--accounts", try Self.accounts.get(), "--port", "0"] + words
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    var text = ""
    var found: Substring?
    while found == nil {
      let more = output.fileHandleForReading.availableData
      guard !more.isEmpty else { throw Failure(description: "serve: \(text)") }
      text += String(decoding: more, as: UTF8.self)
      found = text.firstMatch(of: /http:\/\/127\.0\.0\.1:\d+/)?.output
    }
    address = found.map(String.init) ?? ""
    said = text
  }

  /// Tests run on threads that block signals, and a process inherits that: nothing milder would reach it.
  deinit {
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }
}
