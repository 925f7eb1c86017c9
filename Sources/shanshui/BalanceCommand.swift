import AccountFiles
import Accounts
import Foundation
import Law
import RegionFiles
import Reports

/// `shanshui balance OPENING CLOSING …`
enum BalanceCommand: Command {
  static let name = "balance"
  static let summary = "自然资源资产负债表与不减少检验 · balance sheet of natural resources, test of no fall"
  static let options: [Option] = [.value("--flows"), .flag("--net"), .value("--threads"), .flag("--json")]
  static let help = [
    "shanshui balance OPENING CLOSING [CLOSING …] [--flows FILE | --net] [--threads N] [--json]", "",
    "由同一地区前后两年（或逐年多本）的账编资产负债表：期初、增加、减少、期末，实物量和价值；检验资产是否减少。",
    "地类转移由两年的地区文件夹逐像元相叠得出（账目记着文件夹；请在当初运行 account 的地方运行）；",
    "只有表的地区用 --flows 给出转移表，列为 from、to、area（hm²），可有 zone（或 期初地类、期末地类、面积、单元）；",
    "--net 只要净变化。结果写入期末账的文件夹：balance.json、balance.csv、balance-flows.csv，",
    "并重写工作簿和报告（多三张表、一节）。",
    "",
    "Makes the balance sheet of a place out of the accounts of two years, or of each pair of "
      + "several: opening,",
    "additions, reductions, closing, in hectares and money; and the test that assets have not fallen. Which",
    "land became which is found by laying both years' maps over each other (run it where account was run);",
    "regions of tables give it by --flows, a table with the columns from, to, area (hm2) and maybe zone;",
    "--net is content with net changes. The closing account's folder gets the files, workbook and reports.",
    "", "  shanshui balance out/bungo-2005 out/bungo-2010",
    "  shanshui balance out/bungo-1990 out/bungo-2000 out/bungo-2005 out/bungo-2010",
    "  shanshui balance out/liyang-2020 out/liyang-2021 --flows 变更.csv",
  ]

  static func run(_ arguments: Arguments) throws -> ExitCode {
    let paths = arguments.operands
    guard paths.count > 1 else {
      throw UsageError(message: "要两本以上的账：OPENING CLOSING … · two accounts or more are wanted")
    }
    guard arguments["--flows"] == nil || (paths.count == 2 && !arguments.has("--net")) else {
      throw UsageError(
        message: "--flows 只用于两本账，且不与 --net 同用 · --flows goes with two accounts and without --net")
    }
    let folders = try paths.map { try AccountFolder.read($0) }
      .sorted { $0.account.region.year < $1.account.region.year }
    var lines: [String] = []
    var sheets: [BalanceSheet] = []
    for (opening, closing) in zip(folders, folders.dropFirst()) {
      let sheet = try sheet(opening, closing, arguments)
      let files = try closing.write(sheet)
      try ReportCommand.renewPapers(of: closing)
      sheets.append(sheet)
      lines +=
        (lines.isEmpty ? [] : [""]) + balanceLines(sheet) + ["结果 results: \(files.joined(separator: " "))"]
    }
    let json = JSONValue.array(sheets.map { $0.json() })
    Terminal.write(arguments.has("--json") ? [json.canonical()] : lines + verdicts(sheets))
    return .done
  }

  /// The yearly verdicts together, where there are several.
  private static func verdicts(_ sheets: [BalanceSheet]) -> [String] {
    guard sheets.count > 1 else { return [] }
    return [""]
      + sheets.map { sheet in
        let verdict = sheet.tests.first?.verdict ?? .undecided
        return "\(sheet.opening.year)→\(sheet.closing.year)：\(verdictText(verdict, in: .zh)) · "
          + verdictText(verdict, in: .en)
      }
  }

  private static func sheet(
    _ opening: AccountFolder, _ closing: AccountFolder, _ arguments: Arguments
  ) throws -> BalanceSheet {
    let accounts = (opening.account, closing.account)
    let (flows, source) = try flows(opening, closing, arguments)
    return try balanceSheet(
      opening: accounts.0, closing: accounts.1,
      digests: (try opening.accountDigest(), try closing.accountDigest()), flows: flows, source: source)
  }

  private static func flows(
    _ opening: AccountFolder, _ closing: AccountFolder, _ arguments: Arguments
  ) throws -> (flows: [LandFlow], source: String) {
    if let table = arguments["--flows"] {
      let flows = try landFlows(inTable: table, between: [opening.account, closing.account])
      return (flows, URL(fileURLWithPath: table).lastPathComponent)
    }
    let isGrid = [opening, closing].allSatisfy { $0.account.rules.zone != "rows" }
    let isWhole = [opening, closing].allSatisfy { $0.account.part == nil }
    guard isGrid, isWhole, !arguments.has("--net") else { return ([], "") }
    let workshop = try Workshop(arguments)
    let regions = try [opening, closing].map { folder in
      let path = folder.provenance.regionFolder
      guard FileManager.default.fileExists(atPath: path) else { throw NoRegionFolder(path: path) }
      return try workshop.open(path)
    }
    guard let before = regions[0], let after = regions[1] else { throw NoRegionFolder(path: "") }
    let scratch = FileManager.default.temporaryDirectory.appendingPathComponent(
      "shanshui-balance-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: scratch) }
    let flows = try landFlows(
      from: before, to: after, scratch: scratch, threads: try Workshop.threads(arguments))
    return (flows ?? [], flows == nil ? "" : "grid")
  }
}

/// The region of an account is not where the account says.
private struct NoRegionFolder: Error, CustomStringConvertible {
  let path: String

  var description: String {
    "地区文件夹“\(path)”打不开，无法把两年的图相叠；请在当初运行 account 的地方运行，或加 --net 只要净变化 · "
      + "the region's folder ‘\(path)’ is not there, so that the maps cannot be laid over each "
      + "other; run this "
      + "where account was run, or ask for net changes by --net"
  }
}
