import Quantities
import Testing

/// Goal: days are those of the Gregorian calendar.
/// Method: a slow calendar that walks day by day, days of the week from public dates.
@Suite struct DayTests {
  // 400 years are 20 871 whole weeks, so 0001, 1601 and 9201 begin alike, on a Monday.
  @Test(arguments: [1, 1601, 9201])
  func `Four centuries agree with a calendar that walks`(start: Int) throws {
    var (year, month, day, weekday) = (start, 1, 1, 1)
    let first = try Day(year: start, month: 1, day: 1).number
    for number in first..<first + 146_096 {
      let found = try Day(number: Int(number))
      let same = found.year == year && found.month == month && found.day == day
      if !same || found.weekday.rawValue != weekday {
        Issue.record("\(found) is not \(year)-\(month)-\(day), weekday \(weekday)")
        return
      }
      weekday = weekday % 7 + 1
      day += 1
      if day > Day.daysInMonth(month, of: year) { (month, day) = (month + 1, 1) }
      if month > 12 { (year, month) = (year + 1, 1) }
    }
    #expect((year, month, day) == (start + 399, 12, 31))
    #expect(try Day(year: year, month: month, day: day).number == first + 146_096)
  }

  // The founding of the People's Republic, a leap day of a fourth century, and the start of the epoch.
  @Test(arguments: [
    ("1949-10-01", -7397, Weekday.saturday), ("2000-02-29", 11_016, .tuesday), ("1970-01-01", 0, .thursday),
    ("2025-12-31", 20_453, .wednesday), ("0001-01-01", -719_162, .monday), ("9999-12-31", 2_932_896, .friday),
  ])
  func `Known days have their numbers and weekdays`(text: String, number: Int, weekday: Weekday) throws {
    let day = try Day(parsing: text)
    #expect(day.number == number)
    #expect(day.weekday == weekday)
    #expect(day.description == text)
  }

  @Test func `Centuries are leap years only by 400`() {
    #expect(
      [1600, 1900, 2000, 2023, 2024, 2100].map { Day.isLeap($0) } == [true, false, true, false, true, false])
  }

  @Test(arguments: [
    "2022-3-1", "2022/03/01", "22-03-01", "2022-03-01 ", "20220301", "２０22-03-01", "", "+022-03-01",
  ])
  func `Only the ISO form is read`(text: String) {
    #expect(throws: DayRefusal.notISO(text: text)) { try Day(parsing: text) }
  }

  @Test func `Days that the calendar lacks are refused`() {
    #expect(throws: DayRefusal.noSuchDay(year: 2023, month: 2, day: 29)) { try Day(parsing: "2023-02-29") }
    #expect(throws: DayRefusal.noSuchDay(year: 2023, month: 13, day: 1)) { try Day(parsing: "2023-13-01") }
    #expect(throws: DayRefusal.noSuchDay(year: 2023, month: 4, day: 0)) { try Day(parsing: "2023-04-00") }
    #expect(throws: DayRefusal.outOfRange) { try Day(parsing: "0000-01-01") }
    #expect(throws: DayRefusal.outOfRange) { try Day.last.adding(days: 1) }
    #expect(throws: DayRefusal.outOfRange) { try Day.first.adding(days: .min) }
    #expect(throws: DayRefusal.outOfRange) { try Day.first.adding(months: -1, shortMonth: .lastDay) }
    #expect(throws: DayRefusal.outOfRange) { try Day.last.adding(months: .max, shortMonth: .lastDay) }
    #expect(throws: DayRefusal.outOfRange) { try Day.last.adding(years: .max, shortMonth: .lastDay) }
  }

  @Test func `A month step into a short month follows the named rule`() throws {
    let start = try Day(parsing: "2023-01-31")
    #expect(try start.adding(months: 1, shortMonth: .lastDay).description == "2023-02-28")
    #expect(try start.adding(months: 1, shortMonth: .nextFirst).description == "2023-03-01")
    #expect(try start.adding(months: -2, shortMonth: .lastDay).description == "2022-11-30")
    #expect(try start.adding(months: 12, shortMonth: .refuse).description == "2024-01-31")
    #expect(throws: DayRefusal.noSuchDay(year: 2023, month: 2, day: 31)) {
      try start.adding(months: 1, shortMonth: .refuse)
    }
    let leap = try Day(parsing: "2024-02-29")
    #expect(try leap.adding(years: 4, shortMonth: .refuse).description == "2028-02-29")
    #expect(try leap.adding(years: 1, shortMonth: .nextFirst).description == "2025-03-01")
  }

  @Test func `Half-months end on the 15th and with the month`() throws {
    let days = ["2023-01-01", "2023-01-15", "2023-01-16", "2023-02-28", "2023-12-15", "2023-12-31"]
    #expect(try days.map { try Day(parsing: $0).halfMonth } == [1, 1, 2, 4, 23, 24])
  }

  @Test func `Days between are counted with their sign`() throws {
    let (start, end) = (try Day(parsing: "2024-02-28"), try Day(parsing: "2024-03-01"))
    #expect(start.days(until: end) == 2)
    #expect(end.days(until: start) == -2)
    #expect(start < end)
    #expect(end.dayOfYear == 61)
  }
}
