import Journal
import Store

/// Writes rows, each table's with one statement, whose words are put together once.
struct SQLWrites {
  /// The words for one table.
  private struct Texts {
    let put: String
    let delete: String
  }

  static let insertBlock = insert(OwnTables.blocks)
  static let insertCommand = insert(OwnTables.commands)

  private let texts: [String: Texts]

  init(_ shape: StoreShape) {
    let texts = shape.tables.map { table in
      (
        table.name,
        Texts(
          put: table.isAppendOnly ? Self.insert(table) : Self.upsert(table),
          delete: Self.delete(table))
      )
    }
    self.texts = Dictionary(texts) { first, _ in first }
  }

  static func insert(_ table: TableShape) -> String {
    let places = table.columns.indices.map { "?\($0 + 1)" }.joined(separator: ", ")
    let names = SQLText.names(table.columns.indices, of: table)
    return "INSERT INTO \(SQLText.quoted(table.name)) (\(names)) VALUES (\(places))"
  }

  private static func upsert(_ table: TableShape) -> String {
    let further = table.columns.dropFirst(table.keyCount).map { SQLText.quoted($0.name) }
    let sets = further.map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
    return insert(table) + " ON CONFLICT (\(SQLText.names(0..<table.keyCount, of: table))) DO "
      + (sets.isEmpty ? "NOTHING" : "UPDATE SET \(sets)")
  }

  private static func delete(_ table: TableShape) -> String {
    let places = table.columns.prefix(table.keyCount).enumerated()
      .map { "\(SQLText.quoted($1.name)) = ?\($0 + 1)" }
    return "DELETE FROM \(SQLText.quoted(table.name)) WHERE \(places.joined(separator: " AND "))"
  }

  /// Writes changes that were checked.
  func write(_ list: any TableChanges, by connection: SQLiteConnection) throws(StoreFault) {
    guard let texts = texts[list.table] else { throw StoreFault(.unstorable, list.table) }
    var (put, delete): (SQLiteStatement?, SQLiteStatement?)
    try list.each { (key: ArraySlice<Cell>, row: [Cell]?) throws(StoreFault) in
      if let row {
        if put == nil { put = try connection.statement(texts.put) }
        try put?.run(row)
      } else {
        if delete == nil { delete = try connection.statement(texts.delete) }
        try delete?.run(Array(key))
      }
    }
    for statement in [put, delete] { if let statement { connection.giveBack(statement) } }
  }
}
