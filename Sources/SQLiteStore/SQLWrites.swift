import Journal
import Store

/// Writes rows, each table's with one statement.
struct SQLWrites {
  let connection: SQLiteConnection
  let shape: StoreShape

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
  func write(_ changes: [RowChange], isHistory: Bool) throws(StoreFault) {
    var puts: [String: SQLiteStatement] = [:]
    var deletes: [String: SQLiteStatement] = [:]
    for change in changes {
      if let row = change.row {
        let text = isHistory ? Self.insert : Self.upsert
        try statement(for: change.table, in: &puts, text).run(row)
      } else {
        try statement(for: change.table, in: &deletes, Self.delete).run(change.key)
      }
    }
    for statement in [puts, deletes].flatMap(\.values) { connection.giveBack(statement) }
  }

  private func statement(
    for name: String, in ready: inout [String: SQLiteStatement], _ text: (TableShape) -> String
  ) throws(StoreFault) -> SQLiteStatement {
    if let statement = ready[name] { return statement }
    guard let table = shape.table(name) else { throw StoreFault(.unstorable, name) }
    let statement = try connection.statement(text(table))
    ready[name] = statement
    return statement
  }
}
