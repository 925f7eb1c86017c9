import LedgerOracle

/// One thing that happens in a simulated run.
public enum SimulationStep: Hashable, Sendable {
  /// A client asks.
  case ask(SimulatedCommand)
  /// The batch becomes durable and is acknowledged.
  case commit
  /// The power fails: before anything of the batch was written, or between write and sync.
  case crash(isWritten: Bool, chance: UInt64)
  /// The batch is durable, but the power fails before the clients hear of it.
  case crashUnheard
  /// The sync fails.
  case failSync(chance: UInt64)
  /// There is room for only so many more bytes.
  case fillDisk(room: Int)
  /// A bit of a copy of the journal turns: reading it back must notice.
  case rot(chance: UInt64)
  /// The book is loaded from the rows of its tables.
  case reload
}

extension SimulationStep: CustomStringConvertible {
  /// One line for a person.
  public var description: String {
    switch self {
    case .ask(let command):
      let operations = command.operations.map { "\($0)" }.joined(separator: "\n      ")
      return "ask key \(command.key) body \(command.body) at \(command.moment)\n      "
        + operations.replacing("LedgerOracle.", with: "")
    case .commit: return "commit"
    case .crash(let isWritten, _):
      return isWritten ? "crash between write and sync" : "crash before the write"
    case .crashUnheard: return "crash after the sync, before the answers"
    case .failSync: return "the sync fails"
    case .fillDisk(let room): return "the disk is full after \(room) bytes"
    case .rot: return "a bit of a copy of the journal turns"
    case .reload: return "the book is loaded from its tables"
    }
  }
}

/// What a simulated run found wrong.
public struct SimulationFailure: Error, Hashable, Sendable {
  /// What kind of wrong; shrinking keeps to it.
  public enum Kind: String, Hashable, Sendable {
    case outcome, refusal, idempotency, state, laws, recovery, rot, tables
  }

  public let kind: Kind
  /// For a person: what was expected and what was found.
  public let text: String
  /// The place of the step in the run.
  public internal(set) var step: Int

  init(_ kind: Kind, _ text: String, step: Int = 0) {
    (self.kind, self.text, self.step) = (kind, text, step)
  }
}
