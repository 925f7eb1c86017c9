/// Checks that a history of concurrent clients is strictly serialisable.
///
/// The registry names the one order itself: the sequence of its journal. So nothing must be searched. It is
/// enough that (1) the order never contradicts real time and (2) every answer is what a single client would
/// have heard in that order.
public struct HistoryCheck: Sendable {
  private let events: [HistoryEvent]
  private let opening: [Int64]

  /// A check of events over accounts with opening balances.
  public init(_ events: [HistoryEvent], opening: [Int64]) {
    self.events = events
    self.opening = opening
  }

  /// Goes through the history once by time and once by sequence.
  ///
  /// - Throws: ``HistoryFault``: the first fault found.
  public func run() throws(HistoryFault) {
    for (index, event) in events.enumerated() { try checkForm(of: event, at: index) }
    let ordered = try orderedByClaim()
    try checkRealTime()
    try checkAnswers(in: ordered)
  }

  private func checkForm(of event: HistoryEvent, at index: Int) throws(HistoryFault) {
    if let returned = event.returned, returned < event.invoked { throw .backwards(index) }
    switch (event.question, event.answer) {
    case (.transfer, .done), (.transfer, .refused): return
    case (.read(let accounts), .balances(let balances, _)):
      guard accounts.count == balances.count else { throw .strangeAnswer(index) }
    case (_, .never):
      if event.returned != nil { throw .lost(index) }
    default: throw .strangeAnswer(index)
    }
  }

  /// The places of all events in the claimed order.
  private func orderedByClaim() throws(HistoryFault) -> [Int] {
    let ordered = events.indices.filter { events[$0].position != nil }.sorted { comes($0, before: $1) }
    for (first, second) in zip(ordered, ordered.dropFirst()) {
      guard let one = events[first].position, let other = events[second].position else { continue }
      if one.sequence == other.sequence, !one.isRead, !other.isRead { throw .sameSequence(first, second) }
    }
    return ordered
  }

  private func comes(_ first: Int, before second: Int) -> Bool {
    rank(of: first) < rank(of: second)
  }

  /// Twice the sequence, plus one for a read; what left no trace has none.
  private func rank(of index: Int) -> UInt64 {
    guard let position = events[index].position else { return 0 }
    return position.sequence &* 2 &+ (position.isRead ? 1 : 0)
  }

  /// Walks through time: what is asked after an answer came must not stand before it in the order.
  private func checkRealTime() throws(HistoryFault) {
    let placed = events.indices.filter { events[$0].position != nil }
    let asked = placed.sorted { (events[$0].invoked, $0) < (events[$1].invoked, $1) }
    let answered = placed.filter { events[$0].returned != nil }
      .sorted { (events[$0].returned ?? 0, $0) < (events[$1].returned ?? 0, $1) }
    var next = 0
    var latest: Int?
    for event in asked {
      while next < answered.count, (events[answered[next]].returned ?? 0) < events[event].invoked {
        if latest.map({ comes($0, before: answered[next]) }) ?? true { latest = answered[next] }
        next += 1
      }
      if let latest, comes(event, before: latest) { throw .order(latest, event) }
    }
  }

  private func checkAnswers(in ordered: [Int]) throws(HistoryFault) {
    var balances = opening
    for index in ordered {
      let event = events[index]
      switch (event.question, event.answer) {
      case (.transfer(let from, let to, let amount), .done):
        guard covers(balances, from, to, amount) else { throw .wrongOutcome(index) }
        balances[from] -= amount
        balances[to] += amount
      case (.transfer(let from, let to, let amount), _):
        if covers(balances, from, to, amount) { throw .wrongOutcome(index) }
      case (.read(let accounts), .balances(let found, _)):
        try compare(found, of: accounts, with: balances, at: index)
      case (.read, _): continue
      }
    }
  }

  private func covers(_ balances: [Int64], _ from: Int, _ to: Int, _ amount: Int64) -> Bool {
    guard balances.indices.contains(from), balances.indices.contains(to), from != to else { return false }
    return amount > 0 && amount <= balances[from] && balances[to] <= .max - amount
  }

  private func compare(
    _ found: [Int64], of accounts: [Int], with balances: [Int64], at index: Int
  ) throws(HistoryFault) {
    for (account, value) in zip(accounts, found) {
      let expected = balances.indices.contains(account) ? balances[account] : 0
      guard value == expected else {
        throw .wrongBalance(index, account: account, expected: expected, found: value)
      }
    }
  }
}
