import AccountFiles
import Accounts
import Law
import Reports

/// `shanshui compare ACCOUNT ACCOUNT …`
enum CompareCommand: Command {
  static let name = "compare"
  static let summary = "比较两本或几年的账 · compare two accounts, or those of several years"
  static let options: [Option] = [.flag("--json"), .value("--out"), .value("--base"), .value("--recomputed")]
  static let help =
    [
      "shanshui compare OLD NEW [--json] [--out DIR]",
      "shanshui compare ACCOUNT ACCOUNT ACCOUNT … [--base YEAR] [--json] [--out DIR]", "",
      "按指标、分区比较实物量与价值量，并把变化分成面积、单产、价格三种效应（与未分解的部分相加等于变化）。",
      "Compares quantities and values by indicator and zone; the change is split into the effects of area,",
      "of what a hectare yields, and of price, which with what cannot be split add up to it.", "",
      "三本以上按年份排列，给出现价与不变价；--base 年份 选不变价所用的账，不写用最早的一本。",
      "Three or more stand by year, at current and at constant prices; --base names the year of the account",
      "whose prices are the constant ones, else the earliest.",
      "--out DIR：两本写前后比较表 comparison.json、.csv、.xlsx、.zh.html、.en.html（有无项目、修复前后都用它）；",
      "年份不同时和三本以上写 series.json、series.xlsx、series.svg。",
      "--out DIR writes, of two, the table before and after (with and without a project, a restoration) as",
      "comparison.*; of different years, and of three or more, series.*.",
      "", "  shanshui compare out/bungo-2000 out/bungo-2005",
      "  shanshui compare out/xiamen-2003 out/xiamen-2019 --out out/xiamen-benefit",
      "  shanshui compare out/bungo-1990 out/bungo-2000 out/bungo-2005 out/bungo-2010 --out out/bungo-series",
    ] + methodHelp

  static func run(_ arguments: Arguments) throws -> ExitCode {
    let paths = arguments.operands
    if let folder = arguments["--recomputed"] {
      return try method(paths, recomputed: folder, json: arguments.has("--json"))
    }
    guard paths.count > 1 else {
      throw UsageError(message: "要两本以上的账：OLD NEW … · two accounts or more are wanted: OLD NEW …")
    }
    let accounts = try paths.map { try AccountFolder.read($0).account }
    let json = arguments.has("--json")
    if paths.count == 2, arguments["--base"] == nil {
      let table = BeforeAfter(accounts[0], accounts[1])
      Terminal.write(json ? [table.comparison.json().canonical()] : comparisonLines(table.comparison))
      guard let folder = arguments["--out"] else { return .done }
      Terminal.complain(try writeComparison(table, into: folder))
      // Two states of one year, as with and without a project, are no series.
      guard accounts[0].region.year != accounts[1].region.year else { return .done }
      Terminal.complain(try writeSeries(try accountSeries(accounts, baseYear: nil), into: folder))
      return .done
    }
    let series = try accountSeries(accounts, baseYear: try arguments.int("--base", least: 1800))
    Terminal.write(json ? [series.json().canonical()] : seriesLines(series))
    guard let folder = arguments["--out"] else { return .done }
    Terminal.complain(try writeSeries(series, into: folder))
    return .done
  }
}
