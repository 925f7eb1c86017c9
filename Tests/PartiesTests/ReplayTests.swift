import Journal
import Parties
import Quantities
import Testing

/// Goal: whatever is asked in whatever order, replaying the facts and reading back the rows give the same
/// directory, and what must hold of parties and proposals holds.
/// Method: seeded random requests by random callers, sensible or not, most of them refused.
@Suite struct ReplayTests {
  /// SplitMix64, so that a seed gives the same run everywhere.
  struct Chance: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  static func request(_ chance: inout Chance, day: Day) throws -> PartyRequest {
    func any(_ range: ClosedRange<UInt32>) -> UInt32 { .random(in: range, using: &chance) }
    func anyDay() throws -> Day { try day.adding(days: Int.random(in: -40...40, using: &chance)) }
    let role: Role = [.holder, .registrar, .authority][Int(any(0...2))]
    let until: Day? = any(0...1) == 0 ? nil : try anyDay()
    switch any(0...18) {
    case 0: return .registerPerson(code: "p\(any(1...9))", identity: World.digest(UInt8(any(0...255))))
    case 1: return .registerOrganisationWithoutCode(code: "o\(any(1...9))", name: "名")
    case 2: return .rename(organisation: any(1...9), name: "名\(any(1...9))")
    case 3: return .eraseIdentity(person: any(1...9))
    case 4: return .renewIdentity(person: any(1...9), identity: World.digest(UInt8(any(0...255))))
    case 5:
      let status = Party.Status.allCases[Int(any(0...2))]
      return .setStatus(party: any(1...9), status: status, order: "令")
    case 6: return .represent(person: any(1...9), organisation: any(1...9), from: try anyDay(), until: until)
    case 7: return .endRepresentation(person: any(1...9), organisation: any(1...9), until: try anyDay())
    case 8:
      return .grantRole(
        person: any(1...9), organisation: any(0...9), role: role, from: try anyDay(), until: until)
    case 9: return .endRole(person: any(1...9), organisation: any(0...9), role: role, until: try anyDay())
    case 10: return .trust(account: any(1...4), other: any(1...4))
    case 11: return .distrust(account: any(1...4), other: any(1...4))
    case 12:
      let level = QuantityLimit.Level.allCases[Int(any(0...2))]
      let key = QuantityLimit.Key(level: level, subject: any(0...2), unit: "u")
      return .setLimit(key, quantity: any(0...2) == 0 ? nil : Int64(any(0...5)) - 1)
    case 13, 14: return .propose(action: "ledger.transfer", body: World.digest(UInt8(any(0...1))))
    case 15: return .approve(proposal: any(1...6), body: World.digest(UInt8(any(0...1))))
    case 17: return .administer(account: any(1...4), administration: any(0...9))
    case 16: return .reject(proposal: any(1...6))
    default: return .withdraw(proposal: any(1...6))
    }
  }

  @Test(arguments: 0..<12 as Range<UInt64>)
  func `Replay, rows and invariants agree after any sequence`(seed: UInt64) throws {
    var chance = Chance(state: seed)
    var world = try World.peopled()
    var moment = try World.moment(World.now)
    var done = 0
    for _ in 0..<600 {
      moment = moment.adding(milliseconds: Int64.random(in: 0...7_200_000, using: &chance))
      world.journal += world.directory.lapse(at: moment).map { RecordedFact($0) }
      world.directory.keep()
      let count = Int.random(in: 1...3, using: &chance)
      let requests = try (0..<count).map { _ in try Self.request(&chance, day: moment.day) }
      let pairs: [(UInt32, UInt32)] = [(1, 4), (2, 4), (2, 5), (3, 5), (1, 5), (3, 0)]
      let pair = pairs[Int.random(in: 0..<pairs.count, using: &chance)]
      let caller = Caller(person: pair.0, organisation: pair.1, moment: moment)
      let before = world.directory.everything
      do {
        try world.perform(requests, caller)
        done += 1
      } catch {
        #expect(error.step < count && world.directory.everything == before)
      }
      try Self.checkRequests(requests)
    }
    #expect(done > 40)
    #expect(world.directory.brokenLaws().isEmpty)
    try Self.checkReplay(of: world)
    try Self.checkRows(of: world.directory)
  }

  /// What is asked reads back from its bytes.
  static func checkRequests(_ requests: [PartyRequest]) throws {
    for request in requests {
      #expect(try PartyRequest(action: request.action, request.bytes[...]) == request)
    }
  }

  static func checkReplay(of world: World) throws {
    var copy = Directory()
    for fact in world.journal {
      try copy.replay(fact)
      #expect(try RecordedFact(PartyFact(fact)) == fact)
    }
    copy.keep()
    #expect(copy.everything == world.directory.everything)
    #expect(copy.waitingProposals == world.directory.waitingProposals)
  }

  static func checkRows(of directory: Directory) throws {
    var copy = Directory()
    for shape in Directory.shapes {
      for row in directory.rows(of: shape.name) ?? [] { try copy.load(row, into: shape.name) }
    }
    #expect(copy.everything == directory.everything)
    #expect(copy.waitingProposals == directory.waitingProposals)
    #expect(copy.takeChanges().isEmpty)
  }

  @Test func `Changed rows are those that differ, each once`() throws {
    var world = try World.peopled()
    _ = world.directory.takeChanges()
    try world.registry([.trust(account: 1, other: 2), .rename(organisation: 4, name: "丙")])
    try world.registry([.rename(organisation: 4, name: "丁"), .distrust(account: 1, other: 2)])
    let changes = world.directory.takeChanges()
    #expect(changes.map(\.table) == ["parties", "trusted_accounts"])
    #expect(changes[1].row == nil && changes[0].row?[3] == .text("丁"))
    #expect(world.directory.takeChanges().isEmpty)
  }

  @Test func `Facts that cannot follow what was before are refused`() throws {
    var world = try World.peopled()
    let facts: [PartyFact] = [
      .renamed(organisation: 9, name: "丙"), .distrusted(.init(account: 1, other: 2)),
      .proposalEnded(proposal: 1, status: .lapsed, moment: .first),
      .approved(Approval(proposal: 1, place: 0, person: 1, organisation: 4, moment: .first), isLast: true),
    ]
    for fact in facts {
      #expect(throws: PartyReplayFault.contradicts(kind: fact.kind)) {
        try world.directory.replay(RecordedFact(fact))
      }
    }
    #expect(throws: PartyReplayFault.contradicts(kind: 3000)) { try world.directory.replay(world.journal[0]) }
    for (kind, version) in [(2000, 1), (3012, 1), (3000, 2)] as [(UInt16, UInt8)] {
      #expect(throws: PartyReplayFault.self) {
        try world.directory.replay(RecordedFact(kind: kind, version: version, content: []))
      }
    }
  }

  @Test func `Rows that this program did not write are refused`() throws {
    let world = try World.peopled()
    for shape in Directory.shapes {
      for row in world.directory.rows(of: shape.name) ?? [] {
        for place in row.indices {
          var spoilt = row
          spoilt[place] = .bytes([1])
          var copy = Directory()
          #expect(throws: MalformedRow.self) { try copy.load(spoilt, into: shape.name) }
        }
        var copy = Directory()
        #expect(throws: MalformedRow.self) { try copy.load(Array(row.dropLast()), into: shape.name) }
      }
    }
  }
}
