internal import Journal
internal import Parties
internal import Store

/// What a key stood for before this batch.
struct KnownFate: Sendable {
  let body: Digest
  let entry: Entry
}

/// The commands that were decided and are not durable yet.
struct OpenBatch: Sendable {
  private let hash: HashFunction
  private var nextSequence: UInt64
  /// Keys that came before this batch, or in it.
  var known: [CommandKey: KnownFate] = [:]
  private(set) var entries: [Entry] = []
  private(set) var bytes: [[UInt8]] = []
  /// Rows beside the journal.
  private(set) var besideChanges: [RowChange] = []
  private(set) var besideHistory: [RowChange] = []
  private var answers: [(waiting: Registrar.Waiting, answer: Answer)] = []

  init(hash: HashFunction, nextSequence: UInt64) {
    (self.hash, self.nextSequence) = (hash, nextSequence)
  }

  /// What was asked, in order.
  var requests: [Request] { answers.map(\.waiting.request) }

  /// Decides a client's request, or finds what was decided under its key before.
  mutating func take(_ waiting: Registrar.Waiting, in world: inout World, at moment: Moment) {
    let request = waiting.request
    let body = request.digest(by: hash)
    if let fate = known[request.key] {
      answers.append((waiting, fate.body == body ? .decided(fate.entry, isRepeat: true) : .conflict))
      return
    }
    let caller = Caller(person: request.person, organisation: request.organisation, moment: moment)
    let entry = decide(request.action, under: request.key, body: body, by: caller, in: &world)
    known[request.key] = KnownFate(body: body, entry: entry)
    answers.append((waiting, .decided(entry, isRepeat: false)))
  }

  /// Decides what the registry itself does, under a key made of the place in the journal.
  ///
  /// - Returns: Whether it happened.
  mutating func takeOwn(_ action: any Action, in world: inout World, at moment: Moment) -> Bool {
    let key = CommandKey(high: .max, low: nextSequence)
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
      let beside = action.beside(in: world)
      besideChanges += beside.changes
      besideHistory += beside.history
    }
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

  /// Answers everybody, after the batch became durable.
  func deliver() {
    for (waiting, answer) in answers { waiting.answer(answer) }
  }

  /// Answers everybody otherwise, after the batch failed.
  func deliver(failing others: [Answer]) {
    for (decided, answer) in zip(answers, others) { decided.waiting.answer(answer) }
  }
}
