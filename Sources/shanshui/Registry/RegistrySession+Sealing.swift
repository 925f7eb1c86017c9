import Actions
import Foundation
import Journal
import RegistryDesk
import Seals
import Store

extension RegistrySession {
  /// Makes the keys of a registry, or a new one in the place of the present one.
  func keys() throws -> ExitCode {
    try words.end(after: 2)
    let step = try words.operand(0, "new|rotate")
    let folder = try words.operand(1, "DIR")
    let passphrase = try passphrase()
    switch step {
    case "new":
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let ring = try KeyRing(newIn: folder, passphrase: passphrase, hardness: .interactive, at: clock())
      return tell(ring)
    case "rotate":
      var ring = try KeyRing(in: folder)
      try ring.rotate(passphrase: passphrase, hardness: .interactive, at: clock())
      return tell(ring)
    default: throw UsageError(message: "keys new DIR 或 keys rotate DIR · keys new DIR or keys rotate DIR")
    }
  }

  private func tell(_ ring: KeyRing) -> ExitCode {
    guard let present = ring.present else { return .failed }
    Terminal.write([
      "签名公钥 SM2 key \(present.key.id)", "ring.json 可公开，供他人查验 · may be published, for others to check by",
    ])
    return .done
  }

  /// Writes a signed statement of an account.
  func statement(_ window: Window) throws -> ExitCode {
    try words.end(after: 1)
    let ring = try KeyRing(in: try words.required("--keys"))
    let key = try ring.open(passphrase: try passphrase())
    let code = try words.operand(0, "ACCOUNT")
    let body = try window.pages { try AccountStatement.body(of: code, in: $0) }
    let statement = try Statement(body, by: key, chain: ring.present?.chain, at: clock())
    let path = try words.required("--out")
    try Data(statement.text.utf8).write(to: URL(filePath: path), options: .atomic)
    Terminal.write(["对账单 · statement: \(path)", "查验 · check: shanshui verify \(path) --keys ring.json"])
    return .done
  }

  /// Withdraws a statement: the list of withdrawn ones gets one more line, and is signed anew.
  func withdrawStatement() throws -> ExitCode {
    try words.end(after: 1)
    let ring = try KeyRing(in: try words.required("--keys"))
    let trusted = TrustedKeys(periods: ring.periods, roots: [])
    let statement = try SignedFile.read(try words.operand(0, "STATEMENT"))
    try statement.check(against: trusted)
    let path = try words.required("--list")
    var list = WithdrawnStatements()
    if FileManager.default.fileExists(atPath: path) { list = try SignedFile.withdrawn(path, trusted).list }
    guard list.entry(for: statement) == nil else {
      throw DeskRefusal(zh: "这份文件已经撤回", en: "the statement was withdrawn before")
    }
    let now = clock()
    list = list.withdrawing(statement, reason: try words.required("--reason"), at: now)
    let signed = try Statement(
      list.body, by: try ring.open(passphrase: try passphrase()), chain: ring.present?.chain, at: now)
    try Data(signed.text.utf8).write(to: URL(filePath: path), options: .atomic)
    Terminal.write([
      "已撤回；名单第 \(list.number) 期 · withdrawn; number \(list.number) of the list: \(path)",
      "请公布名单 · publish the list: shanshui verify … --withdrawn \(path)",
    ])
    return .done
  }

  private func passphrase() throws -> String {
    let path = try words.required("--passphrase-file")
    guard let data = FileManager.default.contents(atPath: path) else {
      throw DeskRefusal(zh: "读不到口令文件 \(path)", en: "the file of the passphrase \(path) cannot be read")
    }
    return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .newlines)
  }
}
