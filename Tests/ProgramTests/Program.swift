import Foundation

/// The built program, run as a person runs it: a process with words, a folder, two outputs and a status.
struct Program {
  /// How a run ended.
  struct Ended {
    /// The exit status; the signal's number negated when the process was ended by one.
    let status: Int32
    let output: String
    let errors: String

    var text: String { output + errors }
    var wasSignalled: Bool { status < 0 }
    var json: [String: Any]? {
      (try? JSONSerialization.jsonObject(with: Data(output.utf8))) as? [String: Any]
    }
  }

  /// Beside the test bundle in the build folder.
  static let binary: URL = {
    let bundle = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    return bundle.deletingLastPathComponent().appendingPathComponent("shanshui")
  }()

  /// The checkout: the folder above `Tests`.
  static let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  var environment: [String: String] = [:]
  var folder = FileManager.default.temporaryDirectory

  /// Runs to the end.
  func run(_ words: String...) throws -> Ended { try run(words) }

  func run(_ words: [String]) throws -> Ended {
    let started = try start(words)
    return try started.wait()
  }

  /// Starts and does not wait.
  func start(_ words: [String]) throws -> Running {
    let process = Process()
    process.executableURL = Self.binary
    process.arguments = words
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(
      environment.merging(["SHANSHUI_HOME": Self.checkout.path]) { own, _ in own }
    ) { _, own in own }
    return try Running(process)
  }
}

/// A process under way; what it prints goes into files, so that no pipe can fill.
final class Running {
  private let process: Process
  private let outputs: [URL]

  var identifier: Int32 { process.processIdentifier }
  var isRunning: Bool { process.isRunning }

  init(_ process: Process) throws {
    self.process = process
    outputs = (0..<2).map { _ in
      FileManager.default.temporaryDirectory.appendingPathComponent("said-\(UUID().uuidString)")
    }
    for url in outputs { try Data().write(to: url) }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: outputs[0])
    process.standardError = try FileHandle(forWritingTo: outputs[1])
    try Self.run(process)
  }

  /// Tests run on threads that block signals, and a process inherits that: it must hear Ctrl-C all the same.
  private static func run(_ process: Process) throws {
    var (interrupt, before) = (sigset_t(), sigset_t())
    sigemptyset(&interrupt)
    sigaddset(&interrupt, SIGINT)
    pthread_sigmask(SIG_UNBLOCK, &interrupt, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    try process.run()
  }

  /// What it has printed by now.
  var saidSoFar: String { (try? String(contentsOf: outputs[0], encoding: .utf8)) ?? "" }

  deinit { for url in outputs { try? FileManager.default.removeItem(at: url) } }

  func wait() throws -> Program.Ended {
    process.waitUntilExit()
    let texts = try outputs.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
    let status = process.terminationStatus
    return Program.Ended(
      status: process.terminationReason == .uncaughtSignal ? -status : status, output: texts[0],
      errors: texts[1])
  }
}
