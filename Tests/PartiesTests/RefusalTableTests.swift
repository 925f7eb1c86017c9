import Foundation
import Journal
import Parties
import Quantities
import Testing

/// Goal: every rule of the closed list refuses what it is for, and a refusal leaves no trace.
/// Method: a table of one case per rule over a small registry; the state before and after is compared.
@Suite struct RefusalTableTests {
  /// A refused request: what was prepared, who asks, and what for.
  struct Case {
    let rule: PartyRefusal
    var before: [PartyRequest] = []
    var caller: (UInt32, UInt32) = (0, 0)
    var day = World.now
    let request: PartyRequest
  }

  static let body = World.digest(9)

  static func cases() throws -> [Case] { askers + (try registrations()) + consents }

  private static let transfer = PartyRequest.propose(action: "ledger.transfer", body: body)

  private static func barred(_ party: UInt32, _ status: Party.Status) -> PartyRequest {
    .setStatus(party: party, status: status, order: "2025 第 1 号")
  }

  private static var askers: [Case] {
    [
      Case(rule: .unknownAction, caller: (1, 4), request: .propose(action: "no.such", body: body)),
      Case(rule: .unknownPerson, caller: (9, 4), request: transfer),
      Case(rule: .unknownPerson, caller: (4, 4), request: transfer),
      Case(rule: .unknownPerson, caller: (0, 0), request: transfer),
      Case(rule: .personSuspended, before: [barred(1, .suspended)], caller: (1, 4), request: transfer),
      Case(rule: .personExcluded, before: [barred(1, .excluded)], caller: (1, 4), request: transfer),
      Case(rule: .unknownOrganisation, caller: (1, 9), request: transfer),
      Case(rule: .unknownOrganisation, caller: (1, 2), request: transfer),
      Case(rule: .organisationSuspended, before: [barred(4, .suspended)], caller: (1, 4), request: transfer),
      Case(rule: .organisationExcluded, before: [barred(4, .excluded)], caller: (1, 4), request: transfer),
      Case(rule: .notRepresentative, caller: (1, 5), request: transfer),
      Case(rule: .notRepresentative, caller: (1, 4), day: "2024-12-31", request: transfer),
      Case(rule: .roleMissing, caller: (2, 4), request: transfer),
      Case(rule: .roleMissing, caller: (1, 0), request: transfer),
    ]
  }

  private static func registrations() throws -> [Case] {
    let (day, early) = (try Day(parsing: "2025-03-10"), try Day(parsing: "2024-12-31"))
    return [
      Case(rule: .badText, request: .registerOrganisation(code: "91330100799655058B", name: "")),
      Case(rule: .badText, request: .rename(organisation: 4, name: String(repeating: "山", count: 67))),
      Case(rule: .badText, request: .setStatus(party: 4, status: .suspended, order: "")),
      Case(rule: .badCode, request: .registerOrganisation(code: "91330100799655058C", name: "丙")),
      Case(rule: .badCode, request: .registerPerson(code: "甲", identity: body)),
      Case(rule: .badCode, request: .registerPerson(code: "91330100799655058B", identity: body)),
      Case(rule: .codeIsIdentity, request: .registerPerson(code: "11010519491231002X", identity: body)),
      Case(rule: .codeIsIdentity, request: .registerPerson(code: "110105194912310029", identity: body)),
      Case(rule: .codeIsIdentity, request: .registerPerson(code: "110105491231002", identity: body)),
      Case(rule: .codeTaken, request: .registerPerson(code: "p1", identity: body)),
      Case(rule: .codeTaken, request: .registerOrganisation(code: "91350100m000100y43", name: "丙")),
      Case(rule: .unknownParty, request: .setStatus(party: 9, status: .active, order: "x")),
      Case(rule: .unknownParty, request: .eraseIdentity(person: 9)),
      Case(rule: .notPerson, request: .eraseIdentity(person: 4)),
      Case(rule: .notPerson, request: .represent(person: 4, organisation: 5, from: day, until: nil)),
      Case(rule: .notOrganisation, request: .rename(organisation: 1, name: "丙")),
      Case(rule: .notOrganisation, request: .represent(person: 1, organisation: 2, from: day, until: nil)),
      Case(rule: .noIdentity, before: [.eraseIdentity(person: 1)], request: .eraseIdentity(person: 1)),
      Case(rule: .sameStatus, request: .setStatus(party: 1, status: .active, order: "x")),
      Case(rule: .endBeforeStart, request: .represent(person: 1, organisation: 5, from: day, until: early)),
      Case(rule: .endBeforeStart, request: .endRepresentation(person: 1, organisation: 4, until: early)),
      Case(rule: .notGranted, request: .endRepresentation(person: 1, organisation: 5, until: day)),
      Case(rule: .notGranted, request: .endRole(person: 1, organisation: 4, role: .lender, until: day)),
    ]
  }

  private static func limit(
    _ level: QuantityLimit.Level, _ subject: UInt32, _ unit: String = "lvyuan"
  ) -> QuantityLimit.Key {
    .init(level: level, subject: subject, unit: unit)
  }

  private static var consents: [Case] {
    [
      Case(rule: .sameAccount, request: .trust(account: 7, other: 7)),
      Case(
        rule: .alreadyTrusted, before: [.trust(account: 7, other: 8)], request: .trust(account: 7, other: 8)),
      Case(rule: .notOnList, request: .distrust(account: 7, other: 8)),
      Case(rule: .calendarGap, day: "2026-12-24", request: .trust(account: 7, other: 8)),
      Case(rule: .badLimit, request: .setLimit(limit(.central, 1), quantity: 5)),
      Case(rule: .badLimit, request: .setLimit(limit(.account, 0), quantity: 5)),
      Case(rule: .badLimit, request: .setLimit(limit(.account, 7), quantity: -1)),
      Case(rule: .badLimit, request: .setLimit(limit(.account, 7, ""), quantity: 5)),
      Case(rule: .noLimit, request: .setLimit(limit(.account, 7), quantity: nil)),
      Case(rule: .sameAdministration, request: .administer(account: 7, administration: 0)),
      Case(
        rule: .sameAdministration, before: [.administer(account: 7, administration: 4)],
        request: .administer(account: 7, administration: 4)),
      Case(rule: .notOrganisation, request: .administer(account: 7, administration: 1)),
      Case(rule: .unknownParty, request: .administer(account: 7, administration: 9)),
      Case(rule: .notProposable, caller: (2, 4), request: .propose(action: "ledger.issue", body: body)),
      Case(rule: .unknownProposal, caller: (3, 5), request: .approve(proposal: 1, body: body)),
    ]
  }

  @Test func `Each rule refuses what it is for, and nothing has changed`() throws {
    for wanted in try Self.cases() {
      var world = try World.peopled()
      try world.registry(wanted.before)
      let before = world.directory
      let caller = try world.caller(wanted.caller.0, wanted.caller.1, wanted.day)
      expectRefusal(wanted.rule) {
        try world.perform([.rename(organisation: 4, name: "新名"), wanted.request], caller)
      }
      #expect(world.directory.everything == before.everything, "\(wanted.rule.code)")
      #expect(
        world.directory.takeChanges()
          == {
            var copy = before
            return copy.takeChanges()
          }())
    }
  }

  @Test func `The refusals that have no case here have one among consent and transfers`() throws {
    let elsewhere: Set<PartyRefusal> = [
      .notPositive, .notTrusted, .overLimit, .proposalEnded, .proposalLapsed, .staleProposal,
      .approverRoleMissing, .proposerBarred, .samePerson, .sameOrganisation, .notProposer,
    ]
    let here = Set(try Self.cases().map(\.rule))
    #expect(here.union(elsewhere) == Set(PartyRefusal.allCases))
    #expect(here.isDisjoint(with: elsewhere))
  }

  @Test func `Numbers and codes last, and every rule says what to do in both languages`() {
    #expect(Set(PartyRefusal.allCases.map(\.number)).count == PartyRefusal.allCases.count)
    #expect(PartyRefusal.samePerson.code == "parties.same-person" && PartyRefusal.samePerson.number == 3076)
    #expect(PartyRefusal.unknownAction.code == "parties.unknown-action")
    for rule in PartyRefusal.allCases {
      #expect(!rule.chinese.isEmpty && !rule.english.isEmpty)
      #expect(PartyRefusal(Refusal(rule)) == rule)
    }
  }

  @Test func `The page of parties lists every rule as it is`() throws {
    let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "docs/parties.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    let rows = PartyRefusal.allCases.map {
      "| \($0.number) | `\($0.code)` | \($0.chinese) | \($0.english) |"
    }
    #expect(text.hasSuffix(rows.joined(separator: "\n") + "\n"))
  }

  @Test func `A refusal never holds a number that may be a person's`() throws {
    var world = try World.peopled()
    for code in ["11010519491231002X", "110105194912310029", "11010519491231002"] {
      let requests: [PartyRequest] = [
        .registerPerson(code: code + (code.count == 17 ? "*" : ""), identity: Self.body),
        .registerOrganisation(code: code, name: "丙"),
      ]
      for request in requests {
        let refusal = #expect(throws: Refusal.self) { try world.perform([request], world.caller(0, 0)) }
        #expect(refusal?.names == [])
      }
    }
  }

  @Test func `A refusal names its step, and keeps what the command did before it from staying`() throws {
    var world = try World.peopled()
    let caller = try world.caller(0, 0)
    do {
      try world.perform([.trust(account: 1, other: 2), .trust(account: 1, other: 1)], caller)
      Issue.record("nothing was refused")
    } catch {
      #expect(error.step == 1)
    }
    #expect(world.directory.trustedAccount(2, by: 1) == nil)
  }
}
