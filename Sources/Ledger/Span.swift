public import Journal

/// Consecutive serials of a lot that are in one place.
public struct Span: Hashable, Sendable {
  /// Which lot, from which serial.
  public struct Key: Hashable, Sendable {
    public let lot: LotID
    public let first: Int64

    init(lot: LotID, first: Int64) { (self.lot, self.first) = (lot, first) }
  }

  public let key: Key
  /// How many serials; above zero.
  public internal(set) var length: Int64
  /// Where they are. The state `converted` stands with the account that gave them.
  public let place: Place

  init(lot: LotID, first: Int64, length: Int64, place: Place) {
    (key, self.length, self.place) = (Key(lot: lot, first: first), length, place)
  }

  /// The first serial.
  public var first: Int64 { key.first }
  /// The last serial; serials end at Int64.max.
  public var last: Int64 { key.first - 1 + length }
}

extension Span: Recorded {
  public static let shape = TableShape(
    "spans",
    [
      .init("lot", .integer), .init("first", .integer), .init("length", .integer), .init("account", .integer),
      .init("state", .integer), .init("tag", .integer),
    ],
    keyCount: 2, checks: ["first > 0", "length > 0"], indexes: [["account", "lot"]])

  public static func cells(of key: Key) -> [Cell] { [key.lot.cell, .integer(key.first)] }

  public var row: [Cell] {
    [
      key.lot.cell, .integer(key.first), .integer(length), place.account.cell,
      .integer(Int64(place.state.rawValue)), .integer(Int64(place.tag)),
    ]
  }

  public init(row: [Cell]) throws(MalformedRow) {
    var reader = try RowReader(row, of: Self.shape)
    key = Key(lot: try reader.id(), first: try reader.integer())
    length = try reader.integer()
    guard key.first > 0, length > 0, key.first - 1 <= Int64.max - length else { throw reader.malformed }
    place = Place(try reader.id(), try reader.known(), tag: try reader.integer())
  }
}
