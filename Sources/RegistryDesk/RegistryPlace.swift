internal import Actions
public import Journal
internal import PostgresStore
internal import SQLiteStore
public import Store

/// Where a registry is: a file, or a database of a PostgreSQL server.
public enum RegistryPlace: Hashable, Sendable {
  case file(String)
  /// `postgres://user@host/database`.
  case server(String)

  /// A place as people write it.
  public init(_ text: String) {
    let isServer = text.hasPrefix("postgres://") || text.hasPrefix("postgresql://")
    self = isServer ? .server(text) : .file(text)
  }

  /// Makes a new registry.
  public func create(hash: HashFunction) throws -> any RegistryStore {
    switch self {
    case .file(let path): try SQLiteRegistry.create(at: path, shape: World.shape, hash: hash)
    case .server(let address): try PostgresRegistry.create(at: address, shape: World.shape, hash: hash)
    }
  }

  /// Opens a registry as its one writer.
  public func open(hash: HashFunction) throws -> any RegistryStore {
    switch self {
    case .file(let path): try SQLiteRegistry.open(path, shape: World.shape, hash: hash)
    case .server(let address): try PostgresRegistry.open(address, shape: World.shape, hash: hash)
    }
  }

  /// Opens a registry for reading beside its writer.
  public func reader(hash: HashFunction) throws -> any RegistryReader {
    switch self {
    case .file(let path): try SQLiteRegistry.reader(of: path, shape: World.shape, hash: hash)
    case .server(let address): try PostgresRegistry.reader(of: address, shape: World.shape, hash: hash)
    }
  }

  /// Makes a registry out of a backup, after its pages were checked. A server is restored from an export.
  public func restore(_ backup: String, hash: HashFunction) throws -> any RegistryStore {
    switch self {
    case .file(let path): try SQLiteRegistry.restore(backup, to: path, shape: World.shape, hash: hash)
    case .server:
      throw DeskRefusal(
        zh: "服务器上的登记簿请用 export 与 import，或数据库自带的备份",
        en: "use export and import for a registry at a server, or its own backups"
      )
    }
  }

  /// Makes a registry out of an exported one.
  public func restoreArchive(_ archive: String, hash: HashFunction) throws -> any RegistryStore {
    switch self {
    case .file(let path):
      try SQLiteRegistry.restoreArchive(archive, to: path, shape: World.shape, hash: hash)
    case .server(let address):
      try PostgresRegistry.restoreArchive(archive, to: address, shape: World.shape, hash: hash)
    }
  }
}
