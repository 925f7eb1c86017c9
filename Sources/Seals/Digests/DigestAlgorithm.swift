internal import CCrypto

/// A way of turning content into 32 bytes that stand for it.
public enum DigestAlgorithm: String, Hashable, Sendable, CaseIterable {
  /// For inputs and packs: known everywhere, and fast. Source: FIPS 180-4.
  case sha256
  /// The national algorithm, for journals and signatures. Source: GB/T 32905-2016.
  case sm3

  /// Static memory of the library; never freed.
  var method: OpaquePointer? {
    switch self {
    case .sha256: EVP_sha256()
    case .sm3: EVP_sm3()
    }
  }
}
