/// What one client asked of a registry, when it asked, and what it heard.
///
/// The world of a history is a bank: accounts 0, 1, … of one unit, transfers that may not overdraw, and reads
/// of several accounts at once.
public struct HistoryEvent: Hashable, Sendable {
  /// What was asked.
  public enum Question: Hashable, Sendable {
    case transfer(from: Int, to: Int, amount: Int64)
    case read([Int])
  }

  /// What is known of the answer at the end, from the client or, for a lost answer, by the command's key.
  public enum Answer: Hashable, Sendable {
    /// It happened as this entry of the journal.
    case done(sequence: UInt64)
    /// It was refused as this entry, for want of units.
    case refused(sequence: UInt64)
    /// Balances as they are after this entry, in the order in which they were asked for.
    case balances([Int64], asOf: UInt64)
    /// It left no trace.
    case never
  }

  /// Who asked.
  public let client: Int
  /// When it was asked, on one clock for all clients.
  public let invoked: Int64
  /// When the answer came; `nil` when none ever did.
  public let returned: Int64?
  public let question: Question
  public let answer: Answer

  /// An event of its parts.
  public init(client: Int, invoked: Int64, returned: Int64?, question: Question, answer: Answer) {
    self.client = client
    self.invoked = invoked
    self.returned = returned
    self.question = question
    self.answer = answer
  }

  /// The place in the one order that the registry claims: a read comes right behind the entry that it names.
  var position: (sequence: UInt64, isRead: Bool)? {
    switch answer {
    case .done(let sequence), .refused(let sequence): (sequence, false)
    case .balances(_, let sequence): (sequence, true)
    case .never: nil
    }
  }
}

/// Why a history is not strictly serialisable in the order that the registry claims. Numbers are places in
/// the list of events.
public enum HistoryFault: Error, Hashable, Sendable {
  /// A client got an answer of another kind than it asked for.
  case strangeAnswer(Int)
  /// An event ended before it began.
  case backwards(Int)
  /// Two commands have one place in the journal.
  case sameSequence(Int, Int)
  /// The first had its answer before the second was asked, but stands behind it in the order.
  case order(Int, Int)
  /// A transfer happened that the balance did not cover, was refused although it did, or is impossible.
  case wrongOutcome(Int)
  /// A read saw a balance that did not hold at its place in the order.
  case wrongBalance(Int, account: Int, expected: Int64, found: Int64)
  /// A client had an answer, and the command left no trace.
  case lost(Int)
}
