/// Reads what ``ByteWriter`` wrote, and refuses everything else.
public struct ByteReader: Sendable {
  @usableFromInline let bytes: ArraySlice<UInt8>
  @usableFromInline var position: Int

  /// Reads from the first byte of a piece.
  public init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  /// Reads from the first byte.
  public init(_ bytes: [UInt8]) { self.init(bytes[...]) }

  /// Bytes read so far.
  @inlinable
  public var offset: Int { position - bytes.startIndex }

  /// Bytes that are left.
  @inlinable
  public var left: Int { bytes.endIndex - position }

  /// Reads a whole number of the width asked for.
  @inlinable
  public mutating func integer<Value: FixedWidthInteger>(
    _ type: Value.Type = Value.self
  ) throws(MalformedBytes) -> Value {
    let size = MemoryLayout<Value>.size
    guard left >= size else { throw MalformedBytes(offset: offset, fault: .short) }
    defer { position += size }
    let start = offset
    return bytes.withUnsafeBytes { bytes in
      // Whole numbers of fixed width are nothing but their bits.
      Value(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: Value.self))
    }
  }

  /// Reads a flag; anything but 0 and 1 is refused.
  public mutating func flag() throws(MalformedBytes) -> Bool {
    let start = offset
    switch try integer(UInt8.self) {
    case 0: return false
    case 1: return true
    default: throw MalformedBytes(offset: start, fault: .notAFlag)
    }
  }

  /// Reads a text; bytes that are no UTF-8 are refused.
  public mutating func text() throws(MalformedBytes) -> String {
    let start = offset
    let piece = try countedBytes()
    guard let text = String(validating: piece, as: UTF8.self) else {
      throw MalformedBytes(offset: start, fault: .notText)
    }
    return text
  }

  /// Reads bytes behind their number.
  public mutating func counted() throws(MalformedBytes) -> [UInt8] { Array(try countedBytes()) }

  /// Reads bytes behind their number, without a copy.
  public mutating func countedBytes() throws(MalformedBytes) -> ArraySlice<UInt8> {
    let start = offset
    let count = Int(try integer(UInt32.self))
    guard count <= left else { throw MalformedBytes(offset: start, fault: .short) }
    defer { position += count }
    return bytes[position..<position + count]
  }

  /// Reads a digest.
  public mutating func digest() throws(MalformedBytes) -> Digest {
    guard left >= 32 else { throw MalformedBytes(offset: offset, fault: .short) }
    defer { position += 32 }
    return Digest(bytes: bytes[position..<position + 32])
  }

  /// Reads a value that may be absent.
  public mutating func optional<Value>(
    _ read: (inout Self) throws(MalformedBytes) -> Value
  ) throws(MalformedBytes) -> Value? {
    try flag() ? try read(&self) : nil
  }

  /// Reads a list. Its count is checked against what is left, so that a spoilt count takes no memory.
  public mutating func list<Value>(
    _ read: (inout Self) throws(MalformedBytes) -> Value
  ) throws(MalformedBytes) -> [Value] {
    let start = offset
    let count = Int(try integer(UInt32.self))
    guard count <= left else { throw MalformedBytes(offset: start, fault: .short) }
    var values: [Value] = []
    values.reserveCapacity(count)
    for _ in 0..<count { values.append(try read(&self)) }
    return values
  }

  /// Ends the reading; bytes that nobody asked for are refused.
  public func finish() throws(MalformedBytes) {
    guard left == 0 else { throw MalformedBytes(offset: offset, fault: .tooLong) }
  }
}

/// Why bytes cannot be read.
public struct MalformedBytes: Error, Hashable, Sendable {
  /// What is wrong with them.
  public enum Fault: Hashable, Sendable {
    /// They end too early.
    case short
    /// They go on behind the end.
    case tooLong
    /// A yes or no is neither 0 nor 1.
    case notAFlag
    /// A text is not UTF-8.
    case notText
    /// A number names nothing that this program knows: a state, a kind of fact, a version.
    case unknown(Int)
    /// The values contradict each other.
    case contradictory
  }

  /// Bytes from the start of what was read.
  public let offset: Int
  /// What is wrong there.
  public let fault: Fault

  /// A fault at a place.
  public init(offset: Int, fault: Fault) {
    self.offset = offset
    self.fault = fault
  }
}
