import Foundation
import Seals
import Testing

/// Goal: a large file is named by its pieces, and each piece has its SHA-256, whichever way it was hashed.
/// Method: libcrypto piece by piece; and for one file the digest that the line of shell in
/// docs/decisions/0002-digests-of-content.md printed (coreutils' split and sha256sum).
@Suite struct FileDigestTests {
  private static let piece = FileDigest.pieceSize

  private static func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 11) }
  }

  private func digest(of bytes: [UInt8]) throws -> FileDigest {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return try FileDigest(of: path)
  }

  @Test(arguments: [0, 1, 65_536, FileDigest.largestPlain])
  func `A file of at most 16 MiB has its plain SHA-256`(count: Int) throws {
    let bytes = Self.bytes(count)
    #expect(try digest(of: bytes).description == ContentDigest(of: bytes, by: .sha256).description)
  }

  @Test(arguments: [1, 65_535, 65_536, 15 * 65_536 + 7, 1 << 20, (1 << 20) + 1])
  func `A larger file has the digest of its pieces' digests`(more: Int) throws {
    let bytes = Self.bytes(FileDigest.largestPlain + more)
    let digests = stride(from: 0, to: bytes.count, by: Self.piece).flatMap {
      ContentDigest(of: bytes[$0..<min($0 + Self.piece, bytes.count)], by: .sha256).bytes
    }
    let wanted = ContentDigest(of: digests, by: .sha256).description
    #expect(try digest(of: bytes).description == "64k:" + wanted)
  }

  @Test func `A digest that is no longer wanted is given up`() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("given-up-\(UUID().uuidString)")
      .path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let bytes = Self.bytes(FileDigest.largestPlain + 1)
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    var asked = 0
    let givenUp = try FileDigest(of: path) {
      asked += 1
      return asked < 3
    }
    #expect(givenUp == nil && asked == 3)
    #expect(try FileDigest(of: path, while: { true }) == FileDigest(of: path))
  }

  @Test func `The line of shell in the decision prints the same`() throws {
    let wanted = "0e9d77179b73e7798fa7e8164aff595d3a06838601f52252feb659a7361aa708"
    #expect(try digest(of: Self.bytes(20_000_000)).description == "64k:" + wanted)
  }

  @Test func `A file that is not there is refused`() {
    #expect(throws: UnreadableFile.self) { try FileDigest(of: "/no/file") }
  }
}
