import Foundation
import RegistryDesk
import Seals

/// Reads signed files.
enum SignedFile {
  /// A signed document, as it was signed.
  static func read(_ path: String) throws -> Statement {
    try Statement(Array(try bytes(path)), file: path)
  }

  /// A list of withdrawn statements, by a signer who is believed.
  static func withdrawn(
    _ path: String, _ trusted: TrustedKeys
  ) throws -> (list: WithdrawnStatements, statement: Statement) {
    let statement = try read(path)
    try statement.check(against: trusted)
    guard let list = WithdrawnStatements(statement.body) else {
      throw DeskRefusal(zh: "\(path) 不是撤回名单", en: "\(path) is no list of withdrawn statements")
    }
    return (list, statement)
  }

  /// A file's text.
  static func text(_ path: String) throws -> String { String(decoding: try bytes(path), as: UTF8.self) }

  private static func bytes(_ path: String) throws -> Data {
    if let data = FileManager.default.contents(atPath: path) { return data }
    throw DeskRefusal(zh: "读不到 \(path)", en: "\(path) cannot be read")
  }
}
