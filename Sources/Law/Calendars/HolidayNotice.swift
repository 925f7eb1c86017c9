public import Quantities

/// The days that a State Council notice moves for one year: days off, and weekend days that are worked.
///
/// The room of parties makes its calendar of such days; it knows no files.
public struct HolidayNotice: Hashable, Sendable {
  /// A holiday from its first day to its last.
  public struct Holiday: Hashable, Sendable {
    public let name: String
    public let from: Day
    public let until: Day

    /// A holiday of its parts.
    public init(name: String, from: Day, until: Day) {
      self.name = name
      self.from = from
      self.until = until
    }
  }

  public let year: Int
  public let holidays: [Holiday]
  /// Saturdays and Sundays on which people work (调休).
  public let worked: [Day]
  public let source: Citation

  /// All days off, in the order of the notice.
  public var off: [Day] {
    holidays.flatMap { holiday in
      (0...max(0, holiday.from.days(until: holiday.until))).compactMap { try? holiday.from.adding(days: $0) }
    }
  }
}

extension HolidayNotice {
  /// Reads the files of a calendar, one for each year, strictly.
  ///
  /// - Parameter files: Name and text of each file; those that do not end in `.json5` are passed over.
  /// - Returns: The notices in the order of their years, and all problems that were found.
  public static func read(
    files: [(name: String, text: String)]
  ) -> (notices: [HolidayNotice], problems: [Problem]) {
    let session = ReadingSession(units: nil)
    var notices: [HolidayNotice] = []
    for file in files.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) })
    where file.name.hasSuffix(".json5") {
      let (node, faults) = parseJSON5Forgiving(file.text, file: file.name)
      for fault in faults { session.report(fault) }
      if let node, let notice = Reader(node, session: session).holidayNotice() { notices.append(notice) }
    }
    return (notices.sorted { $0.year < $1.year }, session.problems)
  }
}

extension Reader {
  fileprivate func holidayNotice() -> HolidayNotice? {
    guard let form = form(required: ["year", "off", "worked", "source"]),
      let year = form["year"]?.integer(in: 1949...9999), let source = form["source"]?.citation()
    else { return nil }
    guard form.has("off"), form.has("worked") else { return nil }
    let holidays = form.items("off").map { $0.holiday(of: year) }
    let worked = form.items("worked").map { $0.workedDay() }
    guard holidays.allSatisfy({ $0 != nil }), worked.allSatisfy({ $0 != nil }) else { return nil }
    return HolidayNotice(
      year: year, holidays: holidays.compactMap { $0 }, worked: worked.compactMap { $0 }, source: source)
  }

  private func holiday(of year: Int) -> HolidayNotice.Holiday? {
    guard let form = form(required: ["name", "from", "until"]), let name = form["name"]?.text(),
      let from = form["from"]?.day(), let until = form["until"]?.day()
    else { return nil }
    guard from <= until, from.days(until: until) < 31, until.year == year else {
      report(
        .wrongValue,
        Label(
          zh: "假期应在该年结束，且不超过 31 天", en: "a holiday ends in the year of the notice and has at most 31 days"),
        remedy: Label(zh: "核对 from 和 until", en: "compare from and until with the notice"))
      return nil
    }
    return HolidayNotice.Holiday(name: name, from: from, until: until)
  }

  private func workedDay() -> Day? {
    guard let day = day() else { return nil }
    guard day.weekday.rawValue > 5 else {
      report(
        .wrongValue,
        Label(zh: "\(day) 本来就是工作日", en: "\(day) is a day from Monday to Friday anyway"),
        remedy: Label(zh: "核对通知中的上班日", en: "compare it with the notice's days of work"))
      return nil
    }
    return day
  }
}
