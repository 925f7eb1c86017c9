import Actions
import Foundation
import Journal
import Law
import RegistryDesk
import Store

/// `shanshui registry VERB …`
enum RegistryCommand: Command {
  static let name = "registry"
  static let summary = "登记簿：开户、签发、划转、质押、核销、对账 · a registry: accounts, issue, transfer, pledge, retire, audit"
  static let options: [Option] =
    [
      "--registry", "--as", "--key", "--at", "--chance", "--out", "--on", "--before", "--after", "--limit",
      "--for", "--keys", "--passphrase-file", "--data", "--rules", "--calendar", "--registrar", "--authority",
      "--symbol", "--decimals", "--step", "--owe", "--states", "--owner", "--kind", "--unit", "--class",
      "--project", "--place", "--vintage", "--attributes", "--expiry", "--evidence", "--to", "--from",
      "--reference", "--first", "--remainder", "--rounding", "--reason", "--beneficiary", "--hours",
      "--until", "--order", "--court", "--pledge", "--document", "--number", "--name", "--account",
      "--administration", "--geometry", "--box", "--conflicts", "--stated", "--list",
    ].map { .value($0) }
    + Words.flagNames.sorted().map { .flag($0) } + [.flag("--json")]

  static let help: [String] =
    [
      "shanshui registry VERB … --registry FILE|postgres://… [--as PERSON@ORGANISATION] [--key HEX]", "",
      "建簿与查询 Founding and looking:",
      "  init TITLE --registrar PERSON@ORG --authority PERSON@ORG [--rules DIR] [--calendar DIR]",
      "  load MAPPING.json5 --data DIR --registrar PERSON@ORG --authority PERSON@ORG [--out FILE]",
      "      由历史记录建簿并核对 a new registry of records of the past, reconciled with them",
      "  balance [ACCOUNT] [--on DAY]      余额 what accounts have, or had at the end of a day",
      "  history ACCOUNT [--on DAY] [--before ENTRY] [--limit N]      明细 what moved, the latest N",
      "  accounts [--owner PARTY] [--after ACCOUNT] [--limit N]      账户 accounts",
      "  freezes [ACCOUNT]      司法冻结与轮候 judicial freezes, in effect and waiting",
      "  claims [BENEFIT]      占用声明 claims   proposals [--for PERSON@ORG]      提案 what waits for approval",
      "  fate KEY      请求的下落 what became of a request",
      "  statement ACCOUNT --keys DIR --passphrase-file FILE --out FILE",
      "  withdraw-statement STATEMENT --list LIST --keys DIR --passphrase-file FILE --reason TEXT",
      "      撤回对账单 puts a statement on the signed list of withdrawn ones",
      "  keys new|rotate DIR --passphrase-file FILE      SM2 签名密钥 signing keys",
      "  backup FILE   restore BACKUP   export FILE   import FILE   digest",
      "  migrate      由较早版本升级（先备份） brings a registry of an earlier version up; back it up first",
      "  reverse ENTRY [FACT] --reason TEXT        冲正 a contra entry",
      "  …  --out FILE.csv|FILE.xlsx writes a listing into a file", "", "办理 Asking (--as who asks):",
    ]
    + Verb.all.map { "  \($0.word) \($0.usage)\n      \($0.summary.zh) · \($0.summary.en)" }
    + [
      "", "须由他人复核的事项自动成为提案，由另一单位的人 approve。What needs other eyes becomes a proposal by itself;",
      "somebody of another organisation approves it.", "",
      "  shanshui registry init 演示登记簿 --registry demo.db --registrar wang@registry --authority li@bureau",
      "  shanshui registry open-unit lvyuan --symbol 绿元 --decimals 2 --registry demo.db --as wang@registry",
      "  shanshui registry approve 1 --registry demo.db --as li@bureau",
      "  shanshui registry claim soil --geometry plot.geojson --box 120.1,31.5,120.2,31.6 \\",
      "      --from 2026-01-01 --until 2035-12-31 --registry demo.db --as wang@registry",
      "  shanshui registry withdraw-claim 1 --reason 图形有误 --registry demo.db --as wang@registry",
      "  shanshui registry post a lvyuan -3 b lvyuan +3 --registry demo.db --as zhang@holder",
      "  shanshui registry chain 'transfer lvyuan a b 3' 'retire lvyuan a 2 --reason 自用' \\",
      "      --registry demo.db --as zhang@holder", "",
      "--chance N：以数 N 代替随机数，--at TIME：以给定时间代替时钟；只供演示和测试 · for demonstrations and tests only.",
    ]

  static func run(_ arguments: Arguments) throws -> ExitCode {
    guard let word = arguments.operands.first else {
      throw UsageError(message: "要办理什么？· which verb?")
    }
    let words = Words(
      operands: Array(arguments.operands.dropFirst()), options: arguments.options,
      flags: arguments.flags)
    guard let text = words["--registry"] ?? (["keys", "withdraw-statement"].contains(word) ? "" : nil) else {
      throw UsageError(message: "请用 --registry 写明登记簿 · name the registry by --registry")
    }
    let session = try RegistrySession(place: RegistryPlace(text), words: words, arguments: arguments)
    return try session.run(word)
  }
}
