import Foundation
import Journal
import PostgresStore
import SQLiteStore
import Store
import Testing

/// Goal: only what is a registry of this program opens, once at a time, and everything else is refused in
/// words and left as it is.
@Suite struct OpeningTests {
  static func fault(_ body: () throws -> Void) -> StoreFault? {
    do {
      try body()
      return nil
    } catch { return error as? StoreFault }
  }

  @Test(arguments: StorePlace.Kind.lasting)
  func `Nothing there and something there are told`(kind: StorePlace.Kind) throws {
    guard let place = try StorePlace(kind) else { return }
    #expect(Self.fault { _ = try place.open() }?.kind == .absent)
    try place.create().close()
    #expect(Self.fault { _ = try place.create() }?.kind == .present)
    try place.open().close()
  }

  @Test(arguments: StorePlace.Kind.lasting)
  func `A second writer is refused at once, and may come when the first has gone`(kind: StorePlace.Kind)
    throws
  {
    guard let place = try StorePlace(kind) else { return }
    let first = try place.create()
    var rehearsal = Rehearsal(seed: 1)
    try first.commit(rehearsal.batch())
    let fault = Self.fault { _ = try place.open() }
    #expect(fault?.kind == .occupied && fault?.description.contains("Another writer") == true)
    try first.commit(rehearsal.batch())
    first.close()
    let second = try place.open()
    try second.commit(rehearsal.batch())
  }

  @Test func `A link to the file is the same registry`() throws {
    guard let place = try StorePlace(.sqlite) else { return }
    let first = try place.create()
    let link = place.folder.file("link")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: place.address)
    let fault = Self.fault { _ = try SQLiteRegistry.open(link, shape: Rehearsal.shape, hash: hash) }
    #expect(fault?.kind == .occupied)
    #expect(try first.head() == nil)
  }

  @Test(arguments: StorePlace.Kind.lasting)
  func `A writer whose epoch has passed is refused, and nothing of its batch happens`(
    kind: StorePlace.Kind
  ) throws {
    guard let place = try StorePlace(kind) else { return }
    let older = try place.create()
    var rehearsal = Rehearsal(seed: 2)
    let first = rehearsal.batch()
    try older.commit(first)
    #expect(PlainSQL.run("UPDATE writer SET epoch = epoch + 1", in: place) == nil)
    let late = rehearsal.batch()
    let fault = Self.fault { try older.commit(late) }
    #expect(fault?.kind == .fenced && fault?.mayHaveHappened == false)
    #expect(try place.open().head() == first.block.header)
  }

  @Test func `The newer of two writers on one PostgreSQL wins, and the older is refused at once`() throws {
    guard let place = try StorePlace(.postgres) else { return }
    let older = try place.create()
    var rehearsal = Rehearsal(seed: 3)
    let first = rehearsal.batch()
    try older.commit(first)
    let newer = try PostgresRegistry.open(place.address, shape: Rehearsal.shape, hash: hash, takingOver: true)
    let batch = rehearsal.batch()
    let fault = Self.fault { try older.commit(batch) }
    #expect(fault?.kind == .unreachable || fault?.kind == .fenced)
    #expect(try newer.head() == first.block.header)
    try newer.commit(batch)
  }

  @Test(arguments: StorePlace.Kind.lasting)
  func `Another hash and other tables under the same version are refused`(kind: StorePlace.Kind) throws {
    guard let place = try StorePlace(kind) else { return }
    try place.create().close()
    let other = HashFunction(name: "other") { hash.digest(Array($0)) }
    let strange = Self.fault {
      _ =
        kind == .sqlite
        ? try SQLiteRegistry.open(place.address, shape: Rehearsal.shape, hash: other) as any RegistryStore
        : try PostgresRegistry.open(place.address, shape: Rehearsal.shape, hash: other)
    }
    #expect(strange?.kind == .hash)
    let fewer = StoreShape(version: 1, tables: [Rehearsal.lots])
    #expect(Self.fault { _ = try place.open(fewer) }?.kind == .version)
    let newer = StoreShape(version: 2, tables: Rehearsal.shape.tables)
    #expect(Self.fault { _ = try place.open(newer) }?.kind == .version)
    #expect(Self.fault { _ = try place.open(newer, migrating: true) }?.kind == .version)
    try place.open().close()
  }

  @Test func `A file of somebody else is refused and stays as it is, byte for byte`() throws {
    let folder = try Folder()
    let database = folder.file("other.sqlite")
    #expect(
      PlainSQL.sqlite("CREATE TABLE registry (name, value); INSERT INTO registry VALUES (1, 2)", in: database)
        == nil)
    let text = folder.file("text")
    try "山水".write(toFile: text, atomically: true, encoding: .utf8)
    let long = folder.file("long")
    try String(repeating: "no database ", count: 1000).write(toFile: long, atomically: true, encoding: .utf8)
    for path in [database, text, long] {
      let before = FileManager.default.contents(atPath: path)
      let fault = Self.fault { _ = try SQLiteRegistry.open(path, shape: Rehearsal.shape, hash: hash) }
      #expect(fault?.kind == .foreign)
      #expect(
        Self.fault { _ = try SQLiteRegistry.create(at: path, shape: Rehearsal.shape, hash: hash) }?.kind
          == .present)
      #expect(FileManager.default.contents(atPath: path) == before)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 3)
  }

  @Test func `A newer format of the store's own tables is refused`() throws {
    guard let place = try StorePlace(.sqlite) else { return }
    try place.create().close()
    #expect(PlainSQL.run("UPDATE registry SET value = '2' WHERE name = 'format'", in: place) == nil)
    #expect(Self.fault { _ = try place.open() }?.kind == .version)
  }

  @Test(arguments: StorePlace.Kind.allCases)
  func `A store that a fault closed opens again, unless a newer writer was there meanwhile`(
    kind: StorePlace.Kind
  ) throws {
    guard let place = try StorePlace(kind) else { return }
    let store = try place.create()
    var rehearsal = Rehearsal(seed: 4)
    let (first, second) = (rehearsal.batch(), rehearsal.batch())
    try store.commit(first)
    let again = Batch(block: second.block, fates: first.fates, changes: [], history: [])
    #expect(Self.fault { try store.commit(again) }?.kind == .constraint)
    let next = try store.reopen()
    #expect(try next.head() == first.block.header)
    try next.commit(second)
    guard kind != .memory else { return }
    next.close()
    try place.open().close()
    #expect(Self.fault { _ = try next.reopen() }?.kind == .fenced)
    _ = try place.open()
  }

  @Test(arguments: StorePlace.Kind.lasting)
  func `A registry whose restore was cut off does not open`(kind: StorePlace.Kind) throws {
    guard let place = try StorePlace(kind) else { return }
    try place.create().close()
    #expect(PlainSQL.run("UPDATE registry SET value = 'restoring' WHERE name = 'state'", in: place) == nil)
    #expect(Self.fault { _ = try place.open() }?.kind == .unfinished)
  }

  @Test(arguments: StorePlace.Kind.lasting)
  func `A reader of an older shape is refused after a migration`(kind: StorePlace.Kind) throws {
    guard let place = try StorePlace(kind) else { return }
    let store = try place.create()
    let reader = try store.reader()
    _ = try reader.snapshot { try $0.head() }
    store.close()
    try place.open(MigrationTests.newest, migrating: true).close()
    #expect(Self.fault { _ = try reader.snapshot { try $0.head() } }?.kind == .version)
  }

  @Test func `Every fault has words in both languages`() {
    for kind in StoreFault.Kind.allCases {
      let fault = StoreFault(kind, "x")
      #expect(!fault.chinese.isEmpty && !fault.english.isEmpty)
    }
  }
}
