import CSQLite
import Foundation
public import Journal
public import Store

extension SQLiteRegistry {
  /// Bytes of a page of a new file. A command changes some nine pages, whatever their size, and the log takes
  /// each whole; smaller ones than these cost more in trees that are deeper. Older files have 4096.
  private static let pageBytes = 2048

  /// Makes a new registry and opens it as its one writer. What is already at the place stays.
  public static func create(
    at path: String, shape: StoreShape, hash: HashFunction, settings: SQLiteSettings = SQLiteSettings()
  ) throws -> SQLiteRegistry {
    try make(at: path, shape: shape, hash: hash, settings: settings, isComplete: true)
  }

  /// Begins a new registry that cannot be opened before it is declared complete; an unfinished one that
  /// nobody is filling gives way.
  package static func begin(
    at path: String, shape: StoreShape, hash: HashFunction
  ) throws -> SQLiteRegistry {
    try discardUnfinished(at: path)
    return try make(at: path, shape: shape, hash: hash, settings: SQLiteSettings(), isComplete: false)
  }

  /// Takes a registry away whose making or restore broke off; any other stays.
  package static func discardUnfinished(at path: String) throws {
    let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    guard let size, size > 0 else { return }
    let place = URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false)
    let connection = try SQLiteConnection(place, flags: SQLITE_OPEN_READWRITE, settings: SQLiteSettings())
    defer { connection.close(leavingLog: false) }
    guard try !Identity(of: connection).isComplete else { return }
    let writer = try WriterLock(beside: place)
    connection.close(leavingLog: false)
    for name in ["", "-wal", "-shm", "-journal"].map({ place + $0 })
    where FileManager.default.fileExists(atPath: name) {
      try FileManager.default.removeItem(atPath: name)
    }
    writer.remove(beside: place)
  }

  static func make(
    at path: String, shape: StoreShape, hash: HashFunction, settings: SQLiteSettings, isComplete: Bool
  ) throws -> SQLiteRegistry {
    let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    guard size == nil || size == 0 else { throw StoreFault(.present, path) }
    let place = URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false)
    let writer = try WriterLock(beside: place)
    let connection = try SQLiteConnection(
      place, flags: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, settings: settings, joinsLog: true)
    try connection.run("PRAGMA page_size = \(pageBytes)")
    // One transaction, so that a making that was cut off leaves an empty file.
    try connection.transaction("BEGIN EXCLUSIVE") {
      try connection.run("PRAGMA application_id = \(OwnTables.applicationID)")
      try connection.run("PRAGMA user_version = \(shape.version)")
      for table in [OwnTables.registry, OwnTables.writer, OwnTables.blocks] {
        for text in SQLText.create(table, .sqlite) { try connection.run(text) }
      }
      let further = ["FOREIGN KEY (\"block\") REFERENCES blocks (\"number\")"]
      for text in SQLText.create(OwnTables.commands, .sqlite, further: further) { try connection.run(text) }
      for text in shape.tables.flatMap({ SQLText.create($0, .sqlite) }) { try connection.run(text) }
      for row in Identity.rows(shape: shape, hash: hash, isComplete: isComplete) {
        try connection.change(SQLWrites.insert(OwnTables.registry), row)
      }
      try connection.change(SQLWrites.insert(OwnTables.writer), [.integer(1), .integer(0)])
    }
    try DurableFile.syncFolder(of: place)
    return try SQLiteRegistry(connection, writer, shape, hash, settings)
  }

  /// Brings an older registry to a shape, in one transaction.
  static func migrate(
    _ connection: SQLiteConnection, from version: Int, to shape: StoreShape, hash: HashFunction
  ) throws {
    guard let steps = shape.way(from: version) else {
      throw StoreFault(.version, "\(connection.path): shape \(version), program \(shape.version)")
    }
    try connection.transaction("BEGIN EXCLUSIVE") {
      for step in steps { try take(step, connection, shape) }
      try connection.run("PRAGMA user_version = \(shape.version)")
      try connection.change("UPDATE registry SET value = ?1 WHERE name = 'tables'", [.text(shape.text)])
    }
  }

  private static func take(
    _ step: Migration.Step, _ connection: SQLiteConnection, _ shape: StoreShape
  ) throws {
    switch step {
    case .create(let table):
      for text in SQLText.create(table, .sqlite) { try connection.run(text) }
    case .drop(let table):
      try connection.run("DROP TABLE \(SQLText.quoted(table.name))")
    case .reindex(let old, let new):
      for text in SQLText.reindex(old, into: new) { try connection.run(text) }
    case .rewrite(let old, let new, let convert):
      let (texts, aside) = SQLText.putAside(old, .sqlite)
      for text in texts + SQLText.create(new, .sqlite) { try connection.run(text) }
      try fill(new, from: old, named: aside, connection, shape, convert)
      try connection.run("DROP TABLE \(SQLText.quoted(aside))")
    case .derive(let new, let old, let convert):
      for text in SQLText.create(new, .sqlite) { try connection.run(text) }
      try fill(new, from: old, named: old.name, connection, shape, convert)
    }
  }

  private static func fill(
    _ new: TableShape, from old: TableShape, named name: String, _ connection: SQLiteConnection,
    _ shape: StoreShape, _ convert: ([Cell]) throws -> [[Cell]]
  ) throws {
    let insert = try connection.statement(SQLWrites.insert(new))
    defer { connection.giveBack(insert) }
    let view = SQLiteView(connection: connection, shape: shape)
    try view.eachRow(of: old, named: name) { row in
      for made in try convert(row) {
        guard new.accepts(made, in: 0..<new.columns.count) else {
          throw StoreFault(.unstorable, "\(new.name): \(made)")
        }
        try insert.run(made)
      }
    }
  }
}
