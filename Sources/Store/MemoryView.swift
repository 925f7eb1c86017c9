import Journal

/// A registry's contents as values.
struct MemoryView: RegistryView, Sendable {
  let shape: StoreShape
  func examine() -> [String] { [] }

  private(set) var header: BlockHeader?
  private var blocks: [Block] = []
  private var known: [CommandKey: CommandFate] = [:]
  private var tables: [String: [[Cell]: [Cell]]] = [:]

  init(_ shape: StoreShape) { self.shape = shape }

  /// Takes a batch that was checked; all of it or nothing.
  mutating func take(_ batch: Batch) throws(StoreFault) {
    var keys: Set<CommandKey> = []
    for fate in batch.fates where known[fate.key] != nil || !keys.insert(fate.key).inserted {
      throw StoreFault(.constraint, "commands: \(fate.key) is there already")
    }
    var added: [String: Set<[Cell]>] = [:]
    let history = batch.history
    for row in history {
      let isNew = added[row.table, default: []].insert(row.key).inserted
      guard isNew, tables[row.table]?[row.key] == nil else {
        throw StoreFault(.constraint, "\(row.table): \(row.key) is there already")
      }
    }
    for fate in batch.fates { known[fate.key] = fate }
    for change in batch.changes + history {
      tables[change.table, default: [:]][change.key] = change.row
    }
    blocks.append(batch.block)
    header = batch.block.header
  }

  func head() -> BlockHeader? { header }

  func header(of number: UInt64) -> BlockHeader? { block(number)?.header }

  func block(_ number: UInt64) -> Block? {
    number > 0 && number <= UInt64(blocks.count) ? blocks[Int(number) - 1] : nil
  }

  func eachBlock(from number: UInt64, _ body: (Block) throws -> Bool) throws {
    let start = Int(clamping: max(number, 1) - 1)
    for block in blocks.dropFirst(start) {
      guard try body(block) else { return }
    }
  }

  func greatestKey(below limit: CommandKey) -> CommandKey? { known.keys.filter { $0 < limit }.max() }

  func fates(of keys: [CommandKey]) -> [CommandKey: CommandFate] {
    Dictionary(keys.compactMap { key in known[key].map { (key, $0) } }) { first, _ in first }
  }

  func row(of table: String, key: [Cell]) throws -> [Cell]? {
    let query = try PreparedQuery(TableQuery(table, equal: key, limit: 1), in: shape)
    guard query.open.isEmpty else { throw StoreFault(.unstorable, "\(table): key \(key)") }
    return tables[table]?[key]
  }

  func page(_ query: TableQuery) throws -> TablePage {
    let prepared = try PreparedQuery(query, in: shape)
    let order = prepared.order
    let rows = (tables[query.table] ?? [:]).values.filter { prepared.admits($0) }.sorted { left, right in
      let isBefore = order.map { left[$0] }.lexicographicallyPrecedes(order.map { right[$0] })
      return isBefore != query.isDescending
    }
    return prepared.page(Array(rows.prefix(query.limit + 1)))
  }

  func eachRow(of table: String, _ body: ([Cell]) throws -> Void) throws {
    guard shape.table(table) != nil else { throw StoreFault(.unstorable, "\(table): no such table") }
    let rows = tables[table] ?? [:]
    for key in rows.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      if let row = rows[key] { try body(row) }
    }
  }
}

extension PreparedQuery {
  /// Whether a row is asked for, the limit aside.
  fileprivate func admits(_ row: [Cell]) -> Bool {
    guard filled.allSatisfy({ row[$0] != .null }) else { return false }
    guard zip(order, query.equal).allSatisfy({ row[$0] == $1 }) else { return false }
    if let first = open.first {
      if let from = query.from, row[first] < from { return false }
      if let through = query.through, through < row[first] { return false }
    }
    guard let cursor else { return true }
    let here = open.map { row[$0] }
    return query.isDescending
      ? here.lexicographicallyPrecedes(cursor) : cursor.lexicographicallyPrecedes(here)
  }
}
