import Access
import Journal
import Parties
import RegistryDesk
import Seals
import Store

/// `shanshui access VERB …`: what the owner of the machine does about log-ins, beside a server that runs.
enum AccessCommand: Command {
  static let name = "access"
  static let summary = "登录账号：重置、停用、记录 · log-ins of a registry: reset, shut out, log"
  static let options: [Option] = ["--registry", "--access"].map { .value($0) }
  static let help = [
    "shanshui access reset PERSON --registry FILE [--access FILE]",
    "    作废此人的密码、手机和令牌，给一次性登记码 · ends password, telephone and tokens, gives a one-time code",
    "shanshui access shut-out PERSON --registry FILE",
    "    停用此人的登录 · ends all by which somebody comes in",
    "shanshui access log [PERSON] --registry FILE",
    "    最近的登录 · the latest log-ins", "",
    "网页上的管理员不能重置曾经登录过的人，否则他就能冒充另一双眼睛；这里是唯一的办法。",
    "An administrator cannot reset by pages who has come in before, or it could be every other pair of eyes.",
  ]

  static func run(_ arguments: Arguments) throws -> ExitCode {
    guard let word = arguments.operands.first else { throw UsageError(message: "要办理什么？· which verb?") }
    guard let text = arguments["--registry"] else {
      throw UsageError(message: "请用 --registry 写明登记簿 · name the registry by --registry")
    }
    let file = try AccessPlace(arguments, registry: text).openExisting()
    defer { file.close() }
    let reader = try RegistryPlace(text).reader(hash: .sm3)
    defer { reader.close() }
    let code = arguments.operands.count > 1 ? arguments.operands[1] : nil
    guard arguments.operands.count <= 2 else {
      throw UsageError(message: "多出“\(arguments.operands[2])”· a word too many: \(arguments.operands[2])")
    }
    let person = try code.map { code in try reader.snapshot { try Self.person(code, in: $0) } }
    return try run(word, code, person, file, reader)
  }

  private static func run(
    _ word: String, _ code: String?, _ person: UInt32?, _ file: AccessFile, _ reader: any RegistryReader
  ) throws -> ExitCode {
    switch (word, code, person) {
    case ("reset", let code?, let person?):
      try file.reset(person)
      let once = try file.makeEnrolment(of: person, at: .now, chance: .system)
      try file.note(.enrolmentMade, person: person, address: "", at: .now)
      Terminal.write([
        "\(code) 的一次性登记码（三日内有效，在 /enrol 使用）· one-time code for /enrol, three days: \(once)"
      ])
    case ("shut-out", let code?, let person?):
      try file.shutOut(person)
      try file.note(.shutOut, person: person, address: "", at: .now)
      Terminal.write(["已停用 \(code) 的登录 · shut out \(code)"])
    case ("log", _, _):
      let lines = try file.lines(of: person, limit: 200)
      let codes = try reader.snapshot { view in
        try lines.map { $0.person == 0 ? "–" : try Self.code(of: $0.person, in: view) }
      }
      Terminal.write(
        zip(lines, codes).map { line, code in
          "\(line.moment.day)  \(code)  \(line.event.rawValue)  \(line.address)"
        })
    default:
      throw UsageError(message: "写 reset PERSON、shut-out PERSON 或 log · write reset, shut-out or log")
    }
    return .done
  }

  private static func person(_ code: String, in view: any RegistryView) throws -> UInt32 {
    let query = TableQuery(Party.shape.name, by: ["code"], equal: [.text(code)], limit: 1)
    guard let row = try view.page(query).rows.first else {
      throw DeskRefusal(zh: "没有人员“\(code)”", en: "there is no person \(code)")
    }
    let party = try Party(row: row)
    guard party.kind == .person else {
      throw DeskRefusal(zh: "“\(code)”不是人员", en: "\(code) is no person")
    }
    return party.number
  }

  private static func code(of person: UInt32, in view: any RegistryView) throws -> String {
    try view.row(of: Party.shape.name, key: [.integer(Int64(person))]).map { try Party(row: $0).code }
      ?? "\(person)"
  }
}
