import Foundation
import Seals
import Synchronization

/// Digests of files, each computed once in a run: several layers are often bands of one file.
final class DigestMemory: Sendable {
  static let shared = DigestMemory()
  private let known = Mutex<[String: String]>([:])

  func digest(ofFile path: String) throws -> String {
    let name = Self.name(path)
    if let digest = known.withLock({ $0[name] }) { return digest }
    let digest = try ContentDigest(ofFile: path, by: .sha256).description
    known.withLock { $0[name] = digest }
    return digest
  }

  /// A file that was written anew is another one.
  private static func name(_ path: String) -> String {
    let facts = try? FileManager.default.attributesOfItem(atPath: path)
    let changed = facts?[.modificationDate] as? Date
    return "\(path) \(changed?.timeIntervalSinceReferenceDate ?? 0) \(facts?[.size] as? Int ?? 0)"
  }
}
