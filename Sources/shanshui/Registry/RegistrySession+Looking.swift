import Actions
import Foundation
import Journal
import RegistryDesk
import Seals
import Sheets
import Store

extension RegistrySession {
  func balance(_ window: Window) throws -> ExitCode {
    try words.end(after: 1)
    let day = try words.day("--on")
    let code = words.operands.first
    return try show("余额 balances", of: window) { try $0.balanceListing(of: code, on: day) }
  }

  func history(_ window: Window) throws -> ExitCode {
    try words.end(after: 1)
    let account = try words.operand(0, "ACCOUNT")
    let (day, limit) = (try words.day("--on"), try limit())
    let before = try words.number("--before", least: 1).map { UInt64($0) }
    return try show("明细 history", of: window) {
      try $0.historyListing(of: account, through: day, before: before, limit: limit)
    }
  }

  func accounts(_ window: Window) throws -> ExitCode {
    try words.end(after: 0)
    let limit = try limit()
    return try show("账户 accounts", of: window) {
      try $0.accountListing(of: words["--owner"], after: words["--after"], limit: limit)
    }
  }

  func claims(_ window: Window) throws -> ExitCode {
    try words.end(after: 1)
    return try show("占用声明 claims", of: window) { try $0.claimListing(of: words.operands.first) }
  }

  func freezes(_ window: Window) throws -> ExitCode {
    try words.end(after: 1)
    return try show("司法冻结 freezes", of: window) { try $0.freezeListing(of: words.operands.first) }
  }

  func proposals(_ window: Window) throws -> ExitCode {
    try words.end(after: 0)
    let (listing, sequence) = try window.read {
      (try $0.proposalListing(waitingFor: words["--for"], at: clock()), $0.sequence)
    }
    return try show(listing, "提案 proposals", at: sequence)
  }

  /// Prints a listing of the tables, stamped with the entry of the journal that it goes up to.
  private func show(
    _ title: String, of window: Window, _ body: (RegistryPages) throws -> Listing
  ) throws -> ExitCode {
    let (listing, sequence) = try window.pages { (try body($0), $0.sequence) }
    return try show(listing, title, at: sequence)
  }

  private func limit() throws -> Int? { try words.number("--limit", least: 1).map { Int(clamping: $0) } }

  /// What became of a command, by its key: what a client asks that has heard no answer.
  func fate(_ window: Window) throws -> ExitCode {
    try words.end(after: 1)
    let text = try words.operand(0, "KEY")
    guard let key = CommandKey(text) else {
      throw DeskRefusal(zh: "KEY 应为 32 位十六进制数", en: "KEY has 32 hexadecimal digits")
    }
    let entry = try window.view { view in
      try view.fates(of: [key])[key].map { try view.entry(of: $0) }
    }
    guard let entry else {
      Terminal.write(["此请求没有发生 · nothing was decided under this key"])
      return .failed
    }
    return say(try window.say(.decided(entry, isRepeat: true)))
  }

  /// The digests by which two registries are compared.
  func digest(_ window: Window) throws -> ExitCode {
    try words.end(after: 0)
    let lines = try window.view { view in
      let head = try view.head()
      return [
        "entries \(try view.sequence())", "head \(head?.digest(by: .sm3) ?? .none)",
        "state \(try view.stateDigest(by: .sm3))",
      ]
    }
    Terminal.write(lines)
    return .done
  }

  func backUp() throws -> ExitCode {
    try words.end(after: 1)
    let path = try words.operand(0, "FILE")
    try place.backUp(to: path, hash: .sm3)
    Terminal.write(["已备份 · backed up: \(path)", "页摘要 · digests of its pages: \(path).pages"])
    return .done
  }

  func export(_ window: Window) throws -> ExitCode {
    try words.end(after: 1)
    let path = try words.operand(0, "FILE")
    try window.export(to: path)
    Terminal.write(["已导出 · exported: \(path)"])
    return .done
  }

  func bringIn() throws -> ExitCode {
    try words.end(after: 1)
    let store = try place.restoreArchive(try words.operand(0, "FILE"), hash: .sm3)
    defer { store.close() }
    Terminal.write(["已导入 · imported: \(try store.sequence()) 条记录 entries"])
    return .done
  }

  func migrate() throws -> ExitCode {
    try words.end(after: 0)
    let store = try place.migrate(hash: .sm3)
    defer { store.close() }
    Terminal.write(["已升级到表版本 \(store.shape.version) · the tables have version \(store.shape.version)"])
    return .done
  }

  func restore() throws -> ExitCode {
    try words.end(after: 1)
    let store = try place.restore(try words.operand(0, "BACKUP"), hash: .sm3)
    defer { store.close() }
    Terminal.write(["已恢复 · restored: \(try store.sequence()) 条记录 entries"])
    return .done
  }

  /// Prints a listing, or writes it into the file that `--out` names.
  ///
  /// - Parameter sequence: The entry of the journal that the listing goes up to; `nil` for one of no journal.
  func show(_ listing: Listing, _ title: String, at sequence: UInt64? = nil) throws -> ExitCode {
    guard let path = words["--out"] else {
      let stamp = sequence.map { ["截至第 \($0) 号记录 · as of entry \($0)"] } ?? []
      Terminal.write(words.has("--json") ? [listing.json] : listing.lines + stamp)
      return .done
    }
    if path.hasSuffix(".xlsx") {
      try ListingWorkbook(listing, title: title).write(to: path)
    } else {
      try Data(listing.csv.utf8).write(to: URL(filePath: path), options: .atomic)
    }
    Terminal.write(["已写入 · written: \(path)"])
    return .done
  }
}
