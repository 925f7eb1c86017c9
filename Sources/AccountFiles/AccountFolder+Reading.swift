internal import Accounts
internal import Foundation
internal import Law
internal import Seals

extension AccountFolder {
  /// Reads account and provenance from a folder that ``write(_:geometry:maps:to:)`` has written.
  ///
  /// - Throws: ``AccountFolderError`` in the order of its cases.
  public static func read(_ path: String) throws(AccountFolderError) -> AccountFolder {
    try checkFolder(path)
    let account = try readJSON(path, File.account)
    let provenance = try readJSON(path, File.provenance)
    let file = "\(path)/\(File.provenance)"
    guard provenance.json["accountDigest"] == .string(account.digest) else { throw .notTogether(file) }
    return AccountFolder(
      path: path,
      account: try decoded("\(path)/\(File.account)") { () throws(AccountFormatError) in
        try Account(json: account.json)
      },
      provenance: try decoded(file) { () throws(AccountFormatError) in
        try Provenance(json: provenance.json)
      })
  }

  static func decoded<Document>(
    _ file: String, _ read: () throws(AccountFormatError) -> Document
  ) throws(AccountFolderError) -> Document {
    do throws(AccountFormatError) {
      return try read()
    } catch {
      throw .damaged(file, reason: error.description)
    }
  }

  static func checkFolder(_ path: String) throws(AccountFolderError) {
    var isFolder: ObjCBool = false
    let files = FileManager.default
    guard files.fileExists(atPath: path, isDirectory: &isFolder) else { throw .folderMissing(path) }
    guard isFolder.boolValue else { throw .notAFolder(path) }
    if files.fileExists(atPath: "\(path)/\(File.account)") { return }
    let others = [File.provenance, File.table, File.workbook, File.package] + File.reports
    let hasSome = others.contains { files.fileExists(atPath: "\(path)/\($0)") }
    throw hasSome ? .unfinished(path) : .noAccount(path)
  }

  static func readJSON(
    _ folder: String, _ name: String
  ) throws(AccountFolderError) -> (json: JSONValue, digest: String) {
    let path = "\(folder)/\(name)"
    guard FileManager.default.fileExists(atPath: path) else { throw .fileMissing(path) }
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw .unreadable(path, reason: error.localizedDescription)
    }
    guard let text = String(bytes: data, encoding: .utf8) else { throw .damaged(path, reason: "不是 UTF-8 文本") }
    do throws(ReadingError) {
      let digest = ContentDigest(of: data, by: .sha256).description
      return (try JSONValue.parse(text, file: path), digest)
    } catch {
      throw .damaged(path, reason: error.description)
    }
  }
}
