import Journal
import Store

/// What a connection sees: the writer's own state, or a reader's point of the journal.
struct PostgresView: RegistryView {
  /// Rows and blocks that are asked for at once.
  private static let rowsInPiece = 5000
  private static let blocksInPiece = 32

  let connection: PostgresConnection
  let shape: StoreShape

  func head() throws -> BlockHeader? {
    try connection.ask("SELECT number, header FROM blocks ORDER BY number DESC LIMIT 1").first
      .map { try OwnTables.header(of: $0) }
  }

  func header(of number: UInt64) throws -> BlockHeader? {
    let text = "SELECT number, header FROM blocks WHERE number = $1"
    return try connection.ask(text, [.integer(Int64(clamping: number))]).first
      .map { try OwnTables.header(of: $0) }
  }

  func block(_ number: UInt64) throws -> Block? {
    let text = "SELECT \(OwnTables.blockColumns) FROM blocks WHERE number = $1"
    return try connection.ask(text, [.integer(Int64(clamping: number))]).first
      .map { try OwnTables.block(of: $0) }
  }

  func eachBlock(from number: UInt64, _ body: (Block) throws -> Bool) throws {
    let text =
      "SELECT \(OwnTables.blockColumns) FROM blocks WHERE number >= $1 ORDER BY number "
      + "LIMIT \(Self.blocksInPiece)"
    var next = number
    while true {
      let rows = try connection.ask(text, [.integer(Int64(clamping: next))])
      for row in rows {
        let block = try OwnTables.block(of: row)
        guard try body(block) else { return }
        next = block.header.number + 1
      }
      if rows.count < Self.blocksInPiece { return }
    }
  }

  func fates(of keys: [CommandKey]) throws -> [CommandKey: CommandFate] {
    let table = OwnTables.commands
    let names = SQLText.names(table.columns.indices, of: table)
    let answer = try connection.ask(
      .init(
        text: "SELECT \(names) FROM commands WHERE key = ANY ($1)",
        values: [PostgresValue(.bytes, keys.map { .bytes($0.bytes) })]))
    var fates: [CommandKey: CommandFate] = [:]
    for row in answer.rows {
      let key = try OwnTables.key(of: row)
      fates[key] = try OwnTables.fate(of: row, key: key)
    }
    return fates
  }

  func greatestKey(below limit: CommandKey) throws -> CommandKey? {
    let text = "SELECT key FROM commands WHERE key < $1 ORDER BY key DESC LIMIT 1"
    return try connection.ask(text, [.bytes(limit.bytes)]).first.map { try OwnTables.key(of: $0) }
  }

  func row(of table: String, key: [Cell]) throws -> [Cell]? {
    let query = try PreparedQuery(TableQuery(table, equal: key, limit: 1), in: shape)
    guard query.open.isEmpty else { throw StoreFault(.unstorable, "\(table): key \(key)") }
    let (text, values) = SQLText.select(query, .postgres)
    return try connection.ask(text, values).first
  }

  func page(_ query: TableQuery) throws -> TablePage {
    let prepared = try PreparedQuery(query, in: shape)
    let (text, values) = SQLText.select(prepared, .postgres)
    return prepared.page(try connection.ask(text, values))
  }

  func eachRow(of table: String, _ body: ([Cell]) throws -> Void) throws {
    var query = TableQuery(table, limit: Self.rowsInPiece)
    repeat {
      let page = try page(query)
      for row in page.rows { try body(row) }
      query.after = page.next
    } while query.after != nil
  }
}
