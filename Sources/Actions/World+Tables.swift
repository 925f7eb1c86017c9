public import Journal
internal import Ledger
internal import Parties
public import Store

extension World {
  /// All tables of a registry.
  public static let shape = StoreShape(version: 3, tables: tables, migrations: [fromFirst, fromSecond])

  static let tables =
    Book.shapes + Directory.shapes
    + [Founding.shape, ProposalBody.shape, Deferral.shape, MoveHistory.shape, AdoptedFile.shape]
    + [IdentityRecord.shape]

  /// Tables that the journal does not make: history that is derived from it, files that it names by digest,
  /// and what must be erasable.
  static let beside: Set = [MoveHistory.shape.name, AdoptedFile.shape.name, IdentityRecord.shape.name]

  /// The world as the tables have it.
  ///
  /// - Throws: A fault of the store, or ``MalformedRow``.
  public init(from view: any RegistryView, rules: RegistryRules, hash: HashFunction) throws {
    self.init(rules: rules, hash: hash)
    for table in Self.shape.tables where !Self.beside.contains(table.name) {
      try view.eachRow(of: table.name) { row in try load(row, into: table.name) }
    }
    try view.eachRow(of: IdentityRecord.shape.name) { row in
      identities.load(try IdentityRecord(row: row), by: hash)
    }
  }

  private mutating func load(_ row: [Cell], into table: String) throws(MalformedRow) {
    switch table {
    case Founding.shape.name: foundings.load(try Founding(row: row))
    case ProposalBody.shape.name: bodies.load(try ProposalBody(row: row))
    case Deferral.shape.name:
      let deferral = try Deferral(row: row)
      deferrals.load(deferral)
      due.add(deferral)
      due.keep()
    default:
      if Directory.shapes.contains(where: { $0.name == table }) {
        try directory.load(row, into: table)
      } else {
        try book.load(row, into: table)
      }
    }
  }

  /// All rows of a table in the order of their keys; `nil` for a table that the journal does not make.
  public func rows(of table: String) -> [[Cell]]? {
    switch table {
    case Founding.shape.name: foundings.rows
    case ProposalBody.shape.name: bodies.rows
    case Deferral.shape.name: deferrals.rows
    default: directory.rows(of: table) ?? book.rows(of: table)
    }
  }

  /// The rows that an entry adds to the history of moves; none where a fact cannot be read.
  public static func history(of entry: Entry) -> [[Cell]] {
    (try? MoveHistory.rows(of: entry.facts, sequence: entry.sequence, moment: entry.moment)) ?? []
  }
}

/// Where a journal tells something that cannot have happened.
public struct ReplayFault: Error, Hashable, Sendable {
  /// The entry.
  public let sequence: UInt64
  /// Which of its facts, from 0.
  public let fact: Int
  /// What is wrong with it.
  public let reason: String
}
