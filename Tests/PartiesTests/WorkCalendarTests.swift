import Journal
import Parties
import Quantities
import Testing

/// Goal: working days are those of the notices, and no day is guessed.
/// Method: days counted by hand on a calendar of 2025 and 2026 with the notices beside it.
@Suite struct WorkCalendarTests {
  @Test(arguments: [
    ("2025-01-26", true), ("2025-01-27", true), ("2025-01-28", false), ("2025-02-04", false),
    ("2025-02-05", true),
    ("2025-02-08", true), ("2025-02-09", false), ("2025-09-28", true), ("2025-10-08", false),
    ("2025-10-11", true),
    ("2025-12-29", true), ("2026-01-01", false), ("2026-01-02", false), ("2026-01-04", true),
    ("2026-12-28", true),
  ])
  func `Days off and days moved to work are known`(day: String, isWorking: Bool) throws {
    #expect(try World.calendar().isWorking(Day(parsing: day)) == isWorking)
  }

  @Test func `A year without its notice is refused, and so are the last days before it`() throws {
    let calendar = try World.calendar()
    #expect(throws: CalendarGap(year: 2024)) { try calendar.isWorking(Day(parsing: "2024-12-31")) }
    #expect(throws: CalendarGap(year: 2027)) { try calendar.isWorking(Day(parsing: "2027-01-04")) }
    #expect(throws: CalendarGap(year: 2027)) { try calendar.isWorking(Day(parsing: "2026-12-29")) }
    #expect(throws: CalendarGap(year: 2027)) {
      try calendar.day(workingDays: 4, after: Day(parsing: "2026-12-24"))
    }
    #expect(CalendarGap(year: 2027).description.contains("the calendar does not cover the year 2027"))
  }

  @Test(arguments: [
    // Wednesday to Tuesday over an ordinary weekend.
    ("2025-03-05", 4, "2025-03-11"),
    // Over the Spring Festival: 5, 6, 7 February and the Saturday moved to work.
    ("2025-01-27", 4, "2025-02-08"), ("2025-01-31", 4, "2025-02-08"),
    // Over the National Day: 9, 10, 11 (Saturday moved to work) and 13 October.
    ("2025-09-30", 4, "2025-10-13"),
    // Over the New Year of 2026: Sunday 4 January is worked.
    ("2025-12-31", 1, "2026-01-04"),
  ])
  func `Working days are counted over holidays and moved weekends`(from: String, count: Int, to: String)
    throws
  {
    let calendar = try World.calendar()
    let (first, last) = (try Day(parsing: from), try Day(parsing: to))
    #expect(try calendar.day(workingDays: count, after: first) == last)
    #expect(try calendar.workingDays(after: first, through: last) == count)
  }

  @Test func `2025 has 248 working days`() throws {
    // 261 days from Monday to Friday; 18 of them off by the notice, 5 weekend days worked.
    let calendar = try World.calendar()
    let first = try Day(parsing: "2025-01-01")
    #expect(try calendar.workingDays(after: first, through: Day(parsing: "2025-12-31")) == 248)
  }

  @Test func `Notices that contradict each other make no calendar`() throws {
    let (saturday, monday) = (try Day(parsing: "2025-03-01"), try Day(parsing: "2025-03-03"))
    let year = WorkCalendar.Year(year: 2025, off: [], worked: [])
    #expect(throws: CalendarFault.twice(year: 2025)) { try WorkCalendar([year, year]) }
    #expect(throws: CalendarFault.outside(monday, year: 2024)) {
      try WorkCalendar([.init(year: 2024, off: [monday], worked: [])])
    }
    #expect(throws: CalendarFault.workedAnyway(monday)) {
      try WorkCalendar([.init(year: 2025, off: [], worked: [monday])])
    }
    #expect(throws: CalendarFault.contradiction(saturday)) {
      try WorkCalendar([.init(year: 2025, off: [saturday], worked: [saturday])])
    }
  }
}
