internal import CDigests
internal import Glibc

/// The name of a file's content: its SHA-256, or for a large file that of the digests of its pieces, which
/// takes a quarter of the time.
///
/// Source of the choice and of its limits: docs/decisions/0002-digests-of-content.md.
public struct FileDigest: Hashable, Sendable, CustomStringConvertible {
  /// Up to so many bytes a file has its plain SHA-256.
  public static let largestPlain = 1 << 24
  /// Bytes of a piece of a larger file; the last piece is what remains.
  public static let pieceSize = 1 << 16

  public let digest: ContentDigest
  /// Whether it stands for the digests of the file's pieces.
  public let isOfPieces: Bool

  /// Reads a file to its end.
  ///
  /// - Throws: ``UnreadableFile`` when that cannot be done.
  public init(of path: String) throws(UnreadableFile) {
    isOfPieces = Self.isLarge(path)
    digest =
      isOfPieces
      ? try Self.digestOfPieces(path, while: { true }).digest : try ContentDigest(ofFile: path, by: .sha256)
  }

  /// Reads a file as long as its digest is wanted, which is asked again and again.
  ///
  /// - Returns: nil when it no longer was.
  /// - Throws: ``UnreadableFile`` when the file cannot be read.
  public init?(of path: String, while isWanted: () -> Bool) throws(UnreadableFile) {
    isOfPieces = Self.isLarge(path)
    guard isOfPieces else {
      digest = try ContentDigest(ofFile: path, by: .sha256)
      return
    }
    let (digest, isWhole) = try Self.digestOfPieces(path, while: isWanted)
    guard isWhole else { return nil }
    self.digest = digest
  }

  /// What has no size is read as it comes.
  private static func isLarge(_ path: String) -> Bool {
    var facts = stat()
    return stat(path, &facts) == 0 && Int(facts.st_size) > largestPlain
  }

  /// 64 hexadecimal digits, with `64k:` before them if they are of pieces.
  public var description: String { (isOfPieces ? "64k:" : "") + digest.description }

  /// - Returns: The digest of what was read, and whether that is the whole file.
  private static func digestOfPieces(
    _ path: String, while isWanted: () -> Bool
  ) throws(UnreadableFile) -> (digest: ContentDigest, isWhole: Bool) {
    var digests = DigestStream(.sha256)
    let abreast = Int(DIGESTS_ABREAST)
    let isWhole = try readPieces(of: path, size: abreast * pieceSize, while: isWanted) { part in
      if part.count == abreast * pieceSize {
        digests.add(Self.abreast(part))
      } else {
        for start in stride(from: 0, to: part.count, by: pieceSize) {
          let piece = UnsafeRawBufferPointer(rebasing: part[start..<min(start + pieceSize, part.count)])
          digests.add(ContentDigest(of: piece, by: .sha256).bytes)
        }
      }
    }
    return (digests.finish(), isWhole)
  }

  /// The digests of as many pieces as are hashed at once.
  private static func abreast(_ part: UnsafeRawBufferPointer) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 32 * Int(DIGESTS_ABREAST)) { digests, count in
      digests_sha256_abreast(
        part.baseAddress?.assumingMemoryBound(to: UInt8.self), pieceSize, digests.baseAddress)
      count = digests.count
    }
  }
}
