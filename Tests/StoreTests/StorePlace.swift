import Foundation
import Journal
import PostgresStore
import SQLiteStore
import Servers
import Store

/// A place of a test's own where a registry of one kind is made, and taken away afterwards.
final class StorePlace {
  enum Kind: String, CaseIterable, Sendable {
    case memory, sqlite, postgres

    /// The kinds that last longer than their process.
    static let lasting: [Kind] = [.sqlite, .postgres]
  }

  let kind: Kind
  let folder: Folder
  private let schema: String

  /// A place; `nil` when the kind cannot be tried here, which is said aloud.
  init?(_ kind: Kind) throws {
    self.kind = kind
    folder = try Folder()
    schema = "t" + folder.path.suffix(12).lowercased().filter { $0.isLetter || $0.isNumber }
    if kind == .postgres, PostgresServer.shared == nil { return nil }
  }

  /// Where the registry lies, as a program's user would say it.
  var address: String {
    kind == .postgres ? PostgresServer.shared?.address(schema: schema) ?? "" : folder.file("registry")
  }

  func create(_ shape: StoreShape = Rehearsal.shape) throws -> any RegistryStore {
    switch kind {
    case .memory:
      return MemoryStore(shape, hash: hash)
    case .sqlite: return try SQLiteRegistry.create(at: address, shape: shape, hash: hash)
    case .postgres: return try PostgresRegistry.create(at: address, shape: shape, hash: hash)
    }
  }

  func open(_ shape: StoreShape = Rehearsal.shape, migrating: Bool = false) throws -> any RegistryStore {
    switch kind {
    case .memory: throw StoreFault(.absent, "memory")
    case .sqlite:
      return try SQLiteRegistry.open(address, shape: shape, hash: hash, migrating: migrating)
    case .postgres:
      return try PostgresRegistry.open(address, shape: shape, hash: hash, migrating: migrating)
    }
  }
}

/// A folder of a test's own, taken away with its last holder.
final class Folder: Sendable {
  let path: String

  init() throws {
    let place = FileManager.default.temporaryDirectory.appending(path: "store-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    path = place.path(percentEncoded: false)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String) -> String { path + "/" + name }
}
