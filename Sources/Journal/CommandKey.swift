/// The name that a client gives to a command before it sends it: 128 bits, best with the time in front.
///
/// The key and the digest of the body are kept for ever. The same key with the same body has the same
/// outcome, however often it comes; the same key with another body is a conflict.
public struct CommandKey: Hashable, Sendable, Comparable {
  /// The first 64 bits.
  public let high: UInt64
  /// The last 64 bits.
  public let low: UInt64

  /// A key of two halves.
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// A key from 32 hexadecimal digits, hyphens allowed between them; `nil` for any other text.
  public init?(_ text: some StringProtocol) {
    let digits = String(text.filter { $0 != "-" })
    guard digits.utf8.count == 32, let high = UInt64(digits.prefix(16), radix: 16),
      let low = UInt64(digits.suffix(16), radix: 16), !digits.contains("+")
    else { return nil }
    self.init(high: high, low: low)
  }

  /// The 16 bytes, greatest first, so that bytes sort as keys do.
  public var bytes: [UInt8] {
    withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { Array($0) }
  }

  public static func < (left: Self, right: Self) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }
}

extension CommandKey: CustomStringConvertible {
  /// 32 hexadecimal digits.
  public var description: String { Self.padded(high) + Self.padded(low) }

  private static func padded(_ half: UInt64) -> String {
    let digits = String(half, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}
