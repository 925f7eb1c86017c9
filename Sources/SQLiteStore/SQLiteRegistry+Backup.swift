import CSQLite
import Foundation
public import Journal
public import Store

extension SQLiteRegistry: RestorableStore {
  /// Writes the whole registry into a new file, with the digests of its pages beside it.
  public func backUp(to path: String, hash: HashFunction) throws {
    try Self.backUp(connection.path, to: path, hash: hash, settings: settings)
  }

  /// The same of a registry that another program may be writing to.
  public static func backUp(
    _ registry: String, to path: String, hash: HashFunction, settings: SQLiteSettings = SQLiteSettings()
  ) throws {
    guard FileManager.default.fileExists(atPath: registry) else { throw StoreFault(.absent, registry) }
    guard !FileManager.default.fileExists(atPath: path) else { throw StoreFault(.present, path) }
    let source = try SQLiteConnection(registry, flags: SQLITE_OPEN_READONLY, settings: settings)
    defer { source.close(leavingLog: false) }
    let growing = path + ".part"
    try? FileManager.default.removeItem(atPath: growing)
    try source.transaction("BEGIN") {
      _ = try source.number("SELECT max(number) FROM blocks")
      try source.copy(to: growing, settings: SQLiteSettings())
    }
    try DurableFile.sync(growing)
    try FileManager.default.moveItem(atPath: growing, toPath: path)
    try DurableFile.sync(path)
    try PageDigests.write(beside: path, hash: hash)
  }

  /// Makes a registry of a backup whose every page is as it was written.
  ///
  /// - Returns: The registry, opened by its one writer.
  public static func restore(
    _ backup: String, to path: String, shape: StoreShape, hash: HashFunction
  ) throws -> SQLiteRegistry {
    // A log that an older registry left would be taken for this one's.
    for name in ["", "-wal", "-shm", "-journal"].map({ path + $0 })
    where FileManager.default.fileExists(atPath: name) {
      throw StoreFault(.present, name)
    }
    let findings = try PageDigests.verify(backup, hash: hash)
    if let first = findings.first {
      throw StoreFault(
        .damaged, "\(backup): page \(first.page) at byte \(first.offset), \(findings.count) in all")
    }
    let growing = path + ".part"
    try? FileManager.default.removeItem(atPath: growing)
    try FileManager.default.copyItem(atPath: backup, toPath: growing)
    try DurableFile.sync(growing)
    try FileManager.default.moveItem(atPath: growing, toPath: path)
    try DurableFile.sync(path)
    return try open(path, shape: shape, hash: hash)
  }

  /// Makes a registry of an archive that any store wrote.
  public static func restoreArchive(
    _ archive: String, to path: String, shape: StoreShape, hash: HashFunction
  ) throws -> SQLiteRegistry {
    try Archive.check(archive, shape: shape, hash: hash)
    let store = try begin(at: path, shape: shape, hash: hash)
    try Archive.read(archive, into: store, hash: hash)
    return store
  }

  package func declareComplete() throws {
    try read { try $0.connection.change("UPDATE registry SET value = 'complete' WHERE name = 'state'") }
  }
}
