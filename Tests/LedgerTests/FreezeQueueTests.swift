import Journal
import Ledger
import Testing

/// Goal: a further court's order waits behind the one in effect and takes effect by itself, in the order of
/// arrival (轮候冻结); nothing escapes between two freezes.
/// Method: worked by hand from docs/ledger.md; amounts are parts of lot 2, of which account 1 has 1 000.
@Suite struct FreezeQueueTests {
  private func frozen(_ quantity: Int64, until: Moment? = nil) throws -> Desk {
    var desk = try Desk.stocked()
    try desk.must(
      .freeze(lot: 2, account: 1, quantity: quantity, order: "一", court: "一院", until: until))
    return desk
  }

  private func queue(
    _ quantity: Int64, behind: FreezeID = 1, order: String = "二", court: String = "二院", until: Moment? = nil
  ) -> Operation {
    .queueFreeze(behind: behind, quantity: quantity, order: order, court: court, until: until)
  }

  private func inEffect(_ desk: Desk) -> [UInt32: Int64] {
    Dictionary(uniqueKeysWithValues: desk.book.freezes.unordered.map { ($0.id.number, $0.quantity) })
  }

  /// What waits: the freeze, the one before it, how much.
  private func waits(_ desk: Desk) -> [[Int64]] {
    desk.book.freezeWaits.unordered.map {
      [Int64($0.key.freeze.number), Int64($0.key.behind.number), $0.quantity]
    }.sorted { $0.lexicographicallyPrecedes($1) }
  }

  private func available(_ desk: Desk) -> Int64 { desk.book.holding(1, 2).available }

  @Test func `When the first freeze is lifted the next takes effect, and only the rest comes free`() throws {
    var desk = try frozen(100)
    try desk.must(queue(60))
    #expect(desk.refused(.seize(freeze: 2, quantity: 1, to: 3)) == .freezeWaiting)
    #expect(desk.refused(queue(1, behind: 2)) == .freezeWaiting)
    try desk.must(.unfreeze(freeze: 1))
    #expect(inEffect(desk) == [2: 60] && waits(desk) == [] && available(desk) == 940)
    #expect(desk.book.freezes[2]?.court == "二院" && desk.book.freezes[2]?.order == "二")
    try desk.must(.seize(freeze: 2, quantity: 10, to: 3), .unfreeze(freeze: 2))
    #expect(inEffect(desk) == [:] && available(desk) == 990 && desk.book.brokenLaws() == [])
  }

  @Test func `Who comes first is served first, and who got less waits behind the one that got it`() throws {
    var desk = try frozen(100)
    try desk.must(queue(30), queue(100, order: "三"), queue(50, order: "四"))
    try desk.must(.unfreeze(freeze: 1))
    // 30 for the second, 70 for the third; the fourth waits for its 50 behind both, the earlier first.
    #expect(inEffect(desk) == [2: 30, 3: 70])
    #expect(waits(desk) == [[3, 2, 30], [4, 2, 30], [4, 3, 20]])
    #expect(available(desk) == 900 && desk.book.brokenLaws() == [])
    try desk.must(.unfreeze(freeze: 2))
    // The third is whole; the fourth now waits for all of its 50 behind it.
    #expect(inEffect(desk) == [3: 100] && waits(desk) == [[4, 3, 50]])
    try desk.must(.unfreeze(freeze: 3))
    #expect(inEffect(desk) == [4: 50] && available(desk) == 950 && desk.book.brokenLaws() == [])
  }

  @Test func `A freeze that runs out passes on in the same tick, and one that waits can run out too`() throws
  {
    let start = try Desk.stocked().moment
    var desk = try frozen(100, until: start.adding(milliseconds: 10))
    try desk.must(
      queue(100, until: start.adding(milliseconds: 5)), queue(40, order: "三"),
      queue(20, order: "四", until: start.adding(milliseconds: 10)))
    desk.moment = start.adding(milliseconds: 5)
    try desk.must(.tick)
    #expect(inEffect(desk) == [1: 100] && waits(desk) == [[3, 1, 40], [4, 1, 20]])
    #expect(desk.refused(.prolong(freeze: 2, until: nil)) == .freezeClosed)
    try desk.must(.prolong(freeze: 3, until: start.adding(milliseconds: 20)))
    desk.moment = start.adding(milliseconds: 10)
    try desk.must(.tick)
    #expect(inEffect(desk) == [3: 40] && waits(desk) == [] && available(desk) == 960)
    desk.moment = start.adding(milliseconds: 20)
    try desk.must(.tick)
    #expect(inEffect(desk) == [:] && available(desk) == 1000 && desk.book.brokenLaws() == [])
  }

  @Test func `What the first court takes away nobody waits for any more`() throws {
    var desk = try frozen(100)
    try desk.must(queue(80), queue(10, order: "三"), .seize(freeze: 1, quantity: 70, to: 3))
    #expect(waits(desk) == [[2, 1, 30], [3, 1, 10]])
    try desk.must(.seize(freeze: 1, quantity: 30, to: 3))
    #expect(inEffect(desk) == [:] && waits(desk) == [] && desk.book.brokenLaws() == [])
    #expect(desk.refused(.unfreeze(freeze: 2)) == .freezeClosed)
  }

  @Test func `An order that waits can be lifted; out of a pledge the units go back to the pledge`() throws {
    var desk = try Desk.stocked()
    try desk.must(.pledge(lot: 2, account: 1, quantity: 100, lender: 3))
    try desk.must(
      .freeze(lot: 2, account: 1, quantity: 60, pledge: 1, order: "一", court: "一院", until: nil), queue(50),
      queue(60, order: "三"))
    try desk.must(.unfreeze(freeze: 3), .unfreeze(freeze: 1))
    #expect(inEffect(desk) == [2: 50] && desk.book.freezes[2]?.pledge == 1)
    #expect(desk.book.pledges[1].map { [$0.quantity, $0.frozen] } == [50, 50])
    try desk.must(.unfreeze(freeze: 2))
    #expect(desk.book.pledges[1].map { [$0.quantity, $0.frozen] } == [100, 0])
    #expect(desk.book.brokenLaws() == [])
  }

  @Test func `Serials stay the same from one freeze to the next, in several pieces`() throws {
    var desk = try Desk.stocked()
    try desk.must(
      .freeze(lot: 3, account: 1, quantity: 10, first: 21, order: "一", court: "一院", until: nil),
      .freeze(lot: 3, account: 1, quantity: 5, first: 1, order: "二", court: "一院", until: nil),
      queue(10), .unfreeze(freeze: 1))
    let spans = desk.book.spans.unordered.filter { $0.place.tag == 3 }
    #expect(spans.map(\.first) == [21] && spans.map(\.length) == [10])
    #expect(desk.book.brokenLaws() == [])
  }

  @Test func `Queueing is refused in the order of the page`() throws {
    var desk = try frozen(100)
    let now = desk.moment
    try desk.must(.freeze(lot: 2, account: 1, quantity: 1, order: "0", court: "院", until: nil))
    try desk.must(.unfreeze(freeze: 2))
    #expect(desk.refused(queue(0, behind: 9, order: "", court: "", until: now)) == .text)
    #expect(desk.refused(queue(0, behind: 9, court: "", until: now)) == .text)
    #expect(desk.refused(queue(0, behind: 9, until: now)) == .outOfRange)
    #expect(desk.refused(queue(0, behind: 9)) == .noFreeze)
    #expect(desk.refused(queue(0, behind: 2)) == .freezeClosed)
    #expect(desk.refused(queue(0)) == .notPositive)
    #expect(desk.refusal([queue(101)])?.figures == [100, 101])
    for number in 3..<67 { try desk.must(queue(100, order: "\(number)")) }
    #expect(desk.refused(queue(100)) == .listLength)
    try desk.must(.unfreeze(freeze: 1))
    #expect(inEffect(desk) == [3: 100] && waits(desk).count == 63 && desk.book.brokenLaws() == [])
  }
}
