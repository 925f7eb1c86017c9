public import Journal

/// The last number given to things of a kind that leave the book when they close.
public struct Numbering: Hashable, Sendable {
  /// Kinds of such things. The raw values are lasting.
  public enum Kind: UInt8, Hashable, Sendable, CaseIterable {
    case hold = 1
    case pledge = 2
    case freeze = 3
    case lease = 4
    case claim = 5
  }

  public let kind: Kind
  public let last: UInt32

  init(kind: Kind, last: UInt32) { (self.kind, self.last) = (kind, last) }
}

extension Numbering: Recorded {
  public static let shape = TableShape(
    "numberings", [.init("kind", .integer), .init("last", .integer)], keyCount: 1, checks: ["last > 0"])

  public static func cells(of key: Kind) -> [Cell] { [.integer(Int64(key.rawValue))] }
  public var key: Kind { kind }
  public var row: [Cell] { [.integer(Int64(kind.rawValue)), .integer(Int64(last))] }

  public init(row: [Cell]) throws(MalformedRow) {
    var reader = try RowReader(row, of: Self.shape)
    (kind, last) = (try reader.known(), try reader.integer())
  }
}
