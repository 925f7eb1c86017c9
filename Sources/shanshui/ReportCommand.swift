import AccountFiles

/// `shanshui report ACCOUNT`
enum ReportCommand: Command {
  static let name = "report"
  static let summary = "由账写出报告 · write the report of an account anew"
  static let options: [Option] = []
  static let help = [
    "shanshui report ACCOUNT", "",
    "由账目文件夹重写 report.zh.html（一个文件，不引用外部资源）。",
    "Writes report.zh.html of an account folder anew: one file that needs nothing else.", "",
    "  shanshui report out/olinda-2000",
  ]

  static func run(_ arguments: Arguments) throws -> ExitCode {
    let path = try arguments.operands("ACCOUNT")[0]
    Terminal.write([try AccountFolder.read(path).writeReport()])
    return .done
  }
}
