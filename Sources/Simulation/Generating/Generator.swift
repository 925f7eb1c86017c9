import LedgerOracle

/// Makes the steps of a run. It looks at the oracle's book, so that most of what it asks is near to what can
/// be done, and at its swarm for how often it is not.
struct Generator: Sendable {
  var chance: Chance
  let swarm: Swarm
  /// The writer's clock, in milliseconds.
  var clock: Int64 = 1_700_000_000_000
  /// Commands that were asked, for repeats.
  private var asked: [SimulatedCommand] = []
  /// Postings that happened, for contra entries.
  private(set) var postings: [Posted] = []
  private var nextKey: UInt64 = 1
  private var openingsLeft: Int
  private var issuesLeft: Int
  /// Whether the registry is still being set up: then nothing strange is asked.
  var isCalm: Bool { openingsLeft + issuesLeft > 0 }

  /// The bounds of the calendar: the years 1 to 9999.
  static let firstMoment: Int64 = -62_135_596_800_000
  static let lastMoment: Int64 = 253_402_271_999_999

  struct Posted: Sendable {
    var sequence: UInt64
    var index: UInt32
    var movement: Int
    var moves: [PlainMove]
  }

  init(seed: UInt64) {
    chance = Chance(seed: seed)
    swarm = Swarm(&chance)
    openingsLeft = chance.within(8...14)
    issuesLeft = chance.within(2...8)
  }

  /// The next step over a registry in this state.
  mutating func next(_ book: PlainBook, sequence: UInt64, hasBatch: Bool) -> SimulationStep {
    if chance.happens(percent: swarm.fault) { return fault() }
    if hasBatch, chance.below(swarm.batch) == 0 { return .commit }
    if !asked.isEmpty, chance.happens(percent: swarm.retry) { return .ask(retried()) }
    if chance.happens(percent: swarm.jump) {
      clock = min(max(clock + jump(book), Self.firstMoment), Self.lastMoment)
    }
    let command = SimulatedCommand(
      key: nextKey, body: chance.next(), moment: clock, operations: operations(book, sequence))
    nextKey += 1
    asked.append(command)
    return .ask(command)
  }

  /// Learns what the last command made.
  mutating func learn(sequence: UInt64, facts: [PlainFact]) {
    for (index, fact) in facts.enumerated() {
      guard case .posted(let movement, let moves) = fact else { continue }
      postings.append(
        Posted(sequence: sequence, index: UInt32(index), movement: movement, moves: moves))
    }
    if postings.count > 64 { postings.removeFirst(postings.count - 64) }
  }

  private mutating func fault() -> SimulationStep {
    switch chance.below(7) {
    case 0: .crash(isWritten: false, chance: chance.next())
    case 1, 2: .crash(isWritten: true, chance: chance.next())
    case 3: .crashUnheard
    case 4: .failSync(chance: chance.next())
    case 5: .fillDisk(room: chance.below(600))
    default: chance.happens(percent: 50) ? .rot(chance: chance.next()) : .reload
    }
  }

  private mutating func retried() -> SimulatedCommand {
    var command = asked[chance.below(asked.count)]
    if chance.happens(percent: 30) { command = asked[asked.count - 1] }
    command.moment = clock
    if chance.happens(percent: 25) {
      command.body = chance.next()
      command.operations = [.useReference("other")]
    }
    return command
  }

  private mutating func jump(_ book: PlainBook) -> Int64 {
    let deadlines = book.holds.filter(\.isOpen).map(\.deadline) + book.freezes.compactMap(\.until)
    switch chance.below(8) {
    case 0, 1: return Int64(chance.below(5_000))
    case 2: return 0
    case 3: return -Int64(chance.below(100_000))
    case 4: return Int64(chance.within(-2...40)) * 86_400_000
    case 5 where !deadlines.isEmpty: return chance.one(of: deadlines) - clock + Int64(chance.within(-1...1))
    case 6 where swarm.boundary > 20 && chance.below(40) == 0:
      return chance.one(of: [Self.firstMoment, Self.lastMoment]) - clock
    default: return Int64(chance.below(2_000_000))
    }
  }

  /// The chain of one command.
  private mutating func operations(_ book: PlainBook, _ sequence: UInt64) -> [PlainOperation] {
    if book.isTickDue(at: clock), !chance.happens(percent: swarm.careless) { return [.tick] }
    if isCalm { return [setUp(book)] }
    if chance.below(200) == 0 { return chance.one(of: [[], [.tick], [.tick, .useReference("a")]]) }
    if swarm.boundary > 20, chance.below(300) == 0 {
      return Array(repeating: .count(key: "cap0", change: 1), count: chance.one(of: [255, 256, 257]))
    }
    return (0..<chance.within(1...swarm.chain)).map { _ in operation(book, sequence) }
  }

  private mutating func setUp(_ book: PlainBook) -> PlainOperation {
    defer { if openingsLeft > 0 { openingsLeft -= 1 } else { issuesLeft -= 1 } }
    return openingsLeft > 0 ? opening(book) : issue(book)
  }

  private mutating func operation(_ book: PlainBook, _ sequence: UInt64) -> PlainOperation {
    switch Swarm.Family.allCases[chance.place(weights: swarm.weights)] {
    case .opening: opening(book)
    case .status: status(book)
    case .issue: issue(book)
    case .transfer: transfer(book)
    case .share: share(book)
    case .convert: convert(book)
    case .end: end(book)
    case .hold: hold(book)
    case .pledge: pledge(book)
    case .freeze: freeze(book)
    case .lease: lease(book)
    case .counter: counter(book)
    case .claim: claim(book, sequence)
    case .reverse: reverse(sequence)
    }
  }
}
