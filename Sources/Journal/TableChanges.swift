/// A row that a batch wrote or took away.
public struct RowChange: Hashable, Sendable {
  /// The table's name.
  public let table: String
  /// The values of the primary key.
  public let key: [Cell]
  /// All values, those of the key first; `nil` when the row went away.
  public let row: [Cell]?

  /// A change of its parts.
  public init(table: String, key: [Cell], row: [Cell]?) {
    self.table = table
    self.key = key
    self.row = row
  }
}

/// Rows of one table that a batch writes or takes away. Each row is laid out when somebody asks for it, so
/// that whoever decides does not wait for that.
public protocol TableChanges: Sendable {
  /// The table's name.
  var table: String { get }
  /// How many rows.
  var count: Int { get }
  /// Whether no key can stand here twice.
  var isDistinct: Bool { get }
  /// Goes through the rows in their order: the key, and all values with the key first; `nil` when the row
  /// went away.
  func each<Failure: Error>(
    _ body: (_ key: ArraySlice<Cell>, _ row: [Cell]?) throws(Failure) -> Void) throws(Failure)
}

extension TableChanges {
  /// The rows one by one, each with its table.
  public var changes: [RowChange] {
    var changes: [RowChange] = []
    changes.reserveCapacity(count)
    each { key, row in changes.append(RowChange(table: table, key: Array(key), row: row)) }
    return changes
  }
}

/// Records of a shelf that were written or went away.
public struct TouchedRecords<Record: Recorded>: TableChanges {
  @usableFromInline var records: [Record?] = []
  /// The keys of those that went away, in their order.
  @usableFromInline var gone: [Record.Key] = []

  public var table: String { Record.shape.name }
  public var count: Int { records.count }
  /// A shelf has a key once.
  public var isDistinct: Bool { true }

  @inlinable
  init(capacity: Int) { records.reserveCapacity(capacity) }

  @inlinable
  mutating func append(_ record: Record?, _ key: Record.Key) {
    records.append(record)
    if record == nil { gone.append(key) }
  }

  /// Lays out row after row.
  @inlinable
  public func each<Failure: Error>(
    _ body: (_ key: ArraySlice<Cell>, _ row: [Cell]?) throws(Failure) -> Void
  ) throws(Failure) {
    let keyCount = Record.shape.keyCount
    var next = 0
    for record in records {
      if let row = record?.row {
        try body(row[..<keyCount], row)
      } else {
        try body(Record.cells(of: gone[next])[...], nil)
        next += 1
      }
    }
  }
}

/// New rows of a table.
public struct AddedRows: TableChanges {
  public let table: String
  private let keyCount: Int
  private let rows: [[Cell]]

  public var count: Int { rows.count }
  /// The database itself refuses a key that is there.
  public var isDistinct: Bool { true }

  /// Rows of a table; each has the values of its key first.
  public init(_ rows: [[Cell]], of shape: TableShape) {
    (table, keyCount, self.rows) = (shape.name, shape.keyCount, rows)
  }

  /// Goes through the rows.
  public func each<Failure: Error>(
    _ body: (_ key: ArraySlice<Cell>, _ row: [Cell]?) throws(Failure) -> Void
  ) throws(Failure) {
    for row in rows { try body(row.prefix(keyCount), row) }
  }
}

/// Changes of one table as they were listed.
public struct ListedChanges: TableChanges {
  public let table: String
  private var listed: [RowChange] = []

  public var count: Int { listed.count }
  /// Whoever listed them may have named a key twice.
  public var isDistinct: Bool { false }

  /// Changes by table: the tables in the order in which they come first, the rows of each in theirs.
  public static func byTable(_ changes: [RowChange]) -> [any TableChanges] {
    var lists: [ListedChanges] = []
    var places: [String: Int] = [:]
    for change in changes {
      let place = places[change.table] ?? lists.count
      if place == lists.count {
        places[change.table] = place
        lists.append(ListedChanges(table: change.table))
      }
      lists[place].listed.append(change)
    }
    return lists
  }

  private init(table: String) { self.table = table }

  /// Goes through the rows.
  public func each<Failure: Error>(
    _ body: (_ key: ArraySlice<Cell>, _ row: [Cell]?) throws(Failure) -> Void
  ) throws(Failure) {
    for change in listed { try body(change.key[...], change.row) }
  }
}
