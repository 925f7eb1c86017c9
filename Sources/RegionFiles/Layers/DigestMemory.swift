import Foundation
import Seals
import Synchronization

/// Digests of files, each computed once while a region is opened: several layers are often bands of one file.
final class DigestMemory: Sendable {
  private let known = Mutex<[String: String]>([:])

  func digest(ofFile path: String) throws -> String {
    if let digest = known.withLock({ $0[path] }) { return digest }
    let digest = try ContentDigest(ofFile: path, by: .sha256).description
    known.withLock { $0[path] = digest }
    return digest
  }
}
