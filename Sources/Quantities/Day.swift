/// A day of the proleptic Gregorian calendar, without clock or time zone, from 0001-01-01 to 9999-12-31.
public struct Day: Hashable, Sendable {
  /// Days since 1970-01-01; earlier days are negative.
  public let number: Int32

  /// The first day that can be named, 0001-01-01.
  public static let first = Day(unchecked: -719_162)
  /// The last day that can be named, 9999-12-31.
  public static let last = Day(unchecked: 2_932_896)

  init(unchecked number: Int) {
    self.number = Int32(number)
  }

  /// The day with a number of days since 1970-01-01.
  ///
  /// - Throws: ``DayRefusal/outOfRange`` outside of the years 1 to 9999.
  public init(number: Int) throws(DayRefusal) {
    guard number >= Self.first.number, number <= Self.last.number else { throw .outOfRange }
    self.init(unchecked: number)
  }

  /// The day of a year, month (1…12) and day of the month (1…31).
  ///
  /// - Throws: ``DayRefusal/outOfRange``, or ``DayRefusal/noSuchDay(year:month:day:)`` for 30 February.
  public init(year: Int, month: Int, day: Int) throws(DayRefusal) {
    guard (1...9999).contains(year) else { throw .outOfRange }
    guard (1...12).contains(month), day >= 1, day <= Self.daysInMonth(month, of: year) else {
      throw .noSuchDay(year: year, month: month, day: day)
    }
    self.init(unchecked: Self.daysBeforeYear(year) + Self.daysBeforeMonth(month, of: year) + day - 1)
  }

  /// Days from 1970-01-01 to the first day of a year.
  static func daysBeforeYear(_ year: Int) -> Int {
    let past = year - 1
    return past * 365 + past / 4 - past / 100 + past / 400 + Int(first.number)
  }

  /// Days of a year that lie before a month of it.
  static func daysBeforeMonth(_ month: Int, of year: Int) -> Int {
    let before = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]
    return before[month - 1] + (month > 2 && isLeap(year) ? 1 : 0)
  }

  /// Whether a year has a 29 February.
  public static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// How many days a month (1…12) of a year has.
  public static func daysInMonth(_ month: Int, of year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension Day: Comparable {
  public static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}

/// Why there is no such day, in the order the checks run.
public enum DayRefusal: Error, Hashable, Sendable {
  /// The text is not in the form 2022-03-31.
  case notISO(text: String)
  /// The day lies outside of the years 1 to 9999.
  case outOfRange
  /// The calendar has no such day.
  case noSuchDay(year: Int, month: Int, day: Int)
}

extension DayRefusal: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notISO(let text): "日期“\(text)”应写成 2022-03-31 的形式 · write the day like 2022-03-31"
    case .outOfRange: "日期不在公元 1 年至 9999 年之间 · the day is outside of the years 1 to 9999"
    case .noSuchDay(let year, let month, let day):
      "历法中没有 \(year) 年 \(month) 月 \(day) 日 · the calendar has no \(year)-\(month)-\(day)"
    }
  }
}
