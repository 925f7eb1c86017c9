public import Actions
internal import Dispatch
internal import Foundation
public import Journal
internal import Seals
public import Store
internal import Synchronization

/// An opened registry and its one writer, as a person at a desk uses them: one thing after the other.
public final class Desk: Sendable {
  public let place: RegistryPlace
  /// How digests are made: SM3.
  public let hash = HashFunction.sm3
  private let registrar: Registrar
  private let store: any RegistryStore

  /// Opens a registry as its one writer.
  public convenience init(_ place: RegistryPlace, clock: @escaping @Sendable () -> Moment) throws {
    let store = try place.open(hash: .sm3)
    do {
      try self.init(place, store: store, rules: try AdoptedRules.of(store), clock: clock)
    } catch {
      store.close()
      throw error
    }
  }

  init(
    _ place: RegistryPlace, store: any RegistryStore, rules: RegistryRules,
    clock: @escaping @Sendable () -> Moment
  ) throws {
    self.place = place
    self.store = store
    registrar = try Registrar(
      store: store, hash: .sm3, rules: rules, clock: clock)
  }

  /// Asks, and waits for the answer.
  public func ask(_ request: Request) -> Answer { registrar.ask(request) }

  /// Asks many things, each after the one before it, and waits for all answers; they share transactions.
  func ask(all requests: [Request]) -> [Answer] {
    let ready = DispatchSemaphore(value: 0)
    let answers = Mutex<[Answer?]>(Array(repeating: nil, count: requests.count))
    for (place, request) in requests.enumerated() {
      registrar.submit(request) { heard in
        answers.withLock { $0[place] = heard }
        ready.signal()
      }
    }
    for _ in requests { ready.wait() }
    return answers.withLock { all in all.map { $0 ?? .failed(StoreFault(.closed, "desk")) } }
  }

  /// Reads the state as it is now.
  public func world() throws -> World { try registrar.read { $0 } }

  /// Reads the tables and the journal.
  public func view<Value>(_ body: (any RegistryView) throws -> Value) throws -> Value { try body(store) }

  /// Writes the whole registry into a file, with the digests of its pages beside it.
  public func backUp(to path: String) throws { try store.backUp(to: path, hash: hash) }

  /// Ends the use; everything that was answered is durable.
  public func close() { registrar.close() }
}

extension Moment {
  /// What the system's clock says.
  public static var now: Moment { Moment(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }
}
