import AccountFiles
import Accounts
import Law
import Reports

extension CompareCommand {
  static let methodHelp = [
    "", "shanshui compare OLD NEW --recomputed FOLDER [--json]",
    "规范换了时：FOLDER 是旧年按新规范重算的账，变化分成“规范所致”与“实际变化”，两者之和等于变化。",
    "When the norm changed: FOLDER is the older year by the newer norm; the change is told apart into what",
    "the norm did and what happened, which add up to it.",
  ]

  /// Tells apart what the norm changed and what happened.
  static func method(_ paths: [String], recomputed: String, json: Bool) throws -> ExitCode {
    guard paths.count == 2 else {
      throw UsageError(message: "--recomputed 要两本账 OLD NEW · --recomputed wants two accounts, OLD NEW")
    }
    let accounts = try [paths[0], recomputed, paths[1]].map { try AccountFolder.read($0).account }
    let change = try MethodChange(accounts[0], recomputed: accounts[1], accounts[2])
    Terminal.write(json ? [change.json().canonical()] : methodChangeLines(change))
    return .done
  }
}
