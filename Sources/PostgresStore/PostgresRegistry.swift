import Foundation
public import Journal
public import Store

/// A registry in a schema of PostgreSQL: for several machines, and for readers on servers that follow.
///
/// The address is one of libpq: `postgres://user@host/database`, with `options=-csearch_path%3Dname` for a
/// schema of its own.
public final class PostgresRegistry: RegistryStore, @unchecked Sendable {
  // Every use of what may change happens under the lock.
  private let lock = NSRecursiveLock()
  private let connection: PostgresConnection
  private let address: String
  private let patience: Int
  private let hash: HashFunction
  private let epoch: Int64
  /// The server's number for the writer's connection.
  public let backend: Int32
  public let shape: StoreShape
  private var chain: Chain
  private var isClosed = false

  /// Opens a registry as its one writer.
  ///
  /// - Parameters:
  ///   - migrating: Whether an older registry becomes one of this shape; else it is refused.
  ///   - takingOver: Whether another writer that still holds the registry is put out of it: the newer one
  ///     wins. Else the newer one is refused at once.
  ///   - patience: Seconds without a sign of the server until it counts as lost.
  public static func open(
    _ address: String, shape: StoreShape, hash: HashFunction, migrating: Bool = false,
    takingOver: Bool = false, patience: Int = 30
  ) throws -> PostgresRegistry {
    let connection = try PostgresConnection(address, patience: patience)
    try PostgresIdentity(of: connection).checkGround(hash: hash)
    try WriterSeat(connection).take(ending: takingOver ? .anybody : .nobody)
    let identity = try PostgresIdentity(of: connection)
    try identity.checkGround(hash: hash)
    if migrating, identity.version < shape.version {
      try migrate(connection, from: identity.version, to: shape)
    } else {
      try identity.check(shape: shape, hash: hash)
    }
    return try PostgresRegistry(connection, address, shape, hash, patience)
  }

  init(
    _ connection: PostgresConnection, _ address: String, _ shape: StoreShape, _ hash: HashFunction,
    _ patience: Int
  ) throws {
    (self.connection, self.address, self.shape) = (connection, address, shape)
    (self.hash, self.patience, backend) = (hash, patience, connection.backend)
    try connection.run("SET synchronous_commit = on")
    guard try connection.ask("SELECT current_setting('fsync')") == [[.text("on")]] else {
      throw StoreFault(.disk, "the server runs with fsync = off: nothing would be durable")
    }
    // Waits for a batch that an older writer is just committing; that writer's next one is refused.
    epoch = try connection.number("UPDATE writer SET epoch = epoch + 1 RETURNING epoch")
    let last = try PostgresView(connection: connection, shape: shape).head()
    chain = Chain(hash: hash, behind: last)
  }

  /// Makes a batch durable, or throws why not.
  public func commit(_ batch: Batch) throws(StoreFault) {
    lock.lock()
    defer { lock.unlock() }
    guard !isClosed else { throw StoreFault(.closed, "connection") }
    try batch.check(behind: chain, in: shape)
    let next = Chain(hash: hash, behind: batch.block.header)
    var writes = PostgresWrites(shape: shape)
    writes.add([OwnTables.row(of: batch.block, digest: next.head)], to: OwnTables.blocks)
    writes.add(batch.fates.map { OwnTables.row(of: $0) }, to: OwnTables.commands)
    for list in batch.changed { writes.write(list, isHistory: false) }
    for list in batch.added { writes.write(list, isHistory: true) }
    let fence = PostgresConnection.Request(
      text: "SELECT registry_fence($1)", values: [PostgresValue(.integer(epoch))])
    do throws(StoreFault) {
      let answers = try connection.pipeline(
        [.init(text: "BEGIN"), fence] + writes.requests + [.init(text: "COMMIT")])
      guard answers.last?.tag == "COMMIT" else { throw StoreFault(.database, "rolled back") }
      chain = next
    } catch {
      end(givingUpSeat: error.kind != .unreachable)
      // The end of the batch was sent together with its start: a lost connection tells nothing.
      throw error.kind == .unreachable ? error.ofUnknownOutcome : error
    }
  }

  /// Runs a read under the lock.
  func read<Value>(_ body: (PostgresView, PostgresConnection) throws -> Value) throws -> Value {
    try lock.withLock {
      guard !isClosed else { throw StoreFault(.closed, "connection") }
      return try body(PostgresView(connection: connection, shape: shape), connection)
    }
  }

  /// Ends the use.
  public func close() { lock.withLock { end(givingUpSeat: true) } }

  /// The seat is free when this returns; a server that cannot be reached frees it by itself.
  private func end(givingUpSeat: Bool) {
    if givingUpSeat, !isClosed {
      try? connection.run("ROLLBACK")
      try? connection.run("SELECT pg_advisory_unlock_all()")
    }
    isClosed = true
    connection.close()
  }

  /// Opens the registry again after a fault closed it, unless a newer writer came meanwhile.
  ///
  /// What the older connection was still doing is over when this returns.
  public func reopen() throws -> any RegistryStore {
    close()
    let next = try PostgresConnection(address, patience: patience)
    try PostgresIdentity(of: next).check(shape: shape, hash: hash)
    try WriterSeat(next).take(ending: .backend(backend))
    guard try next.number("SELECT epoch FROM writer") == epoch else {
      throw StoreFault(.fenced, "a newer writer was there meanwhile")
    }
    return try PostgresRegistry(next, address, shape, hash, patience)
  }

  /// The header of the last block.
  public func head() throws -> BlockHeader? { try read { view, _ in try view.head() } }
  /// The header of a block by its number.
  public func header(of number: UInt64) throws -> BlockHeader? {
    try read { view, _ in try view.header(of: number) }
  }
  /// A block by its number.
  public func block(_ number: UInt64) throws -> Block? { try read { view, _ in try view.block(number) } }
  /// Reads blocks in their order, until `body` answers no.
  public func eachBlock(from number: UInt64, _ body: (Block) throws -> Bool) throws {
    try read { view, _ in try view.eachBlock(from: number, body) }
  }
  /// What is known of keys.
  public func fates(of keys: [CommandKey]) throws -> [CommandKey: CommandFate] {
    try read { view, _ in try view.fates(of: keys) }
  }
  /// The greatest key of a command below one.
  public func greatestKey(below limit: CommandKey) throws -> CommandKey? {
    try read { view, _ in try view.greatestKey(below: limit) }
  }
  /// The row of a key.
  public func row(of table: String, key: [Cell]) throws -> [Cell]? {
    try read { view, _ in try view.row(of: table, key: key) }
  }
  /// Rows in order, as many as a page holds.
  public func page(_ query: TableQuery) throws -> TablePage { try read { view, _ in try view.page(query) } }
  /// Reads all rows of a table in the order of their keys.
  public func eachRow(of table: String, _ body: ([Cell]) throws -> Void) throws {
    try read { view, _ in try view.eachRow(of: table, body) }
  }

  /// A way to read beside the writer.
  public func reader() throws -> any RegistryReader {
    try PostgresReader(address, shape: shape, hash: hash, patience: patience, mayBeUnfinished: true)
  }

  /// A way to read a registry that another process writes, here or at a server that follows.
  public static func reader(
    of address: String, shape: StoreShape, hash: HashFunction, patience: Int = 30
  ) throws -> any RegistryReader {
    try PostgresReader(address, shape: shape, hash: hash, patience: patience)
  }

  /// Reads every row by its key and counts every table both ways; pages are checked by the server itself
  /// when the cluster was made with checksums.
  public func examine() throws -> [String] { try read { view, _ in try view.examine() } }
}
