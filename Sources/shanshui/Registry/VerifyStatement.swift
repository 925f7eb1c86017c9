import Foundation
import Journal
import Law
import RegistryDesk
import Seals

/// Checks a signed document without the registry.
enum VerifyStatement {
  /// Whether a file is a signed document rather than a database.
  static func looksLikeOne(_ path: String) -> Bool {
    guard let file = FileHandle(forReadingAtPath: path) else { return false }
    defer { try? file.close() }
    return (try? file.read(upToCount: 1)) == Data("{".utf8)
  }

  /// - Parameter keys: The published `ring.json` of the signer, or its folder; `nil` when there is none.
  /// - Returns: What is wrong; empty when all is well.
  static func faults(of path: String, keys: String?) throws -> [String] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw DeskRefusal(zh: "读不到 \(path)", en: "\(path) cannot be read")
    }
    let statement: Statement
    do throws(StatementFault) {
      statement = try Statement(Array(data), file: path)
      if let keys {
        let trusted = TrustedKeys(periods: try ring(at: keys), roots: [])
        try statement.check(against: trusted)
      }
    } catch {
      return ["\(error)"]
    }
    Terminal.write(["签名 signature SM2-SM3，公钥 key \(statement.key.id)，签署 signed \(statement.moment.day)"])
    if keys == nil {
      Terminal.write([
        "未核对签名人：请用 --keys 给出其公布的 ring.json · who signed is not checked: name ring.json by --keys"
      ])
    }
    guard statement.body["kind"] == .string("account") else { return [] }
    return AccountStatement.faults(in: statement.body)
  }

  private static func ring(at path: String) throws(StatementFault) -> [KeyPeriod] {
    let folder = path.hasSuffix("ring.json") ? String(path.dropLast(9)) : path
    do {
      return try KeyRing(in: folder.isEmpty ? "." : folder).periods
    } catch {
      throw .notJSON("\(error)")
    }
  }
}
