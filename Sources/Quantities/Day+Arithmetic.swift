/// What a month or year step means when the target month has no such day (31 January plus a month).
public enum ShortMonth: String, Hashable, Sendable, CaseIterable {
  /// The last day of the target month.
  case lastDay = "last-day"
  /// The first day of the month after it.
  case nextFirst = "next-first"
  /// No such day: refused.
  case refuse = "refuse"
}

extension Day {
  /// The day so many days later, or earlier when negative.
  ///
  /// - Throws: ``DayRefusal/outOfRange``.
  public func adding(days: Int) throws(DayRefusal) -> Day {
    let (sum, overflow) = Int(number).addingReportingOverflow(days)
    if overflow { throw .outOfRange }
    return try Day(number: sum)
  }

  /// The same day of the month so many months later, or earlier when negative.
  ///
  /// - Parameter shortMonth: What to do when the target month is too short; terms of contracts differ.
  /// - Throws: ``DayRefusal/outOfRange``; ``DayRefusal/noSuchDay(year:month:day:)`` for `.refuse`.
  public func adding(months: Int, shortMonth: ShortMonth) throws(DayRefusal) -> Day {
    let (sum, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
    if overflow || sum < 12 { throw .outOfRange }
    let (targetYear, targetMonth) = (sum / 12, sum % 12 + 1)
    let lastDay = Self.daysInMonth(targetMonth, of: targetYear)
    if day <= lastDay || shortMonth == .refuse {
      return try Day(year: targetYear, month: targetMonth, day: day)
    }
    let end = try Day(year: targetYear, month: targetMonth, day: lastDay)
    return shortMonth == .lastDay ? end : try end.adding(days: 1)
  }

  /// The same day so many years later, or earlier when negative; only 29 February can lack a partner.
  ///
  /// - Throws: as ``adding(months:shortMonth:)``.
  public func adding(years: Int, shortMonth: ShortMonth) throws(DayRefusal) -> Day {
    let (months, overflow) = years.multipliedReportingOverflow(by: 12)
    if overflow { throw .outOfRange }
    return try adding(months: months, shortMonth: shortMonth)
  }

  /// Days from this day to another; negative when the other is earlier.
  public func days(until other: Day) -> Int {
    Int(other.number) - Int(number)
  }
}
