import Foundation
import Journal
import PostgresStore
import SQLiteStore
import Store
import Testing

/// Goal: a backup made beside a running writer is one prefix, restores to the same registry, and shows any
/// bit that flipped.
@Suite struct BackupTests {
  static func filled(_ place: StorePlace, batches: Int, seed: UInt64 = 21) throws -> (
    any RegistryStore, RowModel
  ) {
    let store = try place.create()
    var (rehearsal, model) = (Rehearsal(seed: seed), RowModel())
    for _ in 0..<batches {
      let batch = rehearsal.batch()
      try store.commit(batch)
      model.take(batch)
    }
    return (store, model)
  }

  @Test func `A backup in SQLite restores to the same registry`() throws {
    guard let place = try StorePlace(.sqlite) else { return }
    let (store, model) = try Self.filled(place, batches: 50)
    let (backup, other) = (place.folder.file("backup"), place.folder.file("other"))
    try store.backUp(to: backup, hash: hash)
    #expect(OpeningTests.fault { try store.backUp(to: backup, hash: hash) }?.kind == .present)
    #expect(try PageDigests.verify(backup, hash: hash) == [])
    let restored = try SQLiteRegistry.restore(backup, to: other, shape: Rehearsal.shape, hash: hash)
    try model.expect(restored)
    #expect(try restored.examine() == [])
    let again = OpeningTests.fault {
      _ = try SQLiteRegistry.restore(backup, to: other, shape: Rehearsal.shape, hash: hash)
    }
    #expect(again?.kind == .present)
    let reader = try SQLiteRegistry.reader(of: backup, shape: Rehearsal.shape, hash: hash)
    try reader.snapshot { try model.expect($0) }
    reader.close()
    #expect(try PageDigests.verify(backup, hash: hash) == [])
    store.close()
    restored.close()
    let left = try FileManager.default.contentsOfDirectory(atPath: place.folder.path)
    #expect(left.filter { $0.hasSuffix(".part") }.isEmpty)
  }

  @Test func `A restore stays away from a place where an older registry left its log`() throws {
    guard let place = try StorePlace(.sqlite) else { return }
    let (store, _) = try Self.filled(place, batches: 3)
    let (backup, other) = (place.folder.file("backup"), place.folder.file("other"))
    try store.backUp(to: backup, hash: hash)
    try Data([1]).write(to: URL(filePath: other + "-wal"))
    let fault = OpeningTests.fault {
      _ = try SQLiteRegistry.restore(backup, to: other, shape: Rehearsal.shape, hash: hash)
    }
    #expect(fault?.kind == .present && !FileManager.default.fileExists(atPath: other))
  }

  @Test func `A backup beside a writer is one prefix of the journal`() async throws {
    guard let place = try StorePlace(.sqlite) else { return }
    let (store, folder) = (try place.create(), place.folder)
    async let copies = withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<6 {
        group.addTask { try store.backUp(to: folder.file("copy\(number)"), hash: hash) }
      }
      try await group.waitForAll()
    }
    var chain = Chain(hash: hash)
    for number in UInt64(1)...120 {
      try store.commit(ReaderTests.batch(number, &chain))
      if number % 4 == 0 { await Task.yield() }
    }
    try await copies
    for number in 0..<6 {
      let reader = try SQLiteRegistry.reader(
        of: place.folder.file("copy\(number)"), shape: Rehearsal.shape, hash: hash)
      _ = try reader.snapshot { try ReaderTests.check($0) }
    }
  }

  @Test func `Any flipped bit of a backup or of its digests is found, with its page`() throws {
    guard let place = try StorePlace(.sqlite) else { return }
    let (store, _) = try Self.filled(place, batches: 20)
    let backup = place.folder.file("backup")
    try store.backUp(to: backup, hash: hash)
    let digests = try PageDigests(of: backup, hash: hash)
    let sound = Array(FileManager.default.contents(atPath: backup) ?? Data())
    let beside = PageDigests.path(beside: backup)
    let kept = Array(FileManager.default.contents(atPath: beside) ?? Data())
    #expect(kept == digests.bytes(by: hash))
    var chance = SeededChance(5)
    let handle = try #require(FileHandle(forUpdatingAtPath: backup))
    for _ in 0..<150 {
      let place = Int.random(in: 0..<sound.count, using: &chance)
      let flipped = sound[place] ^ 1 << UInt8.random(in: 0..<8, using: &chance)
      try handle.seek(toOffset: UInt64(place))
      try handle.write(contentsOf: [flipped])
      let page = place / digests.pageSize
      let findings = try digests.verify(backup, hash: hash)
      #expect(findings.count == 1 && findings.first?.page == page + 1 && findings.first?.isOfLength == false)
      #expect(findings.first?.offset == page * digests.pageSize)
      try handle.seek(toOffset: UInt64(place))
      try handle.write(contentsOf: [sound[place]])
    }
    for _ in 0..<100 {
      var spoilt = kept
      spoilt[Int.random(in: 0..<kept.count, using: &chance)] ^= 1 << UInt8.random(in: 0..<8, using: &chance)
      #expect(throws: StoreFault.self) { try PageDigests(spoilt, hash: hash) }
    }
    let damaged = sound.dropLast(10_000)
    try Data(damaged).write(to: URL(filePath: backup))
    #expect(try PageDigests.verify(backup, hash: hash).count == 3)
    let other = place.folder.file("other")
    let fault = OpeningTests.fault {
      _ = try SQLiteRegistry.restore(backup, to: other, shape: Rehearsal.shape, hash: hash)
    }
    #expect(fault?.kind == .damaged && !FileManager.default.fileExists(atPath: other))
  }

  @Test(arguments: StorePlace.Kind.allCases, StorePlace.Kind.lasting)
  func `An archive of any store restores into any other`(from: StorePlace.Kind, into: StorePlace.Kind) throws
  {
    guard let place = try StorePlace(from), let target = try StorePlace(into) else { return }
    let (store, model) = try Self.filled(place, batches: 40)
    let archive = target.folder.file("archive")
    try Archive.write(store, to: archive, hash: hash)
    let restored: any RegistryStore =
      into == .sqlite
      ? try SQLiteRegistry.restoreArchive(archive, to: target.address, shape: Rehearsal.shape, hash: hash)
      : try PostgresRegistry.restoreArchive(archive, to: target.address, shape: Rehearsal.shape, hash: hash)
    try model.expect(restored)
    #expect(try restored.stateDigest(by: hash) == store.stateDigest(by: hash))
    restored.close()
    try model.expect(try target.open())
  }

  @Test func `A damaged or cut archive restores nothing at all`() throws {
    guard let place = try StorePlace(.memory) else { return }
    let (store, _) = try Self.filled(place, batches: 6)
    let archive = place.folder.file("archive")
    try store.backUp(to: archive, hash: hash)
    let sound = Array(FileManager.default.contents(atPath: archive) ?? Data())
    var chance = SeededChance(9)
    for number in 0..<120 {
      var spoilt = sound
      if number % 4 == 0 {
        spoilt = Array(sound.prefix(Int.random(in: 0..<sound.count, using: &chance)))
      } else {
        spoilt[Int.random(in: 0..<sound.count, using: &chance)] ^=
          1 << UInt8.random(in: 0..<8, using: &chance)
      }
      try Data(spoilt).write(to: URL(filePath: archive))
      let other = place.folder.file("other\(number)")
      #expect(throws: (any Error).self) {
        try SQLiteRegistry.restoreArchive(archive, to: other, shape: Rehearsal.shape, hash: hash)
      }
      #expect(
        OpeningTests.fault { _ = try SQLiteRegistry.open(other, shape: Rehearsal.shape, hash: hash) } != nil)
    }
  }
}
