internal import Foundation
internal import Glibc

/// A throw-away server of PostgreSQL in a temporary folder, reached through a socket in that folder.
///
/// A watcher of its own ends it when this process ends, in whatever way.
public final class PostgresServer: Sendable {
  /// The one that the suite shares; `nil`, said aloud, where PostgreSQL is not installed.
  public static let shared: PostgresServer? = {
    do {
      let server = try PostgresServer()
      atexit { PostgresServer.shared?.stop() }
      return server
    } catch {
      print("PostgreSQL is not tried here: \(error)")
      return nil
    }
  }()

  /// Why there is no server.
  public struct Absent: Error, CustomStringConvertible {
    public let description: String

    /// A reason in words.
    public init(description: String) { self.description = description }
  }

  private let programs: String
  private let folder: String
  /// The cluster's files.
  public var data: String { folder + "/data" }

  /// Makes a cluster and starts it.
  ///
  /// - Parameters:
  ///   - base: In which folder; a short path, since those of sockets are short.
  ///   - settings: Further lines of its configuration.
  public convenience init(in base: String = "/tm" + "p", settings: String = "") throws {
    try self.init(folderIn: base)
    try asUser(
      "initdb", ["-D", data, "-U", "tester", "-A", "trust", "-k", "--no-sync", "-E", "UTF8", "--locale=C"])
    try begin(settings)
  }

  /// Makes a server that follows another one by its stream, and answers reads meanwhile.
  public convenience init(following primary: PostgresServer) throws {
    try self.init(folderIn: "/tm" + "p")
    try asUser(
      "pg_basebackup",
      ["-h", primary.folder, "-U", "tester", "-D", data, "-R", "-X", "stream", "-c", "fast", "--no-sync"])
    try begin("")
  }

  private init(folderIn base: String) throws {
    guard let programs = Self.programs() else { throw Absent(description: "no initdb and postgres found") }
    self.programs = programs
    folder = base + "/pg-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    if geteuid() == 0 {
      let (status, output) = try Self.run("/bin/chown", [Self.user, folder])
      guard status == 0 else { throw Absent(description: output) }
    }
  }

  private func begin(_ more: String) throws {
    let settings = "listen_addresses=''\nunix_socket_directories='\(folder)'\nmax_connections=40\n" + more
    let file = data + "/postgresql.conf"
    let before = try String(contentsOfFile: file, encoding: .utf8)
    try (before + settings).write(toFile: file, atomically: false, encoding: .utf8)
    if geteuid() == 0 { _ = try Self.run("/bin/chown", [Self.user, file]) }
    try start()
    try watch()
  }

  /// Makes a server that follows one that may be written to.
  public func promote() throws { try asUser("pg_ctl", ["promote", "-w", "-D", data]) }

  /// The address of a registry in a schema of its own.
  public func address(schema: String, folder: String? = nil) -> String {
    let place = (folder ?? self.folder).replacingOccurrences(of: "/", with: "%2F")
    return "postgresql://tester@\(place)/postgres?options=-csearch_path%3D\(schema)"
  }

  /// The socket of the server.
  public var socket: String { folder + "/.s.PGSQL.5432" }

  /// Starts the server and waits until it answers.
  public func start() throws {
    let process = Process()
    let (program, arguments) = command("postgres", ["-D", data])
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: "/")
    let log = URL(filePath: folder + "/log")
    _ = FileManager.default.createFile(atPath: log.path, contents: nil)
    let output = try FileHandle(forWritingTo: log)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = output
    try process.run()
    for _ in 0..<600 {
      if isReady { return }
      usleep(50_000)
    }
    throw Absent(description: (try? String(contentsOf: log, encoding: .utf8)) ?? "no answer")
  }

  /// Whether the server says in its own file that it takes connections.
  private var isReady: Bool {
    let text = (try? String(contentsOfFile: data + "/postmaster.pid", encoding: .utf8)) ?? ""
    return text.contains("ready") && Self.isAlive(postmaster)
  }

  /// Whether the server's first process runs.
  public var isRunning: Bool { Self.isAlive(postmaster) }

  /// The number of the server's first process.
  public var postmaster: Int32 {
    let text = (try? String(contentsOfFile: data + "/postmaster.pid", encoding: .utf8)) ?? ""
    return Int32(text.prefix { $0 != "\n" }) ?? 0
  }

  /// Ends all processes of the server at once, as `kill -9` and a loss of power do.
  public func killHard() throws {
    let first = postmaster
    let children = Self.children(of: first)
    guard first > 1, kill(first, SIGKILL) == 0 else { throw Absent(description: "no server to kill") }
    for child in children { kill(child, SIGKILL) }
  }

  /// Starts the server after ``killHard()``.
  public func startAgain() throws {
    for _ in 0..<200 where Self.isAlive(postmaster) { usleep(20_000) }
    try? FileManager.default.removeItem(atPath: data + "/postmaster.pid")
    try start()
  }

  /// Whether a process runs: one that ended and was not fetched yet does not.
  private static func isAlive(_ process: Int32) -> Bool {
    guard process > 1, let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
    else { return false }
    return !status.contains(") Z ")
  }

  private static func children(of process: Int32) -> [Int32] {
    ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).compactMap(Int32.init).filter {
      let status = (try? String(contentsOfFile: "/proc/\($0)/stat", encoding: .utf8)) ?? ""
      let words = status.split(separator: ")").last?.split(separator: " ") ?? []
      return words.count > 1 && Int32(words[1]) == process
    }
  }

  /// Ends the server and takes its files away.
  public func stop() {
    let first = postmaster
    if first > 1 { kill(first, SIGQUIT) }
    for _ in 0..<200 where Self.isAlive(first) { usleep(20_000) }
    try? FileManager.default.removeItem(atPath: folder)
  }

  private func watch() throws {
    let watcher = Process()
    watcher.executableURL = URL(filePath: "/bin/sh")
    let script = """
      while kill -0 \(getpid()) 2>/dev/null; do sleep 1; done
      pid=$(head -1 '\(data)/postmaster.pid' 2>/dev/null) && kill -QUIT "$pid" && sleep 2
      rm -rf '\(folder)'
      """
    watcher.arguments = ["-c", script]
    watcher.standardInput = FileHandle.nullDevice
    watcher.standardOutput = FileHandle.nullDevice
    watcher.standardError = FileHandle.nullDevice
    try watcher.run()
  }

  private func asUser(_ name: String, _ given: [String]) throws {
    let (program, arguments) = command(name, given)
    let (status, output) = try Self.run(program, arguments)
    guard status == 0 else { throw Absent(description: "\(name): \(output)") }
  }

  /// A program of the server, under a user that it accepts.
  private func command(_ name: String, _ arguments: [String]) -> (String, [String]) {
    let path = programs + "/" + name
    guard geteuid() == 0 else { return (path, arguments) }
    let user = ["--reuid", Self.user, "--regid", Self.group, "--clear-groups", "--", path]
    return ("/usr/bin/setpriv", user + arguments)
  }

  /// PostgreSQL refuses to run as the superuser.
  private static let user = getpwnam("postgres") != nil ? "postgres" : "nobody"
  private static let group = getpwnam("postgres") != nil ? "postgres" : "nogroup"

  /// The folder of the server's programs: on the path, or where Debian puts them.
  private static func programs() -> String? {
    let paths = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
    let root = "/usr/lib/postgresql"
    let versions = ((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? [])
      .sorted { ($0 as NSString).doubleValue > ($1 as NSString).doubleValue }
    return (versions.map { "\(root)/\($0)/bin" } + paths).first { folder in
      ["initdb", "postgres"].allSatisfy {
        FileManager.default.isExecutableFile(atPath: "\(folder)/\($0)")
      }
    }
  }

  private static func run(_ path: String, _ arguments: [String]) throws -> (Int32, String) {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: "/")
    let output = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    _ = FileManager.default.createFile(atPath: output.path(percentEncoded: false), contents: nil)
    defer { try? FileManager.default.removeItem(at: output) }
    let handle = try FileHandle(forWritingTo: output)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = handle
    process.standardError = handle
    try process.run()
    process.waitUntilExit()
    return (process.terminationStatus, (try? String(contentsOf: output, encoding: .utf8)) ?? "")
  }
}
