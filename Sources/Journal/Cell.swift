/// One value in a table that people and programs read beside the journal.
public enum Cell: Hashable, Sendable {
  case null
  case integer(Int64)
  case text(String)
  case bytes([UInt8])

  /// Writes the one form that the value has, for the digest of a state.
  public func write(to writer: inout ByteWriter) {
    switch self {
    case .null: writer.integer(UInt8(0))
    case .integer(let value):
      writer.integer(UInt8(1))
      writer.integer(value)
    case .text(let value):
      writer.integer(UInt8(2))
      writer.text(value)
    case .bytes(let value):
      writer.integer(UInt8(3))
      writer.counted(value)
    }
  }
}

/// What a table looks like: the same in memory, in SQLite and in PostgreSQL.
public struct TableShape: Hashable, Sendable {
  /// A column and what may stand in it.
  public struct Column: Hashable, Sendable {
    /// What kind of values a column has.
    public enum Kind: Hashable, Sendable { case integer, text, bytes }

    public let name: String
    public let kind: Kind
    public let mayBeNull: Bool

    /// A column.
    public init(_ name: String, _ kind: Kind, mayBeNull: Bool = false) {
      self.name = name
      self.kind = kind
      self.mayBeNull = mayBeNull
    }
  }

  /// The table's name, in small letters and underscores.
  public let name: String
  public let columns: [Column]
  /// How many of the first columns make the primary key.
  public let keyCount: Int
  /// Conditions in the SQL that both databases share, over one row: `held >= 0`.
  public let checks: [String]
  /// Further columns by which rows are looked up; the names of each index in order.
  public let indexes: [[String]]
  /// Further columns in which no two rows are equal, and by which rows are looked up: a second lock.
  public let unique: [[String]]
  /// Whether rows are only ever added: history.
  public let isAppendOnly: Bool
  /// Whether the table came after registries were kept: it enters the digest of the state with its first
  /// row, so that one without rows leaves the digest as it always was.
  public let isLater: Bool

  /// A table of its parts.
  public init(
    _ name: String, _ columns: [Column], keyCount: Int, checks: [String] = [], indexes: [[String]] = [],
    unique: [[String]] = [], isAppendOnly: Bool = false, isLater: Bool = false
  ) {
    self.name = name
    self.columns = columns
    self.keyCount = keyCount
    self.checks = checks
    self.indexes = indexes
    self.unique = unique
    self.isAppendOnly = isAppendOnly
    self.isLater = isLater
  }
}
