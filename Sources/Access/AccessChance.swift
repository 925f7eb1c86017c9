internal import CSodium

/// Where secrets come from: the system's chance, or another source in tests that must repeat.
public struct AccessChance: Sendable {
  private let draw: @Sendable (Int) -> [UInt8]

  /// Chance that draws so many bytes.
  public init(_ draw: @escaping @Sendable (Int) -> [UInt8]) { self.draw = draw }

  /// The system's own.
  public static let system = AccessChance { count in
    precondition(isSodiumReady, "libsodium could not be made ready.")
    var bytes = [UInt8](repeating: 0, count: count)
    randombytes_buf(&bytes, count)
    return bytes
  }

  /// So many bytes.
  public func bytes(_ count: Int) -> [UInt8] { draw(count) }
}

/// Whether libsodium has been made ready, once.
let isSodiumReady: Bool = sodium_init() >= 0

/// Whether two rows of bytes are equal, in a time that does not tell where they differ.
public func isEqualInConstantTime(_ left: [UInt8], _ right: [UInt8]) -> Bool {
  left.count == right.count && sodium_memcmp(left, right, left.count) == 0
}
