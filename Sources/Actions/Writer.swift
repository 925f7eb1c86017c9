internal import Journal
internal import Parties
internal import Store

/// The state of the one writer: memory, the end of the chain, and the store. Memory is ahead of the store by
/// the batch that is on its way; all of it is dropped and loaded anew after a commit that failed.
struct Writer: Sendable {
  private(set) var store: any RegistryStore
  private var world: World
  private var chain: Chain
  private let rules: RegistryRules
  /// Reads the fates of keys while the store is busy; made when first needed.
  private var reader: (any RegistryReader)?
  /// The greatest key of a client so far: what is greater is new, without asking the store.
  private var greatest: CommandKey?
  /// The batch that was closed last, whose fates the store may not tell yet.
  private var former: OpenBatch?
  /// Why nothing is decided before the store was opened again; `nil` while all is well.
  private var fault: StoreFault?

  init(store: any RegistryStore, hash: HashFunction, rules: RegistryRules) throws {
    self.store = store
    self.rules = rules
    world = try World(from: store, rules: rules, hash: hash)
    chain = Chain(hash: hash, from: try store.head())
    greatest = try store.greatestKey(below: .firstOfRegistry)
  }

  func close() {
    reader?.close()
    store.close()
  }

  /// The sequence of the last entry.
  var sequence: UInt64 { chain.nextSequence - 1 }

  func currentWorld() throws(StoreFault) -> World {
    if let fault { throw fault }
    return world
  }

  /// Begins a batch with what is due.
  mutating func begin(at now: Moment) -> OpenBatch {
    if fault != nil { recover() }
    let moment = max(now, chain.moment)
    var batch = OpenBatch(hash: chain.hash, nextSequence: chain.nextSequence, moment: moment)
    guard fault == nil else { return batch }
    // Deadlines that have passed are facts of the registry itself, before anybody's command.
    while let tick = world.nextTick(at: moment) {
      guard batch.takeOwn(tick, in: &world) else { break }
    }
    return batch
  }

  /// Decides requests in their order; answers them at once when the store cannot be asked about their keys.
  ///
  /// - Parameter isStoreBusy: Whether a batch is on its way to the store.
  mutating func decide(
    _ requests: [Registrar.Waiting], into batch: inout OpenBatch, isStoreBusy: Bool
  ) {
    do throws(StoreFault) {
      if let fault { throw fault }
      var old: [CommandKey] = []
      for waiting in requests where mayBeKnown(waiting.request.key, besides: batch) {
        old.append(waiting.request.key)
      }
      let known = try fates(of: old, isStoreBusy: isStoreBusy)
      for waiting in requests {
        let key = waiting.request.key
        batch.take(waiting, known: former?.fate(of: key) ?? known[key], in: &world)
        if key.isClients { greatest = max(greatest ?? key, key) }
      }
    } catch {
      for waiting in requests { waiting.answer(.failed(error)) }
    }
  }

  /// Whether only the store can tell if a key came before.
  private func mayBeKnown(_ key: CommandKey, besides batch: OpenBatch) -> Bool {
    guard let greatest, key.isClients, key <= greatest else { return false }
    return batch.fate(of: key) == nil && former?.fate(of: key) == nil
  }

  /// Closes a batch.
  mutating func close(_ batch: OpenBatch) -> DecidedBatch {
    former = batch
    return batch.sealed(behind: &chain, in: &world)
  }

  /// What the store knows of keys.
  private mutating func fates(
    of keys: [CommandKey], isStoreBusy: Bool
  ) throws(StoreFault) -> [CommandKey: KnownFate] {
    if keys.isEmpty { return [:] }
    do {
      guard isStoreBusy else { return try Self.fates(of: keys, in: store) }
      let reader = try reader ?? store.reader()
      self.reader = reader
      return try reader.snapshot { try Self.fates(of: keys, in: $0) }
    } catch {
      reader?.close()
      reader = nil
      throw error as? StoreFault ?? StoreFault(.database, "\(error)")
    }
  }

  private static func fates(
    of keys: [CommandKey], in view: any RegistryView
  ) throws -> [CommandKey: KnownFate] {
    try view.fates(of: keys).mapValues { KnownFate(body: $0.body, entry: try view.entry(of: $0)) }
  }
}

extension Writer {
  /// After a fault of a commit nobody knows what memory is worth: it is dropped and loaded again, and what
  /// became of each request is looked up by its key.
  ///
  /// - Returns: The answer to each request of the failed batch.
  mutating func recover(from failed: FailedBatch) -> [Answer] {
    let requests = failed.decided.answers.map(\.waiting.request)
    fault = failed.fault
    recover()
    guard fault == nil, let fates = try? store.fates(of: requests.map(\.key)) else {
      return requests.map { _ in
        failed.fault.mayHaveHappened ? .unknown(failed.fault) : .failed(failed.fault)
      }
    }
    return requests.map { request in
      guard request.key.isClients else { return .conflict }
      guard let fate = fates[request.key] else { return .failed(failed.fault) }
      guard fate.body == request.digest(by: chain.hash) else { return .conflict }
      guard let entry = try? store.entry(of: fate) else { return .unknown(failed.fault) }
      return .decided(entry, isRepeat: true)
    }
  }

  private mutating func recover() {
    reader?.close()
    (reader, former) = (nil, nil)
    do {
      store = try store.reopen()
      world = try World(from: store, rules: rules, hash: chain.hash)
      chain = Chain(hash: chain.hash, from: try store.head())
      greatest = try store.greatestKey(below: .firstOfRegistry)
      fault = nil
    } catch let again as StoreFault {
      fault = again
    } catch {
      fault = StoreFault(.damaged, "\(error)")
    }
  }
}

extension Chain {
  /// A chain that goes on behind the last block; an empty one before the first.
  fileprivate init(hash: HashFunction, from head: BlockHeader?) {
    self = head.map { Chain(hash: hash, behind: $0) } ?? Chain(hash: hash)
  }
}
