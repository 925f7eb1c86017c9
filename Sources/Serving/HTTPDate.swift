import Glibc

/// Moments as HTTP writes them (RFC 9110, section 5.6.7): `Sun, 06 Nov 1994 08:49:37 GMT`.
enum HTTPDate {
  private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// Seconds since 1970 as text.
  static func text(_ seconds: Int) -> String {
    var (time, parts) = (time_t(seconds), tm())
    gmtime_r(&time, &parts)
    let clock = [parts.tm_hour, parts.tm_min, parts.tm_sec].map(two).joined(separator: ":")
    return "\(days[Int(parts.tm_wday)]), \(two(parts.tm_mday)) \(months[Int(parts.tm_mon)]) "
      + "\(parts.tm_year + 1900) \(clock) GMT"
  }

  /// Seconds since 1970; `nil` for what is no such date.
  static func seconds(_ text: String) -> Int? {
    let words = text.split(whereSeparator: { $0 == " " || $0 == ":" })
    guard words.count == 8, words[7] == "GMT", words[0].hasSuffix(","),
      let month = months.firstIndex(of: String(words[2]))
    else { return nil }
    let numbers = [1, 3, 4, 5, 6].map { Int32(words[$0]) }
    guard case let filled = numbers.compactMap({ $0 }), filled.count == 5 else { return nil }
    var parts = tm()
    (parts.tm_mday, parts.tm_year, parts.tm_mon) = (filled[0], filled[1] - 1900, Int32(month))
    (parts.tm_hour, parts.tm_min, parts.tm_sec) = (filled[2], filled[3], filled[4])
    return timegm(&parts)
  }

  private static func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
