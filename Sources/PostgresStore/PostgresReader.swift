import Foundation
import Journal
import Store

/// A connection that only reads: at the writer's server, or at one that follows it.
final class PostgresReader: RegistryReader, @unchecked Sendable {
  // Every use of the connection happens under the lock.
  private let lock = NSRecursiveLock()
  private let address: String
  private let shape: StoreShape
  private let hash: HashFunction
  private let patience: Int
  private let mayBeUnfinished: Bool
  private var connection: PostgresConnection?
  private var isClosed = false

  init(
    _ address: String, shape: StoreShape, hash: HashFunction, patience: Int, mayBeUnfinished: Bool = false
  ) throws {
    self.mayBeUnfinished = mayBeUnfinished
    (self.address, self.shape, self.hash, self.patience) = (address, shape, hash, patience)
    _ = try connected()
  }

  /// The connection, made anew when it was lost before.
  private func connected() throws -> PostgresConnection {
    guard !isClosed else { throw StoreFault(.closed, "reader") }
    if let connection { return connection }
    let made = try PostgresConnection(address, patience: patience)
    try PostgresIdentity(of: made).check(
      shape: shape, hash: hash, mayBeUnfinished: mayBeUnfinished)
    connection = made
    return made
  }

  func snapshot<Value>(_ body: (any RegistryView) throws -> Value) throws -> Value {
    try lock.withLock {
      let connection = try connected()
      do {
        return try connection.transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") {
          let version = try connection.ask("SELECT value FROM registry WHERE name = 'version'")
          guard version == [[.text("\(shape.version)")]] else {
            throw StoreFault(.version, "the registry was migrated")
          }
          return try body(PostgresView(connection: connection, shape: shape))
        }
      } catch {
        if (error as? StoreFault)?.kind == .unreachable {
          connection.close()
          self.connection = nil
        }
        throw error
      }
    }
  }

  func close() {
    lock.withLock {
      isClosed = true
      connection?.close()
    }
  }
}
