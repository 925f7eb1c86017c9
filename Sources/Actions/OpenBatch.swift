internal import Journal
internal import Ledger
internal import Parties
internal import Store

/// What a key stood for before this batch.
struct KnownFate: Sendable {
  let body: Digest
  let entry: Entry
}

/// The commands that were decided and are not on their way to the store yet.
struct OpenBatch: Sendable {
  let moment: Moment
  private let hash: HashFunction
  private var nextSequence: UInt64
  /// Keys of this batch: the places of their entries.
  private var places: [CommandKey: Int] = [:]
  private var entries: [Entry] = []
  private var bytes: [[UInt8]] = []
  private var lines: [[Cell]] = []
  /// Rows beside the journal.
  private var beside: [RowChange] = []
  private var answers: [WaitingAnswer] = []

  init(hash: HashFunction, nextSequence: UInt64, moment: Moment) {
    (self.hash, self.nextSequence, self.moment) = (hash, nextSequence, moment)
  }

  /// How many were asked.
  var count: Int { answers.count }
  /// Whether nothing was decided and nobody waits.
  var isEmpty: Bool { answers.isEmpty && entries.isEmpty }
  /// The sequence of the last entry.
  var lastSequence: UInt64 { nextSequence - 1 }

  /// Decides a client's request, or finds what was decided under its key before.
  mutating func take(_ waiting: Registrar.Waiting, known: KnownFate?, in world: inout World) {
    let request = waiting.request
    guard request.key.isClients else {
      answers.append(WaitingAnswer(waiting: waiting, answer: .conflict))
      return
    }
    let body = request.digest(by: hash)
    if let fate = known ?? fate(of: request.key) {
      let answer: Answer = fate.body == body ? .decided(fate.entry, isRepeat: true) : .conflict
      answers.append(WaitingAnswer(waiting: waiting, answer: answer))
      return
    }
    let caller = Caller(person: request.person, organisation: request.organisation, moment: moment)
    let entry = decide(request.action, under: request.key, body: body, by: caller, in: &world)
    answers.append(WaitingAnswer(waiting: waiting, answer: .decided(entry, isRepeat: false)))
  }

  /// What was decided in this batch under a key.
  func fate(of key: CommandKey) -> KnownFate? {
    places[key].map { KnownFate(body: entries[$0].body, entry: entries[$0]) }
  }

  /// Decides what the registry itself does, under a key made of the place in the journal.
  ///
  /// - Returns: Whether it happened.
  mutating func takeOwn(_ action: any Action, in world: inout World) -> Bool {
    let key = CommandKey.registry(at: nextSequence)
    let entry = decide(
      action, under: key, body: hash.digest(action.bytes), by: .registry(at: moment), in: &world)
    if case .done = entry.outcome { return true }
    return false
  }

  private mutating func decide(
    _ action: any Action, under key: CommandKey, body: Digest, by caller: Caller, in world: inout World
  ) -> Entry {
    let entry = Entry(
      sequence: nextSequence, key: key, body: body, person: caller.person, organisation: caller.organisation,
      moment: caller.moment, action: action.name, outcome: outcome(of: action, by: caller, in: &world))
    nextSequence += 1
    if case .done = entry.outcome {
      lines += World.history(of: entry)
      beside += action.beside
    }
    places[key] = entries.count
    entries.append(entry)
    bytes.append(entry.bytes)
    return entry
  }

  private func outcome(
    of action: any Action, by caller: Caller, in world: inout World
  ) -> Entry.Outcome {
    do throws(Refusal) {
      let place = EntryPlace(sequence: nextSequence, moment: caller.moment)
      let facts = try action.decide(in: &world, for: caller, as: place)
      world.keep()
      return .done(facts)
    } catch {
      world.rollBack()
      return .refused(error)
    }
  }

  /// Closes the batch: a block behind the last one, and all that becomes durable with it.
  func sealed(behind chain: inout Chain, in world: inout World) -> DecidedBatch {
    guard !entries.isEmpty else { return DecidedBatch(batch: nil, answers: answers) }
    let block = chain.seal(bytes, at: moment)
    let moves: [any TableChanges] = lines.isEmpty ? [] : [AddedRows(lines, of: MoveHistory.shape)]
    return DecidedBatch(
      batch: Batch(
        block: block, fates: Batch.fates(of: entries, in: block),
        changed: world.takeTouched(), added: moves + ListedChanges.byTable(beside)),
      answers: answers)
  }
}

/// Who waits for what.
struct WaitingAnswer: Sendable {
  let waiting: Registrar.Waiting
  let answer: Answer
}

/// What one transaction makes durable, and whom it answers.
struct DecidedBatch: Sendable {
  /// `nil` when nothing new was decided: then the answers only wait for the batches before.
  let batch: Batch?
  let answers: [WaitingAnswer]

  /// Makes it durable; why that failed, if it did.
  func commit(to store: any RegistryStore) -> FailedBatch? {
    guard let batch else { return nil }
    do { try store.commit(batch) } catch { return FailedBatch(decided: self, fault: error) }
    return nil
  }

  /// Answers everybody, after the batch became durable.
  func deliver() {
    for answer in answers { answer.waiting.answer(answer.answer) }
  }

  /// Answers everybody otherwise, after the batch failed.
  func deliver(failing others: [Answer]) {
    for (decided, answer) in zip(answers, others) { decided.waiting.answer(answer) }
  }
}

extension CommandKey {
  /// The key of what the registry itself does as an entry of the journal; clients have no such keys.
  static func registry(at sequence: UInt64) -> CommandKey { CommandKey(high: .max, low: sequence) }
  /// Greater than every key of a client.
  static let firstOfRegistry = registry(at: 0)
  /// Whether a client may use it.
  var isClients: Bool { high != .max }
}
