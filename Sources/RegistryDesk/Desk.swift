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
  /// Readers beside the writer that nobody uses just now.
  private let idle = Mutex<[any RegistryReader]>([])

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
    registrar = try Registrar(
      store: store, hash: .sm3, rules: rules, clock: clock)
  }

  /// Asks, and waits for the answer.
  public func ask(_ request: Request) -> Answer { registrar.ask(request) }

  /// Asks without holding a thread; what needs other eyes becomes a proposal under a key made of this one.
  public func ask(
    _ action: any Action, person: UInt32, organisation: UInt32, key: CommandKey
  ) async -> Answer {
    let answer = await registrar.submit(
      Request(key: key, person: person, organisation: organisation, action: action))
    guard case .decided(let entry, _) = answer, entry.isRefusedForApproval else { return answer }
    return await registrar.submit(
      Request(
        key: key.ofProposal, person: person, organisation: organisation, action: ProposeAction(action)))
  }

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

  /// Reads the state as it is after all that was answered, by the names that people use.
  ///
  /// Nothing is copied, and the writer waits meanwhile: lists and histories are ``pages(_:)``' business.
  public func read<Value: Sendable>(_ body: (Names) throws -> Value) throws -> Value {
    try registrar.stamped { world, sequence in try body(Names(copy world, at: sequence)) }
  }

  /// The state as it is now, to keep. The next command pays for it: it copies the tables that it changes.
  func copy() throws -> Names {
    let (world, sequence) = try registrar.stamped { world, sequence in (copy world, sequence) }
    return Names(world, at: sequence)
  }

  /// Reads the tables and the journal at one point, beside the writer and without waiting for it; all that
  /// was answered before is seen.
  public func view<Value>(_ body: (any RegistryView) throws -> Value) throws -> Value {
    let reader = try idle.withLock { $0.popLast() } ?? registrar.store.reader()
    do {
      let value = try reader.snapshot(body)
      idle.withLock { $0.append(reader) }
      return value
    } catch {
      reader.close()
      throw error
    }
  }

  /// Reads the tables page by page, as ``view(_:)``.
  public func pages<Value>(_ body: (RegistryPages) throws -> Value) throws -> Value {
    try view { try body(RegistryPages($0)) }
  }

  /// Writes the whole registry into a file, with the digests of its pages beside it.
  public func backUp(to path: String) throws { try registrar.store.backUp(to: path, hash: hash) }

  /// Ends the use; everything that was answered is durable.
  public func close() {
    let readers = idle.withLock { idle in
      defer { idle = [] }
      return idle
    }
    for reader in readers { reader.close() }
    registrar.close()
  }
}

extension Moment {
  /// What the system's clock says.
  public static var now: Moment { Moment(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }
}
