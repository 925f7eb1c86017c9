import Journal
import Store
import Testing

/// What a store should hold, kept apart from every store: arrays and dictionaries of the test's own.
struct RowModel {
  private var blocks: [Block] = []
  private var fates: [CommandFate] = []
  private var tables: [String: [[Cell]: [Cell]]] = [:]

  mutating func take(_ batch: Batch) {
    blocks.append(batch.block)
    fates += batch.fates
    for change in batch.changes + batch.history {
      tables[change.table, default: [:]][change.key] = change.row
    }
  }

  /// Rows in the order of an index, then of the key; those without a value in the index left out.
  func rows(of table: TableShape, by index: [String]?, isDescending: Bool) -> [[Cell]] {
    let named = (index ?? []).compactMap { name in table.columns.firstIndex { $0.name == name } }
    let order = named + Array(0..<table.keyCount)
    let rows = (tables[table.name] ?? [:]).values.filter { row in order.allSatisfy { row[$0] != .null } }
    let sorted = rows.sorted { left, right in
      order.map { left[$0] }.lexicographicallyPrecedes(order.map { right[$0] })
    }
    return isDescending ? sorted.reversed() : sorted
  }

  /// Expects that a store holds just this.
  func expect(_ store: some RegistryView) throws {
    #expect(try store.head() == blocks.last?.header)
    var found: [Block] = []
    try store.eachBlock(from: 1) {
      found.append($0)
      return true
    }
    #expect(found == blocks)
    #expect(try store.block(UInt64(blocks.count)) == blocks.last)
    #expect(try store.block(UInt64(blocks.count) + 1) == nil)
    let strange = CommandKey(high: 1, low: 2)
    let known = try store.fates(of: fates.map(\.key) + [strange])
    #expect(known.count == fates.count && known[strange] == nil)
    for fate in fates {
      #expect(known[fate.key] == fate)
      #expect(try store.entry(of: fate).sequence == fate.sequence)
    }
    for table in Rehearsal.shape.tables {
      var rows: [[Cell]] = []
      try store.eachRow(of: table.name) { rows.append($0) }
      #expect(rows == self.rows(of: table, by: nil, isDescending: false))
      for row in rows {
        #expect(try store.row(of: table.name, key: Array(row.prefix(table.keyCount))) == row)
      }
    }
    #expect(try store.row(of: "lots", key: [.integer(77)]) == nil)
  }
}
