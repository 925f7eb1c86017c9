public import Journal
public import Quantities

/// On which days people work: Monday to Friday, but for the days that yearly notices move.
///
/// The days come from outside, year by year, as the State Council's notices print them. A year without its
/// notice is refused, never guessed; and so are the last days of a year until the notice for the next year is
/// there, since notices for the New Year have moved days from 29 December on (those for 2008 and 2019).
public struct WorkCalendar: Hashable, Sendable {
  /// What the notice for one year moves.
  public struct Year: Hashable, Sendable {
    public let year: Int
    /// Days off, weekends among them or not.
    public let off: [Day]
    /// Saturdays and Sundays on which people work.
    public let worked: [Day]

    /// The notice for a year.
    public init(year: Int, off: [Day], worked: [Day]) {
      self.year = year
      self.off = off
      self.worked = worked
    }
  }

  private let years: Set<Int>
  private let moved: [Day: Bool]

  /// A calendar of the notices for some years.
  ///
  /// - Throws: ``CalendarFault`` in the order of its cases.
  public init(_ years: [Year]) throws(CalendarFault) {
    var known: Set<Int> = []
    var moved: [Day: Bool] = [:]
    for notice in years {
      guard known.insert(notice.year).inserted else { throw .twice(year: notice.year) }
      for (day, isWorked) in notice.off.map({ ($0, false) }) + notice.worked.map({ ($0, true) }) {
        guard Self.belongs(day, to: notice.year) else { throw .outside(day, year: notice.year) }
        guard !isWorked || day.weekday.rawValue > 5 else { throw .workedAnyway(day) }
        guard moved.updateValue(isWorked, forKey: day) == nil else { throw .contradiction(day) }
      }
    }
    self.years = known
    self.moved = moved
  }

  /// Whether people work on a day.
  ///
  /// - Throws: ``CalendarGap``: the notice that would tell is not there.
  public func isWorking(_ day: Day) throws(CalendarGap) -> Bool {
    guard years.contains(day.year) else { throw CalendarGap(year: day.year) }
    if Self.isLate(day), !years.contains(day.year + 1) { throw CalendarGap(year: day.year + 1) }
    return moved[day] ?? (day.weekday.rawValue <= 5)
  }

  /// The working day so many working days behind a day, which itself does not count.
  ///
  /// - Parameter count: At least 1.
  public func day(workingDays count: Int, after day: Day) throws(CalendarGap) -> Day {
    precondition(count >= 1, "A working day behind another is at least the next.")
    var (day, left) = (day, count)
    while left > 0 {
      guard let next = try? day.adding(days: 1) else { throw CalendarGap(year: 10_000) }
      day = next
      if try isWorking(day) { left -= 1 }
    }
    return day
  }

  /// How many working days lie behind one day and up to another; 0 when the other is not later.
  public func workingDays(after first: Day, through last: Day) throws(CalendarGap) -> Int {
    var count = 0
    var number = Int(first.number) + 1
    while number <= Int(last.number), let day = try? Day(number: number) {
      if try isWorking(day) { count += 1 }
      number += 1
    }
    return count
  }

  /// The moment that a rule names, reckoned from another moment.
  public func moment(_ time: WorkingTime, after moment: Moment) throws(CalendarGap) -> Moment {
    let day = try day(workingDays: Int(time.days), after: moment.day)
    return Moment(startOf: day).adding(milliseconds: Int64(time.minute) * 60_000)
  }

  private static func isLate(_ day: Day) -> Bool { day.month == 12 && day.day >= 29 }

  private static func belongs(_ day: Day, to year: Int) -> Bool {
    day.year == year || (day.year == year - 1 && isLate(day))
  }
}

/// A time of a later working day: 12:00 of the 4th.
public struct WorkingTime: Hashable, Sendable {
  /// Which working day after the day of asking: at least 1.
  public let days: UInt8
  /// Minutes after midnight in China, 0 to 1439.
  public let minute: UInt16

  /// A time; `nil` out of bounds.
  public init?(days: UInt8, minute: UInt16) {
    guard days >= 1, minute < 1440 else { return nil }
    self.days = days
    self.minute = minute
  }
}

/// The calendar does not cover a year: the notice for it must be loaded first.
public struct CalendarGap: Error, Hashable, Sendable, CustomStringConvertible {
  public let year: Int

  /// A gap at a year.
  public init(year: Int) { self.year = year }

  /// What, and what to do, in Chinese and English.
  public var description: String {
    """
    日历未覆盖 \(year) 年；请先载入国务院办公厅关于该年节假日安排的通知
    the calendar does not cover the year \(year); load the State Council's notice on its holidays first
    """
  }
}

/// Why notices make no calendar, in the order of the checks.
public enum CalendarFault: Error, Hashable, Sendable {
  /// Two notices are for one year.
  case twice(year: Int)
  /// A day lies neither in the year nor at the very end of the year before.
  case outside(Day, year: Int)
  /// A day from Monday to Friday is listed as moved to work.
  case workedAnyway(Day)
  /// A day is listed twice.
  case contradiction(Day)
}
