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

  /// Begins a new registry, which cannot be opened before it is declared complete.
  func begin(hash: HashFunction) throws -> any RestorableStore {
    switch self {
    case .file(let path): try SQLiteRegistry.begin(at: path, shape: World.shape, hash: hash)
    case .server(let address): try PostgresRegistry.begin(at: address, shape: World.shape, hash: hash)
    }
  }

  /// Takes away what a broken making left; a registry that is whole stays.
  func discardUnfinished() throws {
    switch self {
    case .file(let path): try SQLiteRegistry.discardUnfinished(at: path)
    case .server(let address): try PostgresRegistry.discardUnfinished(at: address)
    }
  }

  /// Brings a registry of an earlier version to this program's, whole or not at all.
  ///
  /// - Returns: The registry, opened by its one writer.
  public func migrate(hash: HashFunction) throws -> any RegistryStore {
    switch self {
    case .file(let path): try SQLiteRegistry.open(path, shape: World.shape, hash: hash, migrating: true)
    case .server(let address):
      try PostgresRegistry.open(address, shape: World.shape, hash: hash, migrating: true)
    }
  }

  /// Opens a registry as its one writer.
  public func open(hash: HashFunction) throws -> any RegistryStore {
    switch self {
    case .file(let path): try SQLiteRegistry.open(path, shape: World.shape, hash: hash)
    case .server(let address): try PostgresRegistry.open(address, shape: World.shape, hash: hash)
    }
  }

  /// Opens a registry for reading beside its writer; one of an earlier version as it is.
  public func reader(hash: HashFunction) throws -> any RegistryReader {
    do {
      return try reader(World.shape, hash)
    } catch let fault as StoreFault where fault.kind == .version {
      for shape in World.formerShapes {
        if let reader = try? reader(shape, hash) { return reader }
      }
      throw fault
    }
  }

  private func reader(_ shape: StoreShape, _ hash: HashFunction) throws -> any RegistryReader {
    switch self {
    case .file(let path): try SQLiteRegistry.reader(of: path, shape: shape, hash: hash)
    case .server(let address): try PostgresRegistry.reader(of: address, shape: shape, hash: hash)
    }
  }

  /// Writes the whole registry into a file while its writer goes on: of a file its pages, with their digests
  /// beside them; of a server an archive.
  public func backUp(to path: String, hash: HashFunction) throws {
    switch self {
    case .file(let registry): try SQLiteRegistry.backUp(registry, to: path, hash: hash)
    case .server:
      let reader = try reader(hash: hash)
      defer { reader.close() }
      try reader.snapshot { try Archive.write($0, to: path, hash: hash) }
      try PageDigests.write(beside: path, hash: hash)
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

  /// Makes a registry out of an exported one; one of an earlier version is restored as it was, and migrated.
  public func restoreArchive(_ archive: String, hash: HashFunction) throws -> any RegistryStore {
    let version = try Archive.version(of: archive)
    guard let former = World.formerShapes.first(where: { $0.version == version }) else {
      return try restoreArchive(archive, shape: World.shape, hash: hash)
    }
    try restoreArchive(archive, shape: former, hash: hash).close()
    return try migrate(hash: hash)
  }

  private func restoreArchive(
    _ archive: String, shape: StoreShape, hash: HashFunction
  ) throws -> any RegistryStore {
    switch self {
    case .file(let path): try SQLiteRegistry.restoreArchive(archive, to: path, shape: shape, hash: hash)
    case .server(let address):
      try PostgresRegistry.restoreArchive(archive, to: address, shape: shape, hash: hash)
    }
  }
}
