import Dispatch
import Journal
import Store
import Synchronization

/// A store in memory whose commits fail on order, before or after they happened.
final class FaultyStore: RegistryStore {
  enum Fault: Sendable { case before, after }

  private let inner: any RegistryStore
  /// What the next commits do; shared by all stores that came out of reopening.
  private let plan: Plan

  final class Plan: Sendable {
    let faults = Mutex<[Fault?]>([])
    let opened = Mutex(0)
    /// The store behind the one that was opened last.
    let inner = Mutex<(any RegistryStore)?>(nil)
    /// Whether commits wait at the gate: each says that it is there, then waits until it may go on.
    let isGateShut = Mutex(false)
    let arrived = DispatchSemaphore(value: 0)
    let mayGo = DispatchSemaphore(value: 0)
  }

  init(_ inner: any RegistryStore, plan: Plan) {
    (self.inner, self.plan) = (inner, plan)
    plan.opened.withLock { $0 += 1 }
    plan.inner.withLock { $0 = inner }
  }

  func commit(_ batch: Batch) throws(StoreFault) {
    if plan.isGateShut.withLock({ $0 }) {
      plan.arrived.signal()
      plan.mayGo.wait()
    }
    let fault = plan.faults.withLock { $0.isEmpty ? nil : $0.removeFirst() }
    if fault == .before { throw StoreFault(.disk, "planned", mayHaveHappened: true) }
    try inner.commit(batch)
    if fault == .after { throw StoreFault(.disk, "planned", mayHaveHappened: true) }
  }

  func reopen() throws -> any RegistryStore { FaultyStore(try inner.reopen(), plan: plan) }

  var shape: StoreShape { inner.shape }
  func head() throws -> BlockHeader? { try inner.head() }
  func header(of number: UInt64) throws -> BlockHeader? { try inner.header(of: number) }
  func block(_ number: UInt64) throws -> Block? { try inner.block(number) }
  func eachBlock(from number: UInt64, _ body: (Block) throws -> Bool) throws {
    try inner.eachBlock(from: number, body)
  }
  func fates(of keys: [CommandKey]) throws -> [CommandKey: CommandFate] { try inner.fates(of: keys) }
  func greatestKey(below limit: CommandKey) throws -> CommandKey? { try inner.greatestKey(below: limit) }
  func row(of table: String, key: [Cell]) throws -> [Cell]? { try inner.row(of: table, key: key) }
  func page(_ query: TableQuery) throws -> TablePage { try inner.page(query) }
  func eachRow(of table: String, _ body: ([Cell]) throws -> Void) throws {
    try inner.eachRow(of: table, body)
  }
  func examine() throws -> [String] { try inner.examine() }
  func reader() throws -> any RegistryReader { try inner.reader() }
  func backUp(to path: String, hash: HashFunction) throws { try inner.backUp(to: path, hash: hash) }
  func rest() { inner.rest() }
  func close() { inner.close() }
}
