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

  /// Whose word counts, as the command's options name it.
  struct Believed {
    /// The published `ring.json` of the signer, or its folder.
    let keys: String?
    /// Roots of authorities, and their lists of revoked certificates, in PEM.
    let roots: String?
    let revocations: String?
    /// The signer's list of withdrawn statements.
    let withdrawn: String?

    func trusted() throws -> TrustedKeys? {
      guard keys != nil || roots != nil else { return nil }
      return TrustedKeys(
        periods: try keys.map { try ring(at: $0) } ?? [],
        roots: try roots.map { try Certificate.read(pem: SignedFile.text($0)) } ?? [],
        revocations: try revocations.map { try RevocationList.read(pem: SignedFile.text($0)) } ?? [])
    }
  }

  /// - Returns: What is wrong; empty when all is well.
  static func faults(of path: String, _ believed: Believed) throws -> [String] {
    let statement: Statement
    let trusted = try believed.trusted()
    do {
      statement = try SignedFile.read(path)
      if let trusted { try statement.check(against: trusted) }
    } catch let fault as StatementFault {
      return ["\(fault)"]
    }
    Terminal.write(["签名 signature SM2-SM3，公钥 key \(statement.key.id)，签署 signed \(statement.moment.day)"])
    if trusted == nil {
      Terminal.write([
        "未核对签名人：请用 --keys 给出其公布的 ring.json · who signed is not checked: name ring.json by --keys"
      ])
    }
    var faults = try believed.withdrawn.map { try self.faults(of: statement, in: $0, trusted) } ?? []
    if statement.body["kind"] == .string("account") { faults += AccountStatement.faults(in: statement.body) }
    return faults
  }

  /// What a list of withdrawn statements says against a statement.
  private static func faults(
    of statement: Statement, in path: String, _ trusted: TrustedKeys?
  ) throws -> [String] {
    guard let trusted else {
      throw UsageError(
        message: "--withdrawn 须与 --keys 或 --roots 同用 · --withdrawn goes with --keys or --roots")
    }
    do {
      let (list, signed) = try SignedFile.withdrawn(path, trusted)
      if let entry = list.entry(for: statement) {
        return ["已于 \(entry.moment.day) 撤回：\(entry.reason) · withdrawn on \(entry.moment.day)"]
      }
      Terminal.write([
        "不在撤回名单第 \(list.number) 期（\(signed.moment.day)）中 · not in number \(list.number) of the list of "
          + "withdrawn statements (\(signed.moment.day))"
      ])
      return []
    } catch let fault as StatementFault {
      return ["\(path): \(fault)"]
    }
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
