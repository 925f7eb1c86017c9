import AccountFiles
import Accounts
import Foundation
import Law
import Quantities
import RegionFiles

/// `account --revises OLD`: the account is linked to the one whose place it takes as soon as it is made.
///
/// By the same norm it revises the older one; by another it recomputes its year, and both are kept.
struct RevisionOption {
  private static let details = ["--person", "--organisation", "--role", "--day", "--text"]
  static let options: [Option] = [.value("--revises")] + details.map(Option.value)

  let older: AccountFolder
  let path: String
  private let person: LifePerson
  private let day: Day
  private let text: String

  /// Looks at the older account before anything is computed.
  ///
  /// - Returns: nil when no older account is named.
  static func request(_ arguments: Arguments, _ region: RegionFolder) throws -> RevisionOption? {
    guard let path = arguments["--revises"] else {
      if let stray = details.first(where: { arguments[$0] != nil }) {
        throw UsageError(message: "\(stray) 只与 --revises 同用 · \(stray) goes with --revises only")
      }
      return nil
    }
    guard arguments["--shard"] == nil else {
      throw UsageError(
        message: "--revises 与 --merge 同用，不与 --shard 同用 · give --revises with --merge, not --shard")
    }
    if let lacking = details.first(where: { (arguments[$0] ?? "").allSatisfy(\.isWhitespace) }) {
      throw UsageError(message: "--revises 还要 \(lacking) · --revises wants \(lacking) too")
    }
    guard let day = try? Day(parsing: arguments["--day"] ?? "") else {
      throw UsageError(message: "--day 写成 2026-03-01 这样 · write --day as 2026-03-01")
    }
    let person = LifePerson(
      name: arguments["--person"] ?? "", organisation: arguments["--organisation"] ?? "",
      role: arguments["--role"] ?? "")
    let option = RevisionOption(
      older: try AccountFolder.read(path), path: path, person: person, day: day,
      text: arguments["--text"] ?? "")
    if arguments["--area"] == nil { try option.check(region) }
    return option
  }

  /// Refuses what would be refused at the end, before the time is spent.
  private func check(_ region: RegionFolder) throws {
    let old = LifeLink(older.account, digest: try older.accountDigest())
    let pack = region.study.method.pack
    let new = LifeLink(
      account: "", region: region.study.region.id, year: region.study.region.year, pack: pack.id,
      edition: pack.head.edition)
    try checkRevision(act(old, new), new, of: old, try older.life())
  }

  private func act(_ old: LifeLink, _ new: LifeLink) -> LifeAct {
    old.pack == new.pack && old.edition == new.edition ? .revise : .recompute
  }

  /// Writes into both accounts which one follows which.
  func link(_ out: String) throws -> LifeAct {
    let folder = try AccountFolder.read(out)
    let old = LifeLink(older.account, digest: try older.accountDigest())
    let digest = try folder.accountDigest()
    let act = act(old, LifeLink(folder.account, digest: digest))
    var request = LifeRequest(act: act, person: person, day: day, text: text, remark: nil, account: digest)
    try LifeCommand.link(&request, folder, to: path)
    return act
  }
}
