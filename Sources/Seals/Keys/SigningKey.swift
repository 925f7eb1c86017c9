internal import CCrypto
internal import CSodium
public import Journal

/// An SM2 key with both halves (GB/T 32918). The private half leaves it only into a locked file.
public final class SigningKey: Sendable {
  /// Never written after it was made; the library reads it from several threads.
  nonisolated(unsafe) let key: OpaquePointer
  /// The half that others may have.
  public let verifying: VerifyingKey

  /// Makes a key of chance from the system.
  ///
  /// - Throws: ``KeyFault/library``: the cryptographic library is without memory or chance.
  public init() throws(KeyFault) {
    guard let context = EVP_PKEY_CTX_new_from_name(nil, "SM2", nil) else { throw .library }
    defer { EVP_PKEY_CTX_free(context) }
    var made: OpaquePointer?
    guard EVP_PKEY_keygen_init(context) == 1, EVP_PKEY_generate(context, &made) == 1, let made else {
      throw .library
    }
    key = made
    verifying = try VerifyingKey(made)
  }

  /// Reads a private key as PKCS #8 writes it, in DER.
  ///
  /// - Throws: ``KeyFault/notSM2``.
  public init(pkcs8: [UInt8]) throws(KeyFault) {
    let read = pkcs8.withUnsafeBufferPointer { bytes -> OpaquePointer? in
      var cursor = bytes.baseAddress
      guard let information = d2i_PKCS8_PRIV_KEY_INFO(nil, &cursor, bytes.count) else { return nil }
      defer { PKCS8_PRIV_KEY_INFO_free(information) }
      return EVP_PKCS82PKEY(information)
    }
    ERR_clear_error()
    guard let read else { throw .notSM2 }
    key = read
    verifying = try VerifyingKey(read)
  }

  deinit { EVP_PKEY_free(key) }

  /// Signs a message: SM2 over SM3 under the usual signer's identity.
  ///
  /// - Returns: The signature in DER, about 72 bytes; another one each time.
  /// - Throws: ``KeyFault/library``.
  public func sign(_ message: [UInt8]) throws(KeyFault) -> [UInt8] {
    var signature = [UInt8](repeating: 0, count: 128)
    var length = signature.count
    let isDone = withSM2(key) { context in
      EVP_DigestSignInit(context, nil, EVP_sm3(), nil, key) == 1
        && EVP_DigestSign(context, &signature, &length, message, message.count) == 1
    }
    ERR_clear_error()
    guard isDone else { throw .library }
    return Array(signature[..<length])
  }

  /// Runs with the private half in PKCS #8, which is wiped afterwards.
  func withPKCS8<Value>(_ body: ([UInt8]) throws(KeyFault) -> Value) throws(KeyFault) -> Value {
    guard let information = EVP_PKEY2PKCS8(key) else { throw .library }
    defer { PKCS8_PRIV_KEY_INFO_free(information) }
    guard var bytes = encoded({ i2d_PKCS8_PRIV_KEY_INFO(information, $0) }) else { throw .library }
    defer { sodium_memzero(&bytes, bytes.count) }
    return try body(bytes)
  }
}

/// Why a key, its file or its certificate is refused, in the order of the checks.
public enum KeyFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// The cryptographic library failed: memory, or chance.
  case library
  /// Not an SM2 key, or not written as one.
  case notSM2
  /// A file could not be read or written.
  case file(path: String, reason: String)
  /// Others than the owner may read the file.
  case openToOthers(path: String)
  /// The file is no key file of this program, or a newer one.
  case notKeyFile(path: String)
  /// The file was changed since it was written.
  case damaged(path: String)
  /// The file is whole, and the passphrase opens it not.
  case wrongPassphrase(path: String)
  /// The passphrase is shorter than 8 characters.
  case shortPassphrase
  /// No key of the ring can sign.
  case noKey(path: String)
  /// The moment lies before the key that would be replaced began.
  case tooEarly
  /// A text is no certificate.
  case notCertificate
  /// The certificate is for another key.
  case otherKey
  /// The chain does not lead to a root, or did not hold at the moment; the library's reason.
  case chain(String)
  /// A text is no list of revoked certificates under SM2.
  case notRevocationList
  /// No list of an authority of the chain is at hand that bears its signature and had not run out.
  case noRevocationList(issuer: String)
  /// The authority has revoked a certificate of the chain.
  case revoked(subject: String, since: Moment)

  /// What, where and what to do, in Chinese and English.
  public var description: String {
    let (chinese, english) = texts
    return chinese + "\n" + english
  }

  private var texts: (String, String) {
    switch self {
    case .library: ("密码库失败（内存或随机数）", "the cryptographic library failed (memory or chance)")
    case .notSM2: ("不是 SM2 密钥", "this is no SM2 key")
    case .file(let path, let reason):
      ("\(path)：读写失败（\(reason)）", "\(path): cannot be read or written (\(reason))")
    case .openToOthers(let path):
      ("\(path)：他人可读；请执行 chmod 600", "\(path): others may read it; run chmod 600 on it")
    case .notKeyFile(let path):
      ("\(path)：不是本程序的密钥文件", "\(path): this is no key file of this program")
    case .damaged(let path):
      ("\(path)：文件已损坏；请用备份恢复", "\(path): the file is damaged; restore it from a copy")
    case .wrongPassphrase(let path): ("\(path)：口令不对", "\(path): the passphrase is wrong")
    case .shortPassphrase: ("口令至少 8 个字符", "a passphrase has at least 8 characters")
    case .noKey(let path): ("\(path)：没有可签名的密钥", "\(path): there is no key that can sign")
    case .tooEarly: ("时间早于现用密钥的启用时间", "the moment lies before the present key began")
    case .notCertificate: ("不是证书（PEM）", "this is no certificate (PEM)")
    case .otherKey: ("证书属于另一把密钥", "the certificate is for another key")
    case .notRevocationList: ("不是 SM2 签名的证书吊销列表（PEM）", "this is no revocation list under SM2 (PEM)")
    case .noRevocationList(let issuer):
      ("缺少 \(issuer) 当时有效的吊销列表", "no revocation list of \(issuer) is there that held at the moment")
    case .revoked(let subject, let since):
      ("证书 \(subject) 已于 \(since.day) 被吊销", "the certificate of \(subject) was revoked on \(since.day)")
    case .chain(let reason): ("证书链不成立（\(reason)）", "the chain of certificates does not hold (\(reason))")
    }
  }
}
