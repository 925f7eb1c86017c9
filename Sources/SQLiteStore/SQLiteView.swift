import Journal
import Store

/// What a connection sees: the writer's own state, or a reader's point of the journal.
struct SQLiteView: RegistryView {
  let connection: SQLiteConnection
  let shape: StoreShape

  func head() throws -> BlockHeader? {
    let row = try connection.row("SELECT \"number\", \"header\" FROM blocks ORDER BY \"number\" DESC LIMIT 1")
    return try row.map { try OwnTables.header(of: $0) }
  }

  func header(of number: UInt64) throws -> BlockHeader? {
    let text = "SELECT \"number\", \"header\" FROM blocks WHERE \"number\" = ?1"
    return try connection.row(text, [.integer(Int64(clamping: number))]).map { try OwnTables.header(of: $0) }
  }

  func block(_ number: UInt64) throws -> Block? {
    let text = "SELECT \(OwnTables.blockColumns) FROM blocks WHERE \"number\" = ?1"
    return try connection.row(text, [.integer(Int64(clamping: number))]).map { try OwnTables.block(of: $0) }
  }

  func eachBlock(from number: UInt64, _ body: (Block) throws -> Bool) throws {
    let text =
      "SELECT \(OwnTables.blockColumns) FROM blocks WHERE \"number\" >= ?1 ORDER BY \"number\""
    try connection.eachRow(text, [.integer(Int64(clamping: number))]) { try body(OwnTables.block(of: $0)) }
  }

  func fates(of keys: [CommandKey]) throws -> [CommandKey: CommandFate] {
    let table = OwnTables.commands
    let statement = try connection.statement(
      "SELECT \(SQLText.names(table.columns.indices, of: table)) FROM commands WHERE \"key\" = ?1")
    defer { connection.giveBack(statement) }
    var fates: [CommandKey: CommandFate] = [:]
    for key in keys {
      try statement.bind([.bytes(key.bytes)])
      if try statement.step() { fates[key] = try OwnTables.fate(of: statement.row(), key: key) }
      statement.reset()
    }
    return fates
  }

  func greatestKey(below limit: CommandKey) throws -> CommandKey? {
    let text = "SELECT \"key\" FROM commands WHERE \"key\" < ?1 ORDER BY \"key\" DESC LIMIT 1"
    return try connection.row(text, [.bytes(limit.bytes)]).map { try OwnTables.key(of: $0) }
  }

  func row(of table: String, key: [Cell]) throws -> [Cell]? {
    let query = try PreparedQuery(TableQuery(table, equal: key, limit: 1), in: shape)
    guard query.open.isEmpty else { throw StoreFault(.unstorable, "\(table): key \(key)") }
    let (text, values) = SQLText.select(query, .sqlite)
    return try connection.row(text, values)
  }

  func page(_ query: TableQuery) throws -> TablePage {
    let prepared = try PreparedQuery(query, in: shape)
    let (text, values) = SQLText.select(prepared, .sqlite)
    var rows: [[Cell]] = []
    try connection.eachRow(text, values) { row in
      rows.append(row)
      return true
    }
    return prepared.page(rows)
  }

  func eachRow(of table: String, _ body: ([Cell]) throws -> Void) throws {
    guard let shape = shape.table(table) else { throw StoreFault(.unstorable, "\(table): no such table") }
    try eachRow(of: shape, named: table, body)
  }

  func eachRow(of table: TableShape, named name: String, _ body: ([Cell]) throws -> Void) throws {
    let text =
      "SELECT \(SQLText.names(table.columns.indices, of: table)) FROM \(SQLText.quoted(name)) "
      + "ORDER BY \(SQLText.names(0..<table.keyCount, of: table))"
    try connection.eachRow(text) { row in
      try body(row)
      return true
    }
  }
}
