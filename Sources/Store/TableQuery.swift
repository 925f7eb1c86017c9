public import Journal

/// A question for rows of one table in the order of its key or of one of its indexes.
///
/// Rows that have no value in a column of the index are not in that index.
public struct TableQuery: Sendable {
  /// The table's name.
  public var table: String
  /// The columns of one of the table's indexes; `nil` for the order of the primary key.
  public var index: [String]?
  /// The values of the first columns of that order.
  public var equal: [Cell]
  /// The least value of the column behind them.
  public var from: Cell?
  /// The greatest value of the column behind them.
  public var through: Cell?
  /// Whether the greatest comes first.
  public var isDescending: Bool
  /// Where the page before ended: its ``TablePage/next``.
  public var after: [Cell]?
  /// The most rows that a page has.
  public var limit: Int

  /// A question; without conditions it asks for the first rows of the table.
  public init(
    _ table: String, by index: [String]? = nil, equal: [Cell] = [], from: Cell? = nil,
    through: Cell? = nil, isDescending: Bool = false, after: [Cell]? = nil, limit: Int
  ) {
    self.table = table
    self.index = index
    self.equal = equal
    self.from = from
    self.through = through
    self.isDescending = isDescending
    self.after = after
    self.limit = limit
  }
}

/// Some rows, and where to go on.
public struct TablePage: Hashable, Sendable {
  /// All columns of each row, in the order that was asked for.
  public let rows: [[Cell]]
  /// What ``TableQuery/after`` must be for the next page; `nil` when there are no more rows.
  public let next: [Cell]?

  /// A page of its parts.
  public init(rows: [[Cell]], next: [Cell]?) {
    self.rows = rows
    self.next = next
  }
}
