/// A command of the program.
protocol Command {
  static var name: String { get }
  /// One line for the overview, Chinese then English.
  static var summary: String { get }
  static var help: [String] { get }
  static var options: [Option] { get }
  static func run(_ arguments: Arguments) throws -> ExitCode
}

/// An option that a command knows.
struct Option {
  /// With its dashes, as `--out`.
  let name: String
  let takesValue: Bool

  static func flag(_ name: String) -> Option { Option(name: name, takesValue: false) }
  static func value(_ name: String) -> Option { Option(name: name, takesValue: true) }
}

/// The list of commands.
enum Overview {
  static var commands: [any Command.Type] {
    [
      CheckCommand.self, AccountCommand.self, ReportCommand.self, ExplainCommand.self, CompareCommand.self,
      BalanceCommand.self, LifeCommand.self, FormsCommand.self, PacksCommand.self, RegistryCommand.self,
      VerifyCommand.self, AccessCommand.self, ServeCommand.self,
    ]
  }

  static var lines: [String] {
    var lines = [
      "shanshui 山水 \(Version.text): 生态产品总值核算 · gross ecosystem product accounting", "",
      "用法 Usage: shanshui COMMAND …   (shanshui COMMAND --help)", "",
    ]
    lines += commands.map { "  \($0.name.padded(to: 9)) \($0.summary)" }
    lines += [
      "", "选项 Options everywhere:",
      "  --home DIR   where Packs/ lies (else SHANSHUI_HOME, ../share/shanshui, the checkout)",
      "  --help       help with examples", "",
      "退出码 Exit codes: 0 done, 1 refused or failed, 2 wrong usage",
    ]
    return lines
  }
}

extension String {
  /// Filled with blanks on the right.
  func padded(to width: Int) -> String {
    count >= width ? self : self + String(repeating: " ", count: width - count)
  }
}
