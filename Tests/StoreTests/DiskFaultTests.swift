import CFaultyDisk
import Foundation
import Journal
import SQLiteStore
import Store
import Testing

/// Goal: whatever the disk does, what was acknowledged is there afterwards, whole, and nothing is torn.
/// Method: the real SQLite over a disk that keeps, loses or tears by chance whatever was not synced. The n-th
/// call fails, for each n; then the power goes, and the registry is opened again and compared.
@Suite struct DiskFaultTests {
  static let batches: [Batch] = {
    var rehearsal = Rehearsal(seed: 31)
    return (0..<9).map { _ in rehearsal.batch() }
  }()

  /// The digest of the state after each number of batches, by a store that has no disk.
  static let digests: [Digest] = {
    let store = MemoryStore(Rehearsal.shape, hash: hash)
    let empty = (try? store.stateDigest(by: hash)) ?? .none
    return [empty]
      + batches.map { batch in
        try? store.commit(batch)
        return (try? store.stateDigest(by: hash)) ?? .none
      }
  }()

  /// Commits all batches but the last until one fails; how many were acknowledged, and the fault. The store
  /// rests behind every other batch: then the log grows, or is copied.
  static func run(_ store: SQLiteRegistry) -> (acknowledged: Int, fault: StoreFault?) {
    for (index, batch) in batches.dropLast().enumerated() {
      do { try store.commit(batch) } catch { return (index, error) }
      if index % 2 == 1 { store.rest() }
    }
    return (batches.count - 1, nil)
  }

  /// An empty registry in a file, to be copied for each trial.
  static let template: [UInt8] = {
    guard let folder = try? Folder() else { return [] }
    let path = folder.file("registry")
    (try? SQLiteRegistry.create(at: path, shape: Rehearsal.shape, hash: hash))?.close()
    return Array(FileManager.default.contents(atPath: path) ?? Data())
  }()

  /// One trial: the registry must open and hold what was acknowledged, or one batch more.
  ///
  /// - Returns: Whether the call that should fail came at all, and how much was not synced then.
  static func trial(
    _ failure: faulty_failure, at call: Int, seed: UInt64
  ) throws -> (isReached: Bool, pending: Int) {
    let folder = try Folder()
    let path = folder.file("registry")
    try Data(template).write(to: URL(filePath: path))
    let disk = try FaultyDisk(seed: seed)
    disk.fail(failure, at: call, stays: seed % 2 == 0)
    var (acknowledged, fault): (Int, StoreFault?) = (0, nil)
    do {
      let store = try SQLiteRegistry.open(
        path, shape: Rehearsal.shape, hash: hash, settings: disk.settings)
      (acknowledged, fault) = run(store)
      if fault != nil { #expect(OpeningTests.fault { try store.commit(batches[8]) }?.kind == .closed) }
      store.close()
    } catch let stopped as StoreFault { fault = stopped }
    let (calls, pending) = (disk.calls, disk.pending)
    disk.crash()
    try expectWhole(path, disk, acknowledged, fault, "\(failure) at call \(call), seed \(seed)")
    return (calls >= call, pending)
  }

  /// Opens again after the power came back.
  static func expectWhole(
    _ path: String, _ disk: FaultyDisk, _ acknowledged: Int, _ fault: StoreFault?, _ trial: String
  ) throws {
    let store = try SQLiteRegistry.open(path, shape: Rehearsal.shape, hash: hash, settings: disk.settings)
    let found = Int(try store.head()?.number ?? 0)
    let mayBeLater = fault?.mayHaveHappened == true ? 1 : 0
    #expect(
      found >= acknowledged && found <= acknowledged + mayBeLater,
      "\(trial): \(acknowledged) acknowledged, \(found) found, \(fault.map { "\($0)" } ?? "no fault")")
    #expect(try store.stateDigest(by: hash) == digests[found], "\(trial)")
    var blocks: [Block] = []
    try store.eachBlock(from: 1) {
      blocks.append($0)
      return true
    }
    #expect(blocks == batches.prefix(found).map(\.block), "\(trial)")
    #expect(try store.examine() == [], "\(trial)")
    try store.commit(batches[found])
    #expect(try store.stateDigest(by: hash) == digests[found + 1], "\(trial)")
    store.close()
  }

  /// More seeds for a longer torture; one is enough to reach every call in every way.
  static let seeds = 1...(ProcessInfo.processInfo.environment["SHANSHUI_TORTURE"].flatMap(Int.init) ?? 2)

  @Test(arguments: [FAULTY_ERROR, FAULTY_FULL, FAULTY_POWER], seeds)
  func `After the n-th call failed and the power went, the head is an acknowledged block or the next one`(
    failure: faulty_failure, seed: Int
  ) throws {
    var (call, pending) = (0, 0)
    repeat {
      call += 1
      let trial = try Self.trial(failure, at: call, seed: UInt64(seed * 1000 + call + seed))
      pending += trial.pending
      if !trial.isReached { break }
    } while call < 1000
    #expect(call > 40 && call < 1000)
    #expect(failure != FAULTY_POWER || pending > 0)
  }

  @Test func `The faulty disk does lose and tear what was not synced`() throws {
    var outcomes: Set<Int> = []
    for seed in UInt64(0)..<20 {
      let folder = try Folder()
      let disk = try FaultyDisk(seed: seed)
      let path = folder.file("plain")
      outcomes.insert(try PlainSQL.commitUnsynced(in: path, disk: disk.name) { disk.crash() })
    }
    // −1 stands for a damaged file.
    #expect(outcomes.contains { $0 < 50 })
  }
}
