public import Journal

/// Something outside that backs one thing in the book and no second: a bank line, an approval, a case.
public struct Reference: Hashable, Sendable {
  public let key: String
  /// The entry of the journal that used it.
  public let sequence: UInt64

  init(key: String, sequence: UInt64) { (self.key, self.sequence) = (key, sequence) }
}

extension Reference: Recorded {
  public static let shape = TableShape(
    "reference_keys", [.init("key", .text), .init("sequence", .integer)], keyCount: 1)

  public static func cells(of key: String) -> [Cell] { [.text(key)] }
  public var row: [Cell] { [.text(key), .sequence(sequence)] }

  public init(row: [Cell]) throws(MalformedRow) {
    var reader = try RowReader(row, of: Self.shape)
    (key, sequence) = (try reader.text(), try reader.integer())
  }
}

/// A posting that was mended by its contra entry, which happens once.
public struct Reversal: Hashable, Sendable {
  /// Which fact of which entry.
  public struct Key: Hashable, Sendable {
    public let sequence: UInt64
    public let index: UInt32

    /// A fact of an entry.
    public init(_ sequence: UInt64, _ index: UInt32) { (self.sequence, self.index) = (sequence, index) }
  }

  public let key: Key
  /// The entry of the contra posting.
  public let by: UInt64

  init(key: Key, by: UInt64) { (self.key, self.by) = (key, by) }
}

extension Reversal: Recorded {
  public static let shape = TableShape(
    "reversals", [.init("sequence", .integer), .init("fact", .integer), .init("by", .integer)], keyCount: 2)

  public static func cells(of key: Key) -> [Cell] { [.sequence(key.sequence), .integer(Int64(key.index))] }
  public var row: [Cell] { [.sequence(key.sequence), .integer(Int64(key.index)), .sequence(by)] }

  public init(row: [Cell]) throws(MalformedRow) {
    var reader = try RowReader(row, of: Self.shape)
    key = Key(try reader.integer(), try reader.integer())
    by = try reader.integer()
  }
}
