internal import CSodium
internal import Journal
internal import Law

/// How long it takes to try one passphrase.
public struct KeyHardness: Hashable, Sendable {
  /// Passes of argon2id over its memory, and the memory in bytes.
  public let passes: UInt64
  public let memory: Int

  /// A cost; `nil` when it is worth nothing, or more than this program would spend on a file: 1 to 10
  /// passes over 8 MiB to 1 GiB.
  public init?(passes: UInt64, memory: Int) {
    guard (1...10).contains(passes), (8 << 20...1 << 30).contains(memory) else { return nil }
    self.init(known: passes, memory)
  }

  private init(known passes: UInt64, _ memory: Int) {
    self.passes = passes
    self.memory = memory
  }

  /// What libsodium advises where a person waits: 2 passes over 64 MiB.
  public static let interactive = KeyHardness(known: 2, 64 << 20)
  /// What libsodium advises for keys that are seldom opened: 3 passes over 256 MiB.
  public static let moderate = KeyHardness(known: 3, 256 << 20)
}

/// A private key under a passphrase, as its file holds it.
///
/// The passphrase makes a key by argon2id (RFC 9106), which locks the private half by XChaCha20-Poly1305
/// together with everything else in the file. A digest over the file tells damage from a wrong passphrase.
public struct LockedKey: Hashable, Sendable {
  /// The half that needs no passphrase.
  public let verifying: VerifyingKey
  let hardness: KeyHardness
  let salt: [UInt8]
  let nonce: [UInt8]
  let sealed: [UInt8]

  /// Locks a key.
  ///
  /// - Throws: ``KeyFault/shortPassphrase``, ``KeyFault/library``.
  public init(_ key: SigningKey, passphrase: String, hardness: KeyHardness) throws(KeyFault) {
    guard passphrase.count >= 8 else { throw .shortPassphrase }
    verifying = key.verifying
    self.hardness = hardness
    let (salt, nonce) = (try chance(16), try chance(24))
    (self.salt, self.nonce) = (salt, nonce)
    let beside = Self.beside(key.verifying, hardness, salt: salt, nonce: nonce)
    sealed = try key.withPKCS8 { plain throws(KeyFault) in
      try Self.withKey(passphrase, salt: salt, hardness) { lock in
        var sealed = [UInt8](repeating: 0, count: plain.count + 16)
        var length: UInt64 = 0
        crypto_aead_xchacha20poly1305_ietf_encrypt(
          &sealed, &length, plain, UInt64(plain.count), beside, UInt64(beside.count), nil, nonce, lock)
        return sealed
      }
    }
  }

  /// Opens the key.
  ///
  /// - Parameter path: What an error names.
  /// - Throws: ``KeyFault/wrongPassphrase(path:)``, ``KeyFault/damaged(path:)``, ``KeyFault/library``.
  public func open(passphrase: String, path: String) throws(KeyFault) -> SigningKey {
    let beside = Self.beside(verifying, hardness, salt: salt, nonce: nonce)
    guard sealed.count > 16 else { throw .damaged(path: path) }
    var plain = [UInt8](repeating: 0, count: sealed.count - 16)
    defer { sodium_memzero(&plain, plain.count) }
    let isOpen = try Self.withKey(passphrase, salt: salt, hardness) { lock in
      var length: UInt64 = 0
      return crypto_aead_xchacha20poly1305_ietf_decrypt(
        &plain, &length, nil, sealed, UInt64(sealed.count), beside, UInt64(beside.count), nonce, lock) == 0
    }
    guard isOpen else { throw .wrongPassphrase(path: path) }
    let key = try SigningKey(pkcs8: plain)
    guard key.verifying == verifying else { throw .damaged(path: path) }
    return key
  }

  init(
    verifying: VerifyingKey, hardness: KeyHardness, salt: [UInt8], nonce: [UInt8], sealed: [UInt8]
  ) {
    self.verifying = verifying
    self.hardness = hardness
    self.salt = salt
    self.nonce = nonce
    self.sealed = sealed
  }

  /// What is not secret and yet must not change.
  private static func beside(
    _ verifying: VerifyingKey, _ hardness: KeyHardness, salt: [UInt8], nonce: [UInt8]
  ) -> [UInt8] {
    var writer = ByteWriter(capacity: 192)
    writer.text("shanshui key 1")
    writer.counted(verifying.information)
    writer.integer(hardness.passes)
    writer.integer(UInt64(hardness.memory))
    writer.counted(salt)
    writer.counted(nonce)
    return writer.bytes
  }

  private static func withKey<Value>(
    _ passphrase: String, salt: [UInt8], _ hardness: KeyHardness, _ body: ([UInt8]) -> Value
  ) throws(KeyFault) -> Value {
    guard isSodiumReady else { throw .library }
    var (lock, text) = ([UInt8](repeating: 0, count: 32), passphrase.utf8.map { CChar(bitPattern: $0) })
    defer {
      sodium_memzero(&lock, lock.count)
      sodium_memzero(&text, text.count)
    }
    let isDone = crypto_pwhash(
      &lock, 32, text, UInt64(text.count), salt, hardness.passes, hardness.memory,
      crypto_pwhash_alg_argon2id13())
    guard isDone == 0 else { throw .library }
    return body(lock)
  }
}

/// Whether libsodium has been made ready, once.
let isSodiumReady: Bool = sodium_init() >= 0

/// Bytes of chance from the system.
func chance(_ count: Int) throws(KeyFault) -> [UInt8] {
  guard isSodiumReady else { throw .library }
  var bytes = [UInt8](repeating: 0, count: count)
  randombytes_buf(&bytes, count)
  return bytes
}
