import Journal
import Store

extension PostgresView {
  /// Reads every row by its key and counts every table both ways.
  func examine() throws -> [String] {
    var findings: [String] = []
    for table in [OwnTables.registry, OwnTables.writer, OwnTables.blocks, OwnTables.commands] + shape.tables {
      do {
        try examine(table, &findings)
      } catch let fault as StoreFault { findings.append("\(table.name): \(fault.detail)") }
    }
    return findings
  }

  private func examine(_ table: TableShape, _ findings: inout [String]) throws {
    let places = SQLText.names(table.columns.indices, of: table)
    let name = SQLText.quoted(table.name)
    // A sort by all columns reads every value, also those that lie apart from their row.
    let byRows = try connection.number("SELECT count(*) FROM (SELECT DISTINCT \(places) FROM \(name)) AS r")
    guard shape.table(table.name) != nil else { return }
    var byKey: Int64 = 0
    try eachRow(of: table.name) { _ in byKey += 1 }
    if byRows != byKey { findings.append("\(table.name): \(byRows) rows, \(byKey) by the key") }
  }
}
