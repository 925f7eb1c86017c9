import Journal
import Store

/// What a commit runs: each table's rows are written with one statement that stands ready.
struct SQLWrites {
  /// The statements of one table.
  private struct Table {
    let put: StandingStatement
    let delete: StandingStatement
  }

  let begin: StandingStatement
  let commit: StandingStatement
  /// The epoch of the writer that opened the file last.
  let epoch: StandingStatement
  private let block: StandingStatement
  private let command: StandingStatement
  private let tables: [String: Table]

  init(_ shape: StoreShape, by connection: SQLiteConnection) {
    begin = connection.standing("BEGIN IMMEDIATE")
    commit = connection.standing("COMMIT")
    epoch = connection.standing("SELECT epoch FROM writer")
    block = connection.standing(Self.insert(OwnTables.blocks))
    command = connection.standing(Self.insert(OwnTables.commands))
    let tables = shape.tables.map { table in
      (
        table.name,
        Table(
          put: connection.standing(table.isAppendOnly ? Self.insert(table) : Self.upsert(table)),
          delete: connection.standing(Self.delete(table)))
      )
    }
    self.tables = Dictionary(tables) { first, _ in first }
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

  /// Writes a batch that was checked.
  ///
  /// - Parameter digest: That of the block's header.
  func write(_ batch: Batch, digest: Digest) throws(StoreFault) {
    try block.run(OwnTables.row(of: batch.block, digest: digest))
    for fate in batch.fates { try command.run(OwnTables.row(of: fate)) }
    for list in batch.changed { try write(list) }
    for list in batch.added { try write(list) }
  }

  private func write(_ list: any TableChanges) throws(StoreFault) {
    guard let table = tables[list.table] else { throw StoreFault(.unstorable, list.table) }
    try list.each { (key: ArraySlice<Cell>, row: [Cell]?) throws(StoreFault) in
      if let row { try table.put.run(row) } else { try table.delete.run(Array(key)) }
    }
  }
}
