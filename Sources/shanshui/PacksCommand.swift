import Law
import RegionFiles

/// `shanshui packs list|show|check`
enum PacksCommand: Command {
  static let name = "packs"
  static let summary = "核算方法包：列出、查看、检查 · method packs: list, show, check"
  static let options: [Option] = [.flag("--json"), .flag("--published"), .value("--language")]
  static let help = [
    "shanshui packs list [--language zh|en] [--json]",
    "shanshui packs show PACK [--language zh|en] [--json]",
    "shanshui packs check [PACK …] [--published] [--language zh|en] [--json]", "",
    "check 列出每条公式及推出的单位，运行全部算例，按文件列出已发表的数与本程序之差，末行为 cases: N passed, M failed。",
    "--published 只列已发表的数，也只计它们。PACK 是包名或文件夹。",
    "check prints each formula with its derived unit, runs all worked cases and sets the figures that",
    "documents print against ours. --published prints and counts only those. PACK is a name or a folder.",
    "",
    "  shanshui packs show cn-2022", "  shanshui packs check", "  shanshui packs check my/pack --language en",
  ]

  static func run(_ arguments: Arguments) throws -> ExitCode {
    guard let action = arguments.operands.first else { throw UsageError(message: "packs list|show|check") }
    let names = Array(arguments.operands.dropFirst())
    let shelf = try Workshop(arguments).shelf
    switch action {
    case "list": return try list(shelf, names, arguments)
    case "show": return try show(shelf, names, arguments)
    case "check": return try check(shelf, names, arguments)
    default:
      throw UsageError(message: "packs \(action)：没有这个动作 · there is no packs \(action); list, show or check")
    }
  }

  private static func write(_ description: Description, _ arguments: Arguments) {
    Terminal.write(arguments.has("--json") ? [description.json.canonical()] : description.lines)
  }

  private static func list(
    _ shelf: PackShelf, _ names: [String], _ arguments: Arguments
  ) throws -> ExitCode {
    guard names.isEmpty else { throw UsageError(message: "packs list 不带操作数 · packs list takes no operand") }
    var packs: [Pack] = []
    var problems: [Problem] = []
    for name in try shelf.names() {
      let (method, found) = try shelf.load(name)
      problems += found.filter { $0.severity == .error }
      if let method { packs.append(method.pack) }
    }
    write(PackListing.describe(packs, language: try arguments.language() ?? .zh), arguments)
    for problem in problems { Terminal.complain(problem.lines(in: nil)) }
    return problems.isEmpty ? .done : .failed
  }

  private static func show(
    _ shelf: PackShelf, _ names: [String], _ arguments: Arguments
  ) throws -> ExitCode {
    guard names.count == 1 else { throw UsageError(message: "packs show PACK") }
    let (method, problems) = try shelf.load(names[0])
    for problem in problems { Terminal.complain(problem.lines(in: nil)) }
    guard let method else { return .failed }
    write(PackSheet.describe(method, language: try arguments.language() ?? .zh), arguments)
    return .done
  }

  private static func check(
    _ shelf: PackShelf, _ names: [String], _ arguments: Arguments
  ) throws -> ExitCode {
    var checked: [(method: MethodPack, results: [CaseResult])] = []
    var problems: [Problem] = []
    for name in names.isEmpty ? try shelf.names() : names {
      let (method, found) = try shelf.load(name)
      problems += found.filter { !problems.contains($0) }
      if let method { checked.append((method, method.runCases(units: shelf.units))) }
    }
    let report = PackReport.describe(
      checked, problems: problems, publishedOnly: arguments.has("--published"),
      language: try arguments.language() ?? .zh)
    write(report, arguments)
    let failed = CaseCount(checked.flatMap(\.results)).failed
    return failed == 0 && !problems.contains { $0.severity == .error } ? .done : .failed
  }
}
