import Law
import Quantities

extension MethodPack {
  /// Parameters of the pack and of those it uses.
  var allParameters: [Parameter] { packs.flatMap(\.parameters) }

  /// The day whose rules hold for a year: its last.
  ///
  /// The region reader admits only years of the calendar, so the day exists.
  func day(ofYear year: Int) -> Day {
    guard let day = try? Day(year: year, month: 12, day: 31) else {
      preconditionFailure("Years are checked when the region is read.")
    }
    return day
  }
}
