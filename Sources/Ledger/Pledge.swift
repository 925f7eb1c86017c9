public import Journal

/// Units that secure the claims of lenders, each of a rank.
public struct Pledge: Hashable, Sendable {
  public let id: PledgeID
  public let account: AccountID
  public let lot: LotID
  /// What is in the state `pledged` for it.
  public internal(set) var quantity: Int64
  /// What a court froze out of it.
  public internal(set) var frozen: Int64
  /// The last rank given.
  public internal(set) var ranks: UInt16

  init(id: PledgeID, account: AccountID, lot: LotID, quantity: Int64, frozen: Int64, ranks: UInt16) {
    (self.id, self.account, self.lot, self.quantity) = (id, account, lot, quantity)
    (self.frozen, self.ranks) = (frozen, ranks)
  }
}

/// What one lender may take out of a pledge, behind those of lower rank numbers.
public struct Lien: Hashable, Sendable {
  /// Which pledge, which rank, from 1.
  public struct Key: Hashable, Sendable {
    public let pledge: PledgeID
    public let rank: UInt16

    /// A rank of a pledge.
    public init(_ pledge: PledgeID, _ rank: UInt16) { (self.pledge, self.rank) = (pledge, rank) }
  }

  public let key: Key
  public let lender: AccountID
  /// At most so many units.
  public internal(set) var quantity: Int64

  init(key: Key, lender: AccountID, quantity: Int64) {
    (self.key, self.lender, self.quantity) = (key, lender, quantity)
  }
}

extension Pledge: Recorded {
  public static let shape = TableShape(
    "pledges",
    [
      .init("pledge", .integer), .init("account", .integer), .init("lot", .integer),
      .init("quantity", .integer), .init("frozen", .integer), .init("ranks", .integer),
    ],
    keyCount: 1, checks: ["quantity >= 0", "frozen >= 0", "quantity > 0 OR frozen > 0"],
    indexes: [["account"]])

  public static func cells(of key: PledgeID) -> [Cell] { [key.cell] }
  public var key: PledgeID { id }

  public var row: [Cell] {
    [id.cell, account.cell, lot.cell, .integer(quantity), .integer(frozen), .integer(Int64(ranks))]
  }

  public init(row: [Cell]) throws(MalformedRow) {
    var reader = try RowReader(row, of: Self.shape)
    (id, account, lot) = (try reader.id(), try reader.id(), try reader.id())
    (quantity, frozen, ranks) = (try reader.integer(), try reader.integer(), try reader.integer())
  }
}

extension Lien: Recorded {
  public static let shape = TableShape(
    "liens",
    [
      .init("pledge", .integer), .init("rank", .integer), .init("lender", .integer),
      .init("quantity", .integer),
    ],
    keyCount: 2, checks: ["rank > 0", "quantity > 0"], indexes: [["lender"]])

  public static func cells(of key: Key) -> [Cell] { [key.pledge.cell, .integer(Int64(key.rank))] }

  public var row: [Cell] {
    [key.pledge.cell, .integer(Int64(key.rank)), lender.cell, .integer(quantity)]
  }

  public init(row: [Cell]) throws(MalformedRow) {
    var reader = try RowReader(row, of: Self.shape)
    key = Key(try reader.id(), try reader.integer())
    (lender, quantity) = (try reader.id(), try reader.integer())
  }
}
