internal import CCrypto

/// A digest in the making: bytes are added piece by piece.
public struct DigestStream: ~Copyable {
  private let algorithm: DigestAlgorithm
  private let context: OpaquePointer

  /// Begins an empty digest.
  public init(_ algorithm: DigestAlgorithm) {
    self.algorithm = algorithm
    guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, algorithm.method, nil) == 1 else {
      preconditionFailure("The cryptographic library is without memory or without \(algorithm).")
    }
    self.context = context
  }

  deinit { EVP_MD_CTX_free(context) }

  /// Adds bytes.
  public mutating func add(_ piece: UnsafeRawBufferPointer) {
    let isDone = EVP_DigestUpdate(context, piece.baseAddress, piece.count)
    precondition(isDone == 1, "A digest takes bytes of any number.")
  }

  /// Adds bytes.
  public mutating func add(_ piece: [UInt8]) {
    piece.withUnsafeBytes { add($0) }
  }

  /// Adds the UTF-8 of a text.
  public mutating func add(_ text: String) { add(Array(text.utf8)) }

  /// The digest of all that was added.
  public consuming func finish() -> ContentDigest {
    var bytes = [UInt8](repeating: 0, count: 32)
    var length: UInt32 = 0
    let isDone = EVP_DigestFinal_ex(context, &bytes, &length)
    precondition(isDone == 1 && length == 32, "Both algorithms make 32 bytes.")
    return ContentDigest(algorithm: algorithm, bytes: bytes)
  }
}
