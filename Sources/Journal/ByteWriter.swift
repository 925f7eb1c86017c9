/// Writes values one after the other in the only form that each has: fixed widths, least byte first.
///
/// Since every value has one form and nothing is optional in it, equal facts have equal bytes on every
/// machine, and a digest of the bytes stands for the fact.
public struct ByteWriter: Sendable {
  /// What was written so far.
  public private(set) var bytes: [UInt8]

  /// An empty writer with room for a number of bytes.
  public init(capacity: Int = 64) {
    bytes = []
    bytes.reserveCapacity(capacity)
  }

  /// Writes a whole number in its full width.
  @inlinable
  public mutating func integer(_ value: some FixedWidthInteger) {
    withUnsafeBytes(of: value.littleEndian) { raw($0) }
  }

  /// Writes yes as 1 and no as 0.
  public mutating func flag(_ value: Bool) { integer(UInt8(value ? 1 : 0)) }

  /// Writes a text: the number of its UTF-8 bytes in 32 bits, then the bytes.
  public mutating func text(_ value: String) { self.counted(Array(value.utf8)) }

  /// Writes bytes: their number in 32 bits, then the bytes.
  ///
  /// More than 4 GiB in one value is a bug of the caller, who limits what comes from outside.
  public mutating func counted(_ value: [UInt8]) {
    integer(UInt32(value.count))
    bytes.append(contentsOf: value)
  }

  /// Writes a digest: its 32 bytes.
  public mutating func digest(_ value: Digest) {
    withUnsafeBytes(of: value) { raw($0) }
  }

  /// Writes a value that may be absent: a flag, then the value if there is one.
  public mutating func optional<Value>(_ value: Value?, _ write: (inout Self, Value) -> Void) {
    flag(value != nil)
    if let value { write(&self, value) }
  }

  /// Writes a list: its count in 32 bits, then the values.
  public mutating func list<Value>(_ values: [Value], _ write: (inout Self, Value) -> Void) {
    integer(UInt32(values.count))
    for value in values { write(&self, value) }
  }

  /// Writes something behind its own length in 32 bits, which is filled in afterwards.
  public mutating func framed(_ write: (inout Self) -> Void) {
    let start = bytes.count
    integer(UInt32(0))
    write(&self)
    let length = UInt32(bytes.count - start - 4)
    for index in 0..<4 { bytes[start + index] = UInt8(truncatingIfNeeded: length >> (8 * index)) }
  }

  /// Writes bytes as they are: several values of fixed width that were laid out together.
  public mutating func raw(_ piece: UnsafeRawBufferPointer) { bytes.append(contentsOf: piece) }
}
