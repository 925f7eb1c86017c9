public import Quantities

/// A point of time, in milliseconds since 1970-01-01 00:00 UTC.
///
/// Nothing below the shell reads a clock: a moment comes in with a command and stands in the journal.
public struct Moment: Hashable, Sendable, Comparable {
  /// Milliseconds since 1970-01-01 00:00 UTC.
  public let milliseconds: Int64

  /// Midnight UTC of 0001-01-01, and the last millisecond of 9999-12-31 in China.
  public static let first = Moment(unchecked: Int64(Day.first.number) * 86_400_000)
  /// The last moment that has a day.
  public static let last = Moment(unchecked: (Int64(Day.last.number) + 1) * 86_400_000 - 28_800_001)

  private init(unchecked milliseconds: Int64) { self.milliseconds = milliseconds }

  /// A moment; outside of the years 1 to 9999 it is the nearest one inside.
  public init(milliseconds: Int64) {
    self.milliseconds = Swift.min(Swift.max(milliseconds, Self.first.milliseconds), Self.last.milliseconds)
  }

  /// The day in China (UTC+8, one time for the whole country).
  public var day: Day {
    let number = (milliseconds + 28_800_000) / 86_400_000
    let isBefore = (milliseconds + 28_800_000) % 86_400_000 < 0
    guard let day = try? Day(number: Int(number) - (isBefore ? 1 : 0)) else {
      preconditionFailure("A moment lies within the calendar.")
    }
    return day
  }

  /// The moment later by a number of milliseconds; never behind ``last``.
  public func adding(milliseconds: Int64) -> Moment {
    let (sum, isOver) = self.milliseconds.addingReportingOverflow(milliseconds)
    return isOver ? (milliseconds > 0 ? .last : .first) : Moment(milliseconds: sum)
  }

  /// Midnight in China at which a day begins.
  public init(startOf day: Day) {
    self.init(milliseconds: Int64(day.number) * 86_400_000 - 28_800_000)
  }

  public static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }
}
