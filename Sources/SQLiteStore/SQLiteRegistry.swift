import CSQLite
import Foundation
public import Journal
public import Store

/// A registry in one file of SQLite: the default, for one office on one machine.
public final class SQLiteRegistry: RegistryStore, @unchecked Sendable {
  // Every use of what may change happens under the lock.
  let lock = NSRecursiveLock()
  let connection: SQLiteConnection
  let settings: SQLiteSettings
  let hash: HashFunction
  public let shape: StoreShape
  private let writes: SQLWrites
  private let writer: WriterLock
  private let epoch: Int64
  private var chain: Chain
  private var isClosed = false

  /// Opens a registry as its one writer.
  ///
  /// - Parameter migrating: Whether an older registry becomes one of this shape; else it is refused.
  public static func open(
    _ path: String, shape: StoreShape, hash: HashFunction, migrating: Bool = false,
    settings: SQLiteSettings = SQLiteSettings()
  ) throws -> SQLiteRegistry {
    guard FileManager.default.fileExists(atPath: path) else { throw StoreFault(.absent, path) }
    let place = URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false)
    let connection = try SQLiteConnection(
      place, flags: SQLITE_OPEN_READWRITE, settings: settings, joinsLog: true)
    // A file of somebody else is left before anything is laid beside it.
    _ = try Identity(of: connection)
    let writer = try WriterLock(beside: place)
    let identity = try Identity(of: connection)
    try identity.checkGround(hash: hash)
    if migrating, identity.version < shape.version {
      try migrate(connection, from: identity.version, to: shape, hash: hash)
    } else {
      try identity.check(shape: shape, hash: hash)
    }
    return try SQLiteRegistry(connection, writer, shape, hash, settings)
  }

  init(
    _ connection: SQLiteConnection, _ writer: WriterLock, _ shape: StoreShape, _ hash: HashFunction,
    _ settings: SQLiteSettings
  ) throws {
    self.connection = connection
    self.writer = writer
    self.shape = shape
    writes = SQLWrites(shape, by: connection)
    self.hash = hash
    self.settings = settings
    try Self.prepare(connection, settings)
    epoch = try connection.transaction("BEGIN IMMEDIATE") {
      try connection.change("UPDATE writer SET epoch = epoch + 1")
      return try connection.number("SELECT epoch FROM writer")
    }
    chain = Chain(hash: hash, behind: try SQLiteView(connection: connection, shape: shape).head())
  }

  /// How a file is written to from now on.
  static func prepare(_ connection: SQLiteConnection, _ settings: SQLiteSettings) throws(StoreFault) {
    guard case .text("wal")? = try connection.row("PRAGMA journal_mode = WAL")?.first else {
      throw StoreFault(.disk, "\(connection.path): no write-ahead log on this disk")
    }
    try connection.run(
      """
      PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;
      PRAGMA cell_size_check = ON; PRAGMA cache_size = -65536
      """)
    if let most = settings.mostPages { try connection.run("PRAGMA max_page_count = \(most)") }
    try connection.watchLog()
  }

  /// Makes a batch durable, or throws why not.
  public func commit(_ batch: Batch) throws(StoreFault) {
    lock.lock()
    defer { lock.unlock() }
    guard !isClosed else { throw StoreFault(.closed, connection.path) }
    try batch.check(behind: chain, in: shape)
    let next = Chain(hash: hash, behind: batch.block.header)
    do throws(StoreFault) {
      // For whoever never rests.
      if connection.isLogLong(most: settings.pagesInLog) { try connection.tidyLog(most: settings.pagesInLog) }
      try writes.begin.run()
      guard try writes.epoch.number() == epoch else { throw StoreFault(.fenced, connection.path) }
      try writes.write(batch, digest: next.head)
    } catch {
      try? connection.run("ROLLBACK")
      end(leavingLog: true)
      throw error
    }
    do { try writes.commit.run() } catch {
      end(leavingLog: true)
      throw error.ofUnknownOutcome
    }
    chain = next
  }

  /// Cares for the log while nobody waits.
  public func rest() {
    lock.lock()
    defer { lock.unlock() }
    if isClosed { return }
    // The next commit says that the store is closed.
    do { try connection.tidyLog(most: settings.pagesInLog) } catch { end(leavingLog: true) }
  }

  /// Runs a read under the lock.
  func read<Value>(_ body: (SQLiteView) throws -> Value) throws -> Value {
    try lock.withLock {
      guard !isClosed else { throw StoreFault(.closed, connection.path) }
      return try body(SQLiteView(connection: connection, shape: shape))
    }
  }

  /// Opens the registry again after a fault closed it, unless a newer writer came meanwhile.
  public func reopen() throws -> any RegistryStore {
    close()
    let next = try Self.open(connection.path, shape: shape, hash: hash, settings: settings)
    guard next.epoch == epoch + 1 else { throw StoreFault(.fenced, connection.path) }
    return next
  }

  /// Ends the use.
  public func close() { lock.withLock { end(leavingLog: false) } }

  private func end(leavingLog: Bool) {
    isClosed = true
    connection.close(leavingLog: leavingLog)
    writer.release()
  }
}

extension SQLiteRegistry {
  /// The header of the last block.
  public func head() throws -> BlockHeader? { try read { try $0.head() } }
  /// The header of a block by its number.
  public func header(of number: UInt64) throws -> BlockHeader? { try read { try $0.header(of: number) } }
  /// A block by its number.
  public func block(_ number: UInt64) throws -> Block? { try read { try $0.block(number) } }
  /// Reads blocks in their order, until `body` answers no.
  public func eachBlock(from number: UInt64, _ body: (Block) throws -> Bool) throws {
    try read { try $0.eachBlock(from: number, body) }
  }
  /// What is known of keys.
  public func fates(of keys: [CommandKey]) throws -> [CommandKey: CommandFate] {
    try read { view in
      // One transaction for all: else the database would take and give its locks for each key.
      keys.count > 1
        ? try connection.transaction("BEGIN") { try view.fates(of: keys) } : try view.fates(of: keys)
    }
  }
  /// The greatest key of a command below one.
  public func greatestKey(below limit: CommandKey) throws -> CommandKey? {
    try read { try $0.greatestKey(below: limit) }
  }
  /// The row of a key.
  public func row(of table: String, key: [Cell]) throws -> [Cell]? {
    try read { try $0.row(of: table, key: key) }
  }
  /// Rows in order, as many as a page holds.
  public func page(_ query: TableQuery) throws -> TablePage { try read { try $0.page(query) } }
  /// Reads all rows of a table in the order of their keys.
  public func eachRow(of table: String, _ body: ([Cell]) throws -> Void) throws {
    try read { try $0.eachRow(of: table, body) }
  }

  /// A way to read beside the writer.
  public func reader() throws -> any RegistryReader {
    try SQLiteReader(
      connection.path, shape: shape, hash: hash, settings: settings, mayBeUnfinished: true)
  }

  /// A way to read a registry that another process writes.
  public static func reader(
    of path: String, shape: StoreShape, hash: HashFunction, settings: SQLiteSettings = SQLiteSettings()
  ) throws -> any RegistryReader {
    try SQLiteReader(path, shape: shape, hash: hash, settings: settings)
  }

  /// What the database's own examination finds.
  public func examine() throws -> [String] { try read { try $0.examine() } }
}
