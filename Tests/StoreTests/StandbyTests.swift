import Foundation
import Glibc
import Journal
import PostgresStore
import Servers
import Store
import Testing

/// Goal: a server that follows the writer's by its stream serves readers: each sees a prefix of the journal,
/// stamped with its sequence; it refuses to be written to; promoted, it goes on where its prefix ended.
/// Method: a real standby, made by `pg_basebackup` from a throw-away server, follows while batches of
/// ``ReaderTests`` are committed, whose rows all carry the batch's number.
@Suite(.serialized) struct StandbyTests {
  /// A server of its own and one that follows it; `nil`, said aloud, where PostgreSQL is not installed.
  static func pair() throws -> (primary: PostgresServer, standby: PostgresServer)? {
    guard PostgresServer.shared != nil else {
      print("skipped: no PostgreSQL server programs are installed, so nothing follows")
      return nil
    }
    let primary = try PostgresServer()
    do {
      return (primary, try PostgresServer(following: primary))
    } catch {
      primary.stop()
      throw error
    }
  }

  private static let shape = Rehearsal.shape

  private static func reader(_ server: PostgresServer) throws -> any RegistryReader {
    let address = server.address(schema: "followed")
    for _ in 0..<200 {
      if let reader = try? PostgresRegistry.reader(of: address, shape: shape, hash: hash) { return reader }
      usleep(50_000)
    }
    return try PostgresRegistry.reader(of: address, shape: shape, hash: hash)
  }

  @Test func `Readers at a standby see prefixes that grow, and all of it in the end; writers are refused`()
    throws
  {
    guard let (primary, standby) = try Self.pair() else { return }
    defer {
      standby.stop()
      primary.stop()
    }
    let store = try PostgresRegistry.create(
      at: primary.address(schema: "followed"), shape: Self.shape, hash: hash)
    defer { store.close() }
    let reader = try Self.reader(standby)
    defer { reader.close() }
    var chain = Chain(hash: hash)
    var seen: [UInt64] = []
    for number in UInt64(1)...120 {
      try store.commit(ReaderTests.batch(number, &chain))
      seen.append(try reader.snapshot { try ReaderTests.check($0) })
      #expect(seen.last.map { $0 <= number } == true)
    }
    for _ in 0..<400 where seen.last != 120 {
      usleep(25_000)
      seen.append(try reader.snapshot { try ReaderTests.check($0) })
    }
    #expect(seen == seen.sorted() && seen.last == 120)
    #expect(try reader.snapshot { try $0.stateDigest(by: hash) } == store.stateDigest(by: hash))
    for isTaking in [false, true] {
      let fault = OpeningTests.fault {
        _ = try PostgresRegistry.open(
          standby.address(schema: "followed"), shape: Self.shape, hash: hash, takingOver: isTaking)
      }
      #expect(fault?.kind == .follower, "\(fault.map { "\($0)" } ?? "it was opened")")
    }
    let made = OpeningTests.fault {
      _ = try PostgresRegistry.create(at: standby.address(schema: "new"), shape: Self.shape, hash: hash)
    }
    #expect(made?.kind == .follower)
    // Nothing that was tried there disturbed the writer.
    try store.commit(ReaderTests.batch(121, &chain))
  }

  @Test func `A standby that is promoted when the first server dies goes on at the end of its prefix`() throws
  {
    guard let (primary, standby) = try Self.pair() else { return }
    defer {
      standby.stop()
      primary.stop()
    }
    let address = standby.address(schema: "followed")
    let store = try PostgresRegistry.create(
      at: primary.address(schema: "followed"), shape: Self.shape, hash: hash)
    let reader = try Self.reader(standby)
    var chain = Chain(hash: hash)
    for number in UInt64(1)...20 { try store.commit(ReaderTests.batch(number, &chain)) }
    var last: UInt64 = 0
    for _ in 0..<400 where last != 20 {
      usleep(25_000)
      last = try reader.snapshot { try ReaderTests.check($0) }
    }
    reader.close()
    try primary.killHard()
    #expect(OpeningTests.fault { try store.commit(ReaderTests.batch(21, &chain)) }?.kind == .unreachable)
    try standby.promote()
    let next = try ServerFaultTests.open(address, shape: Self.shape)
    defer { next.close() }
    #expect(try next.head()?.number == 20)
    var again = Chain(hash: hash)
    for number in UInt64(1)...20 { _ = ReaderTests.batch(number, &again) }
    try next.commit(ReaderTests.batch(21, &again))
    #expect(try ReaderTests.check(next) == 21)
  }
}
