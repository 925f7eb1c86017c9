import Simulation
import Testing

/// A run of one client after the other, with answers from a plain list, stretched over real time: each
/// event's moment of effect lies inside of its interval, so the history is strictly serialisable by making.
private func truthfulHistory(seed: UInt64, length: Int, accounts: Int) -> (
  events: [HistoryEvent], opening: [Int64]
) {
  var chance = Chance(seed: seed)
  let opening = (0..<accounts).map { _ in Int64(chance.below(50)) }
  var balances = opening
  var sequence: UInt64 = 0
  let events = (0..<length).map { index in
    let effect = Int64(index) * 10 + 5
    let invoked = effect - Int64(chance.below(60))
    let returned = chance.happens(percent: 90) ? effect + Int64(chance.below(60)) : nil
    if chance.happens(percent: 40) {
      let asked = (0..<accounts).filter { _ in chance.happens(percent: 70) }
      return HistoryEvent(
        client: index, invoked: invoked, returned: returned, question: .read(asked),
        answer: .balances(asked.map { balances[$0] }, asOf: sequence))
    }
    let (from, to) = (chance.below(accounts), chance.below(accounts))
    let amount = Int64(chance.below(40)) - 2
    let question = HistoryEvent.Question.transfer(from: from, to: to, amount: amount)
    if returned == nil, chance.happens(percent: 50) {
      return HistoryEvent(client: index, invoked: invoked, returned: nil, question: question, answer: .never)
    }
    sequence += 1
    let happens = from != to && amount > 0 && amount <= balances[from]
    if happens {
      balances[from] -= amount
      balances[to] += amount
    }
    return HistoryEvent(
      client: index, invoked: invoked, returned: returned, question: question,
      answer: happens ? .done(sequence: sequence) : .refused(sequence: sequence))
  }
  return (events, opening)
}

private func transfer(
  _ from: Int, _ to: Int, _ amount: Int64, _ time: ClosedRange<Int64>, _ answer: HistoryEvent.Answer
) -> HistoryEvent {
  HistoryEvent(
    client: 0, invoked: time.lowerBound, returned: time.upperBound,
    question: .transfer(from: from, to: to, amount: amount), answer: answer)
}

private func read(_ balances: [Int64], _ time: ClosedRange<Int64>, asOf sequence: UInt64) -> HistoryEvent {
  HistoryEvent(
    client: 1, invoked: time.lowerBound, returned: time.upperBound,
    question: .read(Array(balances.indices)), answer: .balances(balances, asOf: sequence))
}

private func check(_ events: [HistoryEvent], _ opening: [Int64] = [10, 0]) throws {
  try HistoryCheck(events, opening: opening).run()
}

@Suite struct HistoryTests {
  @Test(arguments: 1...60)
  func `A history that a plain list answered within its intervals holds`(seed: UInt64) throws {
    let (events, opening) = truthfulHistory(seed: seed, length: 300, accounts: 5)
    try HistoryCheck(events.shuffledForTest(seed), opening: opening).run()
  }

  @Test(arguments: 1...60)
  func `A read that shows one unit too many is found in any history`(seed: UInt64) {
    var (events, opening) = truthfulHistory(seed: seed, length: 200, accounts: 4)
    let reads = events.indices.filter {
      if case .balances(let balances, _) = events[$0].answer { !balances.isEmpty } else { false }
    }
    let index = reads[Int(seed) % reads.count]
    guard case .balances(var balances, let sequence) = events[index].answer else { return }
    balances[0] += 1
    let old = events[index]
    events[index] = HistoryEvent(
      client: old.client, invoked: old.invoked, returned: old.returned, question: old.question,
      answer: .balances(balances, asOf: sequence))
    #expect(throws: HistoryFault.self) { try HistoryCheck(events, opening: opening).run() }
  }

  @Test func `A stale read after an acknowledged transfer breaks real time`() {
    let events = [transfer(0, 1, 4, 0...10, .done(sequence: 1)), read([10, 0], 20...30, asOf: 0)]
    #expect(throws: HistoryFault.order(0, 1)) { try check(events) }
  }

  @Test func `The same read is right while the transfer is still under way`() throws {
    try check([transfer(0, 1, 4, 0...25, .done(sequence: 1)), read([10, 0], 20...30, asOf: 0)])
  }

  @Test func `Two reads of one client that go back in time are found`() {
    let events = [
      transfer(0, 1, 4, 0...100, .done(sequence: 1)), read([6, 4], 10...20, asOf: 1),
      read([10, 0], 30...40, asOf: 0),
    ]
    #expect(throws: HistoryFault.order(1, 2)) { try check(events) }
  }

  @Test func `Half a transfer is seen by no read`() {
    let events = [transfer(0, 1, 4, 0...10, .done(sequence: 1)), read([6, 0], 5...30, asOf: 1)]
    #expect(throws: HistoryFault.wrongBalance(1, account: 1, expected: 4, found: 0)) { try check(events) }
  }

  @Test func `A transfer that the balance does not cover, and a needless refusal, are found`() {
    #expect(throws: HistoryFault.wrongOutcome(0)) {
      try check([transfer(0, 1, 11, 0...1, .done(sequence: 1))])
    }
    #expect(throws: HistoryFault.wrongOutcome(0)) {
      try check([transfer(0, 1, 10, 0...1, .refused(sequence: 1))])
    }
    #expect(throws: HistoryFault.wrongOutcome(0)) {
      try check([transfer(1, 0, 1, 0...1, .done(sequence: 1))], [.max, 5])
    }
  }

  @Test func `One place for two commands, a lost command and a strange answer are found`() {
    #expect(throws: HistoryFault.sameSequence(0, 1)) {
      try check([
        transfer(0, 1, 1, 0...1, .done(sequence: 7)), transfer(0, 1, 1, 0...1, .done(sequence: 7)),
      ])
    }
    #expect(throws: HistoryFault.lost(0)) { try check([transfer(0, 1, 1, 0...1, .never)]) }
    #expect(throws: HistoryFault.strangeAnswer(0)) {
      try check([transfer(0, 1, 1, 0...1, .balances([1], asOf: 1))])
    }
    let backwards = HistoryEvent(
      client: 0, invoked: 5, returned: 4, question: .read([]), answer: .balances([], asOf: 0))
    #expect(throws: HistoryFault.backwards(0)) { try check([backwards]) }
  }

  @Test func `A command whose answer was lost counts from where the journal has it`() throws {
    let unheard = HistoryEvent(
      client: 3, invoked: 0, returned: nil, question: .transfer(from: 0, to: 1, amount: 4),
      answer: .done(sequence: 2))
    try check([transfer(0, 1, 1, 50...60, .done(sequence: 1)), read([9, 1], 70...80, asOf: 1), unheard])
    let late = HistoryEvent(
      client: 3, invoked: 90, returned: nil, question: .transfer(from: 0, to: 1, amount: 4),
      answer: .done(sequence: 1))
    #expect(throws: HistoryFault.order(0, 1)) {
      try check([transfer(0, 1, 1, 50...60, .done(sequence: 2)), late])
    }
  }
}

extension Array {
  /// The same elements in an order that a seed gives.
  fileprivate func shuffledForTest(_ seed: UInt64) -> [Element] {
    var (chance, list) = (Chance(seed: seed), self)
    for index in stride(from: list.count - 1, to: 0, by: -1) { list.swapAt(index, chance.below(index + 1)) }
    return list
  }
}
