import AccountFiles
import Accounts
import Foundation
import Law
import Papers
import Reports

/// `shanshui report ACCOUNT`
enum ReportCommand: Command {
  static let name = "report"
  static let summary = "由账写出报告 · write the report of an account anew"
  static let options: [Option] = [.value("--language"), .flag("--pdf"), .flag("--gdb")]
  static let help = [
    "shanshui report ACCOUNT [--language zh|en] [--pdf] [--gdb]", "",
    "由账目文件夹重写 report.zh.html 和 report.en.html（每种语言一个文件，不引用外部资源）。",
    "Writes report.zh.html and report.en.html of an account folder anew: a file for each language that needs",
    "nothing else; only one of them by --language.",
    "--gdb 另写 account.gdb（文件地理数据库，内容同 account.gpkg）· also as file geodatabase, as account.gpkg.",
    "--pdf 另写 report.zh.pdf、report.en.pdf（A4，有书签和页码）· also as PDF, with bookmarks and page numbers.", "",
    "  shanshui report out/olinda-2000", "  shanshui report out/olinda-2000 --language en --pdf",
  ]

  static func run(_ arguments: Arguments) throws -> ExitCode {
    let folder = try AccountFolder.read(try arguments.operands("ACCOUNT")[0])
    let languages = try arguments.language().map { [$0] } ?? Language.allCases
    Terminal.write(try folder.writeReports(in: languages))
    if arguments.has("--pdf") { Terminal.write(try papers(of: folder, in: languages)) }
    if arguments.has("--gdb") { Terminal.write([try folder.writeGeodatabase()]) }
    return .done
  }

  /// Writes those reports on paper anew that are there: they show the state of the account too.
  static func renewPapers(of folder: AccountFolder) throws {
    let languages = Language.allCases.filter {
      FileManager.default.fileExists(atPath: "\(folder.path)/report.\($0.rawValue).pdf")
    }
    if !languages.isEmpty { _ = try papers(of: folder, in: languages) }
  }

  /// The day that stands in the file is the last of the accounting year: no clock, so the same bytes.
  private static func papers(of folder: AccountFolder, in languages: [Language]) throws -> [String] {
    let document = try folder.document()
    let day = "\(folder.account.region.year)-12-31"
    return try languages.map { language in
      try folder.writeReport(in: language, ending: "pdf") {
        try pdf(reportMarkup(document, in: language), in: language, day: day)
      }
    }
  }
}
