internal import Journal
internal import Parties
internal import Store

/// The state of the one writer: memory, the end of the chain, and the store. All of it is dropped and loaded
/// anew after a commit that failed.
struct Writer: Sendable {
  private var world: World
  private var chain: Chain
  private var store: any RegistryStore
  private let rules: RegistryRules
  /// Why nothing is decided before the store was opened again; `nil` while all is well.
  private var fault: StoreFault?

  init(store: any RegistryStore, hash: HashFunction, rules: RegistryRules) throws {
    self.store = store
    self.rules = rules
    world = try World(from: store, rules: rules, hash: hash)
    chain = Chain(hash: hash, from: try store.head())
  }

  func close() { store.close() }

  /// The sequence of the last entry.
  var sequence: UInt64 { chain.nextSequence - 1 }

  func currentWorld() throws(StoreFault) -> World {
    if let fault { throw fault }
    return world
  }

  /// Decides requests in their order, makes them durable, and answers them.
  ///
  /// - Returns: How many were answered; the rest did not fit into the time of this batch.
  mutating func handle(_ requests: ArraySlice<Registrar.Waiting>, at clock: () -> Moment) -> Int {
    if fault != nil { recover() }
    var batch = OpenBatch(hash: chain.hash, nextSequence: chain.nextSequence)
    do {
      if let fault { throw fault }
      batch.known = try knownFates(of: requests)
    } catch {
      return answer(requests, failing: error)
    }
    do {
      let started = ContinuousClock.now
      let moment = max(clock(), chain.moment)
      endWhatIsDue(at: moment, in: &batch)
      for waiting in requests {
        batch.take(waiting, in: &world, at: moment)
        if ContinuousClock.now - started > Registrar.deciding { break }
      }
      try commit(batch, at: moment)
      batch.deliver()
    } catch {
      batch.deliver(failing: recover(from: error, requests: batch.requests))
    }
    return batch.requests.count
  }

  private func knownFates(
    of requests: ArraySlice<Registrar.Waiting>
  ) throws(StoreFault) -> [CommandKey: KnownFate] {
    do {
      let fates = try store.fates(of: requests.map(\.request.key))
      return try fates.mapValues { fate in KnownFate(body: fate.body, entry: try store.entry(of: fate)) }
    } catch let fault as StoreFault {
      throw fault
    } catch {
      throw StoreFault(.database, "\(error)")
    }
  }

  /// Deadlines that have passed are facts of the registry itself, before anybody's command.
  private mutating func endWhatIsDue(at moment: Moment, in batch: inout OpenBatch) {
    while let tick = world.nextTick(at: moment) {
      guard batch.takeOwn(tick, in: &world, at: moment) else { return }
    }
  }

  private mutating func commit(_ batch: OpenBatch, at moment: Moment) throws(StoreFault) {
    guard !batch.entries.isEmpty else { return }
    var next = chain
    let block = next.seal(batch.bytes, at: moment)
    try store.commit(
      Batch(
        block: block, entries: batch.entries, changes: world.takeChanges() + batch.besideChanges,
        history: batch.entries.flatMap(World.history) + batch.besideHistory))
    chain = next
  }

  /// After a fault of a commit nobody knows what memory is worth: it is dropped and loaded again, and what
  /// became of each request is looked up by its key.
  private mutating func recover(from error: any Error, requests: [Request]) -> [Answer] {
    let failed = error as? StoreFault ?? StoreFault(.database, "\(error)")
    fault = failed
    recover()
    guard fault == nil, let fates = try? store.fates(of: requests.map(\.key)) else {
      return requests.map { _ in failed.mayHaveHappened ? .unknown(failed) : .failed(failed) }
    }
    return requests.map { request in
      guard let fate = fates[request.key] else { return .failed(failed) }
      guard fate.body == request.digest(by: chain.hash) else { return .conflict }
      guard let entry = try? store.entry(of: fate) else { return .unknown(failed) }
      return .decided(entry, isRepeat: true)
    }
  }

  private mutating func recover() {
    do {
      store = try store.reopen()
      world = try World(from: store, rules: rules, hash: chain.hash)
      chain = Chain(hash: chain.hash, from: try store.head())
      fault = nil
    } catch let again as StoreFault {
      fault = again
    } catch {
      fault = StoreFault(.damaged, "\(error)")
    }
  }

  private func answer(_ requests: ArraySlice<Registrar.Waiting>, failing reason: any Error) -> Int {
    let reason = reason as? StoreFault ?? StoreFault(.database, "\(reason)")
    for waiting in requests { waiting.answer(.failed(reason)) }
    return requests.count
  }
}

extension Chain {
  /// A chain that goes on behind the last block; an empty one before the first.
  fileprivate init(hash: HashFunction, from head: BlockHeader?) {
    self = head.map { Chain(hash: hash, behind: $0) } ?? Chain(hash: hash)
  }
}
