internal import Formula

/// Reads the rows that a worked case gives in place of tables.
struct CaseTables {
  private(set) var rows: [String: (shape: TableShape, rows: [TableRow])] = [:]
  private(set) var problems: [Problem] = []

  init(_ workedCase: WorkedCase, names: Names, units: UnitSystem) {
    for table in workedCase.tables {
      guard let shape = names.shape(ofTable: table.name.name) else {
        let known = names.byName.keys.filter { names.shape(ofTable: $0) != nil }
        problems.append(names.unknown(table.name, what: Label(zh: "表", en: "table"), among: known))
        continue
      }
      let session = ReadingSession(units: units)
      let items = Reader(table.rows.node, session: session, path: table.rows.path).list() ?? []
      let read = items.compactMap { $0.tableRow(shape, needsSource: false) }
      problems += session.problems
      problems += TableCheck(names: names, shape: shape, rows: read).problems
      rows[table.name.name] = (shape, read)
    }
  }
}

extension Names {
  /// The shape of a table with rows, or of a table that the region brings; nil for anything else.
  func shape(ofTable name: String) -> TableShape? {
    switch byName[name] {
    case .table(let table):
      if case .rows(let shape, _) = table.body { shape } else { nil }
    case .input(let input):
      if case .table(let shape) = input.kind { shape } else { nil }
    default: nil
    }
  }
}
