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
    .value("--remark"), .value("--of"), .value("--head"), .flag("--json"),
  ]
  static let help = [
    "shanshui life ACCOUNT [show] [--json] [--head SM3]",
    "shanshui life ACCOUNT submit|remark|agree|answer|countersign|publish",
    "         --person NAME --organisation NAME --role TITLE --day YYYY-MM-DD [--text TEXT] [--remark N]",
    "shanshui life ACCOUNT revise|recompute --of OLDER --text WHY --person … --organisation …",
    "         --role … --day …",
    "",
    "草稿 → submit 报审 → remark 专家意见 / agree 同意 → answer 答复 → countersign 会签 → publish 发布 → revise 更正。",
    "各步记入账目文件夹的 life.json，前后以 SM3 相扣，并记下当时 account.json 的摘要；account.json 本身不变。",
    "life-seal.json 记下步数和末步的 SM3，报告也印出：从末尾截去的步骤因此看得出。--head 用公布过的 SM3 核对本账的记录。",
    "revise：本账更正同地同年同规范的旧账 OLDER；recompute：本账按另一规范重算 OLDER，两本并存。",
    "",
    "Each step goes into life.json beside the account, chained by SM3, with the digest of account.json at",
    "that step: an edited step or a changed account is found. Persons and days are as they are given.",
    "life-seal.json keeps the number of steps and the digest of the last, which the report prints too, so",
    "that a cut end is seen; --head holds the record against a digest that was published.",
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
    if word == "show" { return try look(folder, arguments) }
    guard arguments["--head"] == nil else {
      throw UsageError(message: "--head 只用于 show · --head is of show only")
    }
    let told: Set<LifeAct> = [.superseded, .recomputed]
    guard let act = LifeAct(rawValue: word), !told.contains(act) else {
      throw UsageError(message: "life 没有步骤 “\(word)” · life has no step ‘\(word)’")
    }
    var request = try request(act, folder, arguments)
    if [.revise, .recompute].contains(act) {
      guard let path = arguments["--of"] else {
        throw UsageError(message: "请用 --of 给出旧账的文件夹 · name the older account's folder by --of")
      }
      try link(&request, folder, to: path)
    } else {
      guard arguments["--of"] == nil else { throw UsageError(message: "--of 只用于 revise 和 recompute") }
      try write(request, to: folder)
    }
    try show(folder, arguments)
    return .done
  }

  /// Prints the steps; with `--head`, says whether a published digest stands among them.
  private static func look(_ folder: AccountFolder, _ arguments: Arguments) throws -> ExitCode {
    try show(folder, arguments)
    guard let head = arguments["--head"] else { return .done }
    let steps = try folder.life().steps
    guard let step = steps.first(where: { $0.digest == head.lowercased() }) else {
      Terminal.complain([
        "公布的 SM3 不在本账的记录里：记录被改过、截短过，或不是这本账 · the published digest is not in this record: it was "
          + "edited or cut, or it is another account's"
      ])
      return .failed
    }
    let later = steps.count - step.number
    Terminal.complain([
      "公布的 SM3 是第 \(step.number) 步（\(step.act.label)），其后还有 \(later) 步 · the published digest is that of step "
        + "\(step.number), with \(later) after it"
    ])
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
  static func link(_ request: inout LifeRequest, _ folder: AccountFolder, to path: String) throws {
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
