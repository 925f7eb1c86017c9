public import Accounts
internal import Foundation
internal import GeoFiles
internal import Law
internal import Seals

extension AccountFolder {
  /// SHA-256 of `account.json` as it lies there now.
  ///
  /// - Throws: ``AccountFolderError/unreadable(_:reason:)``.
  public func accountDigest() throws(AccountFolderError) -> String {
    let file = "\(path)/\(File.account)"
    do throws(UnreadableFile) {
      return try ContentDigest(ofFile: file, by: .sha256).description
    } catch {
      throw .unreadable(file, reason: "\(error)")
    }
  }

  /// What has happened to the account, with its chain and its seal looked at; no steps when there is no
  /// `life.json`.
  ///
  /// - Throws: ``AccountFolderError/chainBroken(_:step:)`` naming the first step that is not as it was
  ///   written, ``AccountFolderError/chainCut(_:steps:)`` when the end is missing.
  public func life() throws(AccountFolderError) -> AccountLife {
    try Self.life(in: path)
  }

  static func life(in path: String) throws(AccountFolderError) -> AccountLife {
    let life = try steps(in: path)
    let file = "\(path)/\(File.seal)"
    guard FileManager.default.fileExists(atPath: file) else { return life }
    let read = try readJSON(path, File.seal)
    let seal = try decoded(file) { () throws(AccountFormatError) in try LifeSeal(json: read.json) }
    guard seal.holds(in: life) else { throw .chainCut("\(path)/\(File.life)", steps: seal.steps) }
    return life
  }

  private static func steps(in path: String) throws(AccountFolderError) -> AccountLife {
    guard FileManager.default.fileExists(atPath: "\(path)/\(File.life)") else { return AccountLife() }
    let file = "\(path)/\(File.life)"
    let read = try readJSON(path, File.life)
    let life = try decoded(file) { () throws(AccountFormatError) in try AccountLife(json: read.json) }
    var before = ""
    for (index, step) in life.steps.enumerated() {
      guard step.number == index + 1, step.before == before, step.digest == digest(of: step) else {
        throw .chainBroken(file, step: index + 1)
      }
      before = step.digest
    }
    return life
  }

  /// Writes a step down, sealed with SM3, and then the seal: a stop in between leaves a seal of the step
  /// before, which holds.
  ///
  /// - Returns: The life with the step.
  /// - Throws: ``AccountFolderError``; then nothing has changed.
  public func add(_ step: LifeStep, to life: AccountLife) throws(AccountFolderError) -> AccountLife {
    var step = step
    step.digest = Self.digest(of: step)
    let longer = AccountLife(steps: life.steps + [step])
    let file = "\(path)/\(File.life)"
    // Somebody else may have written a step in between.
    guard try self.life() == life else {
      throw .notWritten(file, reason: "刚有别的步骤写入，请再运行 · another step has just been written; run again")
    }
    do {
      try writeWhole(file, Array(longer.json().canonical().utf8))
      if let seal = LifeSeal(longer) {
        try writeWhole("\(path)/\(File.seal)", Array(seal.json().canonical().utf8))
      }
    } catch {
      throw .notWritten(file, reason: "\(error)")
    }
    return longer
  }

  private static func digest(of step: LifeStep) -> String {
    ContentDigest(of: step.sealed.canonical().utf8, by: .sm3).description
  }
}
