public import Journal

/// A unit of count in the book.
public struct AssetUnit: Hashable, Sendable {
  public let id: UnitID
  public let rules: UnitRules

  /// A unit of its parts.
  public init(id: UnitID, rules: UnitRules) { (self.id, self.rules) = (id, rules) }
}

extension AssetUnit: Recorded {
  public static let shape = TableShape(
    "units",
    [
      .init("unit", .integer), .init("code", .text), .init("symbol", .text), .init("decimals", .integer),
      .init("step", .integer), .init("floor", .integer), .init("serialised", .integer),
      .init("transferable", .integer), .init("needs_reference", .integer), .init("states", .integer),
    ],
    keyCount: 1, checks: ["step > 0", "floor <= 0", "decimals BETWEEN 0 AND 18"], unique: [["code"]])

  public static func cells(of key: UnitID) -> [Cell] { [key.cell] }
  public var key: UnitID { id }

  public var row: [Cell] {
    [
      id.cell, .text(rules.code), .text(rules.symbol), .integer(Int64(rules.decimals)),
      .integer(rules.step), .integer(rules.floor), .flag(rules.isSerialised), .flag(rules.isTransferable),
      .flag(rules.needsReference), .integer(Int64(rules.states.rawValue)),
    ]
  }

  public init(row: [Cell]) throws(MalformedRow) {
    var reader = try RowReader(row, of: Self.shape)
    id = try reader.id()
    rules = UnitRules(
      code: try reader.text(), symbol: try reader.text(), decimals: try reader.integer(),
      step: try reader.integer(), floor: try reader.integer(), isSerialised: try reader.flag(),
      isTransferable: try reader.flag(), needsReference: try reader.flag(),
      states: LotStates(rawValue: try reader.integer()))
    guard rules.step > 0, rules.floor <= 0 else { throw reader.malformed }
  }
}
