import AccountFiles
import Accounts
import Law
import Reports

/// `shanshui compare ACCOUNT ACCOUNT`
enum CompareCommand: Command {
  static let name = "compare"
  static let summary = "比较两本账 · compare two accounts"
  static let options: [Option] = [.flag("--json")]
  static let help = [
    "shanshui compare OLD NEW [--json]", "",
    "按指标、分区比较实物量与价值量，并把变化分成面积效应与单产效应（两者之和等于变化）。",
    "Compares quantities and values by indicator and zone; the change is "
      + "split into that of area and that of value",
    "per hectare, which add up to it.", "",
    "  shanshui compare out/bungo-2000 out/bungo-2005",
  ]

  static func run(_ arguments: Arguments) throws -> ExitCode {
    let paths = try arguments.operands("OLD", "NEW")
    let comparison = compareAccounts(
      try AccountFolder.read(paths[0]).account, try AccountFolder.read(paths[1]).account)
    let json = arguments.has("--json")
    Terminal.write(json ? [comparison.json().canonical()] : comparisonLines(comparison))
    return .done
  }
}
