import Foundation
import Glibc
import Journal
import PostgresStore
import Servers
import Store
import Testing

/// Goal: whatever happens to the server or the line to it, the outcome is known or said to be unknown; an
/// unknown one is found by the command's key after connecting again; nothing acknowledged is lost.
@Suite struct ServerFaultTests {
  static func open(
    _ address: String, shape: StoreShape = Rehearsal.shape, takingOver: Bool = false, patience: Int = 30
  ) throws -> PostgresRegistry {
    var last: StoreFault?
    for _ in 0..<200 {
      do {
        return try PostgresRegistry.open(
          address, shape: shape, hash: hash, takingOver: takingOver, patience: patience)
      } catch let fault as StoreFault {
        // The server may still be ending the older connection, or be starting.
        guard [.occupied, .unreachable].contains(fault.kind) else { throw fault }
        last = fault
        usleep(50_000)
      }
    }
    throw last ?? StoreFault(.unreachable, address)
  }

  @Test(arguments: [SocketProxy.Mode.cutAnswers, .cutQuestions])
  func `A line that is cut around a commit leaves an unknown outcome, which the key tells afterwards`(
    mode: SocketProxy.Mode
  ) throws {
    guard let server = PostgresServer.shared, let place = try StorePlace(.postgres) else { return }
    try place.create().close()
    let proxy = try SocketProxy(server: server.socket)
    let schema = place.address.split(separator: "%3D").last.map(String.init) ?? ""
    let store = try Self.open(server.address(schema: schema, folder: proxy.folder.path))
    var chain = Chain(hash: hash)
    for number in UInt64(1)...3 { try store.commit(ReaderTests.batch(number, &chain)) }
    proxy.set(mode)
    let batch = ReaderTests.batch(4, &chain)
    let fault = OpeningTests.fault { try store.commit(batch) }
    #expect(fault?.kind == .unreachable && fault?.mayHaveHappened == true)
    #expect(OpeningTests.fault { try store.commit(batch) }?.kind == .closed)
    proxy.set(.open)
    let again = try store.reopen()
    let fate = try again.fates(of: batch.fates.map(\.key))[batch.fates[0].key]
    #expect(fate == (mode == .cutAnswers ? batch.fates[0] : nil))
    #expect(try again.head()?.number == (mode == .cutAnswers ? 4 : 3))
    if fate == nil { try again.commit(batch) }
    _ = try ReaderTests.check(again)
  }

  @Test func `A killed backend is an unknown outcome, and the next writer goes on`() throws {
    guard let place = try StorePlace(.postgres) else { return }
    try place.create().close()
    var chain = Chain(hash: hash)
    var number: UInt64 = 0
    for round in 0..<6 {
      let store = try Self.open(place.address)
      chain = try store.head().map { Chain(hash: hash, behind: $0) } ?? Chain(hash: hash)
      let end = "SELECT pg_terminate_backend(\(store.backend))"
      let address = place.address
      if round % 2 == 0 {
        #expect(PlainSQL.postgres(end, at: address) == nil)
      } else {
        Thread.detachNewThread { _ = PlainSQL.postgres("SELECT pg_sleep(0.02); \(end)", at: address) }
      }
      let (acknowledged, fault) = Self.commitUntilFault(store, &chain, from: number)
      #expect(fault?.kind == .unreachable && fault?.mayHaveHappened == true)
      number = try Self.expectPrefix(place.address, acknowledged)
    }
  }

  @Test func `A killed server comes back with all that was acknowledged`() throws {
    guard PostgresServer.shared != nil else { return }
    let server = try PostgresServer()
    defer { server.stop() }
    let address = server.address(schema: "killed")
    try PostgresRegistry.create(at: address, shape: Rehearsal.shape, hash: hash).close()
    let reader = try PostgresRegistry.reader(of: address, shape: Rehearsal.shape, hash: hash)
    var chain = Chain(hash: hash)
    var number: UInt64 = 0
    for round in 0..<3 {
      let store = try Self.open(address)
      chain = try store.head().map { Chain(hash: hash, behind: $0) } ?? Chain(hash: hash)
      Thread.detachNewThread {
        usleep(UInt32(40_000 + 30_000 * round))
        try? server.killHard()
      }
      let (acknowledged, fault) = Self.commitUntilFault(store, &chain, from: number)
      #expect(fault?.kind == .unreachable && fault?.mayHaveHappened == true && acknowledged > number)
      #expect(OpeningTests.fault { _ = try reader.snapshot { try $0.head() } }?.kind == .unreachable)
      try server.startAgain()
      number = try Self.expectPrefix(address, acknowledged)
      #expect(try reader.snapshot { try ReaderTests.check($0) } == number)
    }
  }

  @Test func `A server that does not answer is left after the patience, and a newer writer takes over`()
    throws
  {
    guard let place = try StorePlace(.postgres) else { return }
    try place.create().close()
    let store = try Self.open(place.address, patience: 1)
    var chain = Chain(hash: hash)
    for number in UInt64(1)...3 { try store.commit(ReaderTests.batch(number, &chain)) }
    let backend = store.backend
    #expect(kill(backend, SIGSTOP) == 0)
    let fault = OpeningTests.fault { try store.commit(ReaderTests.batch(4, &chain)) }
    #expect(fault?.kind == .unreachable && fault?.mayHaveHappened == true)
    #expect(kill(backend, SIGCONT) == 0)
    let again = try Self.open(place.address, takingOver: true)
    let found = try again.head()?.number ?? 0
    #expect(found == 3 || found == 4)
    #expect(try ReaderTests.check(again) == found)
  }

  private static func commitUntilFault(
    _ store: PostgresRegistry, _ chain: inout Chain, from number: UInt64
  ) -> (acknowledged: UInt64, fault: StoreFault?) {
    for next in number + 1..<number + 20_000 {
      do { try store.commit(ReaderTests.batch(next, &chain)) } catch { return (next - 1, error) }
    }
    return (number + 20_000, nil)
  }

  /// Opens again and expects what was acknowledged, or one block more; the number of the head.
  private static func expectPrefix(_ address: String, _ acknowledged: UInt64) throws -> UInt64 {
    let store = try open(address)
    defer { store.close() }
    let found = try store.head()?.number ?? 0
    #expect(found == acknowledged || found == acknowledged + 1)
    #expect(try ReaderTests.check(store) == found)
    return found
  }
}
