/// Thirty-two bytes that stand for content.
public struct Digest: Hashable, Sendable {
  private let words: (UInt64, UInt64, UInt64, UInt64)

  /// The digest of nothing at all: what the first block of a chain names as the block before it.
  public static let none = Digest(bytes: [UInt8](repeating: 0, count: 32)[...])

  /// A digest from its 32 bytes; another number of bytes is a bug of the caller.
  public init(bytes: ArraySlice<UInt8>) {
    precondition(bytes.count == 32, "A digest has 32 bytes.")
    words = bytes.withUnsafeBytes { $0.loadUnaligned(as: (UInt64, UInt64, UInt64, UInt64).self) }
  }

  /// A digest from its 32 bytes where they lie; another number of bytes is a bug of the caller.
  public init(bytes: UnsafeRawBufferPointer) {
    precondition(bytes.count == 32, "A digest has 32 bytes.")
    words = bytes.loadUnaligned(as: (UInt64, UInt64, UInt64, UInt64).self)
  }

  /// A digest from 64 hexadecimal digits; `nil` for any other text.
  public init?(_ text: some StringProtocol) {
    let digits = text.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
    guard digits.count == 64, text.utf8.count == 64 else { return nil }
    self.init(bytes: (0..<32).map { UInt8(digits[2 * $0] << 4 | digits[2 * $0 + 1]) }[...])
  }

  /// The 32 bytes.
  public var bytes: [UInt8] { withUnsafeBytes(of: words) { Array($0) } }

  public static func == (left: Self, right: Self) -> Bool { left.words == right.words }

  public func hash(into hasher: inout Swift.Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.3)
  }
}

extension Digest: CustomStringConvertible {
  /// 64 hexadecimal digits in small letters.
  public var description: String {
    let digits = Array("0123456789abcdef")
    return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }
}

/// A way to make digests. The journal knows none itself: the shell brings SM3 (GB/T 32905-2016).
public struct HashFunction: Sendable {
  /// As it is written beside a digest: `sm3`.
  public let name: String
  private let function: @Sendable (UnsafeRawBufferPointer) -> Digest
  private let abreast: (@Sendable (_ bytes: UnsafeRawBufferPointer, _ ends: [Int]) -> [Digest])?

  /// A function under its name.
  ///
  /// - Parameter abreast: The same for several pieces that lie one behind the other, given where each ends;
  ///   `nil` makes one after the other.
  public init(
    name: String,
    abreast: (@Sendable (_ bytes: UnsafeRawBufferPointer, _ ends: [Int]) -> [Digest])? = nil,
    _ function: @escaping @Sendable (UnsafeRawBufferPointer) -> Digest
  ) {
    self.name = name
    self.function = function
    self.abreast = abreast
  }

  /// The digests of pieces that lie one behind the other.
  ///
  /// - Parameter ends: Where each piece ends, ascending, none behind the end of the bytes.
  public func digests(_ bytes: [UInt8], ends: [Int]) -> [Digest] {
    bytes.withUnsafeBytes { bytes in
      if let abreast, ends.count > 1 { return abreast(bytes, ends) }
      var start = 0
      return ends.map { end in
        defer { start = end }
        return function(UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
      }
    }
  }

  /// The digest of bytes.
  public func digest(_ bytes: some Collection<UInt8>) -> Digest {
    bytes.withContiguousStorageIfAvailable { function(UnsafeRawBufferPointer($0)) }
      ?? Array(bytes).withUnsafeBytes(function)
  }
}
