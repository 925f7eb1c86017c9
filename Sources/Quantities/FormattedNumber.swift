/// A measured number for people, with a fixed count of decimals, rounded by 四舍五入 from its shortest digits.
///
/// What rounds to zero carries no minus sign. Missing prints as `—`, so that nobody takes it for a figure.
///
/// - Parameters:
///   - x: The number.
///   - decimals: Digits after the point, zero or more.
///   - grouping: Whether a comma stands between each three digits before the point.
public func formatted(_ x: Double, decimals: Int, grouping: Bool) -> String {
  precondition(decimals >= 0, "Decimals are zero or more.")
  guard let shortest = ShortestDigits(x) else { return x.isNaN ? "—" : (x < 0 ? "-∞" : "∞") }
  let parts = fixedDigits(of: shortest, decimals: decimals)
  let whole = ShortestDigits.text(parts.dropLast(decimals))
  let fraction = ShortestDigits.text(parts.suffix(decimals))
  let sign = shortest.negative && parts.contains { $0 != 0 } ? "-" : ""
  return sign + (grouping ? grouped(whole) : whole) + (decimals == 0 ? "" : "." + fraction)
}

/// Digits with a comma between each three, counted from the right: `1234567` becomes `1,234,567`.
///
/// - Parameter digits: A whole number in plain digits, with a minus sign or without.
public func grouped(_ digits: String) -> String {
  if digits.hasPrefix("-") { return "-" + grouped(String(digits.dropFirst())) }
  var result = ""
  for (index, digit) in digits.enumerated() {
    if index > 0, (digits.count - index) % 3 == 0 { result += "," }
    result.append(digit)
  }
  return result
}

/// All digits down to the last wanted decimal, at least one before the point, rounded half away from zero.
private func fixedDigits(of shortest: ShortestDigits, decimals: Int) -> [UInt8] {
  let kept = shortest.point + decimals
  var digits: [UInt8] = []
  if kept >= 0 {
    digits = Array(shortest.digits.prefix(kept))
    digits += [UInt8](repeating: 0, count: kept - digits.count)
    if kept < shortest.digits.count, shortest.digits[kept] >= 5 { digits = incremented(digits) }
  }
  return [UInt8](repeating: 0, count: max(0, decimals + 1 - digits.count)) + digits
}

/// One more in the last place, with the carry; an empty list is zero.
private func incremented(_ digits: [UInt8]) -> [UInt8] {
  var result = digits
  for index in result.indices.reversed() {
    if result[index] < 9 {
      result[index] += 1
      return result
    }
    result[index] = 0
  }
  return [1] + result
}
