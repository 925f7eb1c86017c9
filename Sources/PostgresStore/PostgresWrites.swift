import Journal
import Store

/// The statements of a batch, each for all rows of a table at once.
struct PostgresWrites {
  let shape: StoreShape
  private(set) var requests: [PostgresConnection.Request] = []

  init(shape: StoreShape) { self.shape = shape }

  static func insert(_ table: TableShape) -> String {
    "INSERT INTO \(SQLText.quoted(table.name)) (\(SQLText.names(table.columns.indices, of: table))) "
      + "SELECT * FROM unnest(\(places(table.columns[...])))"
  }

  private static func upsert(_ table: TableShape) -> String {
    let further = table.columns.dropFirst(table.keyCount).map { SQLText.quoted($0.name) }
    let sets = further.map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
    return insert(table) + " ON CONFLICT (\(SQLText.names(0..<table.keyCount, of: table))) DO "
      + (sets.isEmpty ? "NOTHING" : "UPDATE SET \(sets)")
  }

  private static func delete(_ table: TableShape) -> String {
    let names = SQLText.names(0..<table.keyCount, of: table)
    let key = table.columns.prefix(table.keyCount).map { SQLText.quoted($0.name) }
    let same = key.map { "held.\($0) = gone.\($0)" }.joined(separator: " AND ")
    return "DELETE FROM \(SQLText.quoted(table.name)) AS held "
      + "USING unnest(\(places(table.columns.prefix(table.keyCount)))) AS gone (\(names)) WHERE \(same)"
  }

  private static func places(_ columns: ArraySlice<TableShape.Column>) -> String {
    columns.enumerated().map { "$\($0 + 1)::\(PostgresKind($1.kind).listName)" }.joined(separator: ", ")
  }

  /// Adds rows to a table.
  mutating func add(_ rows: [[Cell]], to table: TableShape) {
    append(Self.insert(table), rows, table.columns[...])
  }

  /// Adds changes that were checked.
  mutating func write(_ list: any TableChanges, isHistory: Bool) {
    guard let table = shape.table(list.table) else { return }
    var (rows, gone): ([[Cell]], [[Cell]]) = ([], [])
    list.each { key, row in
      if let row { rows.append(row) } else { gone.append(Array(key)) }
    }
    // What goes away first: what comes may have its code.
    append(Self.delete(table), gone, table.columns.prefix(table.keyCount))
    append(isHistory ? Self.insert(table) : Self.upsert(table), rows, table.columns[...])
  }

  private mutating func append(_ text: String, _ rows: [[Cell]], _ columns: ArraySlice<TableShape.Column>) {
    guard !rows.isEmpty else { return }
    let values = columns.enumerated().map { place, column in
      PostgresValue(column.kind, rows.map { $0[place] })
    }
    requests.append(.init(text: text, values: values))
  }
}
