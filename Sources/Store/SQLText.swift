package import Journal

/// The words of SQL that both databases understand, and where they differ.
package enum SQLText {
  /// Whose words.
  package enum Dialect: Sendable { case sqlite, postgres }

  /// A name in quotes.
  package static func quoted(_ name: String) -> String { "\"\(name)\"" }

  /// Names of columns by their places.
  package static func names(_ places: some Sequence<Int>, of table: TableShape) -> String {
    places.map { quoted(table.columns[$0].name) }.joined(separator: ", ")
  }

  /// The statements that make a table with its conditions and indexes.
  ///
  /// - Parameter further: Conditions that are no ``TableShape/checks``: a reference to another table.
  package static func create(_ table: TableShape, _ dialect: Dialect, further: [String] = []) -> [String] {
    var lines = table.columns.map { column in
      "\(quoted(column.name)) \(kind(column.kind, dialect))\(column.mayBeNull ? "" : " NOT NULL")"
    }
    lines.append("PRIMARY KEY (\(names(0..<table.keyCount, of: table)))")
    lines += table.checks.map { "CHECK (\($0))" } + further
    let body = "CREATE TABLE \(quoted(table.name)) (\n  \(lines.joined(separator: ",\n  "))\n)"
    return [body + ending(of: table, dialect)] + indexes(of: table)
      + (table.isAppendOnly ? locks(of: table, dialect) : [])
  }

  private static func kind(_ kind: TableShape.Column.Kind, _ dialect: Dialect) -> String {
    switch (kind, dialect) {
    case (.integer, .sqlite): "INTEGER"
    case (.integer, .postgres): "BIGINT"
    case (.text, .sqlite): "TEXT"
    case (.text, .postgres): "TEXT COLLATE \"C\""
    case (.bytes, .sqlite): "BLOB"
    case (.bytes, .postgres): "BYTEA"
    }
  }

  /// A single whole number as key is SQLite's own row number; other keys order the rows themselves. In
  /// PostgreSQL a page of rows that change has room for their next values: no index changes with them.
  private static func ending(of table: TableShape, _ dialect: Dialect) -> String {
    guard dialect == .sqlite else { return table.isAppendOnly ? "" : " WITH (fillfactor = 70)" }
    let isNumbered = table.keyCount == 1 && table.columns[0].kind == .integer
    return isNumbered ? " STRICT" : " STRICT, WITHOUT ROWID"
  }

  /// The statements that make all indexes of a table.
  private static func indexes(of table: TableShape) -> [String] {
    table.indexes.enumerated().map { index($1, number: $0 + 1, of: table) }
      + table.unique.enumerated().map { place, names in
        let columns = names.map { quoted($0) }.joined(separator: ", ")
        return "CREATE UNIQUE INDEX \(once(place, of: table)) ON \(quoted(table.name)) (\(columns))"
      }
  }

  private static func once(_ place: Int, of table: TableShape) -> String {
    quoted("\(table.name)_once_by_\(place + 1)")
  }

  /// The statements that take all indexes of a table away.
  private static func withoutIndexes(_ table: TableShape) -> [String] {
    table.indexes.indices.map { "DROP INDEX \(quoted("\(table.name)_by_\($0 + 1)"))" }
      + table.unique.indices.map { "DROP INDEX \(once($0, of: table))" }
  }

  /// The statements that give a table the indexes of another shape.
  package static func reindex(_ old: TableShape, into new: TableShape) -> [String] {
    withoutIndexes(old) + indexes(of: new)
  }

  private static func index(_ names: [String], number: Int, of table: TableShape) -> String {
    let places = table.order(by: names)
    let filled = places.filter { table.columns[$0].mayBeNull }
    let condition = filled.map { "\(quoted(table.columns[$0].name)) IS NOT NULL" }.joined(separator: " AND ")
    let name = quoted("\(table.name)_by_\(number)")
    return "CREATE INDEX \(name) ON \(quoted(table.name)) (\(Self.names(places, of: table)))"
      + (condition.isEmpty ? "" : " WHERE \(condition)")
  }

  /// Triggers by which rows are only ever added, also by hand.
  private static func locks(of table: TableShape, _ dialect: Dialect) -> [String] {
    let (name, key) = (quoted(table.name), table.columns.prefix(table.keyCount).map { quoted($0.name) })
    switch dialect {
    case .sqlite:
      let same = key.map { "\($0) = NEW.\($0)" }.joined(separator: " AND ")
      let refusal = "BEGIN SELECT RAISE(ABORT, '\(table.name): rows are only added'); END"
      return [
        "CREATE TRIGGER \(quoted(table.name + "_stays")) BEFORE UPDATE ON \(name) \(refusal)",
        "CREATE TRIGGER \(quoted(table.name + "_remains")) BEFORE DELETE ON \(name) \(refusal)",
        // REPLACE would take the old row away without asking the trigger above.
        "CREATE TRIGGER \(quoted(table.name + "_once")) BEFORE INSERT ON \(name) "
          + "WHEN EXISTS (SELECT 1 FROM \(name) WHERE \(same)) \(refusal)",
      ]
    case .postgres:
      return [
        "CREATE TRIGGER \(quoted(table.name + "_stays")) BEFORE UPDATE OR DELETE ON \(name) "
          + "FOR EACH ROW EXECUTE FUNCTION registry_only_added()",
        "CREATE TRIGGER \(quoted(table.name + "_remains")) BEFORE TRUNCATE ON \(name) "
          + "FOR EACH STATEMENT EXECUTE FUNCTION registry_only_added()",
      ]
    }
  }

  /// The statements that put a table aside, so that another one can have its name; and its name then.
  package static func putAside(_ table: TableShape, _ dialect: Dialect) -> (texts: [String], name: String) {
    let aside = "former_" + table.name
    var texts = ["ALTER TABLE \(quoted(table.name)) RENAME TO \(quoted(aside))"]
    texts += withoutIndexes(table)
    if table.isAppendOnly, dialect == .sqlite {
      texts += ["stays", "remains", "once"].map { "DROP TRIGGER \(quoted("\(table.name)_\($0)"))" }
    }
    return (texts, aside)
  }

  /// A question and the values of its places.
  package static func select(_ prepared: PreparedQuery, _ dialect: Dialect) -> (text: String, values: [Cell])
  {
    let (table, query) = (prepared.shape, prepared.query)
    var (conditions, values): ([String], [Cell]) = ([], [])
    func place(_ value: Cell) -> String {
      values.append(value)
      return (dialect == .sqlite ? "?" : "$") + "\(values.count)"
    }
    func name(_ column: Int) -> String { quoted(table.columns[column].name) }
    for (column, value) in zip(prepared.order, query.equal) {
      conditions.append("\(name(column)) = \(place(value))")
    }
    if let first = prepared.open.first {
      if let from = query.from { conditions.append("\(name(first)) >= \(place(from))") }
      if let through = query.through { conditions.append("\(name(first)) <= \(place(through))") }
    }
    if let cursor = prepared.cursor, !cursor.isEmpty {
      let places = cursor.map { place($0) }.joined(separator: ", ")
      let sign = query.isDescending ? "<" : ">"
      conditions.append("(\(names(prepared.open, of: table))) \(sign) (\(places))")
    }
    conditions += prepared.filled.map { "\(name($0)) IS NOT NULL" }
    let order = prepared.open.map { name($0) + (query.isDescending ? " DESC" : "") }.joined(separator: ", ")
    let text =
      "SELECT \(names(table.columns.indices, of: table)) FROM \(quoted(table.name))"
      + (conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND "))
      + (order.isEmpty ? "" : " ORDER BY \(order)") + " LIMIT \(place(.integer(Int64(query.limit) + 1)))"
    return (text, values)
  }
}
