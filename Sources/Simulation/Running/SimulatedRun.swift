public import Journal
import Ledger
import LedgerOracle

/// A registry and the oracle beside it, step by step: whatever one answers, the other must.
public struct SimulatedRun: Sendable {
  /// What was counted along the way.
  public struct Tally: Hashable, Sendable {
    public internal(set) var commands = 0
    public internal(set) var operations = 0
    public internal(set) var accepted = 0
    public internal(set) var crashes = 0
    public internal(set) var repeats = 0
    /// By the number of the refusal.
    public internal(set) var refusals: [UInt16: Int] = [:]
    /// By the name of the operation, those of accepted commands.
    public internal(set) var happened: [String: Int] = [:]
  }

  private struct Known {
    var body: UInt64
    var answer: SimulatedWriter.Answer
  }

  var writer: SimulatedWriter
  /// The oracle now, and as it was when the last batch was acknowledged.
  private(set) var oracle = PlainBook()
  private var settledOracle = PlainBook()
  private var known: [UInt64: Known] = [:]
  private var knownInBatch: [UInt64] = []
  private var entries: UInt64 = 0
  private var settledEntries: UInt64 = 0
  /// The tables, as a store would have them: rows by the bytes of their key.
  private var tables: [String: [[Cell]: [Cell]]] = [:]
  private var answers = Digest.none
  private(set) var tally = Tally()
  /// What the last command of the oracle made, for generators: the sequence and the facts.
  private(set) var learned: (sequence: UInt64, facts: [PlainFact])?

  /// A run over an empty registry.
  public init() throws(DiskFault) { writer = try SimulatedWriter(capacity: 1 << 30) }

  /// The sequence that the next new command gets.
  var nextSequence: UInt64 { entries + 1 }
  /// Whether a batch is open.
  var hasBatch: Bool { !writer.pending.isEmpty }

  /// One digest over the state, the journal and every answer: equal in every process.
  public var digest: Digest {
    var bytes = ByteWriter(capacity: 96)
    bytes.digest(writer.book.digest(by: QuickHash.function))
    bytes.digest(writer.chain.head)
    bytes.digest(answers)
    return QuickHash.function.digest(bytes.bytes)
  }

  /// Does one step.
  public mutating func take(_ step: SimulationStep) throws(SimulationFailure) {
    learned = nil
    switch step {
    case .ask(let command): try ask(command)
    case .commit: try commit()
    case .crash(let isWritten, let seed): try crash(isWritten: isWritten, Chance(seed: seed))
    case .crashUnheard:
      if hasBatch {
        _ = try? writer.write()
        writer.journal.disk.sync()
      }
      try comeBack()
    case .failSync(let seed): try failSync(Chance(seed: seed))
    case .fillDisk(let room): try fillDisk(room)
    case .rot(let seed): try rot(Chance(seed: seed))
    case .reload: try reload()
    }
  }

  private mutating func ask(_ command: SimulatedCommand) throws(SimulationFailure) {
    tally.commands += 1
    tally.operations += command.operations.count
    let answer = writer.submit(command)
    if let before = known[command.key] {
      tally.repeats += 1
      let expected = before.body == command.body ? before.answer : .conflict
      if answer != expected {
        throw SimulationFailure(.idempotency, "\(expected) expected, \(answer) found")
      }
      return
    }
    entries += 1
    let context = PlainContext(sequence: entries, moment: command.moment)
    let verdict = oracle.decide(command.operations, context)
    try compare(answer, verdict, command)
    note(answer)
    known[command.key] = Known(body: command.body, answer: answer)
    knownInBatch.append(command.key)
  }

  private mutating func compare(
    _ answer: SimulatedWriter.Answer, _ verdict: PlainVerdict, _ command: SimulatedCommand
  ) throws(SimulationFailure) {
    guard case .decided(let outcome, let sequence) = answer, sequence == entries else {
      throw SimulationFailure(.idempotency, "a new command is decided as \(entries), found \(answer)")
    }
    switch (outcome, verdict) {
    case (.refused(let refusal), .refused(let expected)):
      tally.refusals[refusal.number, default: 0] += 1
      if PlainRefusal(refusal) != expected {
        throw SimulationFailure(.refusal, "\(expected) expected, \(PlainRefusal(refusal)) found")
      }
    case (.done(let recorded), .done(let expected)):
      tally.accepted += 1
      for operation in command.operations { tally.happened[name(of: operation), default: 0] += 1 }
      let facts = recorded.compactMap { try? LedgerFact($0) }.map { PlainFact($0) }
      if facts != expected { throw SimulationFailure(.outcome, "\(expected) expected, \(facts) found") }
      learned = (sequence, expected)
    case (.refused(let refusal), .done):
      throw SimulationFailure(.refusal, "it happens, found \(PlainRefusal(refusal))")
    case (.done(let recorded), .refused(let expected)):
      let facts = recorded.compactMap { try? LedgerFact($0) }.map { PlainFact($0) }
      throw SimulationFailure(.refusal, "\(expected) expected, found it done: \(facts)")
    }
  }

  private func name(of operation: PlainOperation) -> String {
    String(describing: operation).split(separator: "(").first.map(String.init) ?? ""
  }

  private mutating func note(_ answer: SimulatedWriter.Answer) {
    var bytes = ByteWriter(capacity: 128)
    bytes.digest(answers)
    if case .decided(let outcome, let sequence) = answer {
      bytes.integer(sequence)
      if case .refused(let refusal) = outcome { bytes.integer(refusal.number) }
    }
    answers = QuickHash.function.digest(bytes.bytes)
  }

  private mutating func commit() throws(SimulationFailure) {
    guard hasBatch else { return }
    do { try writer.write() } catch { return try comeBack() }
    writer.acknowledge()
    settle()
    try checkState()
  }

  /// The batch is durable: rows are written in the same transaction, and the oracle's state stands.
  private mutating func settle() {
    for change in writer.takeChanges() { tables[change.table, default: [:]][change.key] = change.row }
    settledOracle = oracle
    settledEntries = entries
    knownInBatch = []
  }

  private func checkState() throws(SimulationFailure) {
    if let difference = difference(writer.book, oracle) { throw SimulationFailure(.state, difference) }
    if let law = writer.book.brokenLaws().first { throw SimulationFailure(.laws, law) }
  }

  private mutating func crash(isWritten: Bool, _ chance: Chance) throws(SimulationFailure) {
    var chance = chance
    if isWritten, hasBatch { _ = try? writer.write() }
    writer.journal.disk.crash(&chance)
    try comeBack()
  }

  private mutating func failSync(_ chance: Chance) throws(SimulationFailure) {
    guard hasBatch else { return }
    var chance = chance
    _ = try? writer.write()
    writer.journal.disk.failSync(&chance)
    // Only what is really on the disk may be read back: the cache may still hold what was lost.
    writer.journal.disk.crash(&chance)
    try comeBack()
  }

  private mutating func fillDisk(_ room: Int) throws(SimulationFailure) {
    guard hasBatch else { return }
    writer.journal.disk.capacity = writer.journal.disk.visible.count + room
    defer { writer.journal.disk.capacity = 1 << 30 }
    try commit()
  }

  /// The writer starts again: every acknowledged block is there, and of the last batch all or nothing.
  private mutating func comeBack() throws(SimulationFailure) {
    tally.crashes += 1
    let acknowledged = writer.acknowledged
    var rows = writer.takeChanges()
    do { try writer.recover() } catch { throw SimulationFailure(.recovery, "\(error)") }
    switch writer.chain.number {
    case acknowledged:
      (oracle, entries, rows) = (settledOracle, settledEntries, [])
      for key in knownInBatch { known[key] = nil }
    case acknowledged + 1 where entries > settledEntries: break
    default:
      throw SimulationFailure(
        .recovery, "\(acknowledged) blocks were acknowledged, \(writer.chain.number) came back")
    }
    writer.acknowledgeRecovered()
    for change in rows { tables[change.table, default: [:]][change.key] = change.row }
    settle()
    if writer.fates.count != known.count { throw SimulationFailure(.recovery, "keys are not as many") }
    try checkState()
    try checkTables()
  }

  /// The rows of the tables are those of the book.
  private func checkTables() throws(SimulationFailure) {
    for shape in Book.shapes {
      let expected = writer.book.rows(of: shape.name) ?? []
      let found = rows(of: shape)
      if expected != found {
        throw SimulationFailure(.tables, "\(shape.name): \(expected), in the table \(found)")
      }
    }
  }

  private func rows(of shape: TableShape) -> [[Cell]] {
    (tables[shape.name] ?? [:]).values.sorted {
      $0.prefix(shape.keyCount).lexicographicallyPrecedes($1.prefix(shape.keyCount))
    }
  }

  private mutating func reload() throws(SimulationFailure) {
    guard !hasBatch else { return }
    try checkTables()
    var book = Book()
    for shape in Book.shapes {
      for row in rows(of: shape) {
        do { try book.load(row, into: shape.name) } catch {
          throw SimulationFailure(.tables, "a row of \(shape.name) cannot be read: \(row)")
        }
      }
    }
    if book.digest(by: QuickHash.function) != writer.book.digest(by: QuickHash.function) {
      throw SimulationFailure(.tables, "the book from its tables has another digest")
    }
    writer.goOn(with: book)
  }

  private func rot(_ chance: Chance) throws(SimulationFailure) {
    guard writer.acknowledged > 0 else { return }
    var (chance, copy) = (chance, writer)
    copy.journal.disk.crash(&chance)
    let place = copy.journal.disk.rot(&chance)
    do { try copy.recover() } catch { return }
    // A spoilt last frame looks torn; whoever remembers the acknowledged head sees that it is gone.
    if copy.chain.number >= writer.acknowledged {
      throw SimulationFailure(.rot, "byte \(place ?? -1) was changed and nobody noticed")
    }
  }
}
