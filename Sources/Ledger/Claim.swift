public import Journal

/// A claim that the book took in.
public struct Claim: Hashable, Sendable {
  public let id: ClaimID
  public let terms: ClaimTerms
  /// The entry of the journal that made it.
  public let sequence: UInt64

  init(id: ClaimID, terms: ClaimTerms, sequence: UInt64) {
    (self.id, self.terms, self.sequence) = (id, terms, sequence)
  }
}

extension Claim: Recorded {
  public static let shape = TableShape(
    "claims",
    [
      .init("claim", .integer), .init("sequence", .integer), .init("place", .bytes), .init("west", .integer),
      .init("south", .integer), .init("east", .integer), .init("north", .integer), .init("benefit", .text),
      .init("conflicts", .text), .init("from_day", .integer), .init("to_day", .integer),
      .init("stated", .integer),
    ],
    keyCount: 1, checks: ["west <= east", "south <= north", "from_day <= to_day"],
    indexes: [["benefit"], ["west"], ["sequence"]])

  public static func cells(of key: ClaimID) -> [Cell] { [key.cell] }
  public var key: ClaimID { id }

  public var row: [Cell] {
    [
      id.cell, .sequence(sequence), .bytes(terms.place.bytes), .integer(terms.box.west),
      .integer(terms.box.south), .integer(terms.box.east), .integer(terms.box.north), .text(terms.benefit),
      .text(terms.conflicts.joined(separator: " ")), .day(terms.from), .day(terms.to),
      .sequence(terms.stated),
    ]
  }

  public init(row: [Cell]) throws(MalformedRow) {
    var reader = try RowReader(row, of: Self.shape)
    (id, sequence) = (try reader.id(), try reader.integer())
    let place = try reader.digest()
    let box = Box(
      west: try reader.integer(), south: try reader.integer(), east: try reader.integer(),
      north: try reader.integer())
    let (benefit, conflicts) = (try reader.text(), try reader.text())
    guard box.isProper, let from = try reader.day(), let to = try reader.day() else {
      throw reader.malformed
    }
    // By bytes: a mark that combines with the blank before it would hide the blank.
    let codes = conflicts.utf8.split(separator: UInt8(ascii: " ")).compactMap { String($0) }
    terms = ClaimTerms(
      place: place, box: box, benefit: benefit, conflicts: codes,
      from: from, to: to, stated: try reader.integer())
  }
}
