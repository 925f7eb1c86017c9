import CSQLite
import Foundation
import Journal
import Store

/// A connection that only reads, beside the writer.
final class SQLiteReader: RegistryReader, @unchecked Sendable {
  // Every use of the connection happens under the lock.
  private let lock = NSRecursiveLock()
  private let connection: SQLiteConnection
  private let shape: StoreShape

  init(
    _ path: String, shape: StoreShape, hash: HashFunction, settings: SQLiteSettings,
    mayBeUnfinished: Bool = false
  ) throws {
    guard FileManager.default.fileExists(atPath: path) else { throw StoreFault(.absent, path) }
    connection = try SQLiteConnection(path, flags: SQLITE_OPEN_READONLY, settings: settings)
    self.shape = shape
    try connection.run("PRAGMA query_only = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON")
    try Identity(of: connection).check(
      shape: shape, hash: hash, mayBeUnfinished: mayBeUnfinished)
  }

  func snapshot<Value>(_ body: (any RegistryView) throws -> Value) throws -> Value {
    try lock.withLock {
      try connection.transaction("BEGIN") {
        let view = SQLiteView(connection: connection, shape: shape)
        // The first read fixes the point of the journal that all further ones see.
        guard try connection.number("PRAGMA user_version") == shape.version else {
          throw StoreFault(.version, "\(connection.path): it was migrated")
        }
        _ = try view.head()
        return try body(view)
      }
    }
  }

  func close() { lock.withLock { connection.close(leavingLog: false) } }
}
