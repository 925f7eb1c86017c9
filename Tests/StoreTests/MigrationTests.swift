import Foundation
import Journal
import SQLiteStore
import Store
import Testing

/// Goal: a registry of every earlier version becomes one of the newest, whole or not at all.
/// Method: versions of the tests' own tables; version 1 in SQLite is a file that was kept.
@Suite struct MigrationTests {
  /// Version 2: lots get a colour, moves a further index; version 3: papers go, labels are made of lots.
  static let coloured = TableShape(
    "lots",
    [
      .init("id", .integer), .init("code", .text), .init("note", .text, mayBeNull: true),
      .init("colour", .text),
    ], keyCount: 1, checks: ["colour <> ''"], indexes: [["code"], ["note"], ["colour"]])
  static let moves = TableShape(
    "moves", Rehearsal.moves.columns, keyCount: 2, indexes: [["account"], ["quantity"]], isAppendOnly: true)
  static let labels = TableShape("labels", [.init("code", .text)], keyCount: 1)
  static let empty = TableShape("notes", [.init("id", .integer), .init("text", .text)], keyCount: 1)

  static let first = Migration(
    from: 1,
    steps: [
      .rewrite(Rehearsal.lots, into: coloured) { [$0 + [.text("green")]] },
      .rewrite(Rehearsal.moves, into: moves) { [$0] }, .create(empty),
    ])
  static let second = Migration(
    from: 2,
    steps: [
      .derive(labels, from: coloured) { row in
        guard case .integer(let id) = row[0] else { return [] }
        return [[.text("label \(id)")]]
      }, .drop(Rehearsal.papers),
    ])
  static let newest = StoreShape(
    version: 3, tables: [Rehearsal.balances, coloured, moves, empty, labels], migrations: [first, second])

  /// The registry that was kept as version 1, in a place of its own.
  static func kept(in folder: Folder) throws -> String {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Data/registry-1.sqlite").path(percentEncoded: false)
    let copy = folder.file("registry")
    try FileManager.default.copyItem(atPath: file, toPath: copy)
    return copy
  }

  @Test func `The registry that was kept as version 1 becomes one of version 3`() throws {
    let folder = try Folder()
    let path = try Self.kept(in: folder)
    let before = try SQLiteRegistry.open(path, shape: Rehearsal.shape, hash: hash)
    var rehearsal = Rehearsal(seed: 1)
    var model = RowModel()
    for _ in 0..<30 { model.take(rehearsal.batch()) }
    try model.expect(before)
    before.close()
    #expect(
      OpeningTests.fault { _ = try SQLiteRegistry.open(path, shape: Self.newest, hash: hash) }?.kind
        == .version)
    let after = try SQLiteRegistry.open(path, shape: Self.newest, hash: hash, migrating: true)
    try Self.expectMigrated(after, model)
  }

  @Test(arguments: StorePlace.Kind.lasting, [1, 2])
  func `Each earlier version becomes the newest, and history stays locked`(
    kind: StorePlace.Kind, version: Int
  ) throws {
    guard let place = try StorePlace(kind) else { return }
    let store = try place.create()
    var rehearsal = Rehearsal(seed: 1)
    var model = RowModel()
    for _ in 0..<30 {
      let batch = rehearsal.batch()
      try store.commit(batch)
      model.take(batch)
    }
    store.close()
    if version == 2 {
      let middle = StoreShape(
        version: 2, tables: [Rehearsal.balances, Self.coloured, Self.moves, Self.empty, Rehearsal.papers],
        migrations: [Self.first])
      try place.open(middle, migrating: true).close()
    }
    let newest = try place.open(Self.newest, migrating: true)
    try Self.expectMigrated(newest, model)
    newest.close()
    #expect(PlainSQL.run("UPDATE moves SET quantity = 0", in: place)?.contains("rows are only added") == true)
    try place.open(Self.newest).close()
  }

  static func expectMigrated(_ store: any RegistryStore, _ model: RowModel) throws {
    let lots = model.rows(of: Rehearsal.lots, by: nil, isDescending: false)
    let moves = model.rows(of: Rehearsal.moves, by: nil, isDescending: false)
    var rows: [String: [[Cell]]] = [:]
    for table in newest.tables {
      try store.eachRow(of: table.name) { rows[table.name, default: []].append($0) }
    }
    #expect(rows["lots"] == lots.map { $0 + [.text("green")] } && !lots.isEmpty)
    #expect(rows["moves"] == moves && !moves.isEmpty)
    #expect(rows["labels"]?.count == lots.count && rows["notes"] == nil)
    let green = TableQuery("lots", by: ["colour"], equal: [.text("green")], limit: 100)
    #expect(try store.page(green).rows.count == lots.count)
    #expect(try store.examine() == [])
  }

  @Test(arguments: StorePlace.Kind.lasting)
  func `A migration that fails half-way leaves the old version as it was`(kind: StorePlace.Kind) throws {
    guard let place = try StorePlace(kind) else { return }
    let store = try place.create()
    var rehearsal = Rehearsal(seed: 1)
    for _ in 0..<30 { try store.commit(rehearsal.batch()) }
    let digest = try store.stateDigest(by: hash)
    store.close()
    let broken = StoreShape(
      version: 2, tables: [Rehearsal.balances, Self.coloured, Rehearsal.papers, Rehearsal.moves],
      migrations: [
        Migration(
          from: 1,
          steps: [
            .rewrite(Rehearsal.lots, into: Self.coloured) { row in
              [row + [.text(row[0] == .integer(.max) ? "" : "green")]]
            }
          ])
      ])
    #expect(OpeningTests.fault { _ = try place.open(broken, migrating: true) }?.kind == .constraint)
    let again = try place.open()
    #expect(try again.stateDigest(by: hash) == digest)
    try again.commit(rehearsal.batch())
  }
}
