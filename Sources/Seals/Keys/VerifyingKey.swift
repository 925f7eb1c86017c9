internal import CCrypto
public import Journal

/// The public half of an SM2 key (GB/T 32918), by which signatures are checked.
public struct VerifyingKey: Hashable, Sendable {
  /// The key as X.509 writes it: SubjectPublicKeyInfo in DER.
  public let information: [UInt8]

  /// The key's name: the SM3 digest of ``information``.
  public var id: Digest { HashFunction.sm3.digest(information) }

  /// Reads a key.
  ///
  /// - Throws: ``KeyFault/notSM2``: another form, another curve, or no point on the curve.
  public init(information: [UInt8]) throws(KeyFault) {
    guard let key = Self.read(information) else { throw .notSM2 }
    defer { EVP_PKEY_free(key) }
    guard Self.write(key) == information else { throw .notSM2 }
    self.information = information
  }

  /// A key by its point: 4, then the two coordinates of 32 bytes each, as GB/T 32918.1 writes it.
  ///
  /// - Throws: ``KeyFault/notSM2`` as above.
  public init(point: [UInt8]) throws(KeyFault) {
    guard point.count == 65, point[0] == 4 else { throw .notSM2 }
    try self.init(information: Self.prefix + point)
  }

  /// Takes the public half of a key of the library.
  init(_ key: OpaquePointer) throws(KeyFault) {
    guard EVP_PKEY_is_a(key, "SM2") == 1, let information = Self.write(key) else { throw .notSM2 }
    try self.init(information: information)
  }

  /// Whether a signature (DER, as GM/T 0009 writes it) was made by the other half of the key over a message.
  public func verifies(_ signature: [UInt8], over message: [UInt8]) -> Bool {
    guard let key = Self.read(information) else { return false }
    defer { EVP_PKEY_free(key) }
    let isGood = withSM2(key) { context in
      EVP_DigestVerifyInit(context, nil, EVP_sm3(), nil, key) == 1
        && EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
    }
    ERR_clear_error()
    return isGood
  }

  /// Head of the information of every SM2 key: id-ecPublicKey on the curve 1.2.156.10197.1.301.
  private static let prefix: [UInt8] = [
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01, 0x06, 0x08, 0x2A, 0x81,
    0x1C,
    0xCF, 0x55, 0x01, 0x82, 0x2D, 0x03, 0x42, 0x00,
  ]

  private static func read(_ information: [UInt8]) -> OpaquePointer? {
    guard information.starts(with: prefix), information.count == prefix.count + 65 else { return nil }
    return information.withUnsafeBufferPointer { bytes in
      var cursor = bytes.baseAddress
      let key = d2i_PUBKEY(nil, &cursor, bytes.count)
      ERR_clear_error()
      return key
    }
  }

  private static func write(_ key: OpaquePointer) -> [UInt8]? { encoded { i2d_PUBKEY(key, $0) } }
}

/// The identity of a signer that goes into every SM2 signature: the one that GM/T 0009 gives where no other
/// was agreed.
let signerIdentity: [UInt8] = Array("1234567812345678".utf8)

/// Runs with a context of the library that knows the signer's identity.
func withSM2(_ key: OpaquePointer, _ body: (OpaquePointer) -> Bool) -> Bool {
  guard let context = EVP_MD_CTX_new(), let keyContext = EVP_PKEY_CTX_new(key, nil) else { return false }
  defer {
    EVP_MD_CTX_free(context)
    EVP_PKEY_CTX_free(keyContext)
  }
  EVP_MD_CTX_set_pkey_ctx(context, keyContext)
  return EVP_PKEY_CTX_set1_id(keyContext, signerIdentity, Int32(signerIdentity.count)) == 1 && body(context)
}

/// The DER that a function of the library writes: it is asked for the length first, then for the bytes.
func encoded(_ write: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?) -> Int32) -> [UInt8]? {
  let length = write(nil)
  guard length > 0 else { return nil }
  var isWhole = false
  let bytes = [UInt8](unsafeUninitializedCapacity: Int(length)) { buffer, count in
    var cursor = buffer.baseAddress
    isWhole = write(&cursor) == length
    count = isWhole ? Int(length) : 0
  }
  return isWhole ? bytes : nil
}
