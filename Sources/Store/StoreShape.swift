public import Journal

/// Which tables a registry has, in which version, and how older versions become this one.
public struct StoreShape: Sendable {
  /// The version of the rooms' tables, from 1; a change of any table is a new version.
  public let version: Int
  /// The tables of the rooms.
  public let tables: [TableShape]
  /// The ways from older versions, each to the next one.
  public let migrations: [Migration]
  /// What each table takes, by its name.
  let rules: [String: TableRules]

  /// A shape; tables that no database could keep are a bug of the rooms.
  public init(version: Int, tables: [TableShape], migrations: [Migration] = []) {
    precondition(version >= 1, "Versions count from 1.")
    let faults = tables.flatMap(\.faults)
    precondition(faults.isEmpty, faults.joined(separator: " "))
    precondition(Set(tables.map(\.name)).count == tables.count, "Each table has its own name.")
    self.version = version
    self.tables = tables
    self.migrations = migrations
    rules = Dictionary(uniqueKeysWithValues: tables.map { ($0.name, TableRules($0)) })
  }

  /// The table of a name.
  public func table(_ name: String) -> TableShape? { rules[name]?.table }

  /// The steps from an older version to this one; `nil` when a step is missing.
  package func way(from old: Int) -> [Migration.Step]? {
    guard old <= version else { return nil }
    var steps: [Migration.Step] = []
    for number in old..<version {
      guard let migration = migrations.first(where: { $0.from == number }) else { return nil }
      steps += migration.steps
    }
    return steps
  }

  /// The tables in words, by which a database shows that it has just these.
  package var text: String {
    sorted.map(\.text).joined(separator: "\n")
  }

  /// The tables in the order of their names.
  package var sorted: [TableShape] {
    tables.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }
}

/// The way from one version of the tables to the next; all of it happens in one transaction.
public struct Migration: Sendable {
  /// A change of a table.
  public enum Step: Sendable {
    /// A new table without rows.
    case create(TableShape)
    /// A table goes away with its rows.
    case drop(TableShape)
    /// A table gets another shape, perhaps another name; each old row becomes new rows.
    case rewrite(TableShape, into: TableShape, @Sendable ([Cell]) throws -> [[Cell]])
    /// A table keeps its rows and gets the indexes of another shape of the same name and columns.
    case reindex(TableShape, into: TableShape)
    /// A new table whose rows are made from those of another one.
    case derive(TableShape, from: TableShape, @Sendable ([Cell]) throws -> [[Cell]])
  }

  /// The version before.
  public let from: Int
  /// The steps in their order.
  public let steps: [Step]

  /// A way from a version to the next.
  public init(from: Int, steps: [Step]) {
    self.from = from
    self.steps = steps
  }
}

extension TableShape {
  /// Names that the stores use themselves.
  private static let taken: Set = ["registry", "writer", "blocks", "commands"]

  /// Why no store could keep such a table.
  var faults: [String] {
    var faults: [String] = []
    let names = columns.map(\.name)
    for word in [name] + names where !Self.isPlain(word) { faults.append("\(name): no plain name: \(word)") }
    if Self.taken.contains(name) || name.hasPrefix("sqlite_") || name.hasPrefix("pg_") {
      faults.append("\(name): the name is taken.")
    }
    if Set(names).count != names.count { faults.append("\(name): a column stands twice.") }
    if !(1...max(1, columns.count)).contains(keyCount)
      || columns.prefix(keyCount).contains(where: \.mayBeNull)
    {
      faults.append("\(name): the key must be first and never absent.")
    }
    for index in indexes + unique where index.isEmpty || !Set(index).isSubset(of: names) {
      faults.append("\(name): an index over no column of the table.")
    }
    let sure = Set(columns.filter { !$0.mayBeNull }.map(\.name))
    for index in unique where !Set(index).isSubset(of: sure) {
      faults.append("\(name): what is unique is never absent.")
    }
    return faults
  }

  private static func isPlain(_ word: String) -> Bool {
    guard let first = word.utf8.first, (97...122).contains(first), word.utf8.count <= 48 else { return false }
    return word.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 95 }
  }

  var text: String {
    let columns = columns.map { "\($0.name) \($0.kind)\($0.mayBeNull ? "?" : "")" }.joined(separator: ", ")
    let indexes = indexes.map { $0.joined(separator: "+") }.joined(separator: ", ")
    let once = unique.map { $0.joined(separator: "+") }.joined(separator: ", ")
    return
      "\(name)(\(columns)) key \(keyCount) checks \(checks) indexes [\(indexes)] only added \(isAppendOnly)"
      + (once.isEmpty ? "" : " unique [\(once)]")
  }

  /// The columns by which a query sorts: those of the index, then those of the key that are not in it.
  package func order(by index: [String]?) -> [Int] {
    let key = Array(0..<keyCount)
    guard let index else { return key }
    let first = index.compactMap { name in columns.firstIndex { $0.name == name } }
    return first + key.filter { !first.contains($0) }
  }

  /// Whether values may stand in columns, given by their places.
  package func accepts(_ cells: [Cell], in places: some Collection<Int>) -> Bool {
    cells.count == places.count && zip(cells, places).allSatisfy { columns[$1].accepts($0) }
  }
}

extension TableShape.Column {
  /// Whether a value may stand in the column.
  func accepts(_ cell: Cell) -> Bool { ColumnRule(kind: kind, mayBeNull: mayBeNull).accepts(cell) }
}
