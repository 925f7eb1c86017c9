import Foundation
import Seals
import Testing

/// Goal: digests are those of the standards, whatever the pieces.
/// Method: the example values printed in FIPS 180-4's companion (SHA-256) and in GB/T 32905-2016, annex A.
@Suite struct ContentDigestTests {
  @Test func `SHA-256 and SM3 of abc are the printed ones`() {
    let sha = ContentDigest(of: "abc".utf8, by: .sha256)
    #expect(sha.description == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    let sm3 = ContentDigest(of: "abc".utf8, by: .sm3)
    #expect(sm3.description == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0")
  }

  @Test func `SM3 of sixteen times abcd is the printed one`() {
    let text = String(repeating: "abcd", count: 16)
    let wanted = "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"
    #expect(ContentDigest(of: text.utf8, by: .sm3).description == wanted)
  }

  @Test func `Nothing at all has a digest`() {
    let wanted = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    #expect(ContentDigest(of: [], by: .sha256).description == wanted)
  }

  @Test(arguments: DigestAlgorithm.allCases)
  func `A file has the digest of its bytes, whatever the pieces`(algorithm: DigestAlgorithm) throws {
    let bytes = (0..<3_000_001).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    let whole = ContentDigest(of: bytes, by: algorithm)
    #expect(try ContentDigest(ofFile: path, by: algorithm) == whole)
    var stream = DigestStream(algorithm)
    for start in stride(from: 0, to: bytes.count, by: 999_983) {
      stream.add(Array(bytes[start..<min(start + 999_983, bytes.count)]))
    }
    #expect(stream.finish() == whole)
  }

  @Test func `The text form is read back, and nothing else is`() {
    let digest = ContentDigest(of: "abc".utf8, by: .sm3)
    #expect(ContentDigest(digest.description, by: .sm3) == digest)
    #expect(ContentDigest(digest.description.uppercased(), by: .sm3) == digest)
    for text in ["", "66c7", digest.description + "0", String(repeating: "g", count: 64), "汀"] {
      #expect(ContentDigest(text, by: .sm3) == nil)
    }
  }

  @Test func `A file that is not there says what to do`() {
    do throws(UnreadableFile) {
      _ = try ContentDigest(ofFile: "/no/file", by: .sha256)
      Issue.record("a file that is not there was read")
    } catch {
      #expect(error.file == "/no/file" && error.reason == "No such file or directory")
    }
    #expect(throws: UnreadableFile.self) { try ContentDigest(ofFile: "/", by: .sha256) }
  }
}
