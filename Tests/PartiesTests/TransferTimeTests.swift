import Journal
import Parties
import Quantities
import Testing

/// Goal: transfers happen at once only between accounts that trust each other inside business hours.
/// Method: boundary moments around 10:00, 12:00 and 16:00 on working days, days off and moved weekends.
@Suite struct TransferTimeTests {
  static func question(
    to: UInt32 = 8, holder: UInt32 = 1, otherHolder: UInt32 = 2, quantity: Int64 = 10, isExempt: Bool = false
  ) -> TransferQuestion {
    TransferQuestion(
      from: 7, to: to, holder: holder, otherHolder: otherHolder, administration: 5, unit: "lvyuan",
      quantity: quantity, isExempt: isExempt)
  }

  @Test func `An account is trusted from noon of the fourth working day on, and never again once removed`()
    throws
  {
    var world = try World.peopled()
    try world.perform([.trust(account: 7, other: 8)], try world.caller(0, 0, "2025-01-27"))
    let noon = try World.moment("2025-02-08", hour: 12)
    #expect(world.directory.trustedAccount(8, by: 7)?.active == noon)
    #expect(!world.directory.isTrusted(Self.question(), at: noon.adding(milliseconds: -1)))
    #expect(world.directory.isTrusted(Self.question(), at: noon))
    try world.perform([.distrust(account: 7, other: 8)], try world.caller(0, 0, "2025-02-08"))
    #expect(!world.directory.isTrusted(Self.question(), at: noon))
  }

  @Test func `Accounts of one holder trust each other`() throws {
    let world = try World.peopled()
    #expect(world.directory.isTrusted(Self.question(otherHolder: 1), at: try World.moment(World.now)))
    #expect(!world.directory.isTrusted(Self.question(), at: try World.moment(World.now)))
  }

  @Test(
    arguments: [
      ("2025-03-03", 9, 59, "2025-03-03"), ("2025-03-03", 10, 0, nil), ("2025-03-03", 15, 59, nil),
      ("2025-03-03", 16, 0, "2025-03-04"), ("2025-03-01", 11, 0, "2025-03-03"), ("2025-02-08", 11, 0, nil),
      ("2025-01-28", 9, 0, "2025-02-05"),
    ] as [(String, Int, Int, String?)])
  func `A trusted transfer happens inside the hours or at the next opening`(
    day: String, hour: Int, minute: Int, next: String?
  ) throws {
    let world = try World.peopled()
    let time = try world.directory.time(
      of: Self.question(otherHolder: 1), at: World.moment(day, hour: hour, minute: minute), rules: world.rules
    )
    #expect(try time == next.map { .later(try World.moment($0, hour: 10)) } ?? .atOnce)
  }

  @Test(arguments: [
    ("2025-03-03", 11, "2025-03-04"), ("2025-03-03", 12, "2025-03-05"), ("2025-03-01", 11, "2025-03-04"),
    ("2025-01-27", 13, "2025-02-06"),
  ])
  func `Another transfer waits for noon of a later working day`(day: String, hour: Int, later: String) throws
  {
    let world = try World.peopled()
    let time = try world.directory.time(
      of: Self.question(), at: World.moment(day, hour: hour), rules: world.rules)
    #expect(try time == .later(World.moment(later, hour: 12)))
  }

  @Test func `A scheme may refuse or delay what is off the list by other rules`() throws {
    var world = try World.peopled()
    let moment = try World.moment(World.now)
    func adopt(_ offList: TransferRule.OffList) throws {
      world.rules = PartyRules(
        actions: world.rules.actions, transfers: try World.transferRule(offList: offList),
        calendar: world.rules.calendar)
    }
    try adopt(.interval(milliseconds: 26 * 3_600_000))
    let time = try world.directory.time(of: Self.question(), at: moment, rules: world.rules)
    #expect(try time == .later(World.moment("2025-03-04", hour: 13)))
    try adopt(.refused)
    expectRefusal(.notTrusted) {
      _ = try world.directory.time(of: Self.question(), at: moment, rules: world.rules)
    }
  }

  @Test func `The lowest of three limits holds off the list, and not for what is exempt`() throws {
    var world = try World.peopled()
    let moment = try World.moment(World.now)
    func key(_ level: QuantityLimit.Level, _ subject: UInt32) -> QuantityLimit.Key {
      .init(level: level, subject: subject, unit: "lvyuan")
    }
    let keys = [key(.central, 0), key(.national, 5), key(.account, 7)]
    for lowest in 0..<3 {
      try world.registry(keys.indices.map { .setLimit(keys[$0], quantity: $0 == lowest ? 9 : 1000) })
      #expect(world.directory.lowestLimit(for: Self.question())?.key == keys[lowest])
      expectRefusal(.overLimit) {
        _ = try world.directory.time(of: Self.question(quantity: 10), at: moment, rules: world.rules)
      }
      _ = try world.directory.time(of: Self.question(quantity: 9), at: moment, rules: world.rules)
    }
    _ = try world.directory.time(of: Self.question(isExempt: true), at: moment, rules: world.rules)
    _ = try world.directory.time(of: Self.question(otherHolder: 1), at: moment, rules: world.rules)
    try world.registry(keys.map { .setLimit($0, quantity: nil) })
    #expect(world.directory.lowestLimit(for: Self.question()) == nil)
    expectRefusal(.notPositive) {
      _ = try world.directory.time(of: Self.question(quantity: 0), at: moment, rules: world.rules)
    }
  }

  @Test func `Beyond the calendar nothing is timed`() throws {
    let world = try World.peopled()
    for question in [Self.question(), Self.question(otherHolder: 1)] {
      expectRefusal(.calendarGap) {
        _ = try world.directory.time(of: question, at: World.moment("2027-03-01"), rules: world.rules)
      }
    }
  }
}
