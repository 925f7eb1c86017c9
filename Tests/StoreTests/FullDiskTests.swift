import Foundation
import Glibc
import Journal
import PostgresStore
import SQLiteStore
import Servers
import Store
import Testing

/// Goal: a disk that is really full stops a commit with a clear answer, loses nothing that was acknowledged,
/// and when there is room again work goes on.
/// Method: a small file system in memory (tmpfs) holds the registry and a ballast; batches are committed
/// until one fails, the registry is looked at while the disk is full, then the ballast goes. Mounting needs
/// the superuser: without, it is skipped and said so.
@Suite(.serialized) struct FullDiskTests {
  /// A file system of so many megabytes, with a ballast that can be thrown off.
  final class SmallDisk {
    let path: String
    private var ballast: String { path + "/ballast" }

    /// `nil`, said aloud, where nothing may be mounted.
    init?(megabytes: Int) {
      path = "/tm" + "p/full-\(UUID().uuidString.prefix(8))"
      guard mkdir(path, 0o755) == 0,
        mount("tmpfs", path, "tmpfs", 0, "size=\(megabytes)m,mode=0755") == 0
      else {
        print("skipped: a small file system cannot be mounted here (\(String(cString: strerror(errno))))")
        rmdir(path)
        return nil
      }
    }

    /// Takes all the room but so many bytes.
    func load(leaving room: Int) throws {
      let attributes = try FileManager.default.attributesOfFileSystem(forPath: path)
      let free = (attributes[.systemFreeSize] as? NSNumber)?.intValue ?? 0
      let file = open(ballast, O_CREAT | O_WRONLY, 0o600)
      defer { close(file) }
      #expect(posix_fallocate(file, 0, off_t(max(0, free - room))) == 0)
    }

    func unload() { unlink(ballast) }

    deinit {
      umount2(path, Int32(MNT_DETACH))
      rmdir(path)
    }
  }

  /// Commits batches until one fails, at most so many.
  private static func fill(
    _ store: any RegistryStore, _ rehearsal: inout Rehearsal, most: Int
  ) -> (acknowledged: [Batch], failed: Batch, fault: StoreFault?) {
    var done: [Batch] = []
    var batch = rehearsal.batch()
    for _ in 0..<most {
      do { try store.commit(batch) } catch { return (done, batch, error) }
      done.append(batch)
      batch = rehearsal.batch()
      if done.count % 16 == 0 { store.rest() }
    }
    return (done, batch, nil)
  }

  /// What must be there after so many batches, by a store without a disk.
  private static func digest(after batches: [Batch]) throws -> Digest {
    let memory = MemoryStore(Rehearsal.shape, hash: hash)
    for batch in batches { try memory.commit(batch) }
    return try memory.stateDigest(by: hash)
  }

  /// Compares a reopened registry with what was acknowledged, and goes on.
  private static func goOn(
    _ store: any RegistryStore, _ acknowledged: [Batch], _ failed: Batch, _ fault: StoreFault?
  ) throws {
    let found = Int(try store.head()?.number ?? 0)
    let mayBeLater = fault?.mayHaveHappened == true ? 1 : 0
    #expect(found >= acknowledged.count && found <= acknowledged.count + mayBeLater)
    let all = acknowledged + [failed]
    #expect(try store.stateDigest(by: hash) == Self.digest(after: Array(all.prefix(found))))
    if found == acknowledged.count { try store.commit(failed) }
    #expect(try store.stateDigest(by: hash) == Self.digest(after: all))
  }

  @Test func `SQLite on a full disk: the answer says so, readers go on, and with room the batch is taken`()
    throws
  {
    guard let disk = SmallDisk(megabytes: 24) else { return }
    let path = disk.path + "/registry.db"
    let store = try SQLiteRegistry.create(at: path, shape: Rehearsal.shape, hash: hash)
    var rehearsal = Rehearsal(seed: 77)
    for _ in 0..<8 { try store.commit(rehearsal.batch()) }
    rehearsal = Rehearsal(seed: 77)
    let before = (0..<8).map { _ in rehearsal.batch() }
    try disk.load(leaving: 700_000)
    let (filled, failed, fault) = Self.fill(store, &rehearsal, most: 20_000)
    #expect(fault?.kind == .full, "\(fault.map { "\($0)" } ?? "it was never full")")
    #expect(OpeningTests.fault { try store.commit(failed) }?.kind == .closed)
    store.close()
    let acknowledged = before + filled
    // Full as it is, it can be looked at.
    let reader = try SQLiteRegistry.reader(of: path, shape: Rehearsal.shape, hash: hash)
    #expect(Int(try reader.snapshot { try $0.head()?.number ?? 0 }) >= acknowledged.count)
    reader.close()
    disk.unload()
    let again = try SQLiteRegistry.open(path, shape: Rehearsal.shape, hash: hash)
    try Self.goOn(again, acknowledged, failed, fault)
    #expect(try again.examine() == [])
    again.close()
  }

  @Test func `PostgreSQL on a full disk: nothing acknowledged is lost, and with room work goes on`() throws {
    guard PostgresServer.shared != nil else {
      print("skipped: no PostgreSQL server programs are installed, so none is on a full disk")
      return
    }
    guard let disk = SmallDisk(megabytes: 160) else { return }
    let server = try PostgresServer(in: disk.path, settings: "min_wal_size=32MB\nmax_wal_size=32MB\n")
    defer { server.stop() }
    let address = server.address(schema: "full")
    let store = try PostgresRegistry.create(at: address, shape: Rehearsal.shape, hash: hash)
    try disk.load(leaving: 400_000)
    var rehearsal = Rehearsal(seed: 78)
    let (acknowledged, failed, fault) = Self.fill(store, &rehearsal, most: 50_000)
    // A table that cannot grow is an error of the statement; a log that cannot grow ends the server.
    #expect([.full, .disk, .unreachable].contains(fault?.kind), "\(fault.map { "\($0)" } ?? "never full")")
    store.close()
    disk.unload()
    if !server.isRunning { try server.startAgain() }
    let again = try ServerFaultTests.open(address)
    try Self.goOn(again, acknowledged, failed, fault)
    again.close()
  }
}
