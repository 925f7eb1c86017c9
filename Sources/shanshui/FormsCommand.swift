import AccountFiles
import Accounts
import Foundation
import Law
import RegionFiles
import Reports

/// `shanshui forms ACCOUNT`
enum FormsCommand: Command {
  static let name = "forms"
  static let summary = "统计报表：填出、读回、审核 · official forms: fill in, read back, audit"
  static let options: [Option] = [
    .value("--last"), .value("--out"), .value("--read"), .value("--language"), .flag("--pack-changed"),
  ]
  static let help = [
    "shanshui forms ACCOUNT [--last ACCOUNT] [--out FILE.xlsx] [--language zh|en] [--pack-changed]",
    "shanshui forms ACCOUNT [--last ACCOUNT] --read FILE.xlsx [--pack-changed]", "",
    "按方法包 forms 中的表式填出报表（默认写到账目文件夹的 forms.xlsx）；浅色空格由填报单位填写，其余锁定。",
    "--last 给出上年的账，填上年栏。--read 读回填好的报表，逐条审核；有错误时退出码为 1。",
    "方法包与核算时不同则不填（表式可能不是当时的）：用 --home 指向当时的方法包，或加 --pack-changed 照现在的表式。",
    "Fills in the forms of the method pack; open cells are the office's. --last: last year's account.",
    "Refused when the pack is not what the account was made with: point --home to that pack, or say",
    "--pack-changed.",
    "--read reads a filled workbook back and looks whether its relations hold; exit code 1 when not.",
    "", "  shanshui forms out/olinda-2000", "  shanshui forms out/olinda-2000 --read 收到的报表.xlsx",
  ]

  static func run(_ arguments: Arguments) throws -> ExitCode {
    let folder = try AccountFolder.read(try arguments.operands("ACCOUNT")[0])
    guard arguments["--read"] == nil || arguments["--out"] == nil else {
      throw UsageError(message: "--read 与 --out 不能同用 · --read and --out exclude each other")
    }
    let last = try arguments["--last"].map { try AccountFolder.read($0).account }
    if let last { try check(last, before: folder.account) }
    let language = try arguments.language() ?? .zh
    guard let forms = try forms(of: folder, arguments) else { return .failed }
    let filled = forms.map { FilledForm($0, folder.account, last: last, in: language) }
    if let path = arguments["--read"] { return try read(path, forms, filled) }
    let path = arguments["--out"] ?? "\(folder.path)/forms\(language == .en ? ".en" : "").xlsx"
    try writeForms(filled, of: folder.account, to: path)
    Terminal.write([path])
    return .done
  }

  private static func check(_ last: Account, before account: Account) throws {
    guard last.region.id == account.region.id, last.region.year < account.region.year else {
      throw UsageError(
        message: "--last 须是同一地区较早年份的账 · --last wants an earlier account of the same region")
    }
  }

  private static func forms(of folder: AccountFolder, _ arguments: Arguments) throws -> [OfficialForm]? {
    let account = folder.account
    let (method, problems) = try Workshop(arguments).shelf.load(account.pack.id)
    for problem in problems { Terminal.complain(problem.lines(in: nil)) }
    guard let method else { return nil }
    let changed = changes(of: method, since: folder.provenance)
    if !changed.isEmpty, !arguments.has("--pack-changed") {
      Terminal.complain([
        "方法包 \(account.pack.id) 与核算时不同：\(changed.joined(separator: "、"))；用 --home 指向当时的方法包，或加 "
          + "--pack-changed 照现在的表式 · the pack is not what the account was made with; point --home to that "
          + "pack, or say --pack-changed"
      ])
      return nil
    }
    let forms = method.packs.flatMap(\.forms)
    if forms.isEmpty {
      Terminal.complain(["方法包 \(account.pack.id) 没有表式 forms · the pack \(account.pack.id) has no forms"])
      return nil
    }
    return forms
  }

  /// Files of the pack, and of those it uses, that are not as they were when the account was made.
  private static func changes(of method: MethodPack, since provenance: Provenance) -> [String] {
    let made = Set(provenance.packFiles.map { [$0.pack, $0.name, $0.sha256] })
    let now = PackShelf.files(of: method)
    let others = now.filter { !made.contains([$0.pack, $0.name, $0.sha256]) }.map(\.name)
    let names = Set(now.map { [$0.pack, $0.name] })
    let gone = provenance.packFiles.filter {
      !["region", "units"].contains($0.pack) && !names.contains([$0.pack, $0.name])
    }
    return others + gone.map(\.name)
  }

  private static func read(
    _ path: String, _ forms: [OfficialForm], _ filled: [FilledForm]
  ) throws -> ExitCode {
    let found = try readForms(forms, from: path)
    let missing = forms.map(\.id).filter { found[$0] == nil }
    let findings = audit(filled, found)
    var lines = findings.map(\.description)
    lines += missing.map { "\($0)　错误 error：没有这张表 · there is no such sheet" }
    let relations = forms.reduce(0) { $0 + $1.relations.count }
    let errors = findings.count { $0.isError } + missing.count
    lines.append(
      "审核 audit：\(found.count) 张表 forms，\(relations) 条关系 relations，错误 errors \(errors)，"
        + "须说明 to be explained \(findings.count - findings.count { $0.isError })")
    Terminal.write(lines)
    return errors == 0 ? .done : .failed
  }
}
