public import Journal

/// An account is under an administration: its quantity limits hold beside the registry's and the account's.
public struct Administration: Recorded {
  /// The account.
  public let key: UInt32
  /// The party that administers it: an organisation.
  public let administration: UInt32

  /// An account and the party that administers it.
  public init(key: UInt32, administration: UInt32) {
    (self.key, self.administration) = (key, administration)
  }
}

extension Administration {
  public static let shape = TableShape(
    "administrations", [.init("account", .integer), .init("administration", .integer)], keyCount: 1,
    checks: ["administration > 0"], indexes: [["administration"]], isLater: true)

  public static func cells(of key: UInt32) -> [Cell] { [.integer(Int64(key))] }

  public var row: [Cell] { [.integer(Int64(key)), .integer(Int64(administration))] }

  public init(row: [Cell]) throws(MalformedRow) {
    var reader = try RowReader(row, of: Self.shape)
    (key, administration) = (try reader.integer(), try reader.integer())
  }
}
