internal import CSQLite
internal import Foundation
internal import Glibc
public import Journal
internal import Parties
internal import SQLiteStore
internal import Seals
internal import Store

/// The file of credentials, sessions and tokens that lies beside a registry and never in its journal: what
/// must be secret, changed and forgotten has no place in a chain that is kept for ever.
///
/// Holds no password, code or token, but what they are checked by. Whoever may read the file may still try
/// passwords and make time codes: it is readable by its owner alone, and no part of exports.
public final class AccessFile: @unchecked Sendable {
  public let path: String
  // Every use of the connection happens under the lock.
  private let lock = NSLock()
  private let connection: SQLiteConnection
  /// 32 bytes of this file's own, by which it makes digests that nobody can try without it.
  let pepper: Digest

  /// How a file of this program is marked: "shaX" in ASCII.
  private static let applicationID: Int64 = 0x7368_6158

  /// Opens a file, or makes it.
  ///
  /// - Throws: ``StoreFault``: foreign, of a newer version, or of the disk.
  public init(at path: String, chance: AccessChance) throws {
    self.path = path
    try Self.makeAlone(path)
    connection = try SQLiteConnection(
      path, flags: SQLITE_OPEN_READWRITE, settings: SQLiteSettings(pagesInLog: 1000))
    try connection.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON")
    try connection.run("PRAGMA trusted_schema = OFF; PRAGMA secure_delete = ON")
    pepper = try Self.prepare(connection, chance)
  }

  /// An empty file that its owner alone may read; one that is there stays.
  private static func makeAlone(_ path: String) throws {
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw StoreFault(.disk, path) }
    Glibc.close(file)
  }

  private static func prepare(_ connection: SQLiteConnection, _ chance: AccessChance) throws -> Digest {
    try connection.transaction("BEGIN EXCLUSIVE") {
      let application = try connection.number("PRAGMA application_id")
      let version = Int(try connection.number("PRAGMA user_version"))
      let tables = try connection.number("SELECT count(*) FROM sqlite_schema")
      guard application == applicationID || (application == 0 && tables == 0) else {
        throw StoreFault(.foreign, connection.path)
      }
      guard version <= AccessShape.steps.count else {
        throw StoreFault(
          .version, "\(connection.path): version \(version), program \(AccessShape.steps.count)")
      }
      for step in AccessShape.steps[version...] { try connection.run(step) }
      try connection.run("PRAGMA application_id = \(applicationID)")
      try connection.run("PRAGMA user_version = \(AccessShape.steps.count)")
      try connection.change(
        "INSERT OR IGNORE INTO own (name, value) VALUES ('pepper', ?1)", [.bytes(chance.bytes(32))])
      guard case .bytes(let bytes)? = try connection.row("SELECT value FROM own WHERE name = 'pepper'")?[0],
        bytes.count == 32
      else { throw StoreFault(.damaged, connection.path) }
      return Digest(bytes: bytes[...])
    }
  }

  /// Uses the connection alone, in one transaction.
  func use<Value>(_ body: (SQLiteConnection) throws -> Value) throws -> Value {
    try lock.withLock { try connection.transaction("BEGIN IMMEDIATE") { try body(connection) } }
  }

  /// Ends the use.
  public func close() { lock.withLock { connection.close(leavingLog: false) } }

  /// Numbers that a key always gives here and nowhere else: salts of requests that may come twice.
  public func words(for key: CommandKey, count: Int) -> [UInt64] {
    (0..<count).map { place in
      let digest = HashFunction.sm3.keyed(by: pepper, Array("word \(place) ".utf8) + key.bytes)
      return digest.bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
  }

  /// Ties the file to a registry, by the 16 bytes that it was founded with.
  ///
  /// - Returns: Whether it is this registry's: the first one asked for, or the same again.
  public func belongs(to registry: CommandKey) throws -> Bool {
    try use { connection in
      try connection.change(
        "INSERT OR IGNORE INTO own (name, value) VALUES ('registry', ?1)", [.bytes(registry.bytes)])
      let row = try connection.row("SELECT value FROM own WHERE name = 'registry'")
      return row?.first == .bytes(registry.bytes)
    }
  }
}

/// The tables of the file, step by step: a file of version n gets the steps behind the n-th.
enum AccessShape {
  static let steps = [
    """
    CREATE TABLE own (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT;
    CREATE TABLE credentials (
      person INTEGER PRIMARY KEY CHECK (person > 0), password TEXT NOT NULL,
      secret BLOB NOT NULL CHECK (length(secret) = 20), step INTEGER NOT NULL,
      confirmed INTEGER NOT NULL CHECK (confirmed IN (0, 1)), changed INTEGER NOT NULL) STRICT;
    CREATE TABLE known (person INTEGER PRIMARY KEY CHECK (person > 0)) STRICT;
    CREATE TABLE enrolments (
      person INTEGER PRIMARY KEY CHECK (person > 0), digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
      expires INTEGER NOT NULL) STRICT;
    CREATE TABLE sessions (
      digest BLOB PRIMARY KEY CHECK (length(digest) = 32), person INTEGER NOT NULL,
      organisation INTEGER NOT NULL, stage INTEGER NOT NULL CHECK (stage BETWEEN 1 AND 3),
      made INTEGER NOT NULL, seen INTEGER NOT NULL) STRICT;
    CREATE INDEX sessions_person ON sessions (person);
    CREATE TABLE failures (
      subject BLOB PRIMARY KEY CHECK (length(subject) = 32), count INTEGER NOT NULL CHECK (count > 0),
      last INTEGER NOT NULL) STRICT;
    CREATE TABLE tokens (
      number INTEGER PRIMARY KEY AUTOINCREMENT, digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
      person INTEGER NOT NULL, organisation INTEGER NOT NULL, name TEXT NOT NULL,
      scope INTEGER NOT NULL CHECK (scope IN (1, 2)), made INTEGER NOT NULL, expires INTEGER NOT NULL)
      STRICT;
    CREATE INDEX tokens_person ON tokens (person);
    CREATE TABLE log (
      number INTEGER PRIMARY KEY AUTOINCREMENT, moment INTEGER NOT NULL, person INTEGER NOT NULL,
      address TEXT NOT NULL, event TEXT NOT NULL) STRICT;
    CREATE INDEX log_person ON log (person, number);
    """
  ]
}
