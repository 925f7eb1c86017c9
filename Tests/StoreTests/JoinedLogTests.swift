import CFaultyDisk
import Foundation
import Journal
import SQLiteStore
import Store
import Testing

/// Goal: a lone client waits for one write and one sync.
/// Method: a disk that counts the calls that change or sync a file.
@Suite struct JoinedLogTests {
  @Test func `A batch of a few rows reaches the disk by one write and one sync`() throws {
    let folder = try Folder()
    let disk = try FaultyDisk(seed: 5)
    var settings = disk.settings
    settings.pagesInLog = 8000
    let store = try SQLiteRegistry.create(
      at: folder.file("registry"), shape: Rehearsal.shape, hash: hash, settings: settings)
    defer { store.close() }
    // The first commit also writes the head of the log, and syncs it.
    try store.commit(DiskFaultTests.batches[0])
    for batch in DiskFaultTests.batches.dropFirst() {
      disk.fail(FAULTY_NONE, at: 0, stays: false)
      try store.commit(batch)
      #expect(disk.calls == 2)
    }
  }

  @Test func `A batch larger than what is kept back reaches the disk whole`() throws {
    let folder = try Folder()
    let path = folder.file("registry")
    let store = try SQLiteRegistry.create(at: path, shape: Rehearsal.shape, hash: hash)
    var chain = Chain(hash: hash)
    // Some 2 MB in one block: many times what is kept back, and some pages are written in one piece.
    let entries = (0..<200).map { index in [UInt8](repeating: UInt8(index), count: 10_000) }
    let block = chain.seal(entries, at: Moment(milliseconds: 1))
    try store.commit(Batch(block: block, fates: [], changed: [], added: []))
    // Another reader sees only what left the writer's memory.
    let reader = try store.reader()
    defer { reader.close() }
    #expect(try reader.snapshot { try $0.block(1) } == block)
    store.close()
    let again = try SQLiteRegistry.open(path, shape: Rehearsal.shape, hash: hash)
    defer { again.close() }
    #expect(try again.block(1) == block)
    #expect(try again.examine() == [])
  }

  @Test func `What cannot be written fails the commit, and nothing of it is there`() throws {
    for failure in [FAULTY_ERROR, FAULTY_FULL] {
      let folder = try Folder()
      let path = folder.file("registry")
      let disk = try FaultyDisk(seed: 6)
      let store = try SQLiteRegistry.create(
        at: path, shape: Rehearsal.shape, hash: hash, settings: disk.settings)
      try store.commit(DiskFaultTests.batches[0])
      disk.fail(failure, at: 1, stays: false)
      let fault = OpeningTests.fault { try store.commit(DiskFaultTests.batches[1]) }
      #expect(fault?.kind == (failure == FAULTY_FULL ? .full : .disk))
      store.close()
      let again = try SQLiteRegistry.open(
        path, shape: Rehearsal.shape, hash: hash, settings: disk.settings)
      #expect(try again.head()?.number == 1)
      #expect(try again.stateDigest(by: hash) == DiskFaultTests.digests[1])
      again.close()
    }
  }
}
