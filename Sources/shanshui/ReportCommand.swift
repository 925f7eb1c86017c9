import AccountFiles
import Law

/// `shanshui report ACCOUNT`
enum ReportCommand: Command {
  static let name = "report"
  static let summary = "由账写出报告 · write the report of an account anew"
  static let options: [Option] = [.value("--language")]
  static let help = [
    "shanshui report ACCOUNT [--language zh|en]", "",
    "由账目文件夹重写 report.zh.html 和 report.en.html（每种语言一个文件，不引用外部资源）。",
    "Writes report.zh.html and report.en.html of an account folder anew: a file for each language that needs",
    "nothing else; only one of them by --language.", "",
    "  shanshui report out/olinda-2000", "  shanshui report out/olinda-2000 --language en",
  ]

  static func run(_ arguments: Arguments) throws -> ExitCode {
    let path = try arguments.operands("ACCOUNT")[0]
    let languages = try arguments.language().map { [$0] } ?? Language.allCases
    Terminal.write(try AccountFolder.read(path).writeReports(in: languages))
    return .done
  }
}
