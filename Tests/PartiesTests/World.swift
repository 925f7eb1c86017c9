import Journal
import Parties
import Quantities
import Seals
import Testing

/// A small registry of the tests: three persons, two organisations, a transfer that needs other eyes.
struct World {
  static let registrar: Role = .registrar
  static let eyes = FourEyes(
    approvals: 1, separation: .personAndOrganisation, roles: [.authority, .registrar], interval: 86_400_000)
  var directory = Directory()
  var rules: PartyRules
  /// All facts so far, as the journal keeps them.
  var journal: [RecordedFact] = []

  init() throws {
    let eyes = try #require(Self.eyes)
    rules = PartyRules(
      actions: ActionTable([
        ActionRule(action: "ledger.transfer", roles: [.holder], eyes: eyes),
        ActionRule(action: "ledger.read", roles: [], eyes: nil),
        ActionRule(action: "ledger.issue", roles: [.registrar], eyes: nil),
      ]), transfers: try Self.transferRule(), calendar: try Self.calendar())
  }

  static func transferRule(offList: TransferRule.OffList? = nil) throws -> TransferRule {
    let noon = try #require(WorkingTime(days: 1, minute: 720))
    let later = try #require(WorkingTime(days: 2, minute: 720))
    let fourth = try #require(WorkingTime(days: 4, minute: 720))
    return try #require(
      TransferRule(
        opens: 600, closes: 960, offList: offList ?? .delayed(cutoff: 720, before: noon, after: later),
        limited: .offList, activation: fourth))
  }

  /// 2025 and 2026 by the notices 国办发明电〔2024〕12号 and that of 4 November 2025.
  static func calendar() throws -> WorkCalendar {
    func days(_ texts: String) throws -> [Day] {
      try texts.split(separator: " ").flatMap { text in
        let ends = text.split(separator: "…")
        let first = try Day(parsing: ends[0])
        return try (0...first.days(until: Day(parsing: ends[ends.count - 1]))).map {
          try first.adding(days: $0)
        }
      }
    }
    return try WorkCalendar([
      .init(
        year: 2025,
        off: try days(
          "2025-01-01 2025-01-28…2025-02-04 2025-04-04…2025-04-06 2025-05-01…2025-05-05 2025-05-31…2025-06-02"
            + " 2025-10-01…2025-10-08"),
        worked: try days("2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11")),
      .init(
        year: 2026,
        off: try days(
          "2026-01-01…2026-01-03 2026-02-15…2026-02-23 2026-04-04…2026-04-06 2026-05-01…2026-05-05"
            + " 2026-06-19…2026-06-21 2026-09-25…2026-09-27 2026-10-01…2026-10-07"),
        worked: try days("2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10")),
    ])
  }

  /// Persons 1, 2, 3 and organisations 4, 5; 1 and 2 act for 4, 2 and 3 for 5.
  static func peopled() throws -> World {
    var world = try World()
    let day = try Day(parsing: "2025-01-01")
    try world.registry([
      .registerPerson(code: "p1", identity: digest(1)), .registerPerson(code: "p2", identity: digest(2)),
      .registerPerson(code: "p3", identity: digest(3)),
      .registerOrganisation(code: "91350100M000100Y43", name: "甲公司"),
      .registerOrganisationWithoutCode(code: "ORG-5", name: "乙局"),
      .represent(person: 1, organisation: 4, from: day, until: nil),
      .represent(person: 2, organisation: 4, from: day, until: nil),
      .represent(person: 2, organisation: 5, from: day, until: nil),
      .represent(person: 3, organisation: 5, from: day, until: nil),
      .grantRole(person: 1, organisation: 4, role: .holder, from: day, until: nil),
      .grantRole(person: 2, organisation: 4, role: .registrar, from: day, until: nil),
      .grantRole(person: 2, organisation: 5, role: .authority, from: day, until: nil),
      .grantRole(person: 3, organisation: 5, role: .authority, from: day, until: nil),
    ])
    return world
  }

  static func digest(_ byte: UInt8) -> Digest { HashFunction.sm3.digest([byte]) }

  static func moment(_ day: String, hour: Int = 11, minute: Int = 0) throws -> Moment {
    Moment(startOf: try Day(parsing: day)).adding(milliseconds: Int64(hour * 60 + minute) * 60_000)
  }

  static let now = "2025-03-03"

  mutating func registry(_ requests: [PartyRequest]) throws {
    try perform(requests, .registry(at: try Self.moment(Self.now)))
  }

  @discardableResult
  mutating func perform(_ requests: [PartyRequest], _ caller: Caller) throws(Refusal) -> [PartyFact] {
    let facts = try directory.perform(requests, by: caller, rules: rules)
    directory.keep()
    journal += facts.map { RecordedFact($0) }
    return facts
  }

  func caller(_ person: UInt32, _ organisation: UInt32, _ day: String = now, hour: Int = 11) throws -> Caller
  {
    Caller(person: person, organisation: organisation, moment: try Self.moment(day, hour: hour))
  }
}

extension Directory {
  /// All rows of all tables, for comparing.
  var everything: [[[Cell]]] { Self.shapes.compactMap { rows(of: $0.name) } }
}

/// Expects that something is refused by a rule.
func expectRefusal(_ rule: PartyRefusal, _ body: () throws -> Void) {
  do {
    try body()
    Issue.record("\(rule.code) was expected, and nothing was refused")
  } catch let refusal as Refusal {
    #expect(
      refusal.number == rule.number, "\(PartyRefusal(refusal)?.code ?? "?") came in place of \(rule.code)")
  } catch {
    Issue.record("\(error)")
  }
}
