internal import CSodium
internal import Dispatch
internal import Synchronization

/// What one try of a password costs.
public struct PasswordHardness: Hashable, Sendable {
  /// Passes of argon2id over its memory.
  let passes: UInt64
  /// Bytes of memory.
  let memory: Int

  /// What libsodium advises where a person waits: 2 passes over 64 MiB.
  public static let interactive = PasswordHardness(passes: 2, memory: 64 << 20)
  /// Worth nothing against a thief: for tests that log in often.
  public static let light = PasswordHardness(passes: 1, memory: 1 << 20)
}

/// Passwords: which ones are taken, how they are kept (argon2id, RFC 9106) and tried.
enum Password {
  /// The fewest characters; NIST SP 800-63B asks for length and not for kinds of characters.
  static let fewest = 12
  /// The most bytes, so that nobody makes the server digest books.
  static let mostBytes = 1024

  /// Whether a password is long enough, and not too long.
  static func isFit(_ password: String) -> Bool {
    password.count >= fewest && password.utf8.count <= mostBytes && !password.utf8.contains(0)
  }

  /// What is kept of a password; `nil` when there is no memory.
  static func hash(_ password: String, _ hardness: PasswordHardness) -> String? {
    guard isSodiumReady else { return nil }
    var text = password.utf8.map { CChar(bitPattern: $0) }
    defer { sodium_memzero(&text, text.count) }
    var kept = [CChar](repeating: 0, count: crypto_pwhash_strbytes())
    let code = crypto_pwhash_str_alg(
      &kept, text, UInt64(text.count), hardness.passes, hardness.memory, crypto_pwhash_alg_argon2id13())
    guard code == 0 else { return nil }
    return String(decoding: kept.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Whether a password is the one that was kept.
  static func isRight(_ password: String, for kept: String) -> Bool {
    guard isSodiumReady, password.utf8.count <= mostBytes else { return false }
    var text = password.utf8.map { CChar(bitPattern: $0) }
    defer { sodium_memzero(&text, text.count) }
    return crypto_pwhash_str_verify(kept, text, UInt64(text.count)) == 0
  }
}

/// Where passwords are tried: one after the other, beside the threads that answer pages, so that a flood of
/// them takes neither all memory nor all threads.
final class PasswordQueue: Sendable {
  private let queue = DispatchQueue(label: "passwords")
  private let waiting = Atomic<Int>(0)
  private let most: Int

  init(most: Int) { self.most = most }

  /// Does something costly in its turn; `nil` at once when too many wait already.
  func run<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value? {
    guard waiting.add(1, ordering: .relaxed).newValue <= most else {
      waiting.subtract(1, ordering: .relaxed)
      return nil
    }
    let value = await withCheckedContinuation { done in queue.async { done.resume(returning: body()) } }
    waiting.subtract(1, ordering: .relaxed)
    return value
  }
}
