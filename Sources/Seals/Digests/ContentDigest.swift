/// The digest of some content. Equal contents have equal digests, and nobody can make two contents with
/// the same one.
public struct ContentDigest: Hashable, Sendable {
  public let algorithm: DigestAlgorithm
  /// Always 32.
  public let bytes: [UInt8]

  /// The digest of bytes in memory.
  public init(of content: some Sequence<UInt8>, by algorithm: DigestAlgorithm) {
    var stream = DigestStream(algorithm)
    stream.add(Array(content))
    self = stream.finish()
  }

  /// The digest of a file, read in pieces.
  ///
  /// - Throws: ``UnreadableFile`` when the file cannot be read to its end.
  public init(ofFile path: String, by algorithm: DigestAlgorithm) throws(UnreadableFile) {
    var stream = DigestStream(algorithm)
    try readPieces(of: path) { stream.add($0) }
    self = stream.finish()
  }

  /// Reads the text form of a digest; nil unless it is 64 hexadecimal digits.
  public init?(_ text: String, by algorithm: DigestAlgorithm) {
    let digits = text.utf8.compactMap { Character(Unicode.Scalar($0)).hexDigitValue.map { UInt8($0) } }
    guard text.utf8.count == 64, digits.count == 64 else { return nil }
    self.algorithm = algorithm
    bytes = stride(from: 0, to: 64, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }

  init(algorithm: DigestAlgorithm, bytes: [UInt8]) {
    self.algorithm = algorithm
    self.bytes = bytes
  }
}

extension ContentDigest: CustomStringConvertible {
  /// 64 hexadecimal digits, lower case.
  public var description: String {
    let digits = Array("0123456789abcdef")
    return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }
}
