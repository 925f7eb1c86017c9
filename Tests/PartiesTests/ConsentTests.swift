import Journal
import Parties
import Quantities
import Testing

/// Goal: what needs other eyes is seen by another person of another organisation, in time, and as it was
/// asked.
@Suite struct ConsentTests {
  static let body = World.digest(9)

  /// A world in which person 1 for organisation 4 has proposed a transfer at 11:00.
  static func proposed() throws -> World {
    var world = try World.peopled()
    try world.perform([.propose(action: "ledger.transfer", body: body)], try world.caller(1, 4))
    return world
  }

  @Test func `Another person of another organisation approves`() throws {
    var world = try Self.proposed()
    try world.perform([.approve(proposal: 1, body: Self.body)], try world.caller(3, 5, hour: 12))
    let proposal = try #require(world.directory.proposal(1))
    #expect(proposal.status == .approved)
    #expect(try proposal.ended == World.moment(World.now, hour: 12))
    #expect(world.directory.approvals(of: 1).map(\.person) == [3])
    #expect(world.directory.waitingProposals.isEmpty)
    expectRefusal(.proposalEnded) {
      try world.perform([.approve(proposal: 1, body: Self.body)], try world.caller(2, 5))
    }
  }

  @Test func `Neither the same person nor the same organisation approves`() throws {
    var world = try Self.proposed()
    let day = try Day(parsing: "2025-01-01")
    // Person 1 comes to be an authority in the other organisation as well.
    try world.registry([
      .represent(person: 1, organisation: 5, from: day, until: nil),
      .grantRole(person: 1, organisation: 5, role: .authority, from: day, until: nil),
    ])
    expectRefusal(.samePerson) {
      try world.perform([.approve(proposal: 1, body: Self.body)], try world.caller(1, 5))
    }
    expectRefusal(.sameOrganisation) {
      try world.perform([.approve(proposal: 1, body: Self.body)], try world.caller(2, 4))
    }
    try world.perform([.approve(proposal: 1, body: Self.body)], try world.caller(2, 5))
  }

  @Test func `An approver must have the role, and the proposer must still be allowed to act`() throws {
    var world = try Self.proposed()
    expectRefusal(.approverRoleMissing) {
      try world.perform([.approve(proposal: 1, body: Self.body)], try world.caller(3, 0))
    }
    try world.registry([.setStatus(party: 4, status: .suspended, order: "2025 第 2 号")])
    expectRefusal(.proposerBarred) {
      try world.perform([.approve(proposal: 1, body: Self.body)], try world.caller(3, 5))
    }
    try world.registry([
      .setStatus(party: 4, status: .active, order: "2025 第 3 号"),
      .endRole(person: 1, organisation: 4, role: .holder, until: try Day(parsing: "2025-03-02")),
    ])
    expectRefusal(.proposerBarred) {
      try world.perform([.approve(proposal: 1, body: Self.body)], try world.caller(3, 5))
    }
    try world.registry([
      .grantRole(
        person: 1, organisation: 4, role: .holder, from: try Day(parsing: "2025-03-03"), until: nil)
    ])
    try world.perform([.approve(proposal: 1, body: Self.body)], try world.caller(3, 5))
  }

  @Test func `An approval names what was proposed`() throws {
    var world = try Self.proposed()
    expectRefusal(.staleProposal) {
      try world.perform([.approve(proposal: 1, body: World.digest(8))], try world.caller(3, 5))
    }
  }

  @Test func `A proposal lapses at its moment, whether or not anybody noticed`() throws {
    var world = try Self.proposed()
    let last = try World.moment("2025-03-04").adding(milliseconds: -1)
    let end = try World.moment("2025-03-04")
    expectRefusal(.proposalLapsed) {
      try world.perform(
        [.approve(proposal: 1, body: Self.body)], Caller(person: 3, organisation: 5, moment: end))
    }
    #expect(world.directory.lapse(at: last).isEmpty)
    var other = world
    #expect(other.directory.lapse(at: end).count == 1)
    other.directory.keep()
    #expect(other.directory.proposal(1)?.status == .lapsed && other.directory.proposal(1)?.ended == end)
    expectRefusal(.proposalLapsed) {
      try other.perform(
        [.approve(proposal: 1, body: Self.body)], Caller(person: 3, organisation: 5, moment: end))
    }
    try world.perform(
      [.approve(proposal: 1, body: Self.body)], Caller(person: 3, organisation: 5, moment: last))
  }

  @Test func `The proposer or its organisation withdraws, others reject`() throws {
    var world = try Self.proposed()
    expectRefusal(.notProposer) { try world.perform([.withdraw(proposal: 1)], try world.caller(3, 5)) }
    expectRefusal(.approverRoleMissing) { try world.perform([.reject(proposal: 1)], try world.caller(1, 4)) }
    var rejected = world
    try rejected.perform([.reject(proposal: 1)], try world.caller(3, 5))
    #expect(rejected.directory.proposal(1)?.status == .rejected)
    try world.perform([.withdraw(proposal: 1)], try world.caller(2, 4))
    #expect(world.directory.proposal(1)?.status == .withdrawn)
  }

  @Test func `Two approvals come from two persons of two organisations`() throws {
    var world = try World.peopled()
    let eyes = try #require(
      FourEyes(approvals: 2, separation: .personAndOrganisation, roles: [.authority], interval: 1000))
    world.rules = PartyRules(
      actions: ActionTable([ActionRule(action: "ledger.transfer", roles: [.holder], eyes: eyes)]),
      transfers: world.rules.transfers, calendar: world.rules.calendar)
    let day = try Day(parsing: "2025-01-01")
    try world.registry([.grantRole(person: 2, organisation: 0, role: .authority, from: day, until: nil)])
    try world.perform([.propose(action: "ledger.transfer", body: Self.body)], try world.caller(1, 4))
    try world.perform([.approve(proposal: 1, body: Self.body)], try world.caller(3, 5))
    #expect(world.directory.proposal(1)?.status == .pending)
    expectRefusal(.samePerson) {
      try world.perform([.approve(proposal: 1, body: Self.body)], try world.caller(3, 5))
    }
    expectRefusal(.sameOrganisation) {
      try world.perform([.approve(proposal: 1, body: Self.body)], try world.caller(2, 5))
    }
    // On its own behalf the same person is a body of its own.
    try world.perform([.approve(proposal: 1, body: Self.body)], try world.caller(2, 0))
    #expect(world.directory.proposal(1)?.status == .approved)
  }

  @Test func `Figures out of bounds make no rule`() {
    for approvals: UInt8 in [0, 9] {
      #expect(FourEyes(approvals: approvals, separation: .person, roles: [.auditor], interval: 1) == nil)
    }
    #expect(FourEyes(approvals: 1, separation: .person, roles: [], interval: 1) == nil)
    #expect(FourEyes(approvals: 1, separation: .person, roles: [.auditor], interval: 0) == nil)
  }
}
