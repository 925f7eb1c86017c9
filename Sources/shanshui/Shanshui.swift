import Foundation

/// The program: finds the command and runs it.
@main
struct Shanshui {
  static func main() {
    let words = Array(CommandLine.arguments.dropFirst())
    exit(run(words).rawValue)
  }

  private static func run(_ words: [String]) -> ExitCode {
    guard let first = words.first else {
      Terminal.write(Overview.lines)
      return .usage
    }
    if ["help", "--help", "-h"].contains(first) {
      Terminal.write(Overview.lines)
      return .done
    }
    if ["version", "--version"].contains(first) {
      Terminal.write(["shanshui \(Version.text)"])
      return .done
    }
    guard let command = Overview.commands.first(where: { $0.name == first }) else {
      return usage("没有命令 “\(first)” · no command ‘\(first)’", hint: "shanshui help")
    }
    return run(command, Array(words.dropFirst()))
  }

  private static func run(_ command: any Command.Type, _ words: [String]) -> ExitCode {
    if words.contains("--help") || words.contains("-h") {
      Terminal.write(command.help)
      return .done
    }
    do {
      return try command.run(Arguments(words, options: command.options, command: command.name))
    } catch let error as UsageError {
      return usage(error.message, hint: "shanshui \(command.name) --help")
    } catch {
      Terminal.complain(["shanshui \(command.name): \(sentence(error))"])
      return .failed
    }
  }

  /// Failures of the system itself have no sentence of ours: what, where, and what to do.
  private static func sentence(_ error: any Error) -> String {
    guard let error = error as? CocoaError else { return "\(error)" }
    let path = error.filePath ?? FileManager.default.currentDirectoryPath
    return "\(path)：\(error.localizedDescription)；请检查磁盘空间和权限，再运行即接着算 · "
      + "look at disk space and permissions, then run again"
  }

  private static func usage(_ message: String, hint: String) -> ExitCode {
    Terminal.complain([message, "→ \(hint)"])
    return .usage
  }
}

/// How the program ends.
enum ExitCode: Int32 {
  case done = 0
  /// Refused or failed.
  case failed = 1
  /// Called in a way that is not understood.
  case usage = 2
}

/// The program's version, as reports and provenance name it.
enum Version {
  static let text = "0.1.0"
}
