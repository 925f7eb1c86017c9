import AccountFiles
import Accounts
import Foundation
import Law
import Quantities
import Reports

/// `shanshui life ACCOUNT show|submit|remark|agree|answer|countersign|publish|revise|recompute`
enum LifeCommand: Command {
  static let name = "life"
  static let summary = "报审、评审、会签、发布、更正 · review, countersign, publish and revise an account"
  static let options: [Option] = [
    .value("--person"), .value("--organisation"), .value("--role"), .value("--day"), .value("--text"),
    .value("--remark"), .value("--of"), .flag("--json"),
  ]
  static let help = [
    "shanshui life ACCOUNT [show] [--json]",
    "shanshui life ACCOUNT submit|remark|agree|answer|countersign|publish",
    "         --person NAME --organisation NAME --role TITLE --day YYYY-MM-DD [--text TEXT] [--remark N]",
    "shanshui life ACCOUNT revise|recompute --of OLDER --text WHY --person … --organisation …",
    "         --role … --day …",
    "",
    "草稿 → submit 报审 → remark 专家意见 / agree 同意 → answer 答复 → countersign 会签 → publish 发布 → revise 更正。",
    "各步记入账目文件夹的 life.json，前后以 SM3 相扣，并记下当时 account.json 的摘要；account.json 本身不变。",
    "revise：本账更正同地同年同规范的旧账 OLDER；recompute：本账按另一规范重算 OLDER，两本并存。",
    "",
    "Each step goes into life.json beside the account, chained by SM3, with the digest of account.json at",
    "that step: an edited step or a changed account is found. Persons and days are as they are given.",
    "revise: this account takes the place of OLDER; recompute: it has OLDER's year by another norm, and both",
    "are kept.",
    "",
    "  shanshui life out/olinda-2000 submit --person 张三 --organisation 某院 --role 编制人 --day 2026-03-01",
    "  shanshui life out/olinda-2000 answer --remark 2 --text 已改 --person …",
  ]

  static func run(_ arguments: Arguments) throws -> ExitCode {
    guard (1...2).contains(arguments.operands.count) else {
      throw UsageError(message: "需要 ACCOUNT 和步骤 · wanted ACCOUNT and a step")
    }
    let folder = try AccountFolder.read(arguments.operands[0])
    let word = arguments.operands.count > 1 ? arguments.operands[1] : "show"
    if word == "show" {
      try show(folder, arguments)
      return .done
    }
    let told: Set<LifeAct> = [.superseded, .recomputed]
    guard let act = LifeAct(rawValue: word), !told.contains(act) else {
      throw UsageError(message: "life 没有步骤 “\(word)” · life has no step ‘\(word)’")
    }
    var request = try request(act, folder, arguments)
    if [.revise, .recompute].contains(act) {
      try link(&request, folder, arguments)
    } else {
      guard arguments["--of"] == nil else { throw UsageError(message: "--of 只用于 revise 和 recompute") }
      try write(request, to: folder)
    }
    try show(folder, arguments)
    return .done
  }

  private static func request(
    _ act: LifeAct, _ folder: AccountFolder, _ arguments: Arguments
  ) throws -> LifeRequest {
    guard let text = arguments["--day"] else {
      throw UsageError(message: "请用 --day 写明日期 · give the day by --day")
    }
    guard let day = try? Day(parsing: text) else {
      throw UsageError(message: "--day 写成 2026-03-01 这样 · write --day as 2026-03-01, not ‘\(text)’")
    }
    if arguments["--remark"] != nil, act != .answer {
      throw UsageError(message: "--remark 只用于 answer · --remark is of answer only")
    }
    let person = LifePerson(
      name: arguments["--person"] ?? "", organisation: arguments["--organisation"] ?? "",
      role: arguments["--role"] ?? "")
    return LifeRequest(
      act: act, person: person, day: day, text: arguments["--text"] ?? "",
      remark: try arguments.int("--remark", least: 1), account: try folder.accountDigest())
  }

  @discardableResult
  private static func write(_ request: LifeRequest, to folder: AccountFolder) throws -> AccountLife {
    let life = try folder.life()
    let longer = try folder.add(try life.step(request), to: life)
    _ = try folder.writeReports(in: Language.allCases)
    _ = try folder.writeWorkbook()
    try ReportCommand.renewPapers(of: folder)
    return longer
  }

  /// Writes into this account which one it follows, then into the older one by which it is followed. Both are
  /// looked at before either is written.
  private static func link(
    _ request: inout LifeRequest, _ folder: AccountFolder, _ arguments: Arguments
  ) throws {
    guard let path = arguments["--of"] else {
      throw UsageError(message: "请用 --of 给出旧账的文件夹 · name the older account's folder by --of")
    }
    let older = try AccountFolder.read(path)
    let old = LifeLink(older.account, digest: try older.accountDigest())
    let new = LifeLink(folder.account, digest: request.account)
    let olderLife = try older.life()
    try checkRevision(request.act, new, of: old, olderLife)
    var told = request
    told.act = request.act == .revise ? .superseded : .recomputed
    (told.account, told.link) = (old.account, new)
    request.link = old
    _ = try folder.life().step(request)
    _ = try olderLife.step(told)
    try write(request, to: folder)
    try write(told, to: older)
  }

  private static func show(_ folder: AccountFolder, _ arguments: Arguments) throws {
    let life = try folder.life()
    if arguments.has("--json") { return Terminal.write([life.json().canonical()]) }
    Terminal.write(lifeLines(folder.account, life, digest: try folder.accountDigest()))
  }
}
