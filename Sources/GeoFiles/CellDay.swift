public import Quantities

/// Reads a day in any of the forms that station tables mix, year first:
/// `2012-01-01`, `2013-1-1 00:00:00`, `2016/2/8`, `2016.2.8`, `20120101`, `2012年1月1日`, `2012-01-01T08:00Z`.
///
/// A time of day may follow; it is checked and left out. Forms with the day or month first are refused,
/// for `1/2/2016` means two days; so are years of two digits and the day numbers of workbooks.
public func readDay(_ text: String) throws(CellProblem) -> Day {
  let plain = narrowed(trimmed(text))
  if plain.isEmpty { throw .empty }
  let (date, time) = split(plain)
  guard isTime(time), let parts = readParts(date) else { throw .notADay }
  do throws(DayRefusal) {
    return try Day(year: parts[0], month: parts[1], day: parts[2])
  } catch {
    throw .noSuchDay
  }
}

/// Parts date and time of day at a space, a `T`, or behind `日`.
private func split(_ text: String) -> (date: Substring, time: Substring) {
  if let mark = text.firstIndex(where: { $0 == "日" || $0 == "号" }) {
    return (text[..<mark], text[text.index(after: mark)...])
  }
  guard let gap = text.firstIndex(where: { $0 == " " || $0 == "T" }) else { return (text[...], "") }
  return (text[..<gap], text[text.index(after: gap)...])
}

/// Year, month and day as numbers.
private func readParts(_ date: Substring) -> [Int]? {
  if date.utf8.count == 8, let digits = number(date) {
    return [digits / 10_000, digits / 100 % 100, digits % 100]
  }
  let forms: [(Character, Character)] = [("-", "-"), ("/", "/"), (".", "."), ("年", "月")]
  for (first, second) in forms {
    guard let one = date.firstIndex(of: first) else { continue }
    let rest = date[date.index(after: one)...]
    guard let two = rest.firstIndex(of: second) else { continue }
    let parts = [date[..<one], rest[..<two], rest[rest.index(after: two)...]]
    let isRight = parts[0].count == 4 && parts[1...].allSatisfy { (1...2).contains($0.count) }
    let numbers = parts.compactMap { number($0) }
    if isRight && numbers.count == 3 { return numbers }
  }
  return nil
}

/// Plain digits only: no sign, no space.
private func number(_ text: Substring) -> Int? {
  text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
}

/// Nothing, or hours and minutes, or seconds too with any fraction; `Z` may end it.
private func isTime(_ text: Substring) -> Bool {
  var clock = Substring(trimmed(String(text)))
  if clock.isEmpty { return true }
  if clock.hasSuffix("Z") { clock.removeLast() }
  let parts = clock.split(separator: ":", omittingEmptySubsequences: false)
  guard (2...3).contains(parts.count) else { return false }
  let limits = [24, 59, 60]
  let whole = parts.enumerated().map { $0 == 2 ? ($1.split(separator: ".").first ?? "") : $1 }
  return zip(whole, limits).allSatisfy { part, limit in
    (1...2).contains(part.count) && number(part).map { $0 <= limit } ?? false
  }
}
