/// A day of the week; the raw value is the ISO 8601 number, Monday being 1.
public enum Weekday: Int, Hashable, Sendable, CaseIterable {
  case monday = 1
  case tuesday, wednesday, thursday, friday, saturday, sunday
}

extension Day {
  /// The calendar year, 1…9999.
  public var year: Int {
    let days = Int(number) - Int(Self.first.number)
    // 146 097 days are 400 years; the estimate is at most one year too high.
    let estimate = days * 400 / 146_097 + 1
    if Self.daysBeforeYear(estimate) > number { return estimate - 1 }
    return Self.daysBeforeYear(estimate + 1) <= number ? estimate + 1 : estimate
  }

  /// The day of the year, 1…366.
  public var dayOfYear: Int { Int(number) - Self.daysBeforeYear(year) + 1 }

  /// The month, 1…12.
  public var month: Int {
    let (year, days) = (year, dayOfYear)
    var month = 12
    while Self.daysBeforeMonth(month, of: year) >= days { month -= 1 }
    return month
  }

  /// The day of the month, 1…31.
  public var day: Int { dayOfYear - Self.daysBeforeMonth(month, of: year) }

  /// The half-month of the year, 1…24; the first half of a month ends with its 15th day.
  ///
  /// Source: the half-months of the daily rainfall-erosivity model of Zhang et al.
  public var halfMonth: Int { 2 * month - (day <= 15 ? 1 : 0) }

  /// The day of the week.
  public var weekday: Weekday {
    // 1970-01-01 was a Thursday: three days after a Monday.
    let index = (Int(number) + 3) % 7
    return Weekday.allCases[index < 0 ? index + 7 : index]
  }
}
