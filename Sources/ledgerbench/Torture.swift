import Actions
import Foundation
import Journal
import Ledger
import SQLiteStore
import Seals
import Store
import Synchronization

/// Writes transfers as fast as it can and tells each key that was acknowledged, until it is killed.
struct TortureWriter {
  let path: String

  func run() async throws {
    let store = try SQLiteRegistry.open(path, shape: World.shape, hash: .sm3)
    let registrar = try Registrar(
      store: store, hash: .sm3, rules: try BenchRegistry.rules(),
      clock: BenchRegistry.clock)
    let registry = BenchRegistry(registrar: registrar, accounts: 100)
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<64 {
        group.addTask {
          var chance = SystemRandomNumberGenerator()
          while true {
            let request = registry.transfer(from: nil, chance: &chance)
            guard case .decided = await registrar.submit(request) else { return }
            let line = Array("\(request.key)\n".utf8)
            // One call, so that the log outside has whole lines whenever this process dies.
            _ = write(STDOUT_FILENO, line, line.count)
          }
        }
      }
    }
  }
}

/// Kills the writer again and again, and looks for what was acknowledged and is not there.
struct Torture {
  let folder: String
  let rounds: Int

  func run() throws {
    let path = folder + "/torture.db"
    try fill(path)
    var acknowledged = 0
    for round in 1...rounds {
      let keys = try killedRun(path)
      acknowledged += keys.count
      try look(for: keys, in: path, round: round)
    }
    print("rounds: \(rounds)")
    print("acknowledged: \(acknowledged)")
    print("lost: 0")
  }

  private func fill(_ path: String) throws {
    let ready = DispatchSemaphore(value: 0)
    let failure = Mutex<(any Error)?>(nil)
    Task {
      do {
        let store = try SQLiteRegistry.create(at: path, shape: World.shape, hash: .sm3)
        try await BenchRegistry.fill(store, accounts: 100).registrar.close()
      } catch { failure.withLock { $0 = error } }
      ready.signal()
    }
    ready.wait()
    if let error = failure.withLock({ $0 }) { throw error }
  }

  /// Runs the writer for a moment of chance, kills it, and answers the keys that it had acknowledged.
  private func killedRun(_ path: String) throws -> [CommandKey] {
    let process = Process()
    process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = ["write", path]
    let log = folder + "/acknowledged"
    guard FileManager.default.createFile(atPath: log, contents: nil) else { throw BenchFault(log) }
    process.standardOutput = FileHandle(forWritingAtPath: log)
    try process.run()
    usleep(UInt32.random(in: 50_000...400_000))
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    let text = try String(contentsOfFile: log, encoding: .utf8)
    return text.split(separator: "\n").compactMap { CommandKey($0) }
  }

  private func look(for keys: [CommandKey], in path: String, round: Int) throws {
    let store = try SQLiteRegistry.open(path, shape: World.shape, hash: .sm3)
    defer { store.close() }
    let fates = try store.fates(of: keys)
    for key in keys where fates[key] == nil { throw BenchFault("round \(round): lost \(key)") }
    let world = try World(from: store, rules: try BenchRegistry.rules(), hash: .sm3)
    if let broken = world.book.brokenLaws().first { throw BenchFault("round \(round): \(broken)") }
    let findings = try store.examine()
    guard findings.isEmpty else { throw BenchFault("round \(round): \(findings)") }
  }
}
