import Journal
import Ledger
public import LedgerOracle

/// One command as a client sends it.
public struct SimulatedCommand: Hashable, Sendable {
  /// The client's name for it.
  public var key: UInt64
  /// Stands for the digest of the body: another body has another number.
  public var body: UInt64
  /// What the writer's clock says.
  public var moment: Int64
  public var operations: [PlainOperation]
}

/// The one writer over a journal on a simulated disk: decides, keeps keys, closes blocks, recovers.
struct SimulatedWriter: Sendable {
  enum Answer: Hashable, Sendable {
    /// It was decided, now or before, as the entry of this sequence.
    case decided(Entry.Outcome, sequence: UInt64)
    /// The key is that of another command.
    case conflict
  }

  struct Fate: Hashable, Sendable {
    var body: Digest
    var outcome: Entry.Outcome
    var sequence: UInt64
  }

  /// Why a journal that was read back is not one that this writer wrote.
  enum Broken: Error {
    case stream(BlockStream.Fault)
    case chain(ChainFault)
    case fact(String)
  }

  private(set) var book = Book()
  private(set) var chain = Chain(hash: QuickHash.function)
  private(set) var fates: [UInt64: Fate] = [:]
  private(set) var pending: [[UInt8]] = []
  /// Blocks that were synced and acknowledged.
  private(set) var acknowledged: UInt64 = 0
  private var latest = Moment.first
  var journal: SimulatedJournal

  init(capacity: Int) throws(DiskFault) {
    journal = try SimulatedJournal(capacity: capacity, hash: QuickHash.function)
  }

  /// Decides a command, or finds what became of it.
  mutating func submit(_ command: SimulatedCommand) -> Answer {
    let body = Self.digest(of: command.body)
    if let fate = fates[command.key] {
      return fate.body == body ? .decided(fate.outcome, sequence: fate.sequence) : .conflict
    }
    let sequence = chain.nextSequence + UInt64(pending.count)
    let moment = Moment(milliseconds: command.moment)
    let context = Context(sequence: sequence, moment: moment)
    let outcome: Entry.Outcome
    switch book.perform(command.operations.map(\.ledger), in: context) {
    case .success(let facts): outcome = .done(facts.map { RecordedFact($0) })
    case .failure(let refusal): outcome = .refused(refusal)
    }
    let entry = Entry(
      sequence: sequence, key: CommandKey(high: 0, low: command.key), body: body, person: 1, organisation: 0,
      moment: moment, action: "ledger.perform", outcome: outcome)
    pending.append(entry.bytes)
    latest = moment
    fates[command.key] = Fate(body: body, outcome: outcome, sequence: sequence)
    return .decided(outcome, sequence: sequence)
  }

  /// Writes the pending entries as one block; it lasts only after ``acknowledge()``.
  mutating func write() throws(DiskFault) {
    let block = chain.seal(pending, at: latest)
    pending.removeAll(keepingCapacity: true)
    try journal.append(block)
  }

  /// Makes the written block last, and tells the clients.
  mutating func acknowledge() {
    journal.disk.sync()
    acknowledged = chain.number
  }

  /// The rows that the batch wrote.
  mutating func takeChanges() -> [RowChange] { book.takeChanges() }

  /// Forgets everything and reads the journal back.
  mutating func recover() throws(Broken) {
    pending = []
    let blocks: [Block]
    do { blocks = try journal.recover() } catch { throw .stream(error) }
    (book, fates, chain) = (Book(), [:], Chain(hash: QuickHash.function))
    for block in blocks {
      do throws(ChainFault) {
        for entry in try chain.follow(block) { takeIn(entry) }
      } catch { throw .chain(error) }
      if let failure { throw .fact(failure) }
    }
    _ = book.takeChanges()
  }

  /// Goes on with a book that was loaded from tables.
  mutating func goOn(with book: Book) { self.book = book }

  /// Acknowledges what recovery found on the disk.
  mutating func acknowledgeRecovered() { acknowledged = chain.number }

  private var failure: String?

  private mutating func takeIn(_ entry: Entry) {
    fates[entry.key.low] = Fate(body: entry.body, outcome: entry.outcome, sequence: entry.sequence)
    for recorded in entry.facts {
      do { try book.apply(try LedgerFact(recorded)) } catch {
        failure = failure ?? "entry \(entry.sequence): \(error)"
      }
    }
  }

  private static func digest(of body: UInt64) -> Digest {
    var writer = ByteWriter(capacity: 32)
    for round in UInt64(0)..<4 { writer.integer(body &+ round) }
    return Digest(bytes: writer.bytes[...])
  }
}
