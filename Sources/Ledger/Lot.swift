public import Journal

/// Units of one origin that are alike, and the totals of what came and went.
public struct Lot: Hashable, Sendable {
  public let id: LotID
  public let terms: LotTerms
  /// The totals of all time, in parts.
  public internal(set) var totals = LotTotals()

  init(id: LotID, terms: LotTerms) { (self.id, self.terms) = (id, terms) }
}

/// What came into a lot and what left it. Each only grows.
public struct LotTotals: Hashable, Sendable {
  public internal(set) var issued: Int64 = 0
  public internal(set) var convertedIn: Int64 = 0
  public internal(set) var convertedOut: Int64 = 0
  public internal(set) var retired: Int64 = 0
  public internal(set) var expired: Int64 = 0
  public internal(set) var cancelled: Int64 = 0

  /// What must be there in live states: what came minus what left.
  public var live: Int128 {
    Int128(issued) + Int128(convertedIn) - Int128(convertedOut) - Int128(retired) - Int128(expired)
      - Int128(cancelled)
  }
}

extension Lot: Recorded {
  public static let shape = TableShape(
    "lots",
    [
      .init("lot", .integer), .init("code", .text), .init("unit", .integer), .init("class", .text),
      .init("project", .text), .init("place", .text), .init("vintage_from", .integer, mayBeNull: true),
      .init("vintage_to", .integer, mayBeNull: true), .init("attributes", .text),
      .init("expiry", .integer, mayBeNull: true), .init("evidence", .bytes), .init("issued", .integer),
      .init("converted_in", .integer), .init("converted_out", .integer), .init("retired", .integer),
      .init("expired", .integer), .init("cancelled", .integer),
    ],
    keyCount: 1,
    checks: [
      "issued >= 0", "converted_in >= 0", "converted_out >= 0", "retired >= 0", "expired >= 0",
      "cancelled >= 0",
    ], indexes: [["unit"], ["project"]], unique: [["code"]])

  public static func cells(of key: LotID) -> [Cell] { [key.cell] }
  public var key: LotID { id }

  public var row: [Cell] {
    [
      id.cell, .text(terms.code), terms.unit.cell, .text(terms.assetClass), .text(terms.project),
      .text(terms.place), .day(terms.vintage?.from), .day(terms.vintage?.to), .text(terms.attributeText),
      .day(terms.expiry), .bytes(terms.evidence.bytes), .integer(totals.issued),
      .integer(totals.convertedIn), .integer(totals.convertedOut), .integer(totals.retired),
      .integer(totals.expired), .integer(totals.cancelled),
    ]
  }

  public init(row: [Cell]) throws(MalformedRow) {
    var reader = try RowReader(row, of: Self.shape)
    id = try reader.id()
    terms = try LotTerms(from: &reader)
    totals.issued = try reader.integer()
    totals.convertedIn = try reader.integer()
    totals.convertedOut = try reader.integer()
    totals.retired = try reader.integer()
    totals.expired = try reader.integer()
    totals.cancelled = try reader.integer()
    guard totals.isCountable else { throw reader.malformed }
  }
}

extension LotTerms {
  fileprivate init(from reader: inout RowReader) throws(MalformedRow) {
    (code, unit, assetClass) = (try reader.text(), try reader.id(), try reader.text())
    (project, place) = (try reader.text(), try reader.text())
    let (from, to) = (try reader.day(), try reader.day())
    switch (from, to) {
    case (nil, nil): vintage = nil
    case (let from?, let to?): vintage = Vintage(from: from, to: to)
    default: throw reader.malformed
    }
    guard let attributes = Self.attributes(of: try reader.text()) else { throw reader.malformed }
    (self.attributes, expiry, evidence) = (attributes, try reader.day(), try reader.digest())
  }
}
