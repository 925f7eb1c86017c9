import Foundation

/// A program run to its end, and what it took.
struct ProcessRun {
  let wall: Double
  /// Seconds of all its threads, in the program and in the system.
  let cpu: Double
  /// Bytes.
  let peakMemory: Int

  /// - Throws: ``BenchError`` when it cannot be started or does not end with 0.
  static func run(_ words: [String], output: String) throws -> ProcessRun {
    let began = ContinuousClock.now
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
    var arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process: pid_t = 0
    guard posix_spawn(&process, words[0], &actions, nil, &arguments, environ) == 0 else {
      throw BenchError("\(words[0])：不能运行 · cannot be run")
    }
    var (status, usage): (Int32, rusage) = (0, rusage())
    while wait4(process, &status, 0, &usage) < 0 && errno == EINTR {}
    guard status == 0 else {
      let said = (try? String(contentsOfFile: output, encoding: .utf8)) ?? ""
      throw BenchError("\(words.joined(separator: " ")) 失败 · failed\n\(said)")
    }
    let wall = ContinuousClock.now - began
    return ProcessRun(
      wall: Double(wall.components.seconds) + Double(wall.components.attoseconds) * 1e-18,
      cpu: seconds(usage.ru_utime) + seconds(usage.ru_stime), peakMemory: usage.ru_maxrss * 1024)
  }

  private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) * 1e-6 }
}

/// The middle one of several numbers.
func median(_ numbers: [Double]) -> Double {
  let sorted = numbers.sorted()
  guard !sorted.isEmpty else { return .nan }
  return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
}
